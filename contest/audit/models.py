"""The audit chain: each row holds the hash of the one before it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from contest.web.database import Instant


class Audit(SQLModel, table=True):
    """One change by staff or by the server itself. Triggers forbid UPDATE and DELETE."""

    __tablename__ = "audit"
    __table_args__ = (Index("ix_audit_scope", "scope", "seq"),)

    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    at: datetime = Field(sa_type=Instant)
    content: str = Field(description="canonical JSON: actor, action, subject, detail; ids only, no names")
    previous: str = Field(max_length=64)
    hash: str = Field(max_length=64)
    scope: str | None = Field(
        default=None, max_length=80, description="not sealed: made from the content, to find rows by"
    )


class AuditHead(SQLModel, table=True):
    """The chain's last link, locked by whoever appends."""

    __tablename__ = "audit_head"

    id: int = Field(default=1, primary_key=True)
    seq: int
    hash: str = Field(max_length=64)
