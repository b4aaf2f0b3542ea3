"""p5, an event to everybody: when the last of 3,000 who listen has it, beside writes to bare transports."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.figures import Figure, Measurement, Tell, decimal
from bench.load import pinned
from bench.servers import ROOT, cores, running
from contest import sockets

LISTENERS = 3_000
#: Who listens first, so that what a server makes once is not counted as memory of a connection.
WARM_UP = 10


@dataclass(frozen=True, slots=True)
class Heard:
    """One run: for each event the time until the last one had it, and what did not arrive."""

    ms: list[float]
    missing: int
    kb_each: float


def measure(rounds: int, seconds: float, tell: Tell, people: int = LISTENERS) -> Figure:
    """An event a second for so many seconds; fewer listeners where the system allows fewer files."""
    people, events = min(people, sockets.room()), max(1, round(seconds))
    server_core, load_core = cores()
    tell(f"{people} người nghe, sự kiện 2 KB")
    with (
        tempfile.TemporaryDirectory(prefix="hoithi-bench-") as folder,
        running("app-news", Path(folder), server_core) as ours,
        running("news", Path(folder), server_core) as theirs,
    ):
        missing = sum(listen(*side, min(WARM_UP, people), 1, load_core).missing for side in (ours, theirs))
        turns = []
        for turn in range(1, rounds + 1):
            turns.append(tuple(listen(*side, people, events, load_core) for side in (ours, theirs)))
            tell(_round(turn, *turns[-1]))
    return figure(turns, missing)


def listen(port: int, pid: int, people: int, events: int, core: int) -> Heard:
    """Everybody comes, hears so many events, and goes."""
    words = [str(word) for word in (port, pid, people, events)]
    command = pinned([sys.executable, "-m", "bench.listeners", *words], core)
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    return Heard(**json.loads(done.stdout))


def _round(turn: int, ours: Heard, theirs: Heard) -> str:
    # Later rounds use again what the first one left: the first one's memory is a connection's.
    memory = f"; {ours.kb_each:.1f} KB một kết nối, tay không {theirs.kb_each:.1f}" if turn == 1 else ""
    last, floor = (median(one.ms or [0.0]) for one in (ours, theirs))
    return f"  lượt {turn}: người cuối sau {last:.1f} ms, tay không {floor:.1f} ms{memory}"


def figure(turns: list[tuple[Heard, Heard]], missing: int = 0) -> Figure:
    """Rounds as one figure; ``ratio`` says how many times longer ours takes."""
    sides = [[turn[side] for turn in turns] for side in (0, 1)]
    missing += sum(one.missing for side in sides for one in side)
    if not all(one.ms for side in sides for one in side):
        return Figure("p5", 0, "ms", 0, 0, 0, 0, max(1, missing))
    value, floor = (round(median(median(one.ms) for one in side), 2) for side in sides)
    worst, worst_floor = (round(median(max(one.ms) for one in side), 2) for side in sides)
    ratio = round(median(median(ours.ms) / median(theirs.ms) for ours, theirs in turns), 3)
    each = round(turns[0][0].kb_each, 1)
    return Figure("p5", value, "ms", floor, ratio, worst, worst_floor, missing, each)


def told(one: Figure) -> str:
    """In words."""
    text = decimal(
        f"{one.name}: người cuối sau {one.value:.1f} ms, tay không {one.ceiling:.1f} ms; "
        f"gấp {one.ratio:.2f}; {one.kb_each or 0:.1f} KB một kết nối"
    )
    return text + (f"; HỎNG: {one.bad} lần không tới" if one.bad else "")


MEASUREMENTS = (Measurement("p5", measure, told, cheap=False),)
