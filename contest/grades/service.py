"""Grade papers: the only caller of the keys.

In prize mode nobody calls it before close, so until then no key is in memory.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from contest.grades import rules, store
from contest.grades.rules import Graded, Material, PaperToGrade
from contest.ruleset.rules import Ruleset
from contest.web.batches import compact
from contest.web.database import from_ms, to_ms
from questions import service as questions

__all__ = [
    "Detail",
    "Graded",
    "PaperToGrade",
    "computed",
    "details",
    "forget_keys",
    "grade_papers",
    "graded_at",
    "keep",
    "key_versions",
    "latest",
]

#: So many revisions are kept parsed: no contests that run together ask more.
MOST_KEPT = 10_000
#: Keys and contents by revision, so that 500 hand-ins a second don't parse each key 500 times. Whether a key
#: is the newest is asked every time, in the transaction that grades: another server may have corrected it.
_kept: dict[int, Material] = {}


def forget_keys() -> None:
    """Read every key anew: call it when questions are gone, and between tests."""
    global _kept
    _kept = {}


def grade_papers(
    db: Session, papers: Sequence[PaperToGrade], marking: Ruleset, now: datetime
) -> list[Graded]:
    """Grade these papers of one round by its rules with the newest keys, in their order; store what is new.

    Grading again with the same keys changes nothing; after a correction it adds new rows.
    """
    graded = computed(db, papers, marking)
    keep(db, graded, now)
    return graded


def keep(db: Session, graded: Sequence[Graded], now: datetime) -> None:
    """Store what was computed before; what is there under the same keys stays as it is."""
    store.add_new(db, [_row(one, to_ms(now)) for one in graded])


def computed(db: Session, papers: Sequence[PaperToGrade], marking: Ruleset) -> list[Graded]:
    """What these papers earn by the newest keys, in their order; nothing is stored."""
    materials = _materials(db, {drawn.revision for paper in papers for drawn in paper.paper})
    return [rules.grade(paper, materials, marking) for paper in papers]


def key_versions(db: Session, papers: Sequence[PaperToGrade]) -> dict[int, int]:
    """The versions of the keys that these papers are graded by now: of a grade that was computed before,
    whether it still holds."""
    return questions.key_versions(db, {drawn.revision for paper in papers for drawn in paper.paper})


def latest(db: Session, attempt_ids: Collection[str]) -> dict[str, Graded]:
    """The newest grade of each of these attempts that has one."""
    return {row[0]: _graded(*row) for row in store.newest(db, sorted(attempt_ids))}


def graded_at(db: Session, attempt_ids: Sequence[str]) -> dict[str, datetime]:
    """When each of these attempts that has a grade was last given one."""
    return {one: from_ms(at) for one, at in store.graded_at(db, attempt_ids).items()}


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


def _materials(db: Session, revisions: Collection[int]) -> dict[int, Material]:
    # One object for the whole call: another thread may forget meanwhile.
    kept, newest = _kept, questions.key_versions(db, revisions)
    known = {
        one: found
        for one, version in newest.items()
        if (found := kept.get(one)) is not None and found.version == version
    }
    if missing := newest.keys() - known.keys():
        contents, points = questions.contents(db, missing), questions.points(db, missing)
        for revision, (version, key) in questions.keys(db, missing).items():
            known[revision] = Material(contents[revision], points[revision], version, key)
        if len(kept) + len(missing) > MOST_KEPT:
            kept.clear()
        kept.update(known)
    # What others put into memory meanwhile may be of another version: this is what one call grades by.
    return known


def _row(graded: Graded, at: int) -> tuple[object, ...]:
    """The columns in the order of ``store.ADD``."""
    points = (graded.points, graded.right, compact(graded.detail), graded.prediction)
    return graded.attempt_id, graded.key_version, *points, at


def _graded(
    attempt_id: str, version: str, earned: int, right: int, marks: str, prediction: int | None
) -> Graded:
    return Graded(attempt_id, version, earned, right, tuple(json.loads(marks)), prediction)
