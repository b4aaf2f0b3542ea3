"""A whole board at once, for whoever publishes or compares it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from sqlmodel import Session

from contest.ruleset.rules import Ruleset
from contest.standings import whole_store as store
from contest.standings.rules import BY_AGE, UNRANKED
from contest.web.database import to_ms


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody who took part. ``rank`` None: they have no place by what the rules rank."""

    rank: int | None
    entry_id: str
    attempt_id: str
    points: int
    right: int
    seconds: int
    submitted: int
    error: int | None
    sort_key: str


def lines(db: Session, round_id: str) -> Iterator[Line]:
    """Everybody in the order of the board, those without a place behind."""
    rank, before = 0, ""
    for number, (key, *ids, points, right, seconds, at, error) in enumerate(store.lines(db, round_id), 1):
        ranked = not key.startswith(UNRANKED)
        if key != before:
            rank, before = number, key
        entry_id, attempt_id = ids
        place = rank if ranked else None
        yield Line(place, entry_id, attempt_id, points, right, seconds, to_ms(at), error, key)


def counting(db: Session, round_id: str, entry_ids: Sequence[str]) -> dict[str, str]:
    """Entry → the attempt that counts for it, of those that stand on the board."""
    return dict(store.counting(db, round_id, entry_ids))


def digest(board: Iterable[Line]) -> str:
    """Another text once anything of a board changed."""
    seen = sha256()
    for one in board:
        marks = f"{one.points} {one.right} {one.seconds} {one.submitted} {one.error}"
        seen.update(f"{one.sort_key} {one.entry_id} {one.attempt_id} {marks}\n".encode())
    return seen.hexdigest()


def ages(rules: Ruleset, board: Iterable[Line]) -> dict[str, int]:
    """Entry → its place among all ages of a board, from 0, better ones first: what a ladder by age compares,
    without a birth year. Empty where age is no criterion."""
    at = next((index for index, rung in enumerate(rules.criteria) if rung in BY_AGE), None)
    if at is None:
        return {}
    parts = {one.entry_id: one.sort_key.removeprefix(UNRANKED).split("-")[at] for one in board}
    order = {text: place for place, text in enumerate(sorted(set(parts.values())))}
    return {entry_id: order[text] for entry_id, text in parts.items()}
