"""What papers say of a contest, as plain values: the one source that all of them are written from. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from contest.commendations.ladders import prize_name
from contest.paperwork.base_pay import Reward
from contest.printing.listing import Section
from contest.printing.words import amount_in_words
from contest.results.publishing import Seal
from contest.web.filters import NBSP, hour, number, when

#: What stands in the place of a prize while a tie waits.
TIED = "Chờ quyết định"


@dataclass(frozen=True)
class Stage:
    """A round of the contest and how many took part; ``void``: attempts that do not count; ``seal``: what was
    published of it last."""

    name: str
    opens_at: datetime
    closes_at: datetime
    people: int = 0
    attempts: int = 0
    void: int = 0
    seal: Seal | None = None


@dataclass(frozen=True)
class Cost:
    """So many prizes of one kind, for whom, at so much each."""

    name: str
    count: int
    amount: int

    @property
    def total(self) -> int:
        """What all of them cost."""
        return self.count * self.amount


@dataclass(frozen=True)
class Winner:
    """Somebody with a prize, or a unit. ``key``: which prize, as the form of praise names it; ``public``: the
    name as everybody may read it; ``is_hidden``: it says nobody, so no unit stands beside it there."""

    name: str
    public: str
    unit: str
    birth_year: int | None
    prize: str
    amount: int
    key: str
    label: str
    is_person: bool
    is_tied: bool = False
    is_hidden: bool = False

    @property
    def public_unit(self) -> str:
        """The unit as everybody may read it: with the prize it would lead to who is not to be shown."""
        return "" if self.is_hidden else self.unit


@dataclass(frozen=True)
class Result:
    """What a list of prizes says; ``number`` 0 is the draft, of which nothing is issued."""

    number: int
    sha256: str
    issued_at: datetime | None
    ranked: int
    barred: int
    perfect: int | None
    truth: str
    winners: tuple[Winner, ...]
    sections: tuple[Section, ...]
    decisions: tuple[str, ...]
    ties: tuple[str, ...]
    total: int

    @property
    def people(self) -> tuple[Winner, ...]:
        """People with a prize."""
        return tuple(one for one in self.winners if one.is_person and not one.is_tied)

    @property
    def units(self) -> tuple[Winner, ...]:
        """Units with a prize."""
        return tuple(one for one in self.winners if not one.is_person and not one.is_tied)


@dataclass(frozen=True)
class Facts:
    """A round, or the contest as a whole (``stage`` is then "").

    ``contest``: its whole name; ``noun``: what it is ("Cuộc thi"). ``how``: sentences of its rules on the
    papers and attempts, ``promises``: on the prizes, ``complaints``: on complaints. ``result``: None before
    the close, ``waits`` says why.
    """

    contest: str
    noun: str
    stage: str
    holder: str
    audience: str
    address: str
    stages: tuple[Stage, ...]
    how: tuple[str, ...]
    promises: tuple[str, ...]
    complaints: tuple[str, ...]
    costs: tuple[Cost, ...]
    budget: int | None
    waits: str = ""
    result: Result | None = None

    @property
    def event(self) -> str:
        """ "Cuộc thi tìm hiểu chuyển đổi số (Tuần 1)"."""
        return f"{self.contest} ({self.stage})" if self.stage else self.contest

    @property
    def planned(self) -> int:
        """What all prizes cost when each is given once."""
        return sum(one.total for one in self.costs)

    @property
    def opens_at(self) -> datetime:
        """When the first of it began."""
        return min(one.opens_at for one in self.stages)

    @property
    def closes_at(self) -> datetime:
        """When the last of it ended."""
        return max(one.closes_at for one in self.stages)


# --- in words -------------------------------------------------------------------------------------


def at(moment: datetime) -> str:
    """ "08 giờ 00 phút ngày 05/10/2026"."""
    hours, minutes = hour(moment).split(":")
    return f"{hours}{NBSP}giờ {minutes}{NBSP}phút ngày {when(moment)}"


def window(first: datetime, last: datetime) -> str:
    """From when to when."""
    return f"từ {at(first)} đến {at(last)}"


def dong(amount: int) -> str:
    """An amount that does not break before its unit."""
    return f"{number(amount)}{NBSP}đồng"


def in_full(amount: int) -> str:
    """In figures and in words."""
    return f"{dong(amount)} (Bằng chữ: {amount_in_words(amount)})"


def whom(people: int, units: int) -> str:
    """ "12 cá nhân, 03 tập thể": below ten with a nought."""
    told = [f"{count:02d} {word}" for count, word in ((people, "cá nhân"), (units, "tập thể")) if count]
    return ", ".join(told) or "các cá nhân, tập thể"


def counted(winners: Sequence[Winner]) -> str:
    """ "01 giải Nhất, 02 giải Nhì": prizes of one order as they follow each other."""
    found: dict[str, int] = {}
    for one in winners:
        found[one.prize] = found.get(one.prize, 0) + 1
    return ", ".join(f"{count:02d} {prize_name(prize)}" for prize, count in found.items())


def ended(sentence: str) -> str:
    """With one full stop at its end."""
    return f"{sentence.rstrip(' .;')}."


def praise_money(reward: Reward, people: int, units: int) -> str:
    """What goes with a giấy khen, and by what."""
    told = []
    if people:
        told.append(f"mỗi cá nhân {dong(reward.person)} (0,{reward.shares.person} lần mức lương cơ sở)")
    if units:
        told.append(f"mỗi tập thể {dong(reward.group)} (0,{reward.shares.group} lần mức lương cơ sở)")
    by = f"{reward.shares.source}, mức lương cơ sở {dong(reward.pay.dong)} theo {reward.pay.source}"
    return f"{'; '.join(told)}; áp dụng {by}"
