"""What changed between two lists, one row a subject. Pure; the words are made where names are known."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from contest.commendations.content import Content, PersonPrize, UnitPrize
from contest.commendations.states import Board


class Kind(StrEnum):
    """What happened to somebody's prize."""

    GAINED = "gained"
    LOST = "lost"
    CHANGED = "changed"  # another prize or amount
    FACTS = "facts"  # the same prize, another result or unit


@dataclass(frozen=True, slots=True)
class Change:
    """One subject's change; a prize is its name and amount, None where there is none."""

    kind: Kind
    board: Board
    id: str
    before: tuple[str, int] | None
    after: tuple[str, int] | None


Subject = tuple[Board, str]


def changes(before: Content, after: Content) -> tuple[Change, ...]:
    """Every difference that a reader of the list would see, in the order of the later list, then the lost."""
    return (*_between(_people(before), _people(after)), *_between(_units(before), _units(after)))


def _people(made: Content) -> dict[Subject, PersonPrize]:
    """By whom: somebody may have a prize by age beside another one, and moves between all others."""
    return {(_kept(one.board), one.entry): one for one in made.people}


def _kept(board: Board) -> Board:
    return board if board in (Board.YOUNGEST, Board.OLDEST) else Board.PEOPLE


def _units(made: Content) -> dict[Subject, UnitPrize]:
    return {(Board.NUMBER, one.unit_id): one for one in made.units}


def _between(
    old: dict[Subject, PersonPrize] | dict[Subject, UnitPrize],
    new: dict[Subject, PersonPrize] | dict[Subject, UnitPrize],
) -> list[Change]:
    found: list[Change] = []
    for subject in [*new, *(one for one in old if one not in new)]:
        was, now = old.get(subject), new.get(subject)
        if _facts(was) != _facts(now):
            found.append(_change(subject[-1], was, now))
    return found


def _facts(one: PersonPrize | UnitPrize | None) -> dict[str, object] | None:
    """All but the rank: one more or one less above moves everybody, and says nothing of them."""
    return None if one is None else one.model_dump(exclude={"rank"})


def _change(id: str, was: PersonPrize | UnitPrize | None, now: PersonPrize | UnitPrize | None) -> Change:
    some = now or was
    assert some is not None
    before, after = _prize(was), _prize(now)
    if before is None or after is None:
        kind = Kind.GAINED if before is None else Kind.LOST
    else:
        kind = Kind.FACTS if before == after else Kind.CHANGED
    return Change(kind, some.board, id, before, after)


def _prize(one: PersonPrize | UnitPrize | None) -> tuple[str, int] | None:
    return None if one is None else (one.prize, one.amount)
