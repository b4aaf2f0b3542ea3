"""From groups of registrations that look alike to what the desk shows of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from contest import entropy
from contest.accounts.guards import view as staff_view
from contest.accounts.service import Member
from contest.accounts.states import Permission
from contest.attempts import looking as attempts
from contest.attempts.looking import Seen
from contest.campaigns import service as campaigns
from contest.campaigns.rules import Phase
from contest.campaigns.service import RoundView
from contest.grades import service as grades
from contest.people import same
from contest.people import service as people
from contest.people.likeness import Group
from contest.people.service import FullName
from contest.rounds import decided, monitor
from contest.rounds.deed_pages import Asked
from contest.rounds.looking import STATES
from contest.rounds.person_pages import Marks
from contest.rounds.twice_pages import Card, GroupRow, Try, TwicePage

PAGE = 10
#: Of a crowd of one name so many are shown; so many at most are said to be different at once.
SHOWN, MOST_APART = 20, 2_000


def page(
    db: Session, who: Member, round_id: str, number: int, form: Asked, now: datetime, done: str = ""
) -> TwicePage:
    """A page of the groups, with what was decided. The number of statements grows with the rounds alone."""
    view = campaigns.view(db, round_id, now)
    groups = same.waiting(db, view.campaign_id)
    pages = max(1, -(-len(groups) // PAGE))
    number = min(number, pages)
    shown = groups[(number - 1) * PAGE : number * PAGE]
    ids = [each for group in shown for each in _first(group)]
    known = _Known(people.full_names(db, ids), _tries(db, who, view, ids, now))
    joined, apart = decided.joined(db, view.campaign_id), decided.apart(db, view.campaign_id)
    deeds = {row.deed for row in (*joined, *apart)}
    return TwicePage(
        staff=staff_view(who, view.campaign_id),
        round=monitor.round_view(view),
        groups=tuple(_group(group, known) for group in shown),
        total=len(groups),
        form=form,
        joined=joined,
        apart=apart,
        done=done if done in deeds else "",
        page=number,
        pages=pages,
    )


@dataclass(frozen=True)
class _Known:
    """Who the cards are of, and what they did."""

    people: Mapping[str, FullName]
    tries: Mapping[str, list[Try]]


def _first(group: Group) -> tuple[str, ...]:
    """Whom a page shows of a group: of a crowd, those first who surely look like another."""
    return tuple(dict.fromkeys((*group.certain, *group.ids)))[:SHOWN]


def _group(group: Group, known: _Known) -> GroupRow:
    some = _first(group)
    place = {each: number for number, each in enumerate(group.certain, start=-len(group.certain))}
    cards = sorted(
        (_card(known, each) for each in some), key=lambda card: (place.get(card.id, 0), card.at, card.id)
    )
    reasons = ", ".join(reason.value for reason in group.reasons)
    return GroupRow(
        cards=tuple(cards),
        count=len(group.ids),
        sure=group.sure,
        reasons=reasons[:1].upper() + reasons[1:],
        shown=",".join(some),
        all=",".join(group.ids) if len(group.ids) <= MOST_APART else "",
        hidden=max(0, len(group.certain) - SHOWN),
        once=entropy.new_id(),
        apart_once=entropy.new_id(),
    )


def _card(known: _Known, entry_id: str) -> Card:
    one = known.people[entry_id]
    return Card(
        id=one.entry_id,
        name=one.name,
        unit=one.unit_name,
        birth_year=one.birth_year,
        phone=one.phone or "",
        at=one.created_at,
        tries=tuple(known.tries.get(entry_id, ())),
        barred=one.barred_reason is not None,
    )


def _tries(
    db: Session, who: Member, here: RoundView, ids: Collection[str], now: datetime
) -> Mapping[str, list[Try]]:
    """Entry → attempts in all rounds of the contest, in their order; marks where the attempt's page shows
    them: after the close, or to whoever approves (I6)."""
    rounds = [each for each in campaigns.every(db, now) if each.campaign_id == here.campaign_id]
    approves = who.may(Permission.APPROVE, here.campaign_id)
    found: dict[str, list[Try]] = {}
    for view in sorted(rounds, key=lambda each: each.number):
        seen = attempts.of_entries(db, view.id, ids, now)
        is_open_book = view.phase is Phase.CLOSED or approves
        graded = grades.latest(db, [one.id for one in seen]) if seen and is_open_book else {}
        for one in seen:
            mark = graded.get(one.id)
            marks = Marks(mark.right, view.rules.questions_count, mark.points) if mark else None
            found.setdefault(one.entry_id, []).append(_try(view, one, marks))
    return found


def _try(view: RoundView, one: Seen, marks: Marks | None) -> Try:
    words, tone = STATES[one.state]
    return Try(f"{view.name}, lượt {one.number}", words, tone, marks)
