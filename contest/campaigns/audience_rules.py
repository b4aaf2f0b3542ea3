"""Audiences of a contest: how they are called, whom they fit, which rounds are whose. Pure.

An audience ("Bảng A: học sinh") has rounds of its own; a round of no audience is everybody's. Ages count by
the year of birth, as the least age of the rules does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import Protocol, TypeVar

from contest.campaigns.rules import Windowed, pick_current
from contest.clock import local
from contest.units.rules import fold
from contest.web.filters import NBSP

MOST = 12
LONGEST_CODE, LONGEST_NAME, LONGEST_WHO = 8, 80, 300
YOUNGEST, OLDEST = 3, 110
#: What new audiences are offered, in the order of the alphabet.
LETTERS = "ABCDEGHIKLMNOPQRSTUVXY"

CHOOSE = "Chọn bảng của bạn."
WRONG_AGE = "{label} dành cho người {ages}, tính theo năm sinh. Chọn bảng khác hoặc xem lại năm sinh."
NO_CODE = "Ghi chữ hoặc số của bảng, ví dụ A."
BAD_CODE = f"Tên gọn của bảng gồm chữ, số, nhiều nhất {LONGEST_CODE} ký tự, ví dụ A hoặc THCS."
CODE_TWICE = "Đã có Bảng {code}. Chọn chữ khác."
NO_NAME = "Ghi bảng này dành cho ai, ví dụ: Học sinh."
NAME_TWICE = "Đã có bảng “{name}”. Đặt tên khác."
TOO_MANY = f"Một cuộc thi có nhiều nhất {MOST} bảng."
BAD_AGE = f"Ghi số tuổi từ {YOUNGEST} đến {OLDEST}, hoặc để trống."
BACKWARDS = "Tuổi lớn nhất phải từ tuổi nhỏ nhất trở lên."
_CODE = re.compile(r"[^\W_]{1,8}")


@dataclass(frozen=True, slots=True)
class Audience:
    """One audience. ``who``: who belongs to it, as the thể lệ says it. ``bank``: the bank that its papers are
    drawn from, "" for the contest's."""

    id: str
    code: str
    name: str
    who: str = ""
    youngest: int | None = None
    oldest: int | None = None
    bank: str = ""

    @property
    def short(self) -> str:
        """As it stands beside a round's name."""
        return f"Bảng{NBSP}{self.code}"

    @property
    def label(self) -> str:
        """As it is chosen."""
        return f"{self.short}: {self.name}"

    @property
    def whom(self) -> str:
        """Who belongs to it, inside a sentence."""
        return self.who or small(self.name)

    @property
    def ages(self) -> str:
        """Its ages in words; "" where it has none."""
        if self.youngest is None and self.oldest is None:
            return ""
        if self.oldest is None:
            return f"từ {self.youngest}{NBSP}tuổi"
        if self.youngest is None:
            return f"đến {self.oldest}{NBSP}tuổi"
        return f"từ {self.youngest} đến {self.oldest}{NBSP}tuổi"

    @property
    def told(self) -> str:
        """Who belongs to it, beside the label: what the name does not say, and the ages."""
        who = self.who if fold(self.who) != fold(self.name) else ""
        said = ", ".join(part for part in (who, self.ages) if part)
        return said[:1].upper() + said[1:]


def small(text: str) -> str:
    """A name inside a sentence; what begins with capitals keeps them ("CBCCVC")."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def named(name: str, only: Audience | None) -> str:
    """A round's name with whose it is, unless it says so itself."""
    if only is None or re.search(rf"\bbảng\s+{re.escape(only.code)}\b", name, re.IGNORECASE):
        return name
    return f"{name}, {only.short}"


def fits(audience: Audience, birth_year: int | None, now: datetime) -> bool:
    """Whether somebody of this birth year may belong to it; where no year is known, nobody is turned away."""
    if birth_year is None:
        return True
    age = local(now).year - birth_year
    old_enough = audience.youngest is None or age >= audience.youngest
    return old_enough and (audience.oldest is None or age <= audience.oldest)


def problem(audience: Audience, birth_year: int | None, now: datetime) -> str:
    """Why somebody can't belong to it; "" when they can."""
    if fits(audience, birth_year, now):
        return ""
    return WRONG_AGE.format(label=audience.label, ages=audience.ages)


def suggested(audiences: Sequence[Audience], birth_year: int | None, now: datetime) -> str:
    """The one audience that a birth year leaves; "" while it leaves several, none, or is not known."""
    if birth_year is None:
        return ""
    left = [each.id for each in audiences if fits(each, birth_year, now)]
    return left[0] if len(left) == 1 else ""


def chosen(
    audiences: Sequence[Audience], wanted: str, birth_year: int | None, now: datetime
) -> Audience | None:
    """The audience that somebody takes part in; None in a contest that has none. Where there is only one,
    nothing is asked. Raises ValueError with a sentence for the person."""
    if not audiences:
        return None
    found = audiences[0] if len(audiences) == 1 else by_id(audiences, wanted)
    if found is None:
        raise ValueError(CHOOSE)
    if said := problem(found, birth_year, now):
        raise ValueError(said)
    return found


def by_id(audiences: Iterable[Audience], wanted: str | None) -> Audience | None:
    """The audience with this id."""
    return next((each for each in audiences if each.id == wanted), None)


def written(audiences: Iterable[Audience], text: str) -> Audience | None:
    """The audience that a cell of a list means: "A", "Bảng A", "Bảng A: Học sinh", "học sinh"."""
    words = fold(text)
    for each in audiences:
        code, name = fold(each.code), fold(each.name)
        if words in (code, f"bang {code}", name, f"{code} {name}", f"bang {code} {name}"):
            return each
    return None


def is_for(only: Audience | None, audience_id: str | None) -> bool:
    """Whether a round is open to somebody of this audience. ``only``: whose round it is."""
    return only is None or only.id == audience_id


def shares_people(one: Audience | None, other: Audience | None) -> bool:
    """Whether the same person may sit two rounds: of one audience, or where one of them is everybody's."""
    return one is None or other is None or one.id == other.id


def shift_for(others: Iterable[tuple[str | None, int]], audience_id: str | None, own: int = 0) -> int:
    """Which part of a divided bank a round draws from: the lowest number that no round has which one of its
    people may sit too. ``others``: (audience, number) of the contest's others; ``own`` stays if it may."""
    met = {shift for whose, shift in others if None in (whose, audience_id) or whose == audience_id}
    return own if own and own not in met else next(number for number in count(1) if number not in met)


class Owned(Windowed, Protocol):
    """Anything with a phase, a window and the audience it is for, None for everybody."""

    @property
    def only(self) -> Audience | None: ...


OWNED = TypeVar("OWNED", bound=Owned)


def pick_own(rounds: Sequence[OWNED], audience_id: str | None) -> OWNED | None:
    """The round that somebody of this audience cares about; who belongs to none yet cares about all."""
    if audience_id is None:
        return pick_current(rounds)
    return pick_current(each for each in rounds if is_for(each.only, audience_id))


def next_code(audiences: Sequence[Audience]) -> str:
    """The first letter that is free; "" when all are used."""
    used = {each.code.casefold() for each in audiences}
    return next((letter for letter in LETTERS if letter.casefold() not in used), "")


# --- what staff type ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Typed:
    """An audience as its form brings it."""

    code: str
    name: str
    who: str = ""
    youngest: str = ""
    oldest: str = ""


def checked(typed: Typed, others: Sequence[Audience], id: str) -> tuple[Audience | None, dict[str, str]]:
    """The audience that was typed, or what is wrong, field by field. ``others``: those that are there."""
    errors: dict[str, str] = {}
    code = re.sub(r"(?i)^bảng(\s+|$)", "", typed.code.strip())
    code = code.upper() if len(code) == 1 else code
    if not code:
        errors["code"] = NO_CODE
    elif not _CODE.fullmatch(code):
        errors["code"] = BAD_CODE
    elif any(each.code.casefold() == code.casefold() for each in others):
        errors["code"] = CODE_TWICE.format(code=code)
    if not typed.name:
        errors["name"] = NO_NAME
    elif any(fold(each.name) == fold(typed.name) for each in others):
        errors["name"] = NAME_TWICE.format(name=typed.name)
    youngest, oldest = _age(errors, "youngest", typed.youngest), _age(errors, "oldest", typed.oldest)
    if youngest is not None and oldest is not None and youngest > oldest:
        errors["oldest"] = BACKWARDS
    if errors:
        return None, errors
    who = typed.who.rstrip(".")
    return Audience(id, code, typed.name, who, youngest, oldest), {}


def _age(errors: dict[str, str], field: str, text: str) -> int | None:
    if not text:
        return None
    if not re.fullmatch(r"[0-9]{1,3}", text) or not YOUNGEST <= int(text) <= OLDEST:
        errors[field] = BAD_AGE
        return None
    return int(text)
