// A page that waits for the organiser asks again by itself, each phone a little later than the next one.
const waiting = document.querySelector("[data-again]");

function askAgain() {
  if (document.hidden || !navigator.onLine) setTimeout(askAgain, 2000);
  else location.reload();
}

if (waiting) setTimeout(askAgain, Number(waiting.dataset.again) * 1000 * (0.7 + 0.6 * Math.random()));
