// Shows the time left. It only shows: the server ends the attempt, and is asked before the end is believed.
const GRACE = 20000, AGAIN = 2000;
// Everybody's time ends at once: phones that ask again every two seconds must not do it together.
const inAWhile = () => AGAIN * (0.5 + Math.random());
let told = Infinity, ended = false;

function showTime(left) {
  const timer = document.getElementById("timer");
  const minutes = Math.floor(left / 60), text = asClock(left);
  const quick = known.own && exam.way === "paced", here = exam.way === "parts" ? "phần này" : "câu này";
  const state = known.paused ? "" : left <= (quick ? 5 : 10) ? " last" : left <= (quick ? 10 : 60) ? " soon" : "";
  const word = known.paused ? "đang dừng" : known.own && !left ? "hết giờ" : state ? "sắp hết giờ" : quick ? here : "";
  const small = timer.querySelector("small");
  if (timer.querySelector("span").textContent === text && (small ? small.textContent : "") === word) return;
  timer.className = "timer" + state;
  timer.setAttribute("aria-label", `Còn ${minutes} phút ${left % 60} giây${known.own ? " cho " + here : ""}${known.paused ? ", đang dừng" : ""}`);
  timer.querySelector("span").textContent = text;
  if (small) small.remove();
  if (!word) return;
  const made = document.createElement("small");
  made.textContent = word;
  timer.append(made);
}

function tick() {
  const left = secondsLeft();
  showTime(left);
  showWhole();
  if (left > told + WORTH_TELLING) told = left > 300 ? Infinity : 300;
  if (known.own && exam.way === "paced") told = -Infinity;
  if (left <= 300 && told > 300 && left > 60) { speak("Còn 5 phút."); told = 300; }
  if (left <= 60 && told > 60 && left > 0 && !known.paused) { speak("Còn 1 phút."); told = 60; if (!cutOff && !stopped) notice("minute"); }
  if (left === 0) lookAgain();
  else setTimeout(tick, 250);
}

// Time may have been given that this phone has not heard of.
async function lookAgain() {
  if (navigator.onLine && !stopped) await ask(AGAIN);
  if (secondsLeft() > 0) tick();
  else if (known.paused && !(known.own && known.left === 0)) setTimeout(tick, inAWhile());
  else if (known.own) endQuestion();
  else end();
}

// What was given is sent, nothing more can be given; when the server says so, the receipt tells what counts.
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
  waitForReceipt(performance.now() + GRACE);
}

async function waitForReceipt(until) {
  openBox();
  if (stopped === "over" || stopped === "handing") return;
  if (stopped || performance.now() > until) return location.replace(exam.receipt);
  if (!box.ops.length) await ask(AGAIN);
  if (secondsLeft() > 0) return location.reload(); // Time was given after all.
  setTimeout(() => waitForReceipt(until), inAWhile());
}
