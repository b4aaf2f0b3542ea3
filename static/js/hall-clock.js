// Counts down to the moment that `data-until` names, by the steady clock of the browser. Never shows
// more than is left: a page counts from when it was asked for, a message from when it came, and of all
// that is known about one moment the earliest holds. The server alone decides that time is over.
const ends = new Map();

function learn(asked) {
  for (const clock of document.querySelectorAll("[data-seconds-left]")) {
    const key = clock.dataset.until;
    // A second of care for a moment first heard of from a message, which was on its way for a while.
    const care = asked === undefined && !ends.has(key) ? 1000 : 0;
    const end = (asked ?? performance.now() - care) + Number(clock.dataset.secondsLeft) * 1000;
    ends.set(key, Math.min(end, ends.get(key) ?? Infinity));
  }
  draw();
}

function words(left) {
  const two = (part) => String(part).padStart(2, "0");
  if (left >= 86400) return `${Math.floor(left / 86400)} ngày ${Math.floor(left / 3600) % 24} giờ`;
  const rest = `${two(Math.floor(left / 60) % 60)}:${two(left % 60)}`;
  return left >= 3600 ? `${Math.floor(left / 3600)}:${rest}` : rest;
}

function draw() {
  for (const clock of document.querySelectorAll("[data-seconds-left]")) {
    const text = words(Math.max(0, Math.floor((ends.get(clock.dataset.until) - performance.now()) / 1000)));
    if (clock.textContent !== text) clock.textContent = text;
  }
}

learn(performance.getEntriesByType("navigation")[0]?.requestStart ?? 0);
document.addEventListener("htmx:after:swap", () => learn());
setInterval(draw, 200);
