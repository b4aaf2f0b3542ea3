"""Grade papers: the only caller of the keys.

In prize mode nobody calls it before close, so until then no key is in memory.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlmodel import Session

from contest.grades import rules, store
from contest.grades.models import Grade
from contest.grades.rules import Graded, Material, PaperToGrade
from contest.ruleset.rules import Ruleset
from contest.web.batches import compact
from contest.web.database import to_ms
from questions import service as questions

__all__ = ["Detail", "Graded", "PaperToGrade", "details", "forget_keys", "grade_papers", "latest"]

#: How long a key counts as looked at: another process may have corrected it.
FRESH = timedelta(seconds=5)
#: So many questions are kept; whoever asks more of them has them read again.
MOST_KEPT = 20_000


@dataclass
class _Memory:
    """Parsed keys and contents by revision, so that 500 hand-ins a second don't parse each key 500 times.

    A revision asks the same for ever; only the newest version of its key is looked at again and again.
    """

    materials: dict[int, Material] = field(default_factory=dict)
    fresh: set[int] = field(default_factory=set)
    looked_at: datetime | None = None

    def stale(self, revisions: Collection[int], now: datetime) -> set[int]:
        """The revisions whose keys are to be looked at now."""
        if self.looked_at is None or not self.looked_at <= now < self.looked_at + FRESH:
            self.fresh, self.looked_at = set(), now
        if len(self.materials) > MOST_KEPT:
            self.materials, self.fresh = {}, set()
        return set(revisions) - self.fresh


_memory = _Memory()


def forget_keys() -> None:
    """Read every key anew: call it after a correction, and between tests."""
    global _memory
    _memory = _Memory()


def grade_papers(
    db: Session, papers: Sequence[PaperToGrade], marking: Ruleset, now: datetime
) -> list[Graded]:
    """Grade these papers of one round by its rules with the newest keys, in their order; store what is new.

    Grading again with the same keys changes nothing; after a correction it adds new rows.
    """
    graded = computed(db, papers, marking, now)
    store.add_new(db, [_row(one, to_ms(now)) for one in graded])
    return graded


def computed(db: Session, papers: Sequence[PaperToGrade], marking: Ruleset, now: datetime) -> list[Graded]:
    """What these papers earn by the newest keys, in their order; nothing is stored."""
    materials = _materials(db, {drawn.revision for paper in papers for drawn in paper.paper}, now)
    return [rules.grade(paper, materials, marking) for paper in papers]


def latest(db: Session, attempt_ids: Collection[str]) -> dict[str, Graded]:
    """The newest grade of each of these attempts that has one."""
    return {row.attempt_id: _graded(row) for row in store.newest(db, sorted(attempt_ids))}


@dataclass(frozen=True, slots=True)
class Detail:
    """The newest grade of an attempt, as far as its single questions go; None for the prediction."""

    key_version: str
    graded_at: datetime
    marks: tuple[int | None, ...]


def details(db: Session, attempt_ids: Collection[str]) -> dict[str, Detail]:
    """The newest grade of each of these attempts that has one; made for very many of them."""
    newest = {row[0]: row for row in store.details(db, sorted(attempt_ids))}
    return {
        attempt_id: Detail(version, at, tuple(json.loads(marks)))
        for attempt_id, version, at, marks in newest.values()
    }


def _materials(db: Session, revisions: Collection[int], now: datetime) -> dict[int, Material]:
    # One object for the whole call: another thread may forget meanwhile.
    memory = _memory
    stale = memory.stale(revisions, now)
    known, fresh = memory.materials, memory.fresh
    if not stale:
        return known
    new = stale - known.keys()
    contents = questions.contents(db, new) if new else {}
    points = questions.points(db, new) if new else {}
    for revision, (version, key) in questions.keys(db, stale).items():
        old = known.get(revision)
        if old is None:
            known[revision] = Material(contents[revision], points[revision], version, key)
        elif old.version != version:
            known[revision] = Material(old.content, old.points, version, key)
    fresh |= stale
    return known


def _row(graded: Graded, at: int) -> tuple[object, ...]:
    """The columns in the order of ``store.ADD``."""
    points = (graded.points, graded.right, compact(graded.detail), graded.prediction)
    return graded.attempt_id, graded.key_version, *points, at


def _graded(row: Grade) -> Graded:
    return Graded(
        row.attempt_id, row.key_version, row.points, row.right, tuple(json.loads(row.detail)), row.prediction
    )
