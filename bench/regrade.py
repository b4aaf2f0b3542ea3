"""regrade: ten keys are corrected, a hundred thousand papers are graded again while others save answers.

As `close`: two contests in one file, the second one is P1's. The first one is closed by the server before
anything is measured; its keys are corrected from another process, as another server would. Then the trial
and, once it is ready, its application are measured together, with the load of saves beside both.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import pysqlite3.dbapi2 as sqlite

from bench import close, load, p1_open, world
from bench.figures import Figure, Measurement, Tell
from bench.load import Load
from bench.servers import cores, python, server
from contest import clock, entropy, settings
from contest.campaigns.states import RoundState
from contest.jobs import service as jobs
from contest.regrades import service as regrades
from contest.regrades.states import State
from contest.reports.working import ANALYSE
from contest.rounds.deeds import Order
from contest.serving import prepare
from contest.web.database import reading, writing
from questions.authoring import banks, editing

PAPERS, KEYS = 100_000, 10
LOOKS, LOOK = 5, 2.0
#: Seconds after which it is given up.
LONGEST = 600.0
STAFF = "bench"


@dataclass(slots=True)
class Saves:
    """The load of saves, look after look."""

    port: int
    data: Path
    core: int
    tell: Tell
    drive: Callable[..., Load] = load.drive
    turn: int = 0
    beside: list[Load] = field(default_factory=list)

    def look(self) -> Load:
        """Save for so long."""
        self.turn += 1
        return self.drive("app", self.port, self.data, self.turn, LOOK, self.core)

    def until(self, is_done: Callable[[], bool], says: Callable[[], str]) -> float:
        """Save until it is done; the moment at which that was seen."""
        watch = close.Watch(is_done)
        ends = time.time() + LONGEST
        while not watch.at:
            if time.time() > ends:
                raise TimeoutError(says())
            self.beside.append(self.look())
            one = self.beside[-1]
            self.tell(f"  {says()}; lưu {one.rate:.0f}/giây, p99 {one.p99_ms:.0f} ms")
        return watch.at


def measure(
    rounds: int,
    seconds: float,
    tell: Tell,
    papers: int = PAPERS,
    looks: int = LOOKS,
    people: int = world.PEOPLE,
    drive: Callable[..., Load] = load.drive,
    name: str = "regrade",
) -> Figure:
    """One regrade: rounds and seconds mean nothing here. ``drive`` is the load of saves."""
    del rounds, seconds
    server_core, load_core = cores()
    with tempfile.TemporaryDirectory(prefix="hoithi-bench-") as folder:
        data = Path(folder)
        tell(f"Dựng {papers} bài đã trả lời, chưa nộp…")
        python("bench.make", data, people)
        round_id = close.make(data, papers)
        with server("app", data, server_core) as port:
            saves = Saves(port, data, load_core, tell, drive)
            tell("Đóng vòng…")
            closed(data, round_id)
            saves.look()
            alone = [saves.look() for _ in range(looks)]
            spent = sum(regraded(data, round_id, saves))
        missing = len(wrong(data, round_id))
    return replace(close.figure(spent, alone, saves.beside, missing), name=name)


def closed(data: Path, round_id: str) -> None:
    """The server closes the round; its questions are not counted beside what is measured."""
    _at(data, lambda: _counted(round_id))
    ends = close.end_soon(data / "hoithi.sqlite3", round_id)
    while close.state_of(data, round_id)[0] != RoundState.CLOSED:
        if time.time() > ends + LONGEST:
            raise TimeoutError("the round was never closed")
        time.sleep(0.5)


def _counted(round_id: str) -> None:
    now = clock.now()
    with writing() as db:
        jobs.enqueue(db, ANALYSE, round_id, now, now)
        jobs.finish(db, ANALYSE, round_id, now)


def regraded(data: Path, round_id: str, saves: Saves) -> tuple[float, float]:
    """Correct, try, apply; the seconds of the trial and of the application, as a person sees them."""
    order = Order(entropy.new_id(), STAFF, "Đo tốc độ chấm lại")

    def begin() -> None:
        correct(KEYS)
        with writing() as db:
            regrades.begin(db, order, round_id, clock.now())

    def apply() -> None:
        with writing() as db:
            regrades.apply(db, STAFF, round_id, order.id, clock.now())

    took = []
    for deed, wanted in ((begin, State.READY), (apply, State.APPLIED)):
        began = _at(data, deed)
        kind = regrades.TRY if wanted is State.READY else regrades.APPLY
        done = saves.until(
            lambda wanted=wanted: state_of(data, order.id) == wanted, lambda kind=kind: _says(data, kind)
        )
        took.append(done - began)
        saves.tell(f"  {wanted}: {took[-1]:.1f} giây")
    return took[0], took[1]


def _at(data: Path, deed: Callable[[], None]) -> float:
    """Do something as another server of these data would; when it was done."""
    database = prepare(settings.load(data, f"sqlite:///{data / 'hoithi.sqlite3'}"))
    try:
        deed()
    finally:
        database.close()
    return time.time()


def correct(count: int) -> None:
    """The second option is right from now on in so many questions of the bank."""
    with reading() as db:
        bank = banks.id_of(db, world.BANK)
    for question in ids_of_questions(count):
        with writing() as db:
            loaded = editing.load(db, bank, question)
            said = replace(loaded.stored.parsed, right=(1,))
            if editing.save(db, loaded, said, editing.By(STAFF, clock.now())) is not editing.Outcome.KEY:
                raise RuntimeError(f"the key of {question} was not corrected")


def ids_of_questions(count: int) -> list[str]:
    """The first questions of the bank."""
    with reading() as db:
        rows = db.connection().exec_driver_sql("SELECT public_id FROM question ORDER BY id LIMIT ?", (count,))
        return [row[0] for row in rows]


def _one(data: Path, statement: str, *values: object) -> tuple[object, ...]:
    with closing(sqlite.connect(str(data / "hoithi.sqlite3"))) as db:
        return db.execute(statement, values).fetchone() or ("",)


def state_of(data: Path, regrade: str) -> str:
    """Where the regrade stands."""
    return str(_one(data, "SELECT state FROM regrade WHERE id = ?", regrade)[0])


def _says(data: Path, kind: str) -> str:
    """How far its job is."""
    return "{} {}/{} {}".format(*_one(data, "SELECT kind, done, total, step FROM job WHERE kind = ?", kind))


def wrong(data: Path, round_id: str) -> list[str]:
    """Papers that do not stand on the board with what the regrade said."""
    with closing(sqlite.connect(str(data / "hoithi.sqlite3"))) as db:
        rows = db.execute(
            "SELECT c.attempt_id FROM regrade_change c LEFT JOIN standing s ON s.entry_id = c.entry_id "
            "AND s.attempt_id = c.attempt_id AND s.round_id = ? "
            "WHERE s.points IS NULL OR s.points <> c.points_after",
            (round_id,),
        )
        return [row[0] for row in rows]


MEASUREMENTS = (
    Measurement("regrade", measure, close.told, cheap=False),
    Measurement(
        "regrade-open", partial(measure, drive=p1_open.paced, name="regrade-open"), close.told, cheap=False
    ),
)
