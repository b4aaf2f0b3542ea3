"""Who gets what when winners decline their prize or may not have it, people as units. Pure.

Whoever refused is passed over like the barred; the ranking stays, and everybody behind moves up. Refusals
are laid one after the other as they came, for two reasons: each has its own trace of who moved up, and a tie
that was decided before a refusal stays decided after it. Its group meets other seats then, so it would be
another tie; but who drew the better lot must not be drawn below the others by a second draw.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from contest.commendations.ladders import Lane
from contest.commendations.reserve_rules import levels
from contest.commendations.rules import Allocation, Decision, Outcome, Tie
from contest.commendations.states import Board


class Order(Protocol):
    """An order with its prizes, of people or of units."""

    @property
    def lane(self) -> Lane:
        """What was laid."""

    @property
    def allocation(self) -> Allocation:
        """What came out."""


L = TypeVar("L", bound=Order)
#: Who is passed over and the decisions in, every order of people, or every order of units, out.
Lay = Callable[[Mapping[str, str], Mapping[str, Decision]], tuple[L, ...]]
Lanes = Sequence[Order]
#: What a row says while the committee has to decide something.
OPEN = frozenset({Outcome.TIED, Outcome.WAITING})
Prize = tuple[Board, str, str]  # an order, among whom, and the name of the prize


@dataclass(frozen=True, slots=True)
class Kept:
    """A decision that goes on holding for what is left of its tie. ``origin``: the key of that tie."""

    origin: str
    decision: Decision


@dataclass(frozen=True, slots=True)
class Moved:
    """Somebody whose prize a refusal changed: from which to which, None where there is none."""

    id: str
    before: Prize | None
    after: Prize | None


@dataclass(frozen=True, slots=True)
class Turns(Generic[L]):
    """The prizes at last; decisions kept, by the key of the tie that they decide now; who moved by each."""

    lanes: tuple[L, ...]
    kept: Mapping[str, Kept]
    moved: tuple[tuple[Moved, ...], ...] = ()


def laid(
    lay: Lay[L],
    passed: Mapping[str, str],
    refused: Sequence[tuple[str, str]],
    said: Mapping[str, Decision],
) -> Turns[L]:
    """All prizes after these refusals, (who, in words) each, in the order in which they came."""
    turns = [lay(passed, said)]
    kept: dict[str, Kept] = {}
    moved = []
    out = dict(passed)
    for id, words in refused:
        out[id] = words
        turns.append(_turn(lay, out, said, turns, kept))
        moved.append(tuple(_moved(turns[-2], turns[-1], id)))
    return Turns(turns[-1], kept, tuple(moved))


def _turn(
    lay: Lay[L],
    passed: Mapping[str, str],
    said: Mapping[str, Decision],
    before: Sequence[Lanes],
    kept: dict[str, Kept],
) -> tuple[L, ...]:
    """One refusal more; ``kept`` grows by what it leaves of decisions before."""
    while True:
        every = {**said, **{key: one.decision for key, one in kept.items()}}
        lanes = lay(passed, every)
        found = [(tie, one) for tie in _waiting(lanes) if (one := _left_of(tie, before, every, kept))]
        if not found:
            return lanes
        kept |= {tie.key: one for tie, one in found}


def _waiting(lanes: Lanes) -> Iterable[Tie]:
    return (lane.allocation.pending for lane in lanes if lane.allocation.pending is not None)


def _left_of(
    tie: Tie, before: Sequence[Lanes], said: Mapping[str, Decision], kept: Mapping[str, Kept]
) -> Kept | None:
    """What the last decision about these people, and perhaps others, says of this tie; None for nothing."""
    for lanes in reversed(before):
        for was in (each for lane in lanes for each in lane.allocation.decided):
            if (was.board, was.group) == (tie.board, tie.group) and set(tie.ids) <= set(was.ids):
                decision = still(tie, was, said[was.key])
                origin = kept[was.key].origin if was.key in kept else was.key
                if decision is not None:
                    return Kept(origin, decision)
                if was.key not in kept:
                    return None
                # What was left of a decision says less than the decision: lots drawn by hand are known by
                # the prizes alone, and two of its group may have had the same one for a while.
    return None


def still(tie: Tie, was: Tie, decision: Decision) -> Decision | None:
    """The decision about a tie, for those of its group who are left. None where it leaves open who of them
    is first: then the committee has to say more."""
    level = levels(was, decision)
    order = tuple(sorted(tie.ids, key=lambda id: (level[id], id)))
    by_level: dict[int, set[int | None]] = {}
    for id, seat in zip(order, tie.seats, strict=True):
        by_level.setdefault(level[id], set()).add(seat)
    if any(len(seats) > 1 for seats in by_level.values()):
        return None
    return Decision(decision.way, order=order)


def _moved(before: Lanes, after: Lanes, refused: str) -> Iterable[Moved]:
    """Whose prize changed, the best prize first; who refused is no news. Nobody is told lower for waiting."""
    had, have = _prizes(before), _prizes(after)
    waits = {row.id for one in after for row in one.allocation.rows if row.outcome in OPEN}
    for id in [*have, *(one for one in had if one not in have)]:
        was, now = had.get(id, []), have.get(id, [])
        if was != now and id != refused and id not in waits:
            yield Moved(id, was[0] if was else None, now[0] if now else None)


def _prizes(lanes: Lanes) -> dict[str, list[Prize]]:
    """Who has what, the board's own prize before one by age."""
    found: dict[str, list[Prize]] = {}
    for lane in lanes:
        given = [(row.rank, row.step, row.id) for row in lane.allocation.rows if row.step is not None]
        for _, step, id in sorted(given):
            found.setdefault(id, []).append((lane.lane.board, lane.lane.label, lane.lane.steps[step].name))
    return found
