"""A board as other grades would make it. Nothing is stored."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import Session

from contest.ruleset.rules import Ruleset
from contest.standings import counting_store, service, store
from contest.standings.rules import Known, Result, counting, sort_key

#: A row of a board: its sort key, and whose it is.
Row = tuple[str, str]


def keys(
    db: Session, rules: Ruleset, round_id: str, results: Sequence[Result], known: Known
) -> dict[str, str]:
    """Entry → the key that it would have by these results, of those who stand on the closed board, ranked or
    not. Of each person ``results`` brings all attempts that count."""
    brought: dict[str, list[Result]] = {}
    for result in results:
        brought.setdefault(result.entry_id, []).append(result)
    there = counting_store.present(db, round_id, brought)
    counted = [counting(rules, theirs) for entry_id, theirs in brought.items() if entry_id in there]
    return {one.entry_id: sort_key(rules, one, known) for one in service.aged(db, rules, counted)}


def rows(db: Session, round_id: str, behind: Row | None, limit: int) -> list[Row]:
    """The next ranked rows of the board as it stands, in order."""
    return store.keys(db, round_id, behind, limit)
