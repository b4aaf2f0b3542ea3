// From question to question without the network: all are in the page, one is shown.

function current() {
  return sections.find((section) => !section.hidden);
}

function show(slot, push) {
  const next = sectionOf(slot);
  if (!next || (IN_ORDER && slot < Number(current().dataset.slot))) return;
  clearTimeout(typing);
  record(current());
  for (const section of sections) section.hidden = section !== next;
  for (const link of document.querySelectorAll("#map a")) {
    if (Number(link.dataset.slot) === slot) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  for (const link of document.querySelectorAll("p > a[data-slot]")) link.parentNode.hidden = Number(link.dataset.slot) === slot;
  const total = document.getElementById("strip").children.length;
  const small = document.createElement("small");
  small.textContent = isApart(next) ? "" : `/${total}`;
  const number = document.getElementById("number");
  number.replaceChildren(next.dataset.name, small);
  document.title = document.title.replace(/^[^·]*/, next.dataset.name + " ");
  if (push) history[IN_ORDER ? "replaceState" : "pushState"]({ slot }, "", next.dataset.url);
  if (shown === "back" || shown === "more") notice("");
  passTo(slot);
  paint();
  scrollTo(0, 0);
  number.focus({ preventScroll: true });
}

function slotOfAddress() {
  return Number(location.pathname.split("/").pop());
}

function listenToMoves() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-slot]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show(Number(link.dataset.slot), true);
  });
  addEventListener("popstate", () => show(slotOfAddress(), false));
}
