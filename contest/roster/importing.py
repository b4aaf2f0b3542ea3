"""Bringing a list of people: a draft to look at and to mend, nothing saved before it is confirmed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlmodel import Session

from contest.audit import service as audit
from contest.campaigns import audiences
from contest.campaigns.service import RoundView
from contest.lists import drafts
from contest.lists.drafts import KEPT, Draft, ImportState, dumped
from contest.people import enrolling
from contest.roster import import_rules, store
from contest.roster.import_rules import Judged, Stored, judge
from contest.roster.models import RosterImport
from contest.roster.placing_rules import Places
from contest.roster.sheet_rules import MemberRow
from contest.units import importing as units_importing
from contest.units import service as units
from contest.units.unit_rules import stamp


def seen(judged: Sequence[Judged]) -> str:
    """The mark of :attr:`Draft.seen`: units or the roster may change."""
    places = ((one.unit_id or "") + (one.audience.id if one.audience else "") for one in judged)
    return stamp(
        (one.row.line, place)
        for one, place in zip(judged, places, strict=True)
        if import_rules.is_savable(one)
    )


def begin(
    db: Session, owner: str, view: RoundView, file_name: str, rows: Sequence[MemberRow], now: datetime
) -> str:
    """Keep a list that was read from a file for 7 days; its id."""
    row = RosterImport(
        campaign_id=view.campaign_id,
        owner_id=owner,
        file_name=file_name,
        created_at=now,
        expires_at=now + KEPT,
        rows=dumped(rows),
    )
    store.add_import(db, row)
    return row.id


def loaded(text: str) -> tuple[MemberRow, ...]:
    """Rows as they were stored."""
    return drafts.loaded(text, MemberRow)


def find(
    db: Session, owner: str, campaign_id: str, import_id: str, now: datetime, *, lock: bool = False
) -> RosterImport:
    """An import: a draft only by its owner and within its days, a saved one by all who run the contest."""
    return drafts.owned(store.import_of(db, campaign_id, import_id, lock=lock), owner, now)


def look(
    db: Session, owner: str, view: RoundView, import_id: str, now: datetime
) -> Draft[RosterImport, Judged]:
    """A list as it stands against the units and the roster of now."""
    row = find(db, owner, view.campaign_id, import_id, now)
    found = judged(db, view, loaded(row.rows), now)
    return Draft(row, found, seen(found))


def judged(
    db: Session, view: RoundView, rows: Sequence[MemberRow], now: datetime, *, held: bool = False
) -> tuple[Judged, ...]:
    """Rows understood; the number of statements is fixed. ``held``: no audience goes until the commit."""
    if not rows:
        return ()
    places = Places(units_importing.known(db, now), units.merged(db))
    theirs = audiences.of(db, view.campaign_id, held=held)
    return judge(rows, places, stored(db, view.campaign_id), view.rules.youngest, now, theirs)


def stored(db: Session, campaign_id: str) -> list[Stored]:
    """Who is on the roster, as an import compares with them."""
    members = store.members(db, campaign_id)
    people = enrolling.named(db, [member.person_id for member in members])
    ends = units.merged(db) if members else {}
    found = []
    for member in members:
        person = people[member.person_id]
        unit_id = ends.get(member.unit_id or "", member.unit_id)
        found.append(Stored(person.name, person.birth_year, unit_id, member.class_name, member.own_code))
    return found


def mend(
    db: Session,
    owner: str,
    campaign_id: str,
    import_id: str,
    line: int,
    deed: str,
    cells: Mapping[str, str],
    now: datetime,
) -> None:
    """Mend one row; nothing is saved to the roster."""
    row = find(db, owner, campaign_id, import_id, now, lock=True)
    rows = loaded(row.rows)
    if not drafts.is_there(rows, line, going=deed == "drop"):
        return
    if deed == "drop":
        mended = import_rules.drop(rows, line)
    elif deed == "keep":
        mended = import_rules.keep(rows, line)
    else:
        mended = import_rules.write(rows, line, cells)
    if mended != rows:
        store.put(db, row, dumped(mended), ImportState(row.state), row.made)


def discard(db: Session, owner: str, campaign_id: str, import_id: str, now: datetime) -> None:
    """Throw the waiting rows away; people who were saved stay."""
    row = find(db, owner, campaign_id, import_id, now, lock=True)
    if row.state != ImportState.DRAFT:
        return
    if row.made:
        store.put(db, row, "[]", ImportState.SAVED, row.made)
    else:
        store.remove_import(db, row)
    audit.record(db, owner, "roster.discard", import_id, {"campaign": campaign_id}, now)


def listed(db: Session, owner: str, campaign_id: str, now: datetime) -> list[RosterImport]:
    """One's own drafts and what was saved lately, the newest first."""
    return store.imports(db, campaign_id, owner, now, 10)
