"""SQL of what people agreed to, and of the texts that they read before."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import func, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlmodel import Session, col, select

from contest.people.models import ConsentSaid, ConsentText, Entry, Person
from contest.people.store import among
from contest.web.batches import of

#: Asked of everybody who starts.
JOINED = """
SELECT entry_id, given FROM consent_said WHERE entry_id {among} AND what = 'join' ORDER BY entry_id, number
"""


def _insert(db: Session, table: type[ConsentSaid] | type[ConsentText]) -> Any:
    return (sqlite_insert if db.get_bind().dialect.name == "sqlite" else postgresql_insert)(table)


def text_with(db: Session, campaign_id: str, digest: str) -> str | None:
    """The row of these very words."""
    same = (ConsentText.campaign_id == campaign_id, ConsentText.digest == digest)
    return db.exec(select(ConsentText.id).where(*same)).first()


def last_version(db: Session, campaign_id: str) -> int:
    """The number of the newest text of a contest; 0 while there is none."""
    highest = select(func.max(ConsentText.version)).where(ConsentText.campaign_id == campaign_id)
    return db.exec(highest).one() or 0


def add_text(db: Session, text: ConsentText) -> bool:
    """Write a text; False when its number or its words are taken, even by somebody at the same moment."""
    statement = _insert(db, ConsentText).values(text.model_dump())
    added = statement.on_conflict_do_nothing().returning(col(ConsentText.id))
    return db.connection().execute(added).first() is not None


def texts(db: Session, campaign_id: str) -> list[tuple[ConsentText, int]]:
    """The texts of a contest, the newest first, with how many of its people agreed to each."""
    people = (
        select(func.count())
        .select_from(Entry)
        .where(Entry.consent_text_id == ConsentText.id)
        .correlate(ConsentText)
        .scalar_subquery()
    )
    found = select(ConsentText, people).where(ConsentText.campaign_id == campaign_id)
    return [tuple(row) for row in db.exec(found.order_by(col(ConsentText.version).desc()))]


def text(db: Session, text_id: str) -> ConsentText | None:
    """One text."""
    return db.get(ConsentText, text_id)


def versions(db: Session, text_ids: Collection[str]) -> dict[str, int]:
    """Text → its number."""
    found = select(ConsentText.id, ConsentText.version).where(among(db, col(ConsentText.id), text_ids))
    return dict(db.exec(found).all())


def said(db: Session, entry_ids: Collection[str]) -> list[ConsentSaid]:
    """All that was said for these entries, each entry's in its order."""
    found = select(ConsentSaid).where(among(db, col(ConsentSaid.entry_id), entry_ids))
    return list(db.exec(found.order_by(col(ConsentSaid.entry_id), col(ConsentSaid.number))))


def said_in(db: Session, campaign_id: str) -> list[ConsentSaid]:
    """All that was said in a contest, by entries in the order in which they came."""
    found = select(ConsentSaid).join(Entry).where(Entry.campaign_id == campaign_id)
    order = (col(Entry.created_at), col(Entry.id), col(ConsentSaid.number))
    return list(db.exec(found.order_by(*order)))


def joined(db: Session, entry_ids: Collection[str]) -> list[tuple[str, bool]]:
    """Each yes and no to taking part of these entries, in order."""
    return [(entry_id, bool(given)) for entry_id, given in of(db, JOINED, entry_ids)]


def add_said(db: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    """Append; a form that comes a second time at the same moment appends nothing."""
    if rows:
        db.connection().execute(_insert(db, ConsentSaid).values(list(rows)).on_conflict_do_nothing())


def held(db: Session, entry_id: str) -> tuple[Entry, int | None] | None:
    """An entry with its person's birth year, held until the commit."""
    found = select(Entry, Person.birth_year).join(Person).where(Entry.id == entry_id)
    row = db.exec(found.with_for_update(of=Entry)).first()
    return None if row is None else (row[0], row[1])


def set_effect(db: Session, entry_id: str, *, publish: bool, guardian: bool) -> None:
    """What holds in effect, beside the entry: boards read it there."""
    row = update(Entry).where(col(Entry.id) == entry_id)
    db.connection().execute(row.values(consent_publish=publish, guardian_consent=guardian))
    db.expire_all()
