// Shows what is stored and what waits: on the answer, in the map, in the strip, in the bar.
const sections = Array.from(document.querySelectorAll("section[data-slot]"));
const sectionOf = (slot) => sections.find((section) => Number(section.dataset.slot) === slot);
const copyOf = (name) => document.getElementById(name).content.firstElementChild.cloneNode(true);
const NAMES = { saved: "đã lưu", wait: "chờ lưu", "": "chưa làm" };

function markSaved(slot, answer) {
  const section = sectionOf(slot);
  if (section) section.dataset.saved = answer;
}

function stateOf(section) {
  if (waitingAnswer(Number(section.dataset.slot)) !== null) return "wait";
  return section.dataset.saved === "" ? "" : "saved";
}

function savedCount() {
  return sections.filter((each) => each.dataset.kind !== "prediction" && stateOf(each) === "saved").length;
}

function paint() {
  sections.forEach(paintSection);
  paintBar();
  fillWaiting();
}

function paintSection(section) {
  const state = stateOf(section);
  const slot = Number(section.dataset.slot);
  for (const link of document.querySelectorAll(`#map a[data-slot="${slot}"]`)) {
    link.parentNode.className = state;
    link.setAttribute("aria-label", `${section.dataset.name}, ${NAMES[state]}`);
  }
  const dash = section.dataset.kind === "prediction" ? null : document.getElementById("strip").children[slot - 1];
  if (dash) dash.className = state + (section.hidden ? "" : " now");
  for (const mark of section.querySelectorAll(".mark")) mark.remove();
  for (const card of section.querySelectorAll(".option, .tf")) paintCard(card, state);
  if (section.querySelector(".read")) paintFigure(section, state);
}

function paintCard(card, state) {
  const chosen = card.querySelector("input").checked && state;
  card.classList.toggle("waiting", chosen === "wait");
  if (!chosen) return;
  const home = card.className.includes("tf") ? card.parentNode : card.lastElementChild;
  home.append(copyOf(state));
}

function paintBar() {
  const bar = document.getElementById("state");
  const waiting = box.ops.length;
  if (!bar || !(sections.length || waiting)) return;
  const made = copyOf(waiting ? "wait" : "saved");
  const text = waiting ? ` Chờ lưu ${waiting}` : ` Đã lưu ${savedCount()}`;
  if (bar.textContent.trim() === text.trim()) return;
  bar.className = waiting ? "state wait" : "state";
  bar.replaceChildren(made.querySelector("svg"), text);
}
