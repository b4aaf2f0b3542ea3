// One right answer: ticking another moves the tick. A list's head ticks the whole page.
const question = document.getElementById("question");

if (question) {
  question.addEventListener("change", (event) => {
    const box = event.target;
    const kind = question.querySelector("[name=kind]:checked").value;
    if (box.name === "right" && box.checked && kind === "one") {
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
