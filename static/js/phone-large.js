// A picture opens large above the questions, so that nobody leaves them for it. Without this script it is a link.
function openLarge(link) {
  const small = link.querySelector("img") || link.parentNode.querySelector("img");
  const large = document.createElement("dialog");
  if (!large.showModal || !small) return false;
  const image = new Image();
  image.src = small.src;
  image.alt = small.alt;
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = "Đóng hình";
  large.className = "large";
  large.append(close, image);
  document.body.append(large);
  large.addEventListener("click", () => large.close());
  large.addEventListener("close", () => { large.remove(); link.focus({ preventScroll: true }); });
  large.showModal();
  return true;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-large]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (openLarge(link)) event.preventDefault();
});
