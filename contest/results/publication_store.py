"""All SQL of published results."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from contest.results.publication_models import Publication, PublicationEntry, PublicationPart


@dataclass(frozen=True, slots=True)
class Version:
    """A version without what is large."""

    id: str
    round_id: str
    version: int
    kind: str
    complaint_days: int
    reason: str
    prepared_by: str
    prepared_at: datetime
    board: int
    stamp: str
    sha256: str
    ranked: int
    evidence_sha256: str
    previous: str
    signature: str
    public_key: str
    approved_by: str | None
    approved_at: datetime | None
    signed_alone: bool
    complaints_until: datetime | None

    @property
    def is_published(self) -> bool:
        """Whether it was signed."""
        return self.signature != ""

    @property
    def is_ready(self) -> bool:
        """Whether all of it was made."""
        return self.sha256 != ""


COLUMNS: tuple[Any, ...] = tuple(col(getattr(Publication, name)) for name in Version.__slots__)


def versions(db: Session, round_id: str) -> list[Version]:
    """All versions of a round in their order, one that was only prepared last."""
    statement = select(*COLUMNS).where(Publication.round_id == round_id)
    return [Version(*row) for row in db.exec(statement.order_by(col(Publication.version)))]


def version(db: Session, publication_id: str) -> Version | None:
    """One version."""
    row = db.exec(select(*COLUMNS).where(Publication.id == publication_id)).first()
    return None if row is None else Version(*row)


def newest(db: Session, round_ids: Collection[str]) -> dict[str, str]:
    """Round → digest of the last version that was published, of those that have one."""
    columns = (Publication.round_id, Publication.sha256)
    wanted = (col(Publication.round_id).in_(round_ids), Publication.signature != "")
    return dict(db.exec(select(*columns).where(*wanted).order_by(col(Publication.version))).all())


def content(db: Session, publication_id: str) -> str:
    """What a version says, as it was signed."""
    return db.exec(select(Publication.content).where(Publication.id == publication_id)).one()


def differences(db: Session, publication_ids: Collection[str]) -> dict[str, str]:
    """Version → what changed with it, as JSON."""
    wanted = select(Publication.id, Publication.difference).where(col(Publication.id).in_(publication_ids))
    return dict(db.exec(wanted).all())


def keys(db: Session, publication_id: str) -> str:
    """Which keys its papers were graded with, as JSON."""
    return db.exec(select(Publication.keys).where(Publication.id == publication_id)).one()


def add(db: Session, row: Publication) -> bool:
    """Begin a version; False where somebody began one at this moment."""
    dialect: Any = postgresql if db.get_bind().dialect.name == "postgresql" else sqlite
    made = dialect.insert(Publication).values(row.model_dump()).on_conflict_do_nothing()
    return db.connection().execute(made.returning(col(Publication.id))).first() is not None


def change(db: Session, publication_id: str, **values: Any) -> None:
    """Write what was made of a version that is not published."""
    mine = (col(Publication.id) == publication_id, col(Publication.signature) == "")
    db.connection().execute(update(Publication).where(*mine).values(**values))


def publish(db: Session, publication_id: str, **values: Any) -> bool:
    """Sign a version; False when it was signed before."""
    mine = (col(Publication.id) == publication_id, col(Publication.signature) == "")
    return db.connection().execute(update(Publication).where(*mine).values(**values)).rowcount == 1


def drop(db: Session, publication_id: str) -> None:
    """Take away what was only prepared."""
    for table, column in (
        (PublicationPart, PublicationPart.publication_id),
        (PublicationEntry, PublicationEntry.publication_id),
        (Publication, Publication.id),
    ):
        db.connection().execute(delete(table).where(col(column) == publication_id))


def add_part(db: Session, publication_id: str, number: int, body: bytes) -> None:
    """Keep a piece of the evidence."""
    row = {"publication_id": publication_id, "number": number, "body": body}
    db.connection().execute(insert(PublicationPart), [row])


def parts(db: Session, publication_id: str) -> list[int]:
    """The numbers of all pieces, in order."""
    statement = select(PublicationPart.number).where(PublicationPart.publication_id == publication_id)
    return list(db.exec(statement.order_by(col(PublicationPart.number))))


def part(db: Session, publication_id: str, number: int) -> bytes:
    """One piece."""
    mine = (PublicationPart.publication_id == publication_id, PublicationPart.number == number)
    return db.exec(select(PublicationPart.body).where(*mine)).one()


def add_entries(db: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Keep salts and commitments."""
    if rows:
        db.connection().execute(insert(PublicationEntry), list(rows))


def told(db: Session, publication_id: str) -> dict[str, tuple[str, str]]:
    """Entry → commitment to its name, digest of its receipt; "" for what is not there."""
    row = PublicationEntry
    wanted = select(row.entry_id, row.commitment, row.receipt).where(row.publication_id == publication_id)
    return {entry_id: (commitment, receipt) for entry_id, commitment, receipt in db.exec(wanted)}


def salts(db: Session, entry_ids: Collection[str]) -> Iterator[tuple[str, str, str]]:
    """(version, entry, salt) of these entries."""
    row = PublicationEntry
    columns = (row.publication_id, row.entry_id, row.salt)
    yield from db.exec(select(*columns).where(col(row.entry_id).in_(entry_ids)))


def forget(db: Session, entry_ids: Collection[str]) -> int:
    """Throw the salts of these entries away; how many there were."""
    theirs = (col(PublicationEntry.entry_id).in_(entry_ids), col(PublicationEntry.salt) != "")
    return db.connection().execute(update(PublicationEntry).where(*theirs).values(salt="")).rowcount


def forget_rounds(db: Session, round_ids: Collection[str], instead: str) -> int:
    """Throw all salts of these rounds away, and why versions were published anew; how many there were."""
    here = col(Publication.round_id).in_(round_ids)
    made = select(Publication.id).where(here)
    row = PublicationEntry
    theirs = (col(row.publication_id).in_(made), col(row.salt) != "")
    salts = db.connection().execute(update(row).where(*theirs).values(salt="")).rowcount
    said = (here, col(Publication.reason).not_in(("", instead)))
    return salts + db.connection().execute(update(Publication).where(*said).values(reason=instead)).rowcount
