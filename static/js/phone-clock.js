// Time left, never more than is true: counted from when the server was asked, by whichever clock went further
// (the steady one may sleep with the phone). Staff give time, pause and go on meanwhile; so each answer of the
// server brings a new figure, and a phone that has sent nothing for a while asks for one.
const ASK = 30000, ASK_PAUSED = 10000, PATIENT = 5000;
// Each pause is so much longer than it was, so a phone trusts one that it heard of for this long without news.
const TRUST = 20000;
const WORTH_TELLING = 15;
const opened = performance.getEntriesByType("navigation")[0];
let known = figure(exam.left, moment(opened ? opened.requestStart : 0));
let asking = 0;

function moment(steady) {
  return { steady, wall: Date.now() - (performance.now() - steady) };
}

// "432", or "432;paused" while the clock stands still; "432;6:25" tells that question 6, or the part that begins
// with it, is at hand, and its own time. ``own``: what is shown is that; ``whole`` is the paper's.
function figure(text, at) {
  const [, slot, seconds] = /;(\d+):(\d+)/.exec(text) || [];
  const whole = parseInt(text, 10), own = (exam.page === "question" || exam.way === "parts") && Number(seconds) < whole;
  return { left: own ? Number(seconds) : whole, whole, own, slot: Number(slot || 0), paused: text.endsWith(";paused"), at };
}

function leftOf(given) {
  const passed = Math.max(performance.now() - known.at.steady, Date.now() - known.at.wall);
  return Math.max(0, Math.floor(given - Math.max(0, known.paused ? passed - TRUST : passed) / 1000));
}

function secondsLeft() {
  return leftOf(known.left);
}

function showWhole() {
  const spot = document.getElementById("whole");
  if (!spot) return;
  spot.hidden = !known.own;
  spot.lastElementChild.textContent = asClock(leftOf(known.whole));
}

// What the server said to what was sent at that moment; an answer that was overtaken says nothing new.
function heard(reply, at) {
  const text = reply && reply.headers.get("X-Left");
  if (!text || at.steady < known.at.steady) return;
  const before = secondsLeft(), stood = known.paused;
  known = figure(text, at);
  if (isElsewhere() && !stopped) return location.reload();
  if (known.paused && shown !== "paused") notice("paused");
  else if (!known.paused && (stood || Math.abs(secondsLeft() - before) > WORTH_TELLING)) notice("more");
}

async function ask(patient) {
  clearTimeout(asking);
  const at = moment(performance.now()), patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), patient || PATIENT);
  try {
    const reply = await fetch(exam.ask, { cache: "no-store", signal: patience.signal });
    heard(reply, at);
    if (reply.status === 410 && stopped !== "handing") await refused(reply);
    return true;
  } catch (error) {
    return false; // No network: what is known goes on counting.
  } finally {
    clearTimeout(timer);
    askLater();
  }
}

function askLater() {
  clearTimeout(asking);
  if (stopped) return;
  const pause = known.paused ? ASK_PAUSED : ASK;
  asking = setTimeout(() => (document.hidden ? askLater() : ask()), pause * (0.8 + 0.4 * Math.random()));
}
