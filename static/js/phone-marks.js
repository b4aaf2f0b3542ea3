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
  if (waits().some((op) => op[2] === Number(section.dataset.slot))) return "wait";
  return section.dataset.saved === "" ? "" : "saved";
}

// Going past a question waits too, but nobody would call that an answer.
function waits() {
  return box.ops.filter((op) => op[3] !== "" || savedAnswer(op[2]) !== "");
}

function savedCount() {
  return document.querySelectorAll("#strip .saved").length;
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
  const dash = isApart(section) ? null : document.getElementById("strip").children[slot - 1];
  if (dash) dash.className = state + (section.hidden ? "" : " now");
  for (const mark of section.querySelectorAll(".mark")) mark.remove();
  if (!isPaired(section)) for (const card of section.querySelectorAll(".option, .tf")) paintCard(card, state);
  if (section.querySelector(".read")) paintRead(section, state);
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
  const waiting = waits().length;
  if (!bar || !(sections.length || waiting)) return;
  const made = copyOf(waiting ? "wait" : "saved");
  const text = waiting ? ` Chờ lưu ${waiting}` : ` Đã lưu ${savedCount()}`;
  if (bar.textContent.trim() === text.trim()) return;
  bar.className = waiting ? "state wait" : "state";
  bar.replaceChildren(made.querySelector("svg"), text);
}
