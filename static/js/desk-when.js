// A browser writes days in its own language, "12/03" for 3 December: below the box stands how we read them.
const WEEKDAYS = ["Chủ nhật", "thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy"];

for (const box of document.querySelectorAll("input[type=datetime-local]")) {
  const told = document.createElement("small");
  told.id = `${box.id}-told`;
  box.setAttribute("aria-describedby", `${box.getAttribute("aria-describedby") || ""} ${told.id}`.trim());
  box.after(told);

  const tell = () => {
    const [, year, month, day, hour] = box.value.match(/^(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d)/) || [];
    const weekday = year && WEEKDAYS[new Date(Number(year), Number(month) - 1, Number(day)).getDay()];
    told.textContent = year ? `${hour}, ${weekday}, ${day}/${month}/${year}` : "";
  };
  box.addEventListener("input", tell);
  tell();
}
