// A whole number as it is spoken; the server has the same rule in contest/web/filters.py.
const DIGITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];
const GROUPS = ["", "nghìn", "triệu", "tỷ", "nghìn tỷ", "triệu tỷ"];

function hundreds(value, full) {
  const hundred = Math.floor(value / 100), ten = Math.floor(value / 10) % 10, one = value % 10;
  const said = hundred || full ? [DIGITS[hundred], "trăm"] : [];
  if (!ten) return one ? said.concat(said.length ? ["linh"] : [], DIGITS[one]) : said;
  said.push(...(ten === 1 ? ["mười"] : [DIGITS[ten], "mươi"]));
  if (one === 1) said.push(ten === 1 ? "một" : "mốt");
  else if (one) said.push(one === 5 ? "lăm" : DIGITS[one]);
  return said;
}

function inWords(digits) {
  let rest = Math.abs(Number(digits));
  if (!rest) return DIGITS[0];
  const groups = [];
  for (; rest; rest = Math.floor(rest / 1000)) groups.push(rest % 1000);
  const said = digits[0] === "-" ? ["âm"] : [];
  let spoken = false;
  for (let place = groups.length - 1; place >= 0; place -= 1) {
    if (!groups[place]) continue;
    said.push(...hundreds(groups[place], spoken), GROUPS[place]);
    spoken = true;
  }
  return said.filter(Boolean).join(" ");
}

function withDots(digits) {
  return digits.replace("-", "−").replace(/\B(?=(\d{3})+$)/g, ".");
}

// What was typed as the digits of an op: "1.050" and "1 050" are 1050; null when it is no whole number.
function asDigits(typed) {
  const bare = typed.trim().replace(/[\s.]/g, "").replace("−", "-");
  if (bare === "") return "";
  return /^-?\d{1,15}$/.test(bare) ? String(Number(bare)) : null;
}
