// A page that waits for the organiser, or for its turn, asks again by itself, each phone a little later than the
// next one. A form that was not taken is sent again as it was.
const waiting = document.querySelector("[data-again]");

function askAgain() {
  if (document.hidden || !navigator.onLine) setTimeout(askAgain, 2000);
  else if (waiting.matches("form")) waiting.requestSubmit();
  else location.reload();
}

if (waiting) {
  const least = waiting.matches("form") ? 1 : 0.7;
  setTimeout(askAgain, Number(waiting.dataset.again) * 1000 * (least + 0.6 * Math.random()));
}
