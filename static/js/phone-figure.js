// Typed numbers: read as the server reads them, and read back.
const isPercent = (section) => section.dataset.kind === "prediction" && section.dataset.unit === "%";

const NOT_A_NUMBER = "Chưa phải là số, ví dụ 1.050.", TWO_WAYS = "Hiểu được hai cách. Ghi liền, hoặc dùng dấu phẩy thập phân, ví dụ 3,14.";

function asFigure(section, typed) {
  if (isPercent(section)) return asHundredths(typed);
  return section.dataset.places ? asDecimal(typed, Number(section.dataset.places)) : asDigits(typed);
}

function readBack(section, digits) {
  const unit = section.dataset.unit || "";
  if (isPercent(section)) return `${withComma(digits)}%`;
  return section.dataset.places ? `${digits} ${unit}` : `${inWords(digits)} ${unit}`;
}

function whyNot(section) {
  if (isPercent(section)) return "Ghi từ 0 đến 100, ví dụ 12,5.";
  return section.dataset.places ? TWO_WAYS : NOT_A_NUMBER;
}

function paintFigure(section, state) {
  const line = section.querySelector(".read");
  const digits = givenAnswer(section);
  line.className = state === "wait" || digits === null ? "read wait" : "read";
  if (digits === null) {
    line.textContent = whyNot(section);
  } else if (!state || digits === "") {
    line.textContent = "";
  } else {
    const label = document.createElement("b");
    label.textContent = state === "wait" ? " Chờ lưu: " : " Đã lưu: ";
    line.replaceChildren(copyOf(state).querySelector("svg"), label, readBack(section, digits));
  }
}
