// What people write in their own words: lines of text as the server keeps them (questions/answering.py).
const isApart = (section) => ["prediction", "suggestion"].includes(section.dataset.kind);
const isFree = (section) => section.dataset.kind === "suggestion";

// Signs that nobody sees: they come by pasting. What this list lacks the server takes out.
const INVISIBLE = /[\u0000-\u0008\u000e-\u001b\u007f-\u0084\u0086-\u009f\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\u{110bd}\u{110cd}\u{13430}-\u{1343f}\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0001}\u{e0020}-\u{e007f}]/gu;
const ENDINGS = /\r\n?|[\u000b\u000c\u001c-\u001e\u0085\u2028\u2029]/g;
const SPACES = /[\t\u001f\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g;

// The last two of every plane are no characters.
function isNone(char) {
  return (char.codePointAt(0) & 0xfffe) === 0xfffe;
}

// Letters composed, nothing invisible, no spaces around lines, at most one empty line between paragraphs.
function cleaned(typed) {
  const visible = typed
    .replace(ENDINGS, "\n")
    .replace(SPACES, " ")
    .replace(INVISIBLE, "")
    .replace(/[\ufffe\uffff\u{10000}-\u{10ffff}]/gu, (char) => (isNone(char) ? "" : char));
  const lines = visible.normalize("NFC").split("\n").map((line) => line.trim());
  return lines.join("\n").replace(/\n{3,}/g, "\n\n").trim();
}

// What a field holds as it is sent: composing can make it longer than was typed.
function wordsOf(field) {
  const text = cleaned(field.value);
  return text.length > field.maxLength ? cleaned(text.slice(0, field.maxLength)) : text;
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
