// The blueprint's sums, and whether the bank has enough, while one types. The server says it again.
for (const table of document.querySelectorAll("[data-blueprint]")) {
  const rows = [...table.tBodies[0].rows].map((row) => [...row.querySelectorAll("input")]);
  const count = (input) => (/^\d{1,3}$/.test(input.value.trim()) ? Number(input.value) : 0);
  const sum = (inputs) => inputs.reduce((total, input) => total + count(input), 0);

  const judge = (input) => {
    const lacking = Math.max(0, count(input) - Number(input.dataset.stock));
    const said = input.parentElement.querySelector("[data-said]");
    said.textContent = lacking ? `thiếu ${lacking}` : count(input) ? "đủ" : "";
    said.parentElement.className = lacking ? "lack" : count(input) ? "enough" : "";
    input.parentElement.classList.toggle("short-of", lacking > 0);
  };

  table.addEventListener("input", (event) => {
    judge(event.target);
    table.querySelectorAll("[data-row]").forEach((cell, place) => (cell.textContent = sum(rows[place]) || ""));
    table.querySelectorAll("[data-column]").forEach((cell, place) => {
      cell.textContent = sum(rows.map((row) => row[place])) || "";
    });
    table.querySelector("[data-total]").textContent = sum(rows.flat());
  });
}
