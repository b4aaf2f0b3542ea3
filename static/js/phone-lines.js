// What people write in their own words: lines of text as the server keeps them (questions/answering.py).
const isApart = (section) => ["prediction", "suggestion"].includes(section.dataset.kind);
const isFree = (section) => section.dataset.kind === "suggestion";

// Letters composed, nothing invisible, no spaces around lines, at most one empty line between paragraphs.
function cleaned(typed) {
  const visible = typed
    .normalize("NFC")
    .replace(/\r\n?|[\u000b\u000c\u001c-\u001e\u0085\u2028\u2029]/g, "\n")
    .replace(/[\u00a0\u0009]/g, " ")
    .replace(/[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u0600-\u0605\u061c\u06dd\u070f\u08e2\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufffe\uffff]/g, "")
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])/g, ""); // The end of an emoji that did not fit.
  const lines = visible.split("\n").map((line) => line.trim());
  return lines.join("\n").replace(/\n{3,}/g, "\n\n").trim();
}

function countOf(text) {
  return text.split(/\s+/).filter(Boolean).length;
}

// How much room is left, said beside the field as it is typed.
function paintRoom(section) {
  const field = section.querySelector(".free-answer"), room = section.querySelector(".room");
  if (field && room) room.textContent = `Đã ghi ${withDots(String(field.value.length))}/${withDots(String(field.maxLength))} ký tự.`;
}

// So many ops as one request may bring: long texts go one after the other.
const ROOM = 12000;
function fitting(ops) {
  let room = ROOM;
  const sizes = ops.map((op) => new TextEncoder().encode(JSON.stringify(op)).length);
  const count = sizes.findIndex((size) => (room -= size) < 0);
  return count < 0 ? ops : ops.slice(0, Math.max(1, count));
}
