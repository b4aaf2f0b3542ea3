// From a tap or a typed number to an op. A choice is taken at once, a number 800 ms after the last key.
const TYPING = 800;
let typing = 0;

const isPercent = (section) => section.dataset.kind === "prediction" && section.dataset.unit === "%";

function givenAnswer(section) {
  const figure = section.querySelector(".unit-field input");
  if (figure) return isPercent(section) ? asHundredths(figure.value) : asDigits(figure.value);
  return Array.from(section.querySelectorAll("input[name=answer]:checked"), (each) => each.value).join(",");
}

function record(section) {
  if ("closed" in section.dataset) return;
  const slot = Number(section.dataset.slot);
  const answer = givenAnswer(section);
  const waiting = waitingAnswer(slot);
  if (answer === null || answer === (waiting === null ? section.dataset.saved : waiting)) return;
  addOp(slot, answer);
  paint();
  send();
}

function paintFigure(section, state) {
  const line = section.querySelector(".read");
  const digits = givenAnswer(section);
  const unit = section.dataset.unit || "";
  line.className = state === "wait" || digits === null ? "read wait" : "read";
  if (digits === null) {
    line.textContent = isPercent(section) ? "Ghi từ 0 đến 100, ví dụ 12,5." : "Chưa phải là số, ví dụ 1.050.";
  } else if (!state || digits === "") {
    line.textContent = "";
  } else {
    const label = document.createElement("b");
    label.textContent = state === "wait" ? " Chờ lưu: " : " Đã lưu: ";
    line.replaceChildren(copyOf(state).querySelector("svg"), label, isPercent(section) ? `${withComma(digits)}%` : `${inWords(digits)} ${unit}`);
  }
}

// Puts the answers that still wait back on the controls after a reload.
function restore(section) {
  const answer = waitingAnswer(Number(section.dataset.slot));
  if (answer === null) return;
  const figure = section.querySelector(".unit-field input");
  if (figure) figure.value = isPercent(section) ? withComma(answer) : withDots(answer);
  const chosen = answer.split(",");
  for (const each of section.querySelectorAll(".option input, .tf input")) each.checked = chosen.includes(each.value);
}

function listen(section) {
  section.addEventListener("change", () => record(section));
  section.addEventListener("input", (event) => {
    if (!event.target.closest(".unit-field")) return;
    clearTimeout(typing);
    typing = setTimeout(() => { record(section); paintSection(section); }, TYPING);
  });
  section.addEventListener("submit", (event) => {
    event.preventDefault();
    record(section);
    if (IN_ORDER && givenAnswer(section) === null && !shut) return section.querySelector(".unit-field input").focus();
    const next = sectionOf(Number(section.dataset.slot) + 1);
    if (next) show(Number(next.dataset.slot), true);
    else if ("ask" in event.target.dataset) askNext(event.target);
    else leave(document.querySelector("[data-review]").href);
  });
}
