// One notice at a time, above the question. The words are in the page; only numbers are filled in.
let shown = "";

function notice(name, seconds) {
  if (shown === "over" && name !== "lost") return;
  shown = name;
  for (const box of document.querySelectorAll("[data-notice]")) box.hidden = box.dataset.notice !== name;
  const now = document.querySelector(`[data-notice="${name}"]`);
  if (!now) return;
  for (const spot of now.querySelectorAll("[data-seconds]")) spot.textContent = seconds;
  for (const spot of now.querySelectorAll("[data-saved]")) spot.textContent = savedCount();
  fillWaiting();
}

// How many wait changes while the notice stands.
function fillWaiting() {
  const count = waits().length;
  for (const spot of document.querySelectorAll("[data-waiting]")) {
    const text = count ? spot.dataset.waiting.replace("{}", count) : "";
    if (spot.textContent !== text) spot.textContent = text;
  }
}

// For screen readers only; a clock that speaks every second would drown everything else.
function speak(text) {
  const spoken = document.getElementById("spoken");
  if (spoken) spoken.textContent = text;
}
