// Brings the outbox to the server: one request in flight, at most 64 ops, back-off with full jitter.
// "Đã lưu" is said only after a 2xx. What ends sending for good is told once and kept in `stopped`.
const BATCH = 64, PATIENCE = 20000;
let flying = false, tries = 0, wake = 0, stopped = "", cutOff = false;

async function post(ops) {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE);
  try {
    return await fetch(exam.ops, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ lease: box.lease, ops }),
      keepalive: true,
      signal: patience.signal,
    });
  } catch (error) {
    return null;
  } finally {
    clearTimeout(timer);
  }
}

async function send() {
  clearTimeout(wake);
  openBox();
  if (flying || stopped || !box.ops.length) return;
  const ops = fitting(box.ops.slice(0, BATCH));
  flying = true;
  const at = moment(performance.now());
  const reply = await post(ops);
  flying = false;
  heard(reply, at);
  askLater();
  if (reply && reply.ok && isGoing()) wake = setTimeout(send, GOING);
  else if (reply && reply.ok) arrived(ops);
  else if (reply && [401, 404, 409, 410].includes(reply.status)) await refused(reply);
  else await again(reply);
  paint();
}

function arrived(ops) {
  dropOps(ops);
  for (const op of ops) markSaved(op[2], op[3]);
  tries = 0;
  if (!box.ops.length && cutOff) notice("back");
  if (!box.ops.length) cutOff = false;
  if (exam.page === "review" && !stopped) location.reload(); // Its list of unanswered questions is older than this.
  if (box.ops.length) send();
}

async function refused(reply) {
  const told = await reply.json().catch(() => ({}));
  if (reply.status === 410) {
    stopped = "over";
    location.replace(told.receipt || exam.receipt);
    return;
  }
  stopped = reply.status === 409 ? "taken" : "lost";
  notice(stopped);
}

async function again(reply) {
  if (reply && reply.status === 422 && (await mended(reply))) return;
  tries += 1;
  cutOff = true;
  const asked = reply ? Number(reply.headers.get("Retry-After")) || 0 : 0;
  // On top of what was asked for, not within it: else all that were refused together come back together.
  const pause = Math.max(asked, 1) + Math.random() * (Math.min(30, 2 ** tries) - 1);
  wake = setTimeout(send, pause * 1000);
  notice(reply ? "retry" : "offline", Math.ceil(pause));
}

// The network came back, or the page came to the front: don't wait out the pause.
function hurry() {
  tries = 0;
  send();
}
