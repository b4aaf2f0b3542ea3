// A form is sent once: a second tap on a slow network must not enter anybody twice.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  const button = event.submitter;
  if (button && button.classList.contains("big")) button.textContent = "Đang gửi";
});

// Back from the next page: the form may be sent again.
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// On a slow network people type before htmx is there: what they typed is looked for then.
addEventListener("load", () => {
  const typed = document.querySelector(".finder input[type=search]");
  if (!typed || typed.value === typed.defaultValue) return;
  htmx.ajax("GET", typed.getAttribute("hx-get"), { source: typed });
});

// What was picked stays: an answer that is still under way must not take the list away.
document.addEventListener("change", (event) => {
  if (event.target.name !== "unit") return;
  document.querySelector(".finder input[type=search]")?.dispatchEvent(new Event("htmx:abort"));
});
