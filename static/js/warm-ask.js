const PATIENT = 8000;
// Smaller than any page, and its Date header tells the server's time.
const HEALTH = "/healthz";

// Seconds until the server answered, and how far this clock is ahead of its; null when it did not answer.
async function once() {
  const patience = new AbortController(), timer = setTimeout(() => patience.abort(), PATIENT);
  const steady = performance.now(), wall = Date.now();
  try {
    const reply = await fetch(HEALTH, { cache: "no-store", signal: patience.signal });
    const took = (performance.now() - steady) / 1000;
    if (!reply.ok) return null;
    // The header has whole seconds: half a one is the best guess of the rest.
    const there = Date.parse(reply.headers.get("Date")) + 500;
    return { took, ahead: (wall - there) / 1000 + took / 2 };
  } catch (error) {
    return null;
  } finally {
    clearTimeout(timer);
  }
}

function middle(numbers) {
  return numbers.sort((one, other) => one - other)[Math.floor(numbers.length / 2)];
}
