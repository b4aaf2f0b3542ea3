"""Which entries of a contest may be one person who entered twice. Pure; only people decide.

Many people share a name: in a commune of the highlands "A Biên" and "Y Thu" stand on every list. So a name
alone says nothing, a name with a year or a unit says "maybe", and "sure" asks for the phone, or for all of
a long name, year and unit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import combinations, pairwise

#: Words of a name, a leading A or Y not counted, below which name, year and unit may well be two people's.
LONG_NAME = 3
#: In a group of more, what was decided is looked at only as a whole: pairs grow with the square.
PAIRWISE = 20


@dataclass(frozen=True, slots=True)
class Marks:
    """An entry by what may tell that it is somebody's second. ``unit_id`` is the unit that it counts for."""

    id: str
    folded: str
    name: str
    birth_year: int | None
    unit_id: str | None
    phone: str | None


class Reason(StrEnum):
    """What two entries share; the value is what staff read."""

    NAME = "trùng họ tên"
    SOUND = "họ tên chỉ khác dấu"
    YEAR = "trùng năm sinh"
    UNIT = "trùng đơn vị"
    PHONE = "trùng số điện thoại"


@dataclass(frozen=True, slots=True)
class Likeness:
    """Why two entries may be one person, and whether they surely look so."""

    sure: bool
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Entries to look at side by side. ``sure``: two of them at least surely look like one person.

    ``certain``: of a crowd, which nobody sees whole, those who surely look like another, side by side.
    """

    ids: tuple[str, ...]
    sure: bool
    reasons: tuple[Reason, ...]
    certain: tuple[str, ...] = ()


def likeness(one: Marks, other: Marks) -> Likeness | None:
    """What speaks for one person; None where it is too little, or where the years differ."""
    years = {one.birth_year, other.birth_year} - {None}
    if one.folded != other.folded or not one.folded or len(years) > 1:
        return None
    same_year = one.birth_year is not None and one.birth_year == other.birth_year
    same_unit = one.unit_id is not None and one.unit_id == other.unit_id
    same_phone = one.phone is not None and one.phone == other.phone
    if not (same_year or same_unit or same_phone):
        return None
    spelt = one.name.casefold() == other.name.casefold()
    shared = ((Reason.YEAR, same_year), (Reason.UNIT, same_unit), (Reason.PHONE, same_phone))
    reasons = (Reason.NAME if spelt else Reason.SOUND, *(reason for reason, is_so in shared if is_so))
    # Sisters Hòa and Hoa share a phone; two phones speak for two people.
    by_phone = same_phone and (spelt or same_year)
    two_phones = None not in (one.phone, other.phone) and not same_phone
    by_rest = same_year and same_unit and spelt and is_long(one.folded) and not two_phones
    return Likeness(by_phone or by_rest, reasons)


def is_long(folded: str) -> bool:
    """Whether few people of one year and unit share the name: "Y Thu Hà" is as short as "Thu Hà"."""
    words = folded.split()
    return len(words[1:] if words[:1] in (["a"], ["i"]) else words) >= LONG_NAME


def groups(entries: Iterable[Marks], apart: Iterable[tuple[str, str]] = ()) -> tuple[Group, ...]:
    """All that look alike, the sure ones first. ``apart``: (deed, entry), entries of one deed are different.

    Like is not like-and-so-on: 1990, no year, 2001 are one group of three with two pairs in it.
    """
    said = _deeds(apart)
    by_name: dict[str, list[Marks]] = defaultdict(list)
    for each in entries:
        if each.folded:
            by_name[each.folded].append(each)
    found = [
        group
        for named in by_name.values()
        if len(named) > 1
        for linked in _linked(sorted(named, key=lambda each: each.id))
        for group in _open(linked, said)
    ]
    return tuple(sorted(found, key=lambda group: (not group.sure, group.ids)))


def _deeds(apart: Iterable[tuple[str, str]]) -> Mapping[str, frozenset[str]]:
    said: dict[str, set[str]] = defaultdict(set)
    for deed, entry in apart:
        said[entry].add(deed)
    return {entry: frozenset(deeds) for entry, deeds in said.items()}


def _linked(named: Sequence[Marks]) -> list[list[Marks]]:
    """People of one name, joined by what they share: by a year at once, by a unit or a phone where one of
    those who share it has no year, which fits all years."""
    sharing: dict[tuple[str, object], list[int]] = defaultdict(list)
    for place, each in enumerate(named):
        for kind, value in (("year", each.birth_year), ("unit", each.unit_id), ("phone", each.phone)):
            if value is not None:
                sharing[kind, value].append(place)
    joined = _Joined(len(named))
    for (kind, _), places in sharing.items():
        if kind == "year" or any(named[place].birth_year is None for place in places):
            for place in places[1:]:
                joined.join(places[0], place)
    parts: dict[int, list[Marks]] = defaultdict(list)
    for place, each in enumerate(named):
        parts[joined.root(place)].append(each)
    return [part for part in parts.values() if len(part) > 1]


class _Joined:
    """Places joined into parts."""

    def __init__(self, size: int) -> None:
        self.above = list(range(size))

    def root(self, place: int) -> int:
        """The place that stands for a part."""
        while self.above[place] != place:
            self.above[place] = self.above[self.above[place]]
            place = self.above[place]
        return place

    def join(self, one: int, other: int) -> None:
        """Make two parts one."""
        self.above[self.root(other)] = self.root(one)


def _open(linked: Sequence[Marks], said: Mapping[str, frozenset[str]]) -> list[Group]:
    """What of a group is not decided yet."""
    decided = [said.get(each.id, frozenset()) for each in linked]
    if frozenset.intersection(*decided):
        return []
    if len(linked) > PAIRWISE:
        certain = _certain(linked)
        seen = _group(linked, _nearest(linked))
        return [replace(seen, sure=bool(certain), certain=certain)]
    waiting = [
        (one, other, like)
        for one, other in combinations(range(len(linked)), 2)
        if not decided[one] & decided[other] and (like := likeness(linked[one], linked[other])) is not None
    ]
    joined = _Joined(len(linked))
    for one, other, _ in waiting:
        joined.join(one, other)
    parts: dict[int, list[Likeness]] = defaultdict(list)
    for one, _, like in waiting:
        parts[joined.root(one)].append(like)
    return [
        _group([each for place, each in enumerate(linked) if joined.root(place) == root], likes)
        for root, likes in parts.items()
    ]


def _nearest(crowd: Sequence[Marks]) -> list[Likeness]:
    """What neighbours share when a crowd stands by phone, and by unit and year: enough to find the sure."""
    by_phone = sorted(crowd, key=lambda each: (each.phone or "", each.name))
    by_rest = sorted(crowd, key=lambda each: (each.unit_id or "", each.birth_year or 0, each.name))
    pairs = (pair for order in (by_phone, by_rest) for pair in pairwise(order))
    return [like for one, other in pairs if (like := likeness(one, other)) is not None]


def _certain(crowd: Sequence[Marks]) -> tuple[str, ...]:
    """Those of a crowd who surely look like another one, as :func:`likeness` says of two: found by what
    they share, without a look at each pair."""
    shared: dict[tuple[object, ...], list[Marks]] = defaultdict(list)
    for each in crowd:
        name, year = each.name.casefold(), each.birth_year
        if each.phone is not None:
            shared["phone", each.phone, name].append(each)
            if year is not None:
                shared["year", each.phone, year].append(each)
        if year is not None and each.unit_id is not None and is_long(each.folded):
            shared["rest", each.unit_id, year, name].append(each)
    return tuple(
        dict.fromkeys(
            each.id
            for (kind, *_), some in shared.items()
            if len(some) > 1 and _fits(kind, some)
            for each in some
        )
    )


def _fits(kind: object, some: Sequence[Marks]) -> bool:
    """Years or phones that are not known fit all; known ones that are one are found by themselves."""
    match kind:
        case "phone":
            return any(each.birth_year is None for each in some)
        case "rest":
            return any(each.phone is None for each in some)
        case _:
            return True


def _group(members: Sequence[Marks], likes: Sequence[Likeness]) -> Group:
    """A group says all that two of its members share."""
    shared = {reason for like in likes for reason in like.reasons}
    reasons = tuple(reason for reason in Reason if reason in shared)
    return Group(tuple(each.id for each in members), any(like.sure for like in likes), reasons)
