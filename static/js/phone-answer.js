// From a tap or a typed number to an op. A choice is taken at once, a number 800 ms after the last key,
// sentences 3 s after: each time the whole of them travels.
const TYPING = 800, WRITING = 3000;
let typing = 0;

function givenAnswer(section) {
  const figure = section.querySelector(".unit-field input"), words = section.querySelector(".short-answer, .free-answer");
  if (figure) return asFigure(section, figure.value);
  if (words) return wordsOf(words);
  if (isPaired(section)) return givenPairs(section);
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

function paintRead(section, state) {
  if (section.querySelector(".unit-field")) return paintFigure(section, state);
  const line = section.querySelector(".read");
  line.className = state === "wait" ? "read wait" : "read";
  line.replaceChildren(...(state ? copyOf(state).childNodes : []), state && isPaired(section) ? leftOpen(section) : state && isFree(section) ? ` ${countOf(givenAnswer(section))} chữ` : "");
  paintRoom(section);
}

// Puts the answers that still wait back on the controls after a reload.
function restore(section) {
  const answer = waitingAnswer(Number(section.dataset.slot));
  if (answer === null) return;
  const figure = section.querySelector(".unit-field input");
  if (figure) figure.value = isPercent(section) ? withComma(answer) : section.dataset.places ? answer.replace(".", ",") : withDots(answer);
  const words = section.querySelector(".short-answer, .free-answer");
  if (words) words.value = answer;
  if (isPaired(section)) return restorePairs(section, answer);
  const chosen = answer.split(",");
  for (const each of section.querySelectorAll(".option input, .tf input")) each.checked = chosen.includes(each.value);
}

function listen(section) {
  section.addEventListener("change", (event) => {
    if (section.dataset.kind === "ordering") giveWay(section, event.target);
    record(section);
  });
  section.addEventListener("input", (event) => {
    if (!event.target.closest(".unit-field, .short-answer, .free-answer")) return;
    clearTimeout(typing);
    paintRoom(section);
    typing = setTimeout(() => { record(section); paintSection(section); }, isFree(section) ? WRITING : TYPING);
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
