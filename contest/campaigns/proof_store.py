"""SQL of the proofs that were used."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from contest.campaigns.models import SpentProof


def spend(db: Session, signature: str, entry_id: str, until: datetime) -> str | None:
    """Note what a proof was used for; of those who bring it at the same moment only one is noted. Who it is.

    On PostgreSQL the second waits here until the first has committed, then reads what stands.
    """
    dialect = postgresql if db.get_bind().dialect.name == "postgresql" else sqlite
    row = {"signature": signature, "entry_id": entry_id, "expires_at": until}
    db.connection().execute(dialect.insert(SpentProof).values(row).on_conflict_do_nothing())
    return db.exec(select(SpentProof.entry_id).where(SpentProof.signature == signature)).first()


def has_old(db: Session, before: datetime) -> bool:
    """Whether a proof expired before this."""
    old = select(SpentProof.signature).where(col(SpentProof.expires_at) < before)
    return db.exec(old.limit(1)).first() is not None


def drop_old(db: Session, before: datetime) -> int:
    """Forget what expired before this; how many."""
    return db.connection().execute(delete(SpentProof).where(col(SpentProof.expires_at) < before)).rowcount
