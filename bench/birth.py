"""server, server-many: from the command to the first answer, on an empty file and on a million attempts."""

from __future__ import annotations

import http.client
import socket
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from statistics import median

from bench import boards
from bench.figures import Figure, Measurement, Tell, decimal
from bench.listeners import size_kb
from bench.load import pinned
from bench.servers import ROOT, cores
from contest import clock, settings
from contest.serving import prepare

MANY = 1_000_000
LONGEST = 60.0
#: Seconds after which a server that nobody asks is at rest.
REST = 3.0


def measure(name: str, people: int, rounds: int, seconds: float, tell: Tell) -> Figure:
    """Milliseconds from `hoithi serve` until `/readyz` says 200; the ceiling is uvicorn with nothing behind
    it. Memory at rest is told as ``kb_each``, of one server."""
    del seconds
    core, _ = cores()
    with tempfile.TemporaryDirectory(prefix="hoithi-bench-") as folder:
        data = Path(folder)
        prepare(settings.load(data, f"sqlite:///{data / 'hoithi.sqlite3'}")).close()
        if people:
            tell(f"Dựng {people} bài…")
            boards.fill(boards.make(data), boards.results(people, clock.now()), people=True)
        born("app", "/readyz", data, core, 0.0)
        turns = []
        for turn in range(1, rounds + 1):
            ours, size = born("app", "/readyz", data, core, REST)
            floor, _ = born("ceiling", "/cookie", data, core, 0.0)
            turns.append((ours, floor, size))
            tell(f"  lượt {turn}: {ours:.2f} giây, trần {floor:.2f} giây; {size / 1024:.0f} MB lúc rảnh")
    value, ceiling = (round(1000 * median(one[side] for one in turns)) for side in (0, 1))
    worst, worst_floor = (round(1000 * max(one[side] for one in turns)) for side in (0, 1))
    ratio = round(median(one[1] / one[0] for one in turns), 3)
    missing = sum(not one[0] for one in turns)
    memory = median(one[2] for one in turns)
    return Figure(name, value, "ms", ceiling, ratio, worst, worst_floor, missing, memory)


def born(kind: str, path: str, data: Path, core: int, rest: float) -> tuple[float, int]:
    """Start a server, ask until it answers; the seconds (0: it never did) and its memory after a rest."""
    port = free_port()
    words = {
        "app": ["contest", "serve", "--host", "127.0.0.1", "--port", str(port), "--data", str(data)],
        "ceiling": ["uvicorn", "bench.ceiling:app", "--port", str(port), "--log-level", "warning"],
    }
    command = pinned([sys.executable, "-m", *words[kind]], core)
    began = time.perf_counter()
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=ROOT, stdout=quiet, stderr=quiet)
    try:
        spent = answered(port, path, began)
        time.sleep(rest)
        return spent, size_kb(process.pid)
    finally:
        process.terminate()
        process.wait(15)


def free_port() -> int:
    """One that nobody listens on at the moment."""
    with socket.create_server(("127.0.0.1", 0)) as one:
        return one.getsockname()[1]


def answered(port: int, path: str, began: float) -> float:
    """Seconds until there is an answer that is no refusal; 0 when there is none in a minute."""
    while time.perf_counter() < began + LONGEST:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=LONGEST)
        try:
            connection.request("GET", path)
            if connection.getresponse().status != 503:
                return time.perf_counter() - began
        except OSError:
            pass
        finally:
            connection.close()
        time.sleep(0.01)
    return 0.0


def told(one: Figure) -> str:
    """In words."""
    text = f"{one.name}: {one.value / 1000:.2f} giây, trần {one.ceiling / 1000:.2f} giây"
    memory = f"; {(one.kb_each or 0) / 1024:.0f} MB lúc rảnh"
    return decimal(text + memory) + (f"; HỎNG: {one.bad} lần không trả lời" if one.bad else "")


MEASUREMENTS = (
    Measurement("server", partial(measure, "server", 0), told),
    Measurement("server-many", partial(measure, "server-many", MANY), told, cheap=False),
)
