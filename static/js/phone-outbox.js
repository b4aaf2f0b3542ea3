// Answers wait here until the server has them. The box is kept under the attempt's id and holds no name.
// Storage is the truth, so that two tabs of one attempt don't lose each other's answers; where the
// browser gives none (private mode), the copy in memory serves until the page is left.
const exam = document.body.dataset;
const KEY = "hoithi:" + exam.attempt;
let box = { lease: Number(exam.lease), seq: Number(exam.seq), ops: [] };

function readBox() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY));
    return kept && Array.isArray(kept.ops) ? kept : null;
  } catch (error) {
    return null;
  }
}

function keepBox() {
  try {
    localStorage.setItem(KEY, JSON.stringify(box));
  } catch (error) {
    return; // The copy in memory stands.
  }
}

function openBox() {
  const kept = readBox();
  if (!kept || kept.lease !== box.lease) return;
  box = { lease: box.lease, seq: Math.max(kept.seq, box.seq), ops: kept.ops };
}

// After the attempt came back from another phone, an old answer of this one must not win over a newer
// one given there: only questions without any answer on the server are still sent.
function adoptOlderLease() {
  const kept = readBox();
  if (!kept || kept.lease === box.lease) return;
  box.seq = Math.max(kept.seq, box.seq);
  // Under new names: the server has the old ones as refused, and answers a repeat as the first time.
  box.ops = kept.ops.filter((op) => !savedAnswer(op[2])).map((op) => [newId(), ++box.seq, op[2], op[3]]);
  keepBox();
}

function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(13));
  return Array.from(bytes, (byte) => "0123456789abcdefghjkmnpqrstvwxyz"[byte & 31]).join("");
}

// One op a slot is enough: the server lets the highest seq of a slot stand.
function addOp(slot, answer) {
  openBox();
  box.seq += 1;
  box.ops = box.ops.filter((op) => op[2] !== slot);
  box.ops.push([newId(), box.seq, slot, answer]);
  keepBox();
}

function dropOps(sent) {
  const ids = sent.map((op) => op[0]);
  openBox();
  box.ops = box.ops.filter((op) => !ids.includes(op[0]));
  keepBox();
}

// Never happens unless two ops drew the same id: both are new ops then.
function renewOps(ids) {
  openBox();
  for (const op of box.ops.filter((each) => ids.includes(each[0]))) addOp(op[2], op[3]);
}

function waitingAnswer(slot) {
  const op = box.ops.find((each) => each[2] === slot);
  return op ? op[3] : null;
}

function savedAnswer(slot) {
  const section = sectionOf(slot);
  return section ? section.dataset.saved : "";
}
