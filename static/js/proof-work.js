// While staff have it switched on, a phone does a little work before it registers: it tries one number after
// another until one gives the key that the server asks for. The browser's own cryptography does it beside the
// page, so typing stays quick.
const proofForm = document.querySelector("form[data-challenge]");
const PROOF_TRIES = 10000;
// So many at once, since on a slow phone most of the time would go into asking for one and waiting for it.
const PROOF_ABREAST = 8;

function proofBytes(hex) {
  return Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16));
}

function proofHex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function proofTry(way, nonce, counter, length) {
  const password = new Uint8Array([...nonce, 0, 0, 0, 0]);
  new DataView(password.buffer).setUint32(nonce.length, counter);
  const key = await crypto.subtle.importKey("raw", password, "PBKDF2", false, ["deriveBits"]);
  return proofHex(new Uint8Array(await crypto.subtle.deriveBits(way, key, length * 8)));
}

async function proofWork({ salt, nonce, cost, keyLength, keyPrefix }) {
  const way = { name: "PBKDF2", hash: "SHA-256", salt: proofBytes(salt), iterations: cost };
  const start = proofBytes(nonce);
  for (let from = 0; from < PROOF_TRIES; from += PROOF_ABREAST) {
    const tries = Array.from({ length: PROOF_ABREAST }, (_, more) => proofTry(way, start, from + more, keyLength));
    const keys = await Promise.all(tries);
    const found = keys.findIndex((key) => key.startsWith(keyPrefix));
    if (found >= 0) return { counter: from + found, derivedKey: keys[found] };
  }
  throw new Error("no number gives the key");
}

if (proofForm) {
  const told = proofForm.querySelector("[data-told]");
  let isOver = false;
  let waiting = null;

  // Whoever sends early waits for the work, then it goes by itself.
  proofForm.addEventListener("submit", (event) => {
    if (isOver || event.submitter?.name === "find") return;
    event.preventDefault();
    event.stopPropagation();
    if (waiting) return;
    waiting = { button: event.submitter || proofForm.querySelector("button.big") };
    waiting.text = waiting.button.textContent;
    waiting.button.textContent = "Đang kiểm tra…";
  });

  const over = (text) => {
    told.textContent = text;
    isOver = true;
    if (!waiting) return;
    waiting.button.textContent = waiting.text;
    waiting.button.click();
  };

  const begin = async () => {
    told.textContent = "Đang kiểm tra…";
    try {
      const challenge = JSON.parse(proofForm.dataset.challenge);
      const solution = await proofWork(challenge.parameters);
      proofForm.elements.proof.value = btoa(JSON.stringify({ challenge, solution }));
      over("Đã kiểm tra xong.");
    } catch {
      // The server says what is missing, and keeps what was typed.
      over("Trình duyệt này không tự kiểm tra được. Dùng trình duyệt khác, hoặc nhờ Ban Tổ chức ghi tên.");
    }
  };
  begin();
}
