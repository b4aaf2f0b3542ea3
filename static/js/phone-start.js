// The last file of the bundle: everything above is defined now.
adoptOlderLease();
openBox();
sections.forEach(restore);
const begins = IN_ORDER && current() ? furthest() : 0;
sections.forEach(listen);
paint();
// On a slow network people tap before this script is there.
if (current()) record(current());
if (begins > Number(current() && current().dataset.slot)) show(begins, true);
listenToMoves();
listenToLeaving();
tick();
send();
askLater();

// Back in front of somebody: much may have happened to the time meanwhile.
function comeBack() {
  if (!stopped) ask();
  hurry();
}

addEventListener("online", hurry);
addEventListener("offline", () => { cutOff = true; notice("offline"); });
addEventListener("pageshow", (event) => {
  if (event.persisted && exam.way) return location.reload(); // Kept as it was when the next question was asked for.
  if (event.persisted) ask();
  hurry();
});
addEventListener("storage", () => { openBox(); paint(); });
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) return comeBack();
  if (current()) record(current());
});
