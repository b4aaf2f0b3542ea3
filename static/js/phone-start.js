// The last file of the bundle: everything above is defined now.
adoptOlderLease();
openBox();
sections.forEach(restore);
sections.forEach(listen);
paint();
// On a slow network people tap before this script is there.
if (current()) record(current());
listenToMoves();
listenToLeaving();
tick();
send();

addEventListener("online", hurry);
addEventListener("offline", () => { cutOff = true; notice("offline"); });
addEventListener("pageshow", hurry);
addEventListener("storage", () => { openBox(); paint(); });
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) return hurry();
  if (current()) record(current());
});
