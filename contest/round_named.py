"""Which contest and which round a command means: a short address, with a number or a name behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from contest.campaigns import service as campaigns
from contest.campaigns.rules import Phase
from contest.campaigns.service import RoundView
from contest.errors import CannotStart
from contest.seasons import service as seasons
from contest.seasons.service import SeasonView
from contest.units.rules import fold
from contest.web import filters

NO_CONTEST = "Không có cuộc thi “{slug}”. Các cuộc thi: {there}."
NONE = "chưa có cuộc thi nào"
NO_ROUND = "Cuộc thi {slug} không có vòng “{round}”. Các vòng: {there}."
SEVERAL = "Cuộc thi {slug} có nhiều vòng tên “{round}”. Ghi số của vòng: {there}."
TWICE = "Vòng thi ghi hai lần: “{first}” và “{second}”. Bỏ bớt một."
NOT_CLOSED = "Cuộc thi {slug} chưa có vòng nào đóng. Các vòng: {there}."


@dataclass(frozen=True)
class Named:
    """The round; of a whole contest that which closed last, and how its rounds are added up."""

    view: RoundView
    whole: SeasonView | None = None

    @property
    def id(self) -> str:
        """What prizes are given for: the round, or the contest."""
        return self.view.id if self.whole is None else self.view.campaign_id


def find(db: Session, contest: str, round: str, now: datetime, *, whole: bool = True) -> Named:
    """The round that was named; without one the whole contest where rounds are added up, else the round that
    closed last. ``whole``: whether the whole contest is wanted. CannotStart says what there is."""
    slug, _, number = contest.strip().strip("/").partition("/")
    if number and round:
        raise CannotStart(TWICE.format(first=number, second=round))
    rounds = _rounds(db, slug, now)
    if wanted := (number or round).strip():
        return Named(_of(rounds, slug, wanted))
    closed = [each for each in rounds if each.phase is Phase.CLOSED]
    if not closed:
        raise CannotStart(NOT_CLOSED.format(slug=slug, there=_there(rounds)))
    last = max(closed, key=lambda each: (each.closes_at, each.number))
    found = seasons.of(db, last, now) if whole else None
    return Named(last, found)


def contest_named(db: Session, slug: str, now: datetime) -> str:
    """The id of the contest with this short address; CannotStart says what there is."""
    return _rounds(db, slug.strip().strip("/"), now)[0].campaign_id


def _rounds(db: Session, slug: str, now: datetime) -> list[RoundView]:
    every = [each for each in campaigns.every(db, now) if not each.rehearsal_of]
    rounds = sorted((each for each in every if each.slug == slug), key=lambda each: each.number)
    if not rounds:
        there = ", ".join(sorted({each.slug for each in every})) or NONE
        raise CannotStart(NO_CONTEST.format(slug=slug, there=there))
    return rounds


def _of(rounds: Sequence[RoundView], slug: str, wanted: str) -> RoundView:
    if wanted.isascii() and wanted.isdigit():
        found = [each for each in rounds if str(each.number) == wanted.lstrip("0")]
    else:
        found = [each for each in rounds if fold(wanted) in (fold(each.name), fold(each.own_name))]
    if len(found) == 1:
        return found[0]
    shape = SEVERAL if found else NO_ROUND
    raise CannotStart(shape.format(slug=slug, round=wanted, there=_there(found or rounds)))


def _there(rounds: Sequence[RoundView]) -> str:
    return ", ".join(f"{each.number} ({each.name}, {_when(each)})" for each in rounds)


def _when(view: RoundView) -> str:
    if view.phase is Phase.CLOSED:
        return "đã đóng"
    return f"đóng lúc {filters.moment(view.closes_at)}"
