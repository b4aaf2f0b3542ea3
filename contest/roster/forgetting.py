"""Forgetting somebody on the lists of a contest: their row, and the rows of files that wait to be saved."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlmodel import Session

from contest.lists.drafts import ImportState, dumped
from contest.people.forgetting import Known, Whom, take_out
from contest.people.rules import parse_phone
from contest.roster import store
from contest.roster.importing import loaded
from contest.roster.models import RosterImport
from contest.roster.sheet_rules import MemberRow
from contest.units.rules import fold


def forget(db: Session, who: Whom, now: datetime) -> int:
    """Take them off every list, kept or waiting; how many rows that were."""
    gone = store.drop_people(db, who.people)
    for row in store.waiting(db) if who.known else ():
        rows = loaded(row.rows)
        kept = [each for each in rows if not any(is_theirs(each, one) for one in who.known)]
        if len(kept) < len(rows):
            gone += len(rows) - len(kept)
            _put(db, row, kept)
    return gone + take_out(db, RosterImport.file_name, who)


def drop_waiting(db: Session) -> int:
    """Throw all waiting lists away: of restored data nobody knows who on them was forgotten since."""
    waiting = store.waiting(db)
    store.drop_rows(db, [row.id for row in waiting])
    return len(waiting)


def count_phones(db: Session, campaign_ids: Collection[str]) -> int:
    """How many rows of these contests say which phone somebody came on."""
    return store.count_phones(db, campaign_ids)


def drop_phones(db: Session, campaign_ids: Collection[str]) -> int:
    """Forget those phones; how many rows."""
    return store.drop_phones(db, campaign_ids)


def count_expired(db: Session, now: datetime) -> int:
    """How many waiting lists are past their days."""
    return len(store.expired(db, now))


def _put(db: Session, row: RosterImport, kept: Sequence[MemberRow]) -> None:
    if kept or not row.made:
        store.put(db, row, dumped(kept), ImportState(row.state), row.made)
    else:
        store.put(db, row, "[]", ImportState.SAVED, row.made)


def is_theirs(row: MemberRow, known: Known) -> bool:
    """Whether a row names this person: the same name, and nothing that says somebody else."""
    if fold(row.name) != known.folded:
        return False
    phone = _phone(row.phone)
    if phone and known.phone:
        return phone == known.phone
    year = row.year.strip()[-4:]
    return not (year.isdecimal() and known.birth_year) or int(year) == known.birth_year


def _phone(raw: str) -> str | None:
    try:
        return parse_phone(raw)
    except ValueError:
        return None
