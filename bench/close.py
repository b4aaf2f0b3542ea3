"""close: a hundred thousand papers are collected, graded and ranked while others save their answers.

Two contests in one file. The first one's time is over once the saves have been measured alone; its open
papers, all answered, are put in by plain inserts. The second one is P1's: its load runs before, as the
ceiling of the saves, and all the while that the server closes the first.
"""

from __future__ import annotations

import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from statistics import median

import pysqlite3.dbapi2 as sqlite

from bench import load, p1_open, world
from bench.analysis import asked_of, fill
from bench.crowd import LIVE
from bench.figures import Figure, Measurement, Tell, decimal
from bench.load import Load
from bench.servers import cores, python, server
from contest import clock, settings
from contest.campaigns import service as campaigns
from contest.campaigns.service import CampaignDraft, RoundDraft
from contest.campaigns.states import RoundState
from contest.ruleset.rules import BlueprintLine, Ruleset
from contest.serving import prepare
from contest.web.database import to_ms, writing

PAPERS = 100_000
#: How often saves are measured alone, before; and the seconds of one look.
LOOKS, LOOK = 5, 2.0
#: Seconds after which it is given up.
LONGEST = 600.0


class Watch(threading.Thread):
    """Looks every tenth of a second whether something has come about; ``at``: when it was seen, 0 before."""

    def __init__(self, is_so: Callable[[], bool]) -> None:
        super().__init__(daemon=True)
        self.is_so, self.at = is_so, 0.0
        self.start()

    def run(self) -> None:
        """Look until it is so, or it is given up."""
        gives_up = time.time() + LONGEST
        while not self.is_so():
            if time.time() > gives_up:
                return
            time.sleep(0.1)
        self.at = time.time()


def measure(
    rounds: int,
    seconds: float,
    tell: Tell,
    papers: int = PAPERS,
    looks: int = LOOKS,
    people: int = world.PEOPLE,
    drive: Callable[..., Load] = load.drive,
    name: str = "close",
) -> Figure:
    """One closing: rounds and seconds mean nothing here. ``drive`` is the load of saves."""
    del rounds, seconds
    server_core, load_core = cores()
    with tempfile.TemporaryDirectory(prefix="hoithi-bench-") as folder:
        data = Path(folder)
        tell(f"Dựng {papers} bài đã trả lời, chưa nộp…")
        python("bench.make", data, people)
        round_id = make(data, papers)
        with server("app", data, server_core) as port:
            drive("app", port, data, 0, LOOK, load_core)
            turns = range(1, 1 + looks)
            alone, beside, turn = (
                [drive("app", port, data, one, LOOK, load_core) for one in turns],
                [],
                looks,
            )
            ends = end_soon(data / "hoithi.sqlite3", round_id)
            closed = Watch(lambda: state_of(data, round_id)[0] == RoundState.CLOSED)
            while not closed.at and time.time() < ends + LONGEST:
                turn += 1
                state = state_of(data, round_id)[1]
                beside.append(drive("app", port, data, turn, LOOK, load_core))
                tell(f"  {state}; lưu {beside[-1].rate:.0f}/giây, p99 {beside[-1].p99_ms:.0f} ms")
            spent = (closed.at or time.time()) - ends
        missing = papers - graded(data, round_id)
    return replace(figure(spent, alone, beside, missing), name=name)


def make(data: Path, papers: int) -> str:
    """A round in which so many work, all questions answered; its id."""
    database = prepare(settings.load(data, f"sqlite:///{data / 'hoithi.sqlite3'}"))
    now = clock.now()
    lines = (BlueprintLine(count=world.SLOTS),)
    rules = Ruleset(blueprint=lines, seconds=1800, grace_seconds=0, visibility=LIVE)
    with writing() as db:
        window = (now - timedelta(days=2), now + timedelta(hours=2))
        first = RoundDraft("Vòng đóng", *window, rules)
        draft = CampaignDraft("vong-dong", "Vòng đóng", "Máy đo", world.BANK, first)
        round_id = campaigns.create(db, draft, now)
        campaign = campaigns.view(db, round_id, now).campaign_id
        bank = asked_of(db, world.BANK)
    database.close()
    with closing(sqlite.connect(str(data / "hoithi.sqlite3"))) as db:
        fill(db, round_id, campaign, bank, to_ms(window[0]), papers, to_ms(window[1]))
        db.commit()
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return round_id


def end_soon(file: Path, round_id: str) -> float:
    """The round is over in a moment, and all papers with it; when."""
    ends = time.time() + 0.5
    with closing(sqlite.connect(str(file), timeout=30)) as db:
        at = int(1000 * ends)
        db.execute("UPDATE round SET closes_at = ? WHERE id = ?", (at, round_id))
        db.execute(
            "UPDATE attempt SET deadline = ?, accepts_until = ? WHERE round_id = ?", (at, at, round_id)
        )
        db.commit()
    return ends


def state_of(data: Path, round_id: str) -> tuple[str, str]:
    """The round's state, and how far its closing is."""
    with closing(sqlite.connect(str(data / "hoithi.sqlite3"))) as db:
        state = db.execute("SELECT state FROM round WHERE id = ?", (round_id,)).fetchone()[0]
        job = db.execute("SELECT step, done, total FROM job WHERE subject = ?", (round_id,)).fetchone()
    return state, "{} {}/{}".format(*job) if job else "-"


def graded(data: Path, round_id: str) -> int:
    """How many papers of the round have a grade and a place."""
    with closing(sqlite.connect(str(data / "hoithi.sqlite3"))) as db:
        return db.execute(
            "SELECT count(*) FROM attempt a JOIN grade g ON g.attempt_id = a.id "
            "JOIN standing s ON s.attempt_id = a.id WHERE a.round_id = ?",
            (round_id,),
        ).fetchone()[0]


def figure(spent: float, alone: list[Load], beside: list[Load], missing: int) -> Figure:
    """The time in ms; the ratio and the percentiles are the saves', beside it and alone."""
    rates = [median(one.rate for one in side) if side else 0.0 for side in (beside, alone)]
    ratio = rates[0] / rates[1] if rates[1] else 0.0
    worst = [max((one.p99_ms for one in side), default=0.0) for side in (beside, alone)]
    bad = missing + sum(one.bad for one in (*alone, *beside))
    return Figure(
        "close", round(1000 * spent), "ms", 30_000, round(ratio, 3), *(round(one, 1) for one in worst), bad
    )


def told(one: Figure) -> str:
    """In words."""
    text = (
        f"{one.name}: {one.value / 1000:.1f} giây (mức {one.ceiling / 1000:.0f}); trong lúc ấy lưu bằng "
        f"{one.ratio:.2f} lúc thường, p99 xấu nhất {one.p99_ms:.0f} ms, thường {one.ceiling_p99_ms:.0f} ms"
    )
    return decimal(text) + (f"; HỎNG: {one.bad}" if one.bad else "")


MEASUREMENTS = (
    Measurement("close", measure, told, cheap=False),
    Measurement("close-open", partial(measure, drive=p1_open.paced, name="close-open"), told, cheap=False),
)
