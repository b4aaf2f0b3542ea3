"""How a board writes its scores: one way on all its pages, whoever stands on them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import Session

from contest.campaigns.service import RoundView
from contest.ruleset.rules import counts_right
from contest.standings import service, store
from contest.standings.service import Placed
from contest.web import filters

#: Round → (version of its board, whether all of it is whole questions).
_known: dict[str, tuple[int, bool]] = {}


def scores(db: Session, view: RoundView, placed: Sequence[Placed]) -> list[str]:
    """Of these rows: "14/15" where every question on the whole board counts one, else points."""
    rules = view.rules
    if counts_right(rules) and _is_whole(db, view.id):
        return [f"{one.right}/{rules.questions_count}" for one in placed]
    return [filters.points(one.points) for one in placed]


def _is_whole(db: Session, round_id: str) -> bool:
    """Whether everybody has one point for each right answer and nothing else; looked for once after each
    change of the board."""
    now, known = service.version(db, round_id), _known.get(round_id)
    if known is None or known[0] != now:
        known = _known[round_id] = now, not store.has_parts(db, round_id)
    return known[1]


def forget() -> None:
    """Look again: boards are made anew, and between tests."""
    _known.clear()
