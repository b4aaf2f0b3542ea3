// Typing answers from paper: Enter goes on to the next line, after the last one to the button.
function nextLine(event) {
  if (event.key !== "Enter" || !event.target.matches("[data-line]")) return;
  event.preventDefault();
  const form = event.target.form;
  const fields = [...form.querySelectorAll("[data-line]")];
  const next = fields[fields.indexOf(event.target) + 1];
  (next ?? form.querySelector("button[name=step]")).focus();
  next?.select();
}

document.querySelector("[data-typing]")?.addEventListener("keydown", nextLine);
