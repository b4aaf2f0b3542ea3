"""Attempts that count, person by person, for reports: how many, and what the first of each asked."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from typing import NamedTuple

from sqlmodel import Session
from sqlmodel.sql.expression import SelectOfScalar

from contest.attempts import counted_store
from contest.attempts.papers import PREDICTION_REVISION


class Count(NamedTuple):
    """The ended attempts of an entry, void ones left out; ``by_hand`` of them typed in from paper."""

    attempts: int
    by_hand: int


NOTHING = Count(0, 0)


def by_entry(db: Session, round_ids: Collection[str]) -> dict[tuple[str, str], Count]:
    """(round, entry) → its attempts: one statement."""
    rows = counted_store.by_entry(db, round_ids) if round_ids else []
    return {(round_id, entry_id): Count(count, by_hand) for round_id, entry_id, count, by_hand in rows}


def first_papers(
    db: Session, round_id: str, entry_ids: Collection[str]
) -> Iterator[dict[str, tuple[int, ...]]]:
    """Attempt → the revisions that its paper asks and that are graded, of the first attempt that counts of
    each of these entries; some hundred at once."""
    for rows in counted_store.papers(db, round_id, entry_ids):
        first = {
            entry_id: (number, attempt_id, paper)
            for entry_id, attempt_id, number, paper in sorted(rows, key=lambda row: -row[2])
        }
        yield {
            attempt_id: tuple(slot[0] for slot in json.loads(paper) if slot[0] > PREDICTION_REVISION)
            for _, attempt_id, paper in first.values()
        }


def sat(round_ids: Collection[str]) -> SelectOfScalar[str]:
    """What chooses who will stand on the boards of these rounds: entries with an ended attempt, not void.

    Barred people are the caller's to leave out.
    """
    return counted_store.sat(round_ids)


def begun_by_hour(
    db: Session, round_ids: Collection[str], among: SelectOfScalar[str] | None = None
) -> dict[int, int]:
    """Hour (`web.hours`) → attempts that began in it; with ``among`` only those of the entries it chooses."""
    return counted_store.by_hour(db, round_ids, among, ended=False)


def ended_by_hour(
    db: Session, round_ids: Collection[str], among: SelectOfScalar[str] | None = None
) -> dict[int, int]:
    """The same of attempts that were handed in, or ran out of time."""
    return counted_store.by_hour(db, round_ids, among, ended=True)
