"""Who gets which prize. Pure: the order and the ladder in, rows out.

A ladder is laid along the ranked as seats: Nhất 1, Nhì 2 is the seats Nhất, Nhì, Nhì. People of one
rank are one group; where a border between two prizes, or between a prize and nothing, would go
through a group, nobody is cut off: the whole group waits for the committee, and so does everybody
below whom the decision may touch.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby
from operator import attrgetter

from contest.commendations.states import Board, Way

Seats = tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a ladder: so many prizes of this name, each of so many đồng."""

    name: str
    count: int
    amount: int


@dataclass(frozen=True, slots=True)
class Contender:
    """Somebody (or a unit) on a board; equal ones share a rank."""

    id: str
    rank: int


@dataclass(frozen=True, slots=True)
class Decision:
    """What the committee said about one tie. ``order``: who takes the first of its seats, the second…

    ``keep_lower``: prizes below stay as many as they were, when all of a group get the upper one.
    """

    way: Way
    keep_lower: bool = True
    order: tuple[str, ...] = ()


class Outcome(StrEnum):
    """What a row says."""

    PRIZE = "prize"
    TIED = "tied"  # its group waits for the committee
    WAITING = "waiting"  # a tie above has to be decided first
    PASSED = "passed"  # would be in reach, but is passed over
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Row:
    """One contender's lot: ``step`` is the prize's place in the ladder, ``reason`` why it is passed over."""

    id: str
    rank: int
    outcome: Outcome
    step: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Tie:
    """A group that a border goes through. ``seats``: what falls to its members, one each, best first."""

    key: str
    board: Board
    rank: int
    ids: tuple[str, ...]
    seats: Seats
    group: str = ""  # among whom the order was laid, where that is not everybody

    @property
    def upper(self) -> int:
        """The best prize that falls to it."""
        assert self.seats[0] is not None
        return self.seats[0]

    @property
    def prizes(self) -> int:
        """How many prizes there are for its members."""
        return sum(seat is not None for seat in self.seats)

    @property
    def touches_lower(self) -> bool:
        """Whether giving all the upper prize leaves open what becomes of prizes below it."""
        return any(seat is not None and seat != self.upper for seat in self.seats)


@dataclass(frozen=True, slots=True)
class Allocation:
    """The whole board. ``unfilled``: prizes with nobody for them; ``dropped``: used up by a shared one."""

    rows: tuple[Row, ...]
    total: int
    pending: Tie | None = None
    decided: tuple[Tie, ...] = ()
    unfilled: tuple[int, ...] = ()
    dropped: tuple[int, ...] = ()
    is_closed: bool = False  # somebody found no seat left: whoever stands below gets nothing, known or not

    @property
    def awarded(self) -> int:
        """How many have a prize."""
        return sum(row.outcome is Outcome.PRIZE for row in self.rows)


@dataclass(frozen=True, slots=True)
class Ordered:
    """Contenders by rank, once for however many times a ladder is laid along them. ``nothing``: the row of
    each where it gets nothing, as most do."""

    contenders: tuple[Contender, ...]
    nothing: tuple[Row, ...]


def ordered(contenders: Iterable[Contender]) -> Ordered:
    """These by rank; among equals by their ids."""
    made = tuple(sorted(contenders, key=attrgetter("rank", "id")))
    return Ordered(made, tuple([Row(one.id, one.rank, Outcome.NONE) for one in made]))


@dataclass
class _Walk:
    """Where the walk along the seats stands."""

    seats: list[int]
    ends: list[int]
    group: str = ""
    at: int = 0  # the next free seat; while a tie waits, the earliest it may be
    rows: list[Row] = field(default_factory=list)
    pending: Tie | None = None
    decided: list[Tie] = field(default_factory=list)
    used: list[int] = field(default_factory=list)
    dropped: list[int] = field(default_factory=list)
    is_closed: bool = False

    def taken(self, count: int) -> Seats:
        """The next seats, None beyond the last."""
        part: list[int | None] = list(self.seats[self.at : self.at + count])
        return tuple(part + [None] * (count - len(part)))


def allocate(
    board: Board,
    contenders: Iterable[Contender] | Ordered,
    steps: Sequence[Step],
    passed: Mapping[str, str] | None = None,
    decisions: Mapping[str, Decision] | None = None,
    group: str = "",
) -> Allocation:
    """Lay the ladder along the ranked. The order of ``contenders`` does not matter."""
    line = contenders if isinstance(contenders, Ordered) else ordered(contenders)
    walk = _start(steps, group)
    reasons = passed or {}
    for rank, equal in groupby(line.contenders, key=attrgetter("rank")):
        if walk.at >= len(walk.seats):
            break
        ids = [one.id for one in equal]
        walk.rows += [Row(id, rank, Outcome.PASSED, reason=reasons[id]) for id in ids if id in reasons]
        eligible = tuple(id for id in ids if id not in reasons)
        if eligible:
            _give(walk, board, rank, eligible, decisions or {})
    _leave(walk, line, reasons)
    return _ended(walk, steps)


def _leave(walk: _Walk, line: Ordered, reasons: Mapping[str, str]) -> None:
    """No seat is left: whoever comes gets nothing, passed over or not."""
    behind = line.nothing[len(walk.rows) :]
    walk.is_closed = walk.is_closed or any(row.id not in reasons for row in behind)
    walk.rows += behind


def _start(steps: Sequence[Step], group: str) -> _Walk:
    walk = _Walk([], [], group, used=[0] * len(steps), dropped=[0] * len(steps))
    for index, step in enumerate(steps):
        walk.seats += [index] * step.count
        walk.ends.append(len(walk.seats))
    return walk


def _give(
    walk: _Walk, board: Board, rank: int, ids: tuple[str, ...], decisions: Mapping[str, Decision]
) -> None:
    seats = walk.taken(len(ids))
    assert seats[0] is not None, "behind the last seat nobody is asked"
    if walk.pending is not None:
        walk.rows += [Row(id, rank, Outcome.WAITING) for id in ids]
        walk.at = min(walk.at + len(ids), walk.ends[seats[0]])
    elif len(set(seats)) == 1:
        _seat(walk, rank, dict(zip(ids, seats, strict=True)))
        walk.at += len(ids)
    else:
        key = tie_key(board, ids, seats, walk.group)
        _split(walk, Tie(key, board, rank, ids, seats, walk.group), decisions)


def _split(walk: _Walk, tie: Tie, decisions: Mapping[str, Decision]) -> None:
    decision = decisions.get(tie.key)
    if decision is None or not _fits(decision, tie):
        walk.pending = tie
        walk.rows += [Row(id, tie.rank, Outcome.TIED) for id in tie.ids]
        walk.at = min(walk.at + len(tie.ids), walk.ends[tie.upper])
        return
    walk.decided.append(tie)
    if decision.way is not Way.EQUAL:
        _seat(walk, tie.rank, dict(zip(decision.order, tie.seats, strict=True)))
        walk.at += len(tie.ids)
        return
    _seat(walk, tie.rank, dict.fromkeys(tie.ids, tie.upper))
    if decision.keep_lower:
        walk.at = walk.ends[tie.upper]
        return
    for seat in tie.seats:
        if seat is not None and seat != tie.upper:
            walk.dropped[seat] += 1
    walk.at += len(tie.ids)


def _fits(decision: Decision, tie: Tie) -> bool:
    return decision.way is Way.EQUAL or sorted(decision.order) == sorted(tie.ids)


def _seat(walk: _Walk, rank: int, given: Mapping[str, int | None]) -> None:
    for id, seat in given.items():
        if seat is None:
            walk.rows.append(Row(id, rank, Outcome.NONE))
        else:
            walk.rows.append(Row(id, rank, Outcome.PRIZE, seat))
            walk.used[seat] += 1


def _ended(walk: _Walk, steps: Sequence[Step]) -> Allocation:
    total = sum(step.amount * count for step, count in zip(steps, walk.used, strict=True))
    left = (
        max(0, step.count - used - dropped)
        for step, used, dropped in zip(steps, walk.used, walk.dropped, strict=True)
    )
    return Allocation(
        rows=tuple(walk.rows),
        total=total,
        pending=walk.pending,
        decided=tuple(walk.decided),
        # While a tie waits nobody knows what will be left over.
        unfilled=tuple(left) if walk.pending is None else (0,) * len(steps),
        dropped=tuple(walk.dropped),
        is_closed=walk.is_closed,
    )


def tie_key(board: Board, ids: Iterable[str], seats: Seats, group: str = "") -> str:
    """What a decision is about: these contenders and what falls to them. Another group is another decision.

    A prize is named by its place in the ladder: a new name or amount does not undo what was decided.
    """
    told = "|".join((board.value, ",".join(sorted(ids)), ",".join(map(str, seats)), *filter(None, (group,))))
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def what_if(
    contenders: Sequence[Contender],
    steps: Sequence[Step],
    passed: Mapping[str, str],
    decisions: Mapping[str, Decision],
    tie: Tie,
    decision: Decision,
) -> Allocation:
    """The board as it would be with this decision."""
    return allocate(tie.board, contenders, steps, passed, {**decisions, tie.key: decision}, tie.group)


def drawn(seed: bytes, tie: Tie, beginning: str = "boc-tham") -> tuple[tuple[str, str], ...]:
    """Lots drawn from a round's seed, whose commitment was public before anybody answered. ``beginning``:
    what tells these lots from others under the same seed.

    Each member's lot is the HMAC-SHA-256 of the tie and its own id under the seed; the smallest lot takes
    the first seat. Anybody with the seed gets the same: (id, lot in hex), in the order drawn.
    """
    lots = ((id, hmac_hex(seed, f"{beginning}|{tie.board.value}|{tie.key}|{id}")) for id in tie.ids)
    return tuple(sorted(lots, key=lambda lot: (lot[1], lot[0])))


def hmac_hex(key: bytes, text: str) -> str:
    """HMAC-SHA-256, hex."""
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
