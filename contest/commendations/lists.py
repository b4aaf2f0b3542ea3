"""The list as the results, the ladder and the committee's decisions make it at this moment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session

from contest.campaigns import service as campaigns
from contest.campaigns.audience_rules import shares_people
from contest.campaigns.rules import Phase
from contest.campaigns.service import RoundView
from contest.commendations import content as frozen
from contest.commendations import ladders, people_boards, placing, store, unit_boards, winners_store
from contest.commendations.drafts import Draft, StoredLadder
from contest.commendations.ladders import Ladder, prize_name
from contest.commendations.models import PrizeRefusal
from contest.commendations.occasions import Occasion
from contest.commendations.people_boards import OfPeople
from contest.commendations.states import REFUSED, Refusal
from contest.errors import Conflict
from contest.people import same
from contest.people import service as people
from contest.units import service as units
from contest.web.filters import inner

NOT_OVER = "Giải chung cuộc xét sau khi các vòng đã đóng."
NOT_CLOSED = "Danh sách trao giải có sau khi vòng thi đóng và máy chốt xong kết quả."
BARRED = "Không xét giải"
SAME = "Đã gộp vào đăng ký khác của cùng một người"


@dataclass(frozen=True)
class Refused:
    """Who gives their prize back or may not have it, the first first: entry or unit → the reason in words."""

    people: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)

    @property
    def all(self) -> tuple[str, ...]:
        """Everybody, people before units."""
        return (*self.people, *self.units)

    def and_also(self, more: Refused) -> Refused:
        """These and more, behind them."""
        return Refused({**self.people, **more.people}, {**self.units, **more.units})


NOBODY = Refused()


def ladder(db: Session, occasion_id: str, *, held: bool = False) -> StoredLadder:
    """An occasion's ladder, the usual one where nobody has set another."""
    row = store.ladder(db, occasion_id, held=held)
    if row is None:
        is_round = campaigns.campaign_of(db, occasion_id) is not None
        return StoredLadder(ladders.USUAL if is_round else ladders.USUAL_OF_ALL)
    return StoredLadder(ladders.from_json(row.content), row.version, row.changed_by, row.changed_at)


def draft(
    db: Session, occasion: Occasion, now: datetime, *, held: bool = False, also: Refused = NOBODY
) -> Draft:
    """The list of what is over; Conflict before. ``held``: what it says stays until the commit. ``also``: who
    would refuse beside those who did, with the reason in words."""
    if occasion.phase is not Phase.CLOSED:
        raise Conflict(NOT_CLOSED if occasion.whole is None else " ".join((NOT_OVER, *occasion.open)))
    stored = ladder(db, occasion.id, held=held)
    decisions = {row.tie_key: row for row in store.standing_decisions(db, occasion.id)}
    passed, barred, missing = passed_over(db, occasion, stored.ladder, now)
    refused = refusals(db, occasion).and_also(also)
    made = (db, occasion, stored.ladder)
    found = people_boards.laid(*made, passed, decisions, tuple(refused.people.items()))
    of_units = unit_boards.laid(*made, found.boards[0].allocation, decisions, tuple(refused.units.items()))
    persons = people.full_names(db, _named(found) | set(barred))
    named = {row.id for board in of_units.boards for row in board.rows}
    return Draft(
        occasion=occasion,
        ladder=stored,
        boards=(*found.boards, *of_units.boards),
        placed=found.placed,
        units=of_units.placed,
        persons=persons,
        unit_names=units.names(db, named),
        barred=barred,
        ranked=placing.ranked(db, occasion),
        missing=missing,
        moved=dict(zip(refused.all, (*found.moved, *of_units.moved), strict=True)),
    )


def issued_number(db: Session, occasion_id: str) -> int:
    """The number of the last issued list; 0 for none."""
    return max((row.number for row in store.latest_lists(db, [occasion_id])), default=0)


def _named(found: OfPeople) -> set[str]:
    """Everybody of whom the list says something."""
    rows = {row.id for board in found.boards for row in board.rows}
    return rows | {one.id for board in found.boards for one in board.reserve}


def refusals(db: Session, occasion: Occasion) -> Refused:
    """The refusals that stand."""
    rows = winners_store.standing(db, occasion.id)
    counts = counted(db, occasion, rows)
    said = [(counts[row.subject], REFUSED[Refusal(row.kind)], row.unit_id is not None) for row in rows]
    return Refused(
        {id: words for id, words, is_unit in said if not is_unit},
        {id: words for id, words, is_unit in said if is_unit},
    )


def counted(db: Session, occasion: Occasion, rows: Sequence[PrizeRefusal]) -> dict[str, str]:
    """Under whichever registration somebody refused, the one that counts gets no prize; so with units that
    were merged: whose refusal it is → whom it counts for."""
    of_units = {row.unit_id for row in rows if row.unit_id}
    main = same.in_campaign(db, occasion.campaign_id)
    people_of = {row.entry_id: main.get(row.entry_id, row.entry_id) for row in rows if row.entry_id}
    return people_of | (units.resolve(db, of_units) if of_units else {})


def passed_over(
    db: Session, occasion: Occasion, made: Ladder, now: datetime
) -> tuple[dict[str, str], tuple[str, ...], tuple[str, ...]]:
    """Who gets no prize, with the reason; those of them who are barred; rounds without a list yet."""
    barred = people.barred_in(db, occasion.campaign_id)
    earlier, missing = _earlier(db, occasion, now) if made.once else ({}, ())
    second = same.in_campaign(db, occasion.campaign_id)
    return earlier | dict.fromkeys(barred, BARRED) | dict.fromkeys(second, SAME), tuple(barred), missing


def rounds_before(db: Session, view: RoundView, now: datetime) -> list[RoundView]:
    """The rounds of a contest that open before this one, the first first; of one moment by their number."""
    found = [
        one
        for one in campaigns.every(db, now)
        if one.campaign_id == view.campaign_id and _at(one) < _at(view)
    ]
    return sorted(found, key=_at)


def _at(view: RoundView) -> tuple[datetime, int]:
    return view.opens_at, view.number


def _earlier(db: Session, occasion: Occasion, now: datetime) -> tuple[dict[str, str], tuple[str, ...]]:
    """Who has a prize in another round's list, with the reason in words; and rounds without a list yet. Of a
    round those before it count, of a whole contest all."""
    before = _before(db, occasion, now)
    ids = [one.id for one in before]
    latest = {row.occasion_id: frozen.from_json(row.content) for row in store.latest_lists(db, ids)}
    planned = store.with_ladder(db, ids)
    reasons: dict[str, str] = {}
    # Who won under a second registration has won: the one that counts gets no other prize.
    main = same.in_campaign(db, occasion.campaign_id)
    for one in before:
        for prize in latest[one.id].people if one.id in latest else ():
            said = f"Đã nhận {prize_name(prize.prize)} {inner(one.name)}"
            reasons.setdefault(main.get(prize.entry, prize.entry), said)
    missing = tuple(one.name for one in before if one.id in planned and one.id not in latest)
    return reasons, missing


def _before(db: Session, occasion: Occasion, now: datetime) -> list[RoundView]:
    if occasion.whole is not None:
        return sorted(occasion.whole.rounds, key=_at)
    view = occasion.view
    return [one for one in rounds_before(db, view, now) if shares_people(one.only, view.only)]
