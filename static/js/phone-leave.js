// Leaving the questions: to the review when the outbox is empty, and handing in with what still waits.
const POLITE = 3000, GOING = 5000;
let goingSince = -Infinity;

// The next page may have been written before these answers arrived. It finds them in the box and sends
// them again, which the server takes as the same; so what arrives now stays in the box.
addEventListener("beforeunload", () => { goingSince = performance.now(); });

function isGoing() {
  return performance.now() - goingSince < GOING && exam.page === "question";
}

// A dead zone must not end in the browser's own error page: without network we stay and say so.
function leave(address) {
  const until = performance.now() + POLITE;
  hurry();
  (function wait() {
    openBox();
    const late = performance.now() > until;
    if (navigator.onLine && (!box.ops.length || (late && !cutOff))) location.assign(address);
    else if (late || !navigator.onLine) { cutOff = true; notice("offline"); }
    else setTimeout(wait, 100);
  })();
}

function listenToLeaving() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-review]");
    if (!link) return;
    event.preventDefault();
    if (current()) record(current());
    leave(link.href);
  });
  const form = document.querySelector("[data-hand-in]");
  if (form) form.addEventListener("submit", (event) => handIn(event, form));
  const part = document.querySelector("[data-ask-part]");
  if (part) part.addEventListener("submit", (event) => { event.preventDefault(); askNext(part); });
}

// What still waits travels with the form itself; nothing else may move the page from now on.
function carry(form, why) {
  const field = form.querySelector("[name=ops]") || form.appendChild(document.createElement("input"));
  field.type = "hidden";
  field.name = "ops";
  field.value = JSON.stringify(box.ops);
  stopped = why;
}

// The last answers travel with the hand-in itself. Without this script the plain form hands in what is stored.
function handIn(event, form) {
  openBox();
  if (!navigator.onLine) {
    event.preventDefault();
    cutOff = true;
    notice("offline");
    return;
  }
  carry(form, "handing");
  const button = form.querySelector("button");
  button.setAttribute("aria-busy", "true");
  button.textContent = "Đang nộp";
}
