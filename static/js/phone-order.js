// Papers without a way back. With "forward" the questions still to come are in the page; with "paced" the next
// one leaves the server only when it is asked for, with a plain form that brings what still waits; with "parts"
// the next group of them does, and within one people go to and fro.
const IN_ORDER = Boolean(exam.way) && exam.way !== "parts", REACHING = 5000;
let shut = false;

// This phone may have come further than the server has heard of.
function furthest() {
  return Math.max(Number(current().dataset.slot), ...box.ops.map((op) => op[2]).filter(sectionOf));
}

// Going past a question tells the server too: from then on those before take no more answers.
function passTo(slot) {
  if (exam.way !== "forward" || waitingAnswer(slot) !== null || savedAnswer(slot) !== "") return;
  addOp(slot, "");
  send();
}

// The form itself ends in the browser's own error page when there is no network, so that is tried first.
async function askNext(form) {
  const button = form.querySelector("button");
  button.setAttribute("aria-busy", "true");
  const reached = navigator.onLine && (await ask(REACHING));
  if (stopped) return;
  if (reached) {
    openBox();
    carry(form, "asking");
    form.submit();
    return;
  }
  button.removeAttribute("aria-busy");
  cutOff = true;
  notice("offline");
}

// Some of what was sent can't be stored as it is: names that were used before, questions that are closed.
// Whether that was told and mended.
async function mended(reply) {
  const told = await reply.json().catch(() => ({}));
  renewOps(told.conflicts || []);
  if (!told.closed) return false;
  for (const op of box.ops.filter((each) => told.closed.includes(each[0]))) {
    const section = sectionOf(op[2]);
    if (section) section.dataset.closed = ""; // What is chosen there is no answer any more.
  }
  dropOps(told.closed.map((id) => [id]));
  tries = 0;
  if (box.ops.length) send();
  else if (!stopped && !isGoing()) location.reload(); // The server knows which question is at hand.
  return true;
}

// The time of this question or part is over, not that of the paper: what was given is sent, and one may go on.
function endQuestion() {
  if (!shut) {
    if (current()) record(current());
    for (const control of document.querySelectorAll("section[data-slot] input:not([type=hidden]), section[data-slot] select")) control.disabled = true;
    notice("slot");
    hurry();
  }
  shut = true;
  if (secondsLeft() > 0) location.reload(); // Time was given after all.
  else setTimeout(endQuestion, AGAIN);
}

// Somebody went on in another tab, or came back to a page that the browser had kept.
function isElsewhere() {
  const paced = exam.way === "paced" && exam.page === "question";
  const here = Number(paced ? current().dataset.slot : exam.part || 0);
  return here && known.slot && known.slot !== here;
}
