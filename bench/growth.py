"""growth-start, growth-save, growth-hand-in: one more among 100,000 who took part, and among 1,000."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from statistics import median

from bench import boards
from bench.figures import Figure, Measurement, Tell, decimal
from bench.load import percentile
from bench.servers import ROOT
from contest import clock

MANY, FEW = 100_000, 1_000
KINDS = ("start", "save", "hand-in")


def measure(kind: str, rounds: int, seconds: float, tell: Tell, many: int = MANY, few: int = FEW) -> Figure:
    """Milliseconds a person, in turns; `ratio` says how many times longer it takes among many."""
    with tempfile.TemporaryDirectory(prefix="hoithi-bench-") as folder:
        tell(f"Dựng {few} và {many} người đã thi…")
        sides = [_filled(Path(folder) / str(count), count) for count in (many, few)]
        turns, bad = [], 0
        for turn in range(1, rounds + 1):
            told = [_run(kind, *side, seconds) for side in sides]
            turns.append([one["ms"] for one in told])
            bad += sum(one["bad"] for one in told)
            ours, theirs = (median(times) for times in turns[-1])
            tell(f"  lượt {turn}: {ours:.3f} ms, {few} người {theirs:.3f} ms")
    value, floor = (median(median(times[side]) for times in turns) for side in (0, 1))
    worst, worst_floor = (median(percentile(times[side], 0.99) for times in turns) for side in (0, 1))
    ratio = median(median(ours) / median(theirs) for ours, theirs in turns)
    figures = (round(number, 3) for number in (floor, ratio, worst, worst_floor))
    return Figure(f"growth-{kind}", round(value, 3), "ms", *figures, bad)


def _filled(data: Path, people: int) -> tuple[Path, str]:
    data.mkdir()
    place = boards.make(data)
    boards.fill(place, boards.results(people, clock.now()), people=True)
    return data, place.round_id


def _run(kind: str, data: Path, round_id: str, seconds: float) -> dict:
    command = [sys.executable, "-m", "bench.growing", kind, str(data), round_id, str(seconds)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout)


def told(one: Figure) -> str:
    """In words."""
    text = f"{one.name}: {one.value:.3f} ms một người, ít người hơn trăm lần {one.ceiling:.3f} ms"
    return decimal(f"{text}; gấp {one.ratio:.2f}") + (f"; HỎNG: {one.bad}" if one.bad else "")


MEASUREMENTS = tuple(
    Measurement(f"growth-{kind}", partial(measure, kind), told, cheap=False) for kind in KINDS
)
