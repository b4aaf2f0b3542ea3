"""What many papers are held against: the codes of the round, who is meant, who has a paper already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlmodel import Session

from contest.attempts import looking, variants
from contest.attempts import service as attempts
from contest.attempts.by_hand_looking import Asked
from contest.byhand.batch import Judged, Known, Person, Row, judged
from contest.byhand.showing import lines_of
from contest.campaigns.service import RoundView
from contest.people import finding, listing
from contest.people import service as people
from contest.people.listing import Choice
from contest.people.service import FullName
from contest.roster import by_hand as roster
from contest.units import service as units

#: So many names are put there at once.
MOST_NAMES = 40
ON_PHONE = "đã có bài trên máy"

Papers = Mapping[str, tuple[Asked, ...]]


def papers(db: Session, round_id: str) -> Papers:
    """Code → what its paper asks."""
    return {one.code: variants.asked(db, round_id, one) for one in variants.made(db, round_id)}


def judge(
    db: Session, view: RoundView, rows: Sequence[Row], asked: Papers, now: datetime
) -> tuple[Judged, ...]:
    """Rows understood. The number of statements is fixed."""
    written = {row.who for row in rows if row.who}
    coded = finding.coded(db, view.campaign_id, written)
    called = finding.called(db, view.campaign_id, written - coded.keys())
    everybody = [*coded.values(), *(one for many in called.values() for one in many)]
    groups = roster.groups(db, view.campaign_id, [one.entry_id for one in everybody])
    known = Known(
        papers={code: lines_of(slots) for code, slots in asked.items()},
        called={name: tuple(_person(one, groups) for one in many) for name, many in called.items()},
        coded={code: _person(one, groups) for code, one in coded.items()},
        taken=_taken(db, view, [one.entry_id for one in everybody], now),
    )
    return judged(rows, known)


def _taken(db: Session, view: RoundView, entries: Sequence[str], now: datetime) -> dict[str, str]:
    found = variants.taken(db, view.id, entries) if entries else {}
    if view.rules.attempts_allowed == 1:
        sat = attempts.made(db, view.id, entries, now)
        found |= dict.fromkeys(sat.keys() - found.keys(), ON_PHONE)
    return found


def _person(one: FullName, groups: Mapping[str, str]) -> Person:
    return Person(one.entry_id, one.name, one.unit_name, one.birth_year, groups.get(one.entry_id, ""))


def unseated(
    db: Session, view: RoundView, unit_id: str, now: datetime, most: int = MOST_NAMES
) -> tuple[Person, ...]:
    """Who of a unit has entered and not sat yet, in class list order; of everybody where none is named."""
    busy = looking.started(db, view.id, now)
    choice = Choice(
        apart=busy,
        counted=True,
        audience=view.only.id if view.only else None,
        units=units.family(db, unit_id) if unit_id else None,
    )
    found, _ = listing.listed(db, view.campaign_id, "", choice, 0, most, by_phone=False)
    groups = roster.groups(db, view.campaign_id, [one.entry_id for one in found])
    return tuple(_person(one, groups) for one in found)


def named_units(db: Session, view: RoundView) -> tuple[tuple[str, str, int], ...]:
    """(unit, name, people) of all units that somebody entered for, by name."""
    counts = people.entries_by_unit(db, view.campaign_id)
    names = units.names(db, counts.keys())
    return tuple(sorted(((id, names[id], count) for id, count in counts.items()), key=lambda one: one[1]))
