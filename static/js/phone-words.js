// A whole number as it is spoken; the server has the same rule in contest/web/filters.py.
const DIGITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];
const GROUPS = [[1e6, "triệu"], [1e3, "nghìn"], [1, ""]];

function hundreds(value, full) {
  const hundred = Math.floor(value / 100), ten = Math.floor(value / 10) % 10, one = value % 10;
  const said = hundred || full ? [DIGITS[hundred], "trăm"] : [];
  if (!ten) return one ? said.concat(said.length ? ["linh"] : [], DIGITS[one]) : said;
  said.push(...(ten === 1 ? ["mười"] : [DIGITS[ten], "mươi"]));
  const after = ten === 1 ? { 5: "lăm" } : { 1: "mốt", 4: "tư", 5: "lăm" };
  if (one) said.push(after[one] || DIGITS[one]);
  return said;
}

function spoken(value) {
  const said = value >= 1e9 ? spoken(Math.floor(value / 1e9)).concat("tỷ") : [];
  for (const [size, name] of GROUPS) {
    const group = Math.floor((value % 1e9) / size) % 1000;
    if (group) said.push(...hundreds(group, said.length > 0), name);
  }
  return said.filter(Boolean);
}

function inWords(digits) {
  const said = spoken(Math.abs(Number(digits)));
  if (!said.length) return DIGITS[0];
  return (digits[0] === "-" ? ["âm"] : []).concat(said).join(" ");
}

function withDots(digits) {
  return digits.replace("-", "−").replace(/\B(?=(\d{3})+$)/g, ".");
}

// A part of a hundred in hundredths of a per cent: "12,5", "12.5" and "12,50 %" are 1250; null for anything
// else. The server has the same rule in contest/ruleset/percent.py.
function asHundredths(typed) {
  if (typed.trim() === "") return "";
  const found = /^\s*([0-9]{1,3})(?:[.,]([0-9]{1,2}))?\s*%?\s*$/.exec(typed);
  const value = found ? 100 * Number(found[1]) + Number((found[2] || "").padEnd(2, "0")) : Infinity;
  return value <= 10000 ? String(value) : null;
}

function withComma(hundredths) {
  return String(Number(hundredths) / 100).replace(".", ",");
}

// What was typed as the digits of an op: "1.050" and "1 050" are 1050; null when it is no whole number.
function asDigits(typed) {
  const bare = typed.trim().replace(/[\s.]/g, "").replace("−", "-");
  if (bare === "") return "";
  return /^-?\d{1,15}$/.test(bare) ? String(Number(bare)) : null;
}

// A number that may have a fraction, as the server writes it: "3,50" is 3,5; null when it is none, or when a
// dot before three digits may mean either. The server has the same rule in questions/numbers.py.
function asDecimal(typed, places) {
  const text = typed.trim().replace(/[\u00a0\u202f\u2009]/g, " ").replace(/[−–]/, "-").replace(/^\+/, "").trim();
  if (text === "") return "";
  if (/^-?[1-9]\d{0,2}\.\d{3}$/.test(text)) return null;
  const found = /^(-?)([1-9]\d{0,2}(?:([. ])\d{3})(?:\3\d{3})*)(?:,(\d+))?$/.exec(text) || /^(-?)([1-9]\d{0,2}(?:,\d{3})+)()\.(\d+)$/.exec(text) || /^(-?)(\d+)()(?:[.,](\d+))?$/.exec(text);
  if (!found) return null;
  const whole = found[2].replace(/\D/g, "").replace(/^0+(?=\d)/, ""), fraction = (found[4] || "").replace(/0+$/, "");
  if (fraction.length > places || found[2].replace(/\D/g, "").length + fraction.length > 15) return null;
  const value = fraction ? `${whole},${fraction}` : whole;
  return value === "0" ? "0" : found[1] + value;
}

function twoDigits(value) {
  return String(value).padStart(2, "0");
}

function asClock(left) {
  const minutes = Math.floor(left / 60), hours = Math.floor(minutes / 60);
  return `${hours ? hours + ":" : ""}${twoDigits(minutes % 60)}:${twoDigits(left % 60)}`;
}
