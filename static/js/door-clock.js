// The countdown of a front page. It counts from when the page was asked for, so it never shows more than
// is left; a phone that slept goes on by the wall clock. At the end the server is asked what holds now,
// each phone a little later than the next one, so that they don't all come in the same second.
const UNITS = [["ngày", 86400], ["giờ", 3600], ["phút", 60], ["giây", 1]];
const clock = document.querySelector(".countdown[data-seconds]");
const asked = performance.getEntriesByType("navigation")[0];
const before = performance.now() - (asked ? asked.requestStart : 0);
const steady = performance.now(), wall = Date.now();

function secondsLeft() {
  const passed = Math.max(performance.now() - steady, Date.now() - wall) + before;
  return Math.max(0, Math.floor(Number(clock.dataset.seconds) - passed / 1000));
}

// The same three units as the server's filter `parts` would write.
function parts(seconds) {
  const first = UNITS.findIndex(([, size]) => seconds >= size);
  if (first < 0) return [[0, "giây"]];
  return UNITS.slice(first, first + 3).map(([name, size], place) =>
    [place ? Math.floor((seconds % UNITS[first + place - 1][1]) / size) : Math.floor(seconds / size), name]);
}

function draw(seconds) {
  const shown = parts(seconds);
  const boxes = shown.map(([amount, name]) => {
    const box = document.createElement("span"), figure = document.createElement("b");
    figure.textContent = amount;
    box.append(figure, " " + name);
    return box;
  });
  clock.replaceChildren(...boxes);
  clock.setAttribute("aria-label", "Còn " + shown.map((each) => each.join(" ")).join(" "));
}

function tick() {
  const left = secondsLeft();
  draw(left);
  if (left) setTimeout(tick, 1000);
  else setTimeout(() => location.reload(), 1000 + Math.random() * 4000);
}

if (clock && Number(clock.dataset.seconds) > 0) tick();
