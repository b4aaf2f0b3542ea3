// Keeps the stream alive without a hand. The extension connects again when a stream ends; one that has
// fallen silent (a router restarted, a laptop slept) does not end by itself, so we end it, and a first
// connection that failed is asked for again. The server's sign of life every 15 seconds is a comment,
// which the extension swallows: we listen where it reads.
const live = document.getElementById("live");
const adrift = document.getElementById("adrift");
const TELL = 25000;
const RETRY = 35000;
let connection = null;
let heard = performance.now();

function hear() {
  heard = performance.now();
  adrift.hidden = true;
}

function listen(reader) {
  const read = reader.read.bind(reader);
  reader.read = () =>
    read().then((chunk) => {
      if (!chunk.done) hear();
      return chunk;
    });
}

function connected(event) {
  hear();
  if (connection === event.detail.connection) return;
  connection = event.detail.connection;
  let current = connection.reader;
  Object.defineProperty(connection, "reader", {
    get: () => current,
    set(reader) {
      if (reader) listen(reader);
      current = reader;
    },
  });
}

function again() {
  if (connection?.reader) connection.reader.cancel();
  else htmx.trigger(live, "again");
}

function watch() {
  const silent = performance.now() - heard;
  adrift.hidden = silent < TELL;
  if (silent < RETRY) return;
  heard += 5000;
  again();
}

live.addEventListener("htmx:sse:after:connection", connected);
window.addEventListener("online", again);
setInterval(watch, 1000);
