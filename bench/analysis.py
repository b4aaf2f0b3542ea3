"""Counting a round of a hundred thousand papers, beside reading the same rows and adding them up.

People, papers, answers and grades are put in by plain inserts, since making them through the application
would take an hour; the contest and its bank are made by its services. The process that counts is the one
that the job starts.
"""

from __future__ import annotations

import json
import random
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pysqlite3.dbapi2 as sqlite
from sqlmodel import Session

from bench import timed
from bench.figures import Figure, Measurement, Tell
from bench.timed import Run
from bench.world import BANK, SLOTS, _question
from contest import clock
from contest.campaigns import service as campaigns
from contest.campaigns.service import CampaignDraft, RoundDraft
from contest.campaigns.states import RoundState
from contest.reports.child import Child
from contest.reports.states import Scope
from contest.ruleset.rules import BlueprintLine, Ruleset
from contest.serving import prepare
from contest.settings import load
from contest.web.database import to_ms, writing
from questions import service as questions
from questions.asked import asked

PAPERS = 100_000
AT_ONCE = 2000
SEED = 20261127
READ = """SELECT a.paper, g.detail, (SELECT sum(length(answer)) FROM answer WHERE attempt_id = a.id)
FROM attempt a JOIN grade g ON g.attempt_id = a.id WHERE a.round_id = ?"""


def runs(rounds: int, tell: Callable[[str], None], papers: int = PAPERS) -> list[Run]:
    """Count the same round several times, each time in a fresh process."""
    with tempfile.TemporaryDirectory(prefix="hoithi-bench-") as folder:
        tell(f"Dựng {papers} bài × {SLOTS} câu…")
        file, round_id, now = make(Path(folder), papers)
        found = []
        for turn in range(1, rounds + 1):
            found.append(_run(file, round_id, now, papers))
            tell(f"  lượt {turn}: {found[-1].seconds:.1f} giây, riêng đọc và cộng {found[-1].floor:.1f} giây")
        return found


def _run(file: Path, round_id: str, now: datetime, papers: int) -> Run:
    began = time.perf_counter()
    child = Child.begin(round_id, now)
    while (made := child.figures(now)) is None:
        time.sleep(0.02)
    spent = time.perf_counter() - began
    began = time.perf_counter()
    _read(file, round_id)
    floor = time.perf_counter() - began
    return Run(spent, floor, papers - made.scopes[Scope.FIRST].whole.people)


def _read(file: Path, round_id: str) -> int:
    with closing(sqlite.connect(str(file))) as db:
        rows = db.execute(READ, (round_id,))
        return sum(sum(json.loads(detail)) + len(json.loads(paper)) + said for paper, detail, said in rows)


def make(folder: Path, papers: int) -> tuple[Path, str, datetime]:
    """A closed round with so many papers: the file, the round, the moment after its close."""
    file = folder / "hoithi.sqlite3"
    prepare(load(folder, f"sqlite:///{file}"))
    now = clock.now()
    with writing() as db:
        questions.save_bank(db, BANK, "Đo tốc độ", [_question(number) for number in range(3 * SLOTS)])
        rules = Ruleset(blueprint=(BlueprintLine(count=SLOTS),), seconds=1800)
        window = (now - timedelta(days=2), now - timedelta(days=1))
        first = RoundDraft("Vòng đo", *window, rules, RoundState.CLOSED)
        round_id = campaigns.create(db, CampaignDraft(BANK, "Đo tốc độ", "Máy đo", BANK, first), now)
        campaign = campaigns.view(db, round_id, now).campaign_id
        bank = asked_of(db, BANK)
    with closing(sqlite.connect(str(file))) as db:
        fill(db, round_id, campaign, bank, to_ms(window[0]), papers)
        db.commit()
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return file, round_id, now


Asked = tuple[int, list[str], str]
#: Table → its columns that have to say something.
TABLES = {
    "person": "id, name, folded, sort_key",
    "entry": "id, person_id, campaign_id, code_hash, consent_version, consent_at, consent_publish, "
    "guardian_consent, grown, created_at",
    "attempt": "id, entry_id, round_id, number, paper, slots, started_at, deadline, accepts_until, lease, "
    "holder, state, handed_in_at",
    "answer": "attempt_id, slot, lease, seq, op_id, answer",
    "grade": 'attempt_id, key_version, points, "right", detail, graded_at',
}


def asked_of(db: Session, bank: str) -> list[Asked]:
    """A bank of one-choice questions: the revision, the options, the right one."""
    pool = [one.revision for one in questions.pool(db, bank)]
    contents, keys = asked(db, pool), questions.keys(db, pool)
    return [
        (revision, [option.id for option in contents[revision].content.options], keys[revision][1].right[0])
        for revision in pool
    ]


def fill(
    db: sqlite.Connection,
    round_id: str,
    campaign: str,
    bank: list[Asked],
    opens: int,
    papers: int,
    until: int | None = None,
) -> None:
    """Papers with answers and grades; with ``until`` still being worked on to that moment, and no grades."""
    chance = random.Random(SEED)
    for first in range(0, papers, AT_ONCE):
        rows: dict[str, list[tuple[object, ...]]] = {table: [] for table in TABLES}
        for number in range(first, min(papers, first + AT_ONCE)):
            name, at = f"{number:013d}", opens + chance.randrange(86_000_000)
            rows["person"].append((name, f"Người {number}", f"nguoi {number}", name))
            rows["entry"].append((name, name, campaign, name, "1", at, 0, 0, 0, at))
            paper, marks, answers = _sit(chance, bank)
            ends = (at, at, 1, "", "handed_in", at) if until is None else (until, until, 1, "", "open", None)
            rows["attempt"].append((name, name, round_id, 1, paper, SLOTS, at, *ends))
            rows["answer"] += [(name, slot, 1, slot, f"{slot}", said) for slot, said in enumerate(answers, 1)]
            if until is None:
                rows["grade"].append((name, "0" * 64, sum(marks), sum(marks) // 100, json.dumps(marks), at))
        for table, columns in TABLES.items():
            holes = ", ".join("?" * (columns.count(",") + 1))
            db.executemany(f"INSERT INTO {table} ({columns}) VALUES ({holes})", rows[table])


def _sit(chance: random.Random, bank: list[Asked]) -> tuple[str, list[int], list[str]]:
    """A paper, its marks and its answers; who is better is right more often."""
    drawn, skill = chance.sample(bank, SLOTS), chance.random()
    answers = [right if chance.random() < skill else chance.choice(options) for _, options, right in drawn]
    marks = [100 * (said == right) for said, (_, _, right) in zip(answers, drawn, strict=True)]
    paper = json.dumps([[revision, options] for revision, options, _ in drawn], separators=(",", ":"))
    return paper, marks, answers


def measure(rounds: int, seconds: float, tell: Tell) -> Figure:
    """A hundred thousand papers of a closed round, from the start of the child to its figures."""
    del seconds
    return timed.figure("analysis", runs(rounds, tell))


MEASUREMENTS = (Measurement("analysis", measure, timed.told("riêng đọc và cộng")),)
