// A question's form shows only what its kind needs; a list's head ticks the whole page.
const question = document.getElementById("question");

function fit() {
  const kind = question.querySelector("[name=kind]:checked").value;
  for (const part of question.querySelectorAll("[data-for]")) {
    part.hidden = !part.dataset.for.split(" ").includes(kind);
  }
  question.dataset.kind = kind;
}

if (question) {
  fit();
  question.addEventListener("change", (event) => {
    const box = event.target;
    if (box.name === "kind") fit();
    // One right answer: ticking another moves the tick.
    if (box.name === "right" && box.checked && question.dataset.kind === "one") {
      for (const other of question.querySelectorAll("[name=right]")) other.checked = other === box;
    }
  });
  for (const button of question.querySelectorAll("[data-without-script]")) button.hidden = true;
}

for (const all of document.querySelectorAll("input[data-all]")) {
  all.closest("label").hidden = false;
  all.addEventListener("change", () => {
    for (const box of all.closest("table").querySelectorAll("[name=question]")) box.checked = all.checked;
  });
}
