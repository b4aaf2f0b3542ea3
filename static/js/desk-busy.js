// A long list takes the server some seconds: the form says so, and a second press sends nothing twice.
document.addEventListener("submit", (event) => {
  const form = event.target;
  const busy = event.submitter?.dataset.busy ?? form.dataset.busy;
  if (!busy || event.defaultPrevented) return;
  if (form.querySelector(".busy")) {
    event.preventDefault();
    return;
  }
  const told = document.createElement("p");
  told.className = "busy";
  told.setAttribute("role", "status");
  told.append(document.createElement("progress"), busy);
  form.append(told);
});

// Back from the next page: the form may be sent again.
addEventListener("pageshow", () => {
  for (const told of document.querySelectorAll(".busy")) told.remove();
});
