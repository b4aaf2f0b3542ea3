// A template that lasts another while offers its own window, as long as nobody has touched the one that is there.
for (const bases of document.querySelectorAll(".making")) {
  const boxes = { opens: bases.querySelector("#opens_at"), closes: bases.querySelector("#closes_at") };
  const offered = [...bases.querySelectorAll("[data-opens]")];
  const names = Object.keys(boxes);
  const isOffered = () => offered.some((pick) => names.every((name) => boxes[name].value === pick.dataset[name]));

  bases.addEventListener("change", ({ target }) => {
    if (!target.dataset.opens || !isOffered()) return;
    for (const name of names) {
      boxes[name].value = target.dataset[name];
      boxes[name].dispatchEvent(new Event("input"));
    }
  });
}
