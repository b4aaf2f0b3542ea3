// Says when the counts have stopped coming, and loads the page anew when the round has moved on,
// so that what to do fits the state. Not while a question is being asked, nor a code shown.
const counts = document.getElementById("counts");
const stale = document.getElementById("stale");

if (counts && stale) {
  const phase = counts.dataset.phase;
  document.addEventListener("htmx:after:request", (event) => {
    const status = event.detail.ctx.response?.status ?? 0;
    stale.hidden = status === 200;
  });
  document.addEventListener("htmx:error", () => {
    stale.hidden = false;
  });
  document.addEventListener("htmx:after:swap", () => {
    const now = document.getElementById("counts").dataset.phase;
    if (now !== phase && !document.getElementById("confirm")) location.reload();
  });
}
