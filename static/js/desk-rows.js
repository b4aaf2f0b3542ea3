// More rows for options on the spot; without script the server adds them.
const moreRows = document.querySelector("#question .more-rows");
const MOST_ROWS = 26;
const MOST_PAIR_ROWS = 12;
const ROWS_MORE = 4;

// The same row, empty, one place further: its names and letters end in the place that it has.
function following(row, place) {
  const made = row.cloneNode(true);
  const was = String(place - 1);
  const [before, letter] = [place - 1, place].map((each) => String.fromCharCode(65 + each));
  const renamed = (text) => text.replace(new RegExp(`\\b${before}\\b`), letter);
  made.querySelectorAll(place < MOST_PAIR_ROWS ? "[id$='-err']" : "[id$='-err'], .truths").forEach((part) => part.remove());
  for (const part of made.querySelectorAll("*")) {
    for (const name of ["id", "for", "name"]) {
      const value = part.getAttribute(name);
      if (value?.endsWith(was)) part.setAttribute(name, value.slice(0, -was.length) + place);
    }
    const said = part.getAttribute("aria-label");
    if (said) part.setAttribute("aria-label", renamed(said));
    part.removeAttribute("aria-invalid");
    part.removeAttribute("aria-describedby");
    if (part.matches("textarea")) part.value = "";
    if (part.matches("input")) part.checked = false;
    if (part.name === "right") part.value = place;
    if (!part.children.length && part.matches("span")) {
      part.textContent = part.textContent === String(place) ? place + 1 : renamed(part.textContent);
    }
  }
  return made;
}

moreRows?.addEventListener("click", (event) => {
  event.preventDefault();
  const rows = [...document.querySelectorAll("#answers .choice")];
  const first = rows.length;
  const count = Math.min(MOST_ROWS, first + ROWS_MORE);
  for (let place = first; place < count; place += 1) {
    const made = following(rows.at(-1), place);
    rows.at(-1).after(made);
    rows.push(made);
    // A picture may go with the new one too.
    document.querySelector("#place")?.add(new Option(`Phương án ${String.fromCharCode(65 + place)}`, `option${place}`));
  }
  rows[first]?.querySelector("textarea").focus();
  moreRows.hidden = count >= MOST_ROWS;
  if (count >= MOST_PAIR_ROWS) moreRows.dataset.for = "one several";
});
