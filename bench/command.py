"""`hoithi bench`: the app and its ceiling in turns on one core, the load on another."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from itertools import product
from pathlib import Path
from statistics import median

from bench import analysis, certificates, imports, load, phone, saving_beside, world
from bench.load import Load
from bench.timed import Run

ROOT = Path(__file__).resolve().parent.parent
WARM_UP = 2.0
UNKNOWN = "Không có phép đo {name}. Có: {names}."


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of ``--json``. ``ratio`` is the median of each round's own ratio."""

    name: str
    value: float
    unit: str
    ceiling: float
    ratio: float
    p99_ms: float
    ceiling_p99_ms: float
    bad: int


def cores() -> tuple[int, int]:
    """The server's core and the load's."""
    free = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else [0, 1]
    return free[0], free[-1]


@contextmanager
def server(kind: str, data: Path, core: int) -> Generator[int]:
    """A running server; its port."""
    command = [sys.executable, "-m", "bench.serve", kind, str(data), str(core)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        yield int(process.stdout.readline())
    finally:
        process.terminate()
        process.wait(15)


def p1(rounds: int, seconds: float, tell: Callable[[str], None]) -> Figure:
    """Save an answer: the reply comes after a commit with full sync."""
    server_core, load_core = cores()
    with tempfile.TemporaryDirectory(prefix="hoithi-bench-") as folder:
        data = Path(folder)
        tell(f"Dựng {world.PEOPLE} bài đang làm…")
        subprocess.run([sys.executable, "-m", "bench.make", folder], cwd=ROOT, check=True)
        with server("app", data, server_core) as ours, server("ceiling", data, server_core) as theirs:

            def run(kind: str, turn: int, length: float) -> Load:
                return load.drive(kind, ours if kind == "app" else theirs, data, turn, length, load_core)

            run("ceiling", 0, WARM_UP)
            run("app", 0, WARM_UP)
            pairs = []
            for turn in range(1, rounds + 1):
                pairs.append((run("app", turn, seconds), run("ceiling", turn, seconds)))
                tell(_round(turn, *pairs[-1]))
    return figure("p1", pairs)


def _round(turn: int, ours: Load, theirs: Load) -> str:
    return (
        f"  lượt {turn}: {ours.rate:.0f}/giây (p99 {ours.p99_ms:.1f} ms), "
        f"trần {theirs.rate:.0f}/giây (p99 {theirs.p99_ms:.1f} ms), tỷ số {ours.rate / theirs.rate:.2f}"
    )


def figure(name: str, pairs: list[tuple[Load, Load]]) -> Figure:
    """Rounds as one figure."""
    ours, theirs = [one for one, _ in pairs], [one for _, one in pairs]
    return Figure(
        name=name,
        value=round(median(one.rate for one in ours)),
        unit="req/s",
        ceiling=round(median(one.rate for one in theirs)),
        ratio=round(median(one.rate / other.rate for one, other in pairs), 3),
        p99_ms=round(median(one.p99_ms for one in ours), 2),
        ceiling_p99_ms=round(median(one.p99_ms for one in theirs), 2),
        bad=sum(one.bad for pair in pairs for one in pair),
    )


def phone_side(name: str) -> Callable[[int, float, Callable[[str], None]], Figure]:
    """A page's first load on a slow line, beside what the line alone needs for its bytes."""

    def measure(rounds: int, seconds: float, tell: Callable[[str], None]) -> Figure:
        del seconds  # a load takes as long as it takes
        seen = phone.visits(name, rounds, tell)
        ms, floor = median(one.ms for one in seen), median(one.floor_ms for one in seen)
        worst = round(max(one.ms for one in seen), 1)
        return Figure(f"phone-{name}", round(ms), "ms", round(floor), round(floor / ms, 3), worst, 0, 0)

    return measure


def paper(rounds: int, seconds: float, tell: Callable[[str], None]) -> Figure:
    """Five hundred certificates in one PDF."""
    del seconds  # a batch takes as long as it takes
    made = certificates.batches(rounds, tell)
    ms, floor = median(one.ms for one in made), median(one.floor_ms for one in made)
    ratio = median(one.floor_ms / one.ms for one in made)
    worst, worst_floor = max(one.ms for one in made), max(one.floor_ms for one in made)
    bad = sum(one.missing for one in made)
    return Figure(
        "certificates", round(ms), "ms", round(floor), round(ratio, 3), round(worst), round(worst_floor), bad
    )


def timed(name: str, made: Sequence[Run]) -> Figure:
    """Runs of a work that takes as long as it takes, in milliseconds."""
    each = [one.seconds for one in made], [one.floor for one in made]
    value, ceiling, worst, worst_floor = (
        round(1000 * of(times)) for of, times in product((median, max), each)
    )
    ratio = median(one.floor / one.seconds for one in made)
    missing = sum(one.missing for one in made)
    return Figure(name, value, "ms", ceiling, round(ratio, 3), worst, worst_floor, missing)


def counting(rounds: int, seconds: float, tell: Callable[[str], None]) -> Figure:
    """A hundred thousand papers of a closed round, from the start of the child to its figures."""
    del seconds
    return timed("analysis", analysis.runs(rounds, tell))


def importing(rounds: int, seconds: float, tell: Callable[[str], None]) -> Figure:
    """A thousand questions with a hundred pictures, from the upload to their rows."""
    del seconds
    return timed("imports", imports.runs(rounds, tell))


def beside(rounds: int, seconds: float, tell: Callable[[str], None]) -> Figure:
    """Saves while such a file is read, beside saves alone."""
    server_core, load_core = cores()
    contents = imports.files(rounds)
    with tempfile.TemporaryDirectory(prefix="hoithi-bench-") as folder:
        data = Path(folder)
        tell(f"Dựng {world.PEOPLE} bài đang làm…")
        desk = saving_beside.make(data)
        with server("app", data, server_core) as port:
            load.drive("app", port, data, 0, WARM_UP, load_core)
            made = saving_beside.pairs(port, data, desk, contents, load_core, seconds)
    for turn, pair in enumerate(made, 1):
        saving_beside.tell(turn, pair, tell)
    return figure("imports-saves", [(pair.beside, pair.alone) for pair in made])


FIGURES = {
    "p1": p1,
    "certificates": paper,
    "analysis": counting,
    "imports": importing,
    "imports-saves": beside,
} | {f"phone-{name}": phone_side(name) for name in phone.PAGES}


def machine() -> str:
    """What a figure is worth nothing without."""
    load_now = f", tải {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    python = f"Python {platform.python_version()}"
    return f"{platform.machine()}, {os.cpu_count()} nhân{load_now}, {python}, tạo tải bằng {load.tool()}"


def bench(names: list[str], *, as_json: bool = False, rounds: int = 5, seconds: float = 4.0) -> int:
    """Measure. 0 when every reply was 2xx; figures are told, not judged: the machine decides them."""
    names = names or list(FIGURES)
    unknown = [name for name in names if name not in FIGURES]
    if unknown:
        print(UNKNOWN.format(name=unknown[0], names=", ".join(FIGURES)), file=sys.stderr)
        return 2

    def tell(line: str) -> None:
        print(line, file=sys.stderr, flush=True)

    tell(machine())
    found = [FIGURES[name](rounds, seconds, tell) for name in names]
    for one in found:
        print(json.dumps(asdict(one)) if as_json else _told(one), flush=True)
    return 1 if any(one.bad for one in found) else 0


def _told(one: Figure) -> str:
    if one.name == "certificates":
        each = f"{one.value / certificates.COUNT:.1f}".replace(".", ",")
        return f"{one.name}: {one.value:.0f} ms, {each} ms một tờ; trang trắng {one.ceiling:.0f} ms"
    alone = {"imports": "riêng đọc", "analysis": "riêng đọc và cộng"}.get(one.name)
    if alone:
        return f"{one.name}: {one.value:.0f} ms, {alone} {one.ceiling:.0f} ms; tỷ số {one.ratio:.2f}"
    if one.unit == "ms":
        return f"{one.name}: {one.value:.0f} ms, riêng đường truyền cần {one.ceiling:.0f} ms"
    text = (
        f"{one.name}: {one.value:.0f}/giây, p99 {one.p99_ms:.1f} ms; trần {one.ceiling:.0f}/giây, "
        f"p99 {one.ceiling_p99_ms:.1f} ms; tỷ số {one.ratio:.2f}"
    ).replace(".", ",")
    return text if not one.bad else f"{text}; HỎNG: {one.bad} trả lời không phải 2xx"
