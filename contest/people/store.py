"""All SQL of people and entries."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Text, func, text, update
from sqlalchemy import any_ as sql_any
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.sql.expression import bindparam
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from contest.people.models import Entry, Person
from contest.people.rules import ERASED_REASON
from contest.web.batches import of

#: Ids of entries that another feature's statement chooses, such as those on a board.
Chosen = SelectOfScalar[str]

#: What a full contest needs of ids in one parameter, which IN itself does not take.
LISTED = text("SELECT value FROM json_each(:ids)")
#: Asked for everybody who looks at a board. The campaign is no condition: SQLite would rather read all of its
#: entries than look up more than a few.
OF_CAMPAIGN = select(Entry.id, Entry.campaign_id, Entry.same_as).where(
    col(Entry.id).in_(bindparam("ids", expanding=True))
)
#: Asked of everybody who starts or hands in. The reason is no condition: a row that does not meet it yet
#: would not be waited for.
HOLD = "SELECT id, barred_reason, same_as, unit_id FROM entry WHERE id {among}"
#: NO KEY: rows that only point at an entry, such as a new attempt, need not wait.
HOLDING = " ORDER BY id FOR NO KEY UPDATE"
#: Asked for everybody who is greeted.
NAME = (
    select(Person.name)
    .join(Entry, col(Entry.person_id) == col(Person.id))
    .where(col(Entry.id) == bindparam("entry"))
)


def _is_sqlite(db: Session) -> bool:
    return db.get_bind().dialect.name == "sqlite"


def among(db: Session, column: Any, ids: Collection[str]) -> ColumnElement[bool]:
    """``column IN ids`` with one parameter, however many: a full contest has more than IN takes."""
    if _is_sqlite(db):
        return column.in_(LISTED.bindparams(bindparam("ids", json.dumps(list(ids)), unique=True)))
    return column == sql_any(bindparam(None, list(ids), type_=ARRAY(Text)))


def add(db: Session, person: Person, entry: Entry) -> None:
    """Write both, or neither when they are there already (a form sent twice, even at the same moment)."""
    dialect_insert = sqlite_insert if _is_sqlite(db) else postgresql_insert
    for row in (person, entry):
        statement = dialect_insert(type(row)).values(row.model_dump())
        db.connection().execute(statement.on_conflict_do_nothing(index_elements=["id"]))


def entry(db: Session, entry_id: str) -> tuple[Entry, Person] | None:
    """An entry with its person."""
    statement = select(Entry, Person).join(Person).where(Entry.id == entry_id)
    return db.exec(statement).first()


def consents(db: Session) -> list[tuple[str, str]]:
    """Each campaign with each version of the privacy notice that somebody there agreed to."""
    return list(db.exec(select(Entry.campaign_id, Entry.consent_version).distinct()))


def with_code(db: Session, campaign_id: str, hashes: Collection[str]) -> str | None:
    """The entry that has this code in the campaign, under whichever key it is stored."""
    statement = select(Entry.id).where(Entry.campaign_id == campaign_id, col(Entry.code_hash).in_(hashes))
    return db.exec(statement).first()


def set_code(db: Session, entry_id: str, code_hash: str, now: datetime) -> None:
    """The old code stops working."""
    row = update(Entry).where(col(Entry.id) == entry_id)
    db.connection().execute(row.values(code_hash=code_hash, code_at=now))


def same_person(db: Session, campaign_id: str, folded: str, phone: str, units: Collection[str]) -> str | None:
    """An entry with this name and phone in one of these units; without any unit when there are none."""
    place = col(Entry.unit_id).in_(units) if units else col(Entry.unit_id).is_(None)
    statement = (
        select(Entry.id)
        .join(Person)
        .where(
            Entry.campaign_id == campaign_id,
            Person.folded == folded,
            Person.phone == phone,
            place,
        )
    )
    return db.exec(statement).first()


def of_campaign(db: Session, campaign_id: str, entry_ids: Collection[str]) -> dict[str, bool]:
    """Which of these entries belong to the campaign, each with whether another one counts instead of it."""
    found = db.connection().execute(OF_CAMPAIGN, {"ids": list(entry_ids)})
    return {entry_id: same_as is not None for entry_id, theirs, same_as in found if theirs == campaign_id}


def people_of(db: Session, entry_ids: Collection[str]) -> list[tuple[Entry, Person]]:
    """Entries with their people: one statement."""
    statement = select(Entry, Person).join(Person).where(among(db, col(Entry.id), entry_ids))
    return [(entry, person) for entry, person in db.exec(statement)]


def name_of(db: Session, entry_id: str) -> str:
    """The name of an entry's person; "" once it is erased."""
    return db.exec(NAME, params={"entry": entry_id}).first() or ""


def units_of(db: Session, entry_ids: Collection[str]) -> dict[str, str | None]:
    """Entry → unit."""
    statement = select(Entry.id, Entry.unit_id).where(among(db, col(Entry.id), entry_ids))
    return dict(db.exec(statement).all())


def count_units(db: Session, chosen: Chosen) -> dict[str, int]:
    """Unit → how many of these entries are of it; counted by the database, however many they are."""
    wanted = (col(Entry.id).in_(chosen), col(Entry.unit_id).is_not(None))
    statement = select(Entry.unit_id, func.count()).where(*wanted).group_by(col(Entry.unit_id))
    return {unit_id: people for unit_id, people in db.exec(statement) if unit_id}


def folded_names(db: Session, entry_ids: Collection[str]) -> dict[str, str]:
    """Entry → its person's folded name."""
    statement = select(Entry.id, Person.folded).join(Person, col(Person.id) == col(Entry.person_id))
    return dict(db.exec(statement.where(among(db, col(Entry.id), entry_ids))).all())


def birth_years(db: Session, entry_ids: Collection[str]) -> dict[str, int]:
    """Entry → birth year, where one is known."""
    statement = select(Entry.id, Person.birth_year).join(Person, col(Person.id) == col(Entry.person_id))
    found = db.exec(statement.where(among(db, col(Entry.id), entry_ids)))
    return {entry_id: year for entry_id, year in found if year is not None}


def hold(db: Session, entry_ids: Collection[str]) -> list[tuple[str, str | None, str | None, str | None]]:
    """Lock these entries on PostgreSQL until the commit; of each why it is barred, with which other entry it
    is counted, and its unit."""
    return [tuple(row) for row in of(db, HOLD, entry_ids, HOLDING)]


def set_barred(db: Session, entry_id: str, reason: str | None) -> bool:
    """Write or take away the reason; False when nothing would change."""
    is_due = col(Entry.barred_reason).is_not(None) if reason is None else col(Entry.barred_reason).is_(None)
    statement = update(Entry).where(col(Entry.id) == entry_id, is_due).values(barred_reason=reason)
    done = db.connection().execute(statement)
    db.expire_all()
    return done.rowcount == 1


def barred_in(db: Session, campaign_id: str) -> list[str]:
    """The same of a whole campaign, in the order in which they entered."""
    statement = select(Entry.id).where(
        Entry.campaign_id == campaign_id, col(Entry.barred_reason).is_not(None)
    )
    return list(db.exec(statement.order_by(col(Entry.created_at), col(Entry.id))))


def count(db: Session, campaign_id: str) -> int:
    """How many have entered; who did so twice and was found is one."""
    entered = (Entry.campaign_id == campaign_id, col(Entry.same_as).is_(None))
    return db.exec(select(func.count()).select_from(Entry).where(*entered)).one()


def count_by_unit(db: Session, campaign_id: str) -> dict[str, int]:
    """Unit → how many have entered for it."""
    statement = (
        select(Entry.unit_id, func.count())
        .where(
            Entry.campaign_id == campaign_id, col(Entry.unit_id).is_not(None), col(Entry.same_as).is_(None)
        )
        .group_by(col(Entry.unit_id))
    )
    return {unit_id: people for unit_id, people in db.exec(statement) if unit_id}


def matching(
    db: Session, campaign_id: str, words: Sequence[str], phone: str, limit: int
) -> list[tuple[Entry, Person]]:
    """People of a campaign by words of their name or by their phone, in the order of a class list."""
    wanted = called(campaign_id, words, phone)
    found = db.exec(select(Entry, Person).join(Person).where(*wanted).order_by(*CLASS_LIST).limit(limit))
    return [(entry, person) for entry, person in found]


CLASS_LIST = (col(Person.sort_key), col(Entry.created_at), col(Entry.id))


def called(campaign_id: str, words: Sequence[str], phone: str) -> list[ColumnElement[bool]]:
    """What a search asks of people of a campaign."""
    wanted = [col(Entry.campaign_id) == campaign_id]
    if phone:
        wanted.append(col(Person.phone).contains(phone, autoescape=True))
    return wanted + [col(Person.folded).contains(word, autoescape=True) for word in words]


def listed(
    db: Session, wanted: Sequence[ColumnElement[bool]], offset: int, limit: int
) -> tuple[list[str], int]:
    """A page of the class list of those wanted, and how many they are."""
    page = select(Entry.id).join(Person).where(*wanted).order_by(*CLASS_LIST)
    count = db.exec(select(func.count()).select_from(Entry).join(Person).where(*wanted)).one()
    return list(db.exec(page.offset(offset).limit(limit))), count


def only(db: Session, entry_ids: Collection[str], *, apart: bool = False) -> ColumnElement[bool]:
    """These entries alone; ``apart``: all but these."""
    these = among(db, col(Entry.id), entry_ids)
    return ~these if apart else these


def kept_off() -> ColumnElement[bool]:
    """Entries that staff keep off every board."""
    return col(Entry.barred_reason).is_not(None)


def of_units(unit_ids: Collection[str]) -> ColumnElement[bool]:
    """Entries of these units."""
    return col(Entry.unit_id).in_(unit_ids)


def named(db: Session, campaign_id: str, folded: Collection[str]) -> list[tuple[str, str]]:
    """(folded name, entry) of the people of a campaign with exactly these names, in class list order."""
    wanted = (Entry.campaign_id == campaign_id, col(Person.folded).in_(folded), col(Entry.same_as).is_(None))
    statement = select(Person.folded, Entry.id).join(Person).where(*wanted).order_by(*CLASS_LIST)
    return list(db.exec(statement))


def coded(db: Session, campaign_id: str, hashes: Collection[str]) -> list[tuple[str, str]]:
    """(code hash, entry) of those codes that open an entry of the campaign; not those of erased people."""
    wanted = (Entry.campaign_id == campaign_id, col(Entry.code_hash).in_(hashes))
    statement = select(Entry.code_hash, Entry.id).join(Person).where(*wanted)
    return [(code, id) for code, id in db.exec(statement.where(col(Person.erased_at).is_(None))) if code]


def counted_elsewhere() -> ColumnElement[bool]:
    """Entries of people whom another entry counts for."""
    return col(Entry.same_as).is_not(None)


#: What an erased person is.
ERASED: dict[str, Any] = {
    "name": "",
    "folded": "",
    "sort_key": "",
    "birth_year": None,
    "phone": None,
    "guardian": None,
    "guardian_relation": "",
}


def erase(db: Session, person_id: str, now: datetime) -> int:
    """Take a person's name, phone and birth year away; what they did stays."""
    _forget_reasons(db, col(Entry.person_id) == person_id)
    return _erase(db, now, col(Person.id) == person_id)


def erase_campaign(db: Session, campaign_id: str, now: datetime) -> int:
    """The same for everybody who entered this campaign and no other."""
    _forget_reasons(db, col(Entry.campaign_id) == campaign_id)
    elsewhere = select(Entry.person_id).where(Entry.campaign_id != campaign_id)
    here = select(Entry.person_id).where(Entry.campaign_id == campaign_id)
    return _erase(db, now, col(Person.id).in_(here), col(Person.id).not_in(elsewhere))


def _erase(db: Session, now: datetime, *whose: ColumnElement[bool]) -> int:
    statement = update(Person).where(*whose, col(Person.erased_at).is_(None))
    return db.connection().execute(statement.values(**ERASED, erased_at=now)).rowcount


def _forget_reasons(db: Session, which: ColumnElement[bool]) -> None:
    """Who is barred stays so; why may name people."""
    reason = col(Entry.barred_reason)
    statement = update(Entry).where(which, reason.is_not(None), reason != ERASED_REASON)
    db.connection().execute(statement.values(barred_reason=ERASED_REASON))
