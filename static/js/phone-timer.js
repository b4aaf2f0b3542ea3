// Time left, never more than is true: counted from when this page was asked for, by whichever clock went
// further (the steady one may sleep with the phone). It only shows; the server ends the attempt.
const GRACE = 20000;
const asked = performance.getEntriesByType("navigation")[0];
const before = performance.now() - (asked ? asked.requestStart : 0);
const steady = performance.now(), wall = Date.now();
let told = Infinity, ended = false;

function secondsLeft() {
  const passed = Math.max(performance.now() - steady, Date.now() - wall) + before;
  return Math.max(0, Math.floor(Number(exam.left) - passed / 1000));
}

function twoDigits(value) {
  return String(value).padStart(2, "0");
}

function showTime(left) {
  const timer = document.getElementById("timer");
  const minutes = Math.floor(left / 60), hours = Math.floor(minutes / 60);
  const text = `${hours ? hours + ":" : ""}${twoDigits(minutes % 60)}:${twoDigits(left % 60)}`;
  if (timer.querySelector("span").textContent === text) return;
  const state = left <= 10 ? " last" : left <= 60 ? " soon" : "";
  timer.className = "timer" + state;
  timer.setAttribute("aria-label", `Còn ${minutes} phút ${left % 60} giây`);
  timer.querySelector("span").textContent = text;
  if (state && !timer.querySelector("small")) {
    const small = document.createElement("small");
    small.textContent = "sắp hết giờ";
    timer.append(" ", small);
  }
}

function tick() {
  const left = secondsLeft();
  showTime(left);
  if (left <= 300 && told > 300 && left > 60) { speak("Còn 5 phút."); told = 300; }
  if (left <= 60 && told > 60 && left > 0) { speak("Còn 1 phút."); told = 60; if (!cutOff && !stopped) notice("minute"); }
  if (left === 0) end();
  else setTimeout(tick, 250);
}

// What was given is sent, nothing more can be given; then the receipt tells what counts.
function end() {
  if (ended) return;
  ended = true;
  if (current()) record(current());
  for (const control of document.querySelectorAll("main input, main form button")) control.disabled = true;
  const timer = document.getElementById("timer");
  timer.className = "timer over";
  timer.textContent = "Hết giờ";
  notice("over");
  hurry();
  const until = performance.now() + GRACE;
  (function wait() {
    openBox();
    if (stopped === "over" || stopped === "handing") return;
    if (!box.ops.length || stopped || performance.now() > until) location.replace(exam.receipt);
    else setTimeout(wait, 250);
  })();
}
