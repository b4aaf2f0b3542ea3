// Tries, before a contest, what a paper needs of this phone: that it is remembered, that it can keep answers
// without network, how long the server takes to answer, and how far its clock is off. Nothing is sent.
const ASKED = 5;
// Seconds. From here on saving is felt to lag; a phone off by less is off by nobody's notice.
const SLOW = 1.5, OFF = 60;
const board = document.getElementById("trials");
const again = document.getElementById("again");

function row(name) {
  return board.querySelector(`[data-trial=${name}]`);
}

function tell(name, tone, figure, said = tone) {
  const line = row(name);
  for (const each of line.querySelectorAll("[data-tone]")) each.hidden = each.dataset.tone !== tone;
  line.querySelector("p").textContent = (line.dataset[said] || "").replace("{}", figure || "");
  return tone;
}

function cookie() {
  return tell("cookie", navigator.cookieEnabled ? "good" : "bad");
}

function store() {
  try {
    const key = "hoithi-trial";
    localStorage.setItem(key, "1");
    const kept = localStorage.getItem(key) === "1";
    localStorage.removeItem(key);
    return tell("store", kept ? "good" : "fair");
  } catch (error) {
    return tell("store", "fair");
  }
}

async function network() {
  const found = [];
  for (let turn = 0; turn < ASKED; turn += 1) {
    const one = await once();
    if (one) found.push(one);
    else if (!found.length) break;
  }
  row("clock").hidden = !found.length;
  if (!found.length) return [tell("network", "bad")];
  const took = middle(found.map((one) => one.took)), whole = found.length === ASKED;
  // A proxy may leave the time out; then nothing is said against this clock.
  const ahead = middle(found.map((one) => one.ahead)) || 0;
  return [
    tell("network", whole && took < SLOW ? "good" : "fair", seconds(took), whole ? undefined : "lost"),
    tell("clock", Math.abs(ahead) < OFF ? "good" : "fair", spoken(ahead)),
  ];
}

// Without leaving the page: a phone without network could not come back to it.
async function tryAll(event) {
  if (event) event.preventDefault();
  if (again.ariaBusy === "true") return;
  again.ariaBusy = "true";
  for (const each of board.querySelectorAll("[data-trial]")) tell(each.dataset.trial, "wait");
  for (const each of board.querySelectorAll("[data-verdict]")) each.hidden = true;
  const tones = [cookie(), store(), ...(await network())];
  const verdict = ["bad", "fair"].find((tone) => tones.includes(tone)) || "good";
  board.querySelector(`[data-verdict=${verdict}]`).hidden = false;
  again.ariaBusy = "false";
}

if (board) {
  board.hidden = false;
  again.addEventListener("click", tryAll);
  tryAll();
}
