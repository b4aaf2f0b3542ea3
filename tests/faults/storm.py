"""``python -m tests.faults.storm URL DATA COUNT``: phones that ask and hang up before the answer."""

from __future__ import annotations

import asyncio
import json
import random
import sys
from pathlib import Path
from urllib.parse import urlsplit

AT_ONCE = 100


async def one(url: str, path: str, cookie: str, number: int) -> None:
    """A page or a save, cut off at some moment within a tenth of a second."""
    host, attempt = urlsplit(url).netloc, path.removesuffix("/ops")
    _, writer = await asyncio.open_connection(*host.split(":"))
    shared = f"Host: {host}\r\nOrigin: http://{host}\r\nCookie: hoithi_entry={cookie}\r\n"
    body = json.dumps({"lease": 1, "ops": [[f"storm{number}", 90_000 + number, 1, "a"]]})
    asked = [
        f"GET {attempt}/questions/1 HTTP/1.1\r\n{shared}\r\n",
        f"POST {path} HTTP/1.1\r\n{shared}Content-Length: {len(body)}\r\n\r\n{body}",
        f"POST {attempt}/questions/1 HTTP/1.1\r\n{shared}Content-Length: 999\r\n\r\nlease=1",
    ]
    writer.write(asked[number % 3].encode())
    await writer.drain()
    await asyncio.sleep(random.Random(number).random() / 10)
    writer.transport.abort()


async def storm(url: str, data: Path, count: int) -> int:
    """All of them, so many at a time; how many hung up."""
    pairs = [line.split() for line in (data / "requests.txt").read_text("ascii").splitlines()]
    few = asyncio.Semaphore(AT_ONCE)

    async def turn(number: int) -> None:
        async with few:
            path, cookie = pairs[number % len(pairs)]
            await one(url, path, cookie, number)

    await asyncio.gather(*(turn(number) for number in range(count)))
    return count


if __name__ == "__main__":
    print(json.dumps({"hung_up": asyncio.run(storm(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])))}))
