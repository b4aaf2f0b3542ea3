"""Pure rules of coming in by class: who is of which class, how long its code works, who they say to be."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from contest.clock import local
from contest.roster.states import Proof, Until
from contest.units.rules import fold

LONGEST = 80
#: So many digits at the end of a phone number tell whose it is.
LAST = 4
#: What may stand between the signs of a pupil's own number.
_NOISE = re.compile(r"[\s.\-_/]+")


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """A class: where it is and how it is called. ``unit_id``: the unit that it counts for."""

    unit_id: str
    folded: str


def folded(class_name: str) -> str:
    """What a class is called, however it is written."""
    return fold(class_name)[:LONGEST]


def key(unit_id: str | None, class_name: str) -> Key:
    """Which class this is; without a unit and a name, that of all who have none."""
    return Key(unit_id or "", folded(class_name))


def is_class(key: Key, class_units: Collection[str]) -> bool:
    """Whether these people are a class. All of a village without a class are none: one code would tell all
    their names. ``class_units``: the units that are classes themselves."""
    return bool(key.folded) or key.unit_id in class_units


def is_open(open_until: datetime | None, now: datetime) -> bool:
    """Whether a class code works."""
    return open_until is not None and now < open_until


def until(choice: Until, now: datetime, closes_at: datetime) -> datetime:
    """When a code that is opened now stops by itself: never after the round."""
    midnight = local(now).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return min(midnight, closes_at) if choice is Until.DAY else closes_at


@dataclass(frozen=True, slots=True)
class Pupil:
    """Somebody of a class as the list has them."""

    id: str
    name: str
    year: int | None = None
    number: str = ""
    phone: str = ""


def proof(pupil: Pupil, wanted: bool) -> Proof | None:
    """What somebody tells who picks this name; None: nothing, or the list knows nothing to ask.

    A class is born in one year, so the year is asked only where the list knows nothing better; beside a
    better one it proves nothing.
    """
    known = {Proof.NUMBER: _plain(pupil.number), Proof.PHONE: pupil.phone, Proof.YEAR: pupil.year}
    return next((each for each in Proof if known[each]), None) if wanted else None


def proves(pupil: Pupil, typed: str) -> bool:
    """Whether what was typed is what this one is asked for."""
    said = _plain(typed)
    asked = proof(pupil, True)
    if asked is Proof.NUMBER:
        return said == _plain(pupil.number)
    if asked is Proof.PHONE:
        digits = _NOISE.sub("", typed).lstrip("+")
        # The whole number will do, with the country's code or without.
        return digits.isdecimal() and len(digits) >= LAST and pupil.phone.endswith(digits[-9:])
    return asked is Proof.YEAR and said == str(pupil.year)


def unproved(pupils: Collection[Pupil]) -> int:
    """How many of a class are told apart from nobody: asked for nothing, or for a year that others have."""
    years = Counter(each.year for each in pupils)
    asked = [(each, proof(each, True)) for each in pupils]
    return sum(of is None or (of is Proof.YEAR and years[each.year] > 1) for each, of in asked)


def _plain(text: str) -> str:
    """A number as it is compared: Excel takes zeros away in front, pupils write them or not."""
    plain = _NOISE.sub("", fold(text))
    return (plain.lstrip("0") or "0") if plain.isdecimal() else plain


def meant(picked: Pupil, waiting: Sequence[Pupil], typed: str) -> Pupil | None:
    """Whom somebody means who picked a name and told what the list knows of it; None: not this one.

    Two of one class may have one name. What is told says which of them it is.
    """
    if proves(picked, typed):
        return picked
    namesakes = [each for each in waiting if each.name == picked.name and each.id != picked.id]
    return next((each for each in namesakes if proves(each, typed)), None)
