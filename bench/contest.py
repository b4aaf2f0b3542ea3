"""contest: ten thousand people in five minutes, whole, with the board and five hundred streams on.

The server on one core, the crowd on the other (``contest_crowd.py``). Afterwards the file itself is asked:
every acknowledged answer is there, everybody who handed in is graded and stands on the board. The report page
is written to the folder in which the command runs.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Generator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pysqlite3.dbapi2 as sqlite

from bench import contest_report
from bench.contest_crowd import ACKNOWLEDGED, SEEN
from bench.figures import Figure, Measurement, Tell, decimal
from bench.listeners import size_kb
from bench.load import percentile, pinned
from bench.servers import ROOT, cores, python, running

PEOPLE, SECONDS, STREAMS, SEED = 10_000, 300.0, 500, "20261127"
#: Milliseconds that 99 of 100 saves must not pass.
BAR = 250.0
REPORT = "contest-report.html"


@dataclass(slots=True)
class Server:
    """What a process took, second by second: (second, share of a core, MB of memory, MB of the WAL)."""

    samples: list[tuple[float, float, float, float]] = field(default_factory=list)


@contextmanager
def watched(pid: int, wal: Path) -> Generator[Server]:
    """Look at a process once a second; nothing where the system does not tell."""
    told, over, began = Server(), threading.Event(), time.monotonic()

    def look() -> None:
        before, since = _worked(pid), began
        while not over.wait(1.0):
            now, worked = time.monotonic(), _worked(pid)
            size = wal.stat().st_size / 1e6 if wal.exists() else 0.0
            told.samples.append((now - began, (worked - before) / (now - since), size_kb(pid) / 1024, size))
            before, since = worked, now

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield told
    finally:
        over.set()
        thread.join()


def _worked(pid: int) -> float:
    """Seconds of processor that a process has had."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / 100


def missing(data: Path, handed_in: int) -> dict[str, int]:
    """What the file lacks of what people were told."""
    with closing(sqlite.connect(str(data / "hoithi.sqlite3"))) as db:
        stored = {
            (attempt, op): answer
            for attempt, op, answer in db.execute("SELECT attempt_id, op_id, answer FROM answer_event")
        }
        graded = db.execute("SELECT count(*) FROM grade").fetchone()[0]
        placed = db.execute("SELECT count(*) FROM standing").fetchone()[0]
    lost = 0
    for line in (data / ACKNOWLEDGED).read_text("ascii").splitlines():
        attempt, ops = json.loads(line)
        lost += sum(stored.get((attempt, op)) != answer for op, answer in ops.items())
    return {"answers": lost, "grades": abs(handed_in - graded), "places": abs(handed_in - placed)}


def measure(
    rounds: int,
    length: float,
    tell: Tell,
    *,
    people: int = PEOPLE,
    seconds: float = SECONDS,
    streams: int = STREAMS,
    folder: Path | None = None,
) -> Figure:
    """One contest; rounds and seconds of the command line mean nothing here."""
    del rounds, length
    server_core, load_core = cores()
    with tempfile.TemporaryDirectory(prefix="hoithi-bench-") as made:
        data = Path(made)
        tell(f"Ghi danh {people} người…")
        python("bench.crowd", "starting", people, data)
        tell(f"Thi {seconds:.0f} giây, {streams} màn hình theo dõi bảng…")
        with (
            running("app", data, server_core) as (port, pid),
            watched(pid, data / "hoithi.sqlite3-wal") as server,
        ):
            words = [str(word) for word in (port, data, seconds, streams, SEED)]
            command = pinned([sys.executable, "-m", "bench.contest_crowd", *words], load_core)
            subprocess.run(command, cwd=ROOT, check=True)
        seen = json.loads((data / SEEN).read_text("utf-8"))
        lost = missing(data, seen["handed_in"])
    saves = [ms for _, ms in seen["times"].get("save", [])]
    bad = sum(seen["faults"].values()) + sum(lost.values()) + people - seen["handed_in"]
    p99 = round(percentile(saves, 0.99), 1)
    made_of = contest_report.Facts(people, seconds, streams, seen, lost, server.samples, BAR)
    target = (folder or Path.cwd()) / REPORT
    target.write_text(contest_report.page(made_of), encoding="utf-8")
    for line in [*contest_report.words(made_of), f"Báo cáo: {target}"]:
        tell(f"  {line}")
    return Figure("contest", p99, "ms", BAR, round(p99 / BAR, 3), p99, BAR, bad)


def told(one: Figure) -> str:
    """In words."""
    text = decimal(f"{one.name}: lưu một câu p99 {one.value:.0f} ms, mức phải giữ {one.ceiling:.0f} ms")
    return text + (f"; HỎNG: {one.bad} lỗi hoặc mất" if one.bad else "; không lỗi, không mất gì")


MEASUREMENTS = (Measurement("contest", measure, told, cheap=False),)
