"""Who may change the import that an address names: whoever may write in its bank."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Path

from contest.accounts.guards import CurrentStaff
from contest.accounts.service import Member
from contest.accounts.states import Permission
from contest.bank import importing, readings
from contest.bank.access import rights
from contest.errors import Forbidden, NotFound
from contest.web.database import reading
from contest.web.policy import Who, grants

BatchId = Annotated[str, Path(alias="batch", pattern=r"^[0-9a-z]{13}$")]
ReadingId = Annotated[str, Path(alias="reading", pattern=r"^[0-9a-z]{13}$")]


@dataclass(frozen=True)
class AtBatch:
    """A member at an import that they may change."""

    member: Member
    id: str
    approves: bool = False


@grants(Who.WRITES_BANK)
def writes_batch(member: CurrentStaff, batch_id: BatchId) -> AtBatch:
    """The guard of routes with ``{batch}`` in their path: in no bank of theirs 404, without the right 403."""
    with reading() as db:
        _, bank = importing.found(db, batch_id)
        may = rights(db, member)(bank.slug)
    if not may:
        raise NotFound(importing.NO_IMPORT)
    if Permission.WRITE not in may:
        raise Forbidden
    return AtBatch(member, batch_id, Permission.APPROVE in may)


@dataclass(frozen=True)
class AtReading:
    """A member at a file that is being read for a bank of theirs."""

    member: Member
    id: str
    bank_id: str


@grants(Who.WRITES_BANK)
def writes_reading(member: CurrentStaff, reading_id: ReadingId) -> AtReading:
    """The same for routes with ``{reading}`` in their path."""
    with reading() as db:
        bank = readings.bank_of(db, reading_id)
        may = rights(db, member)(bank.slug)
    if not may:
        raise NotFound(readings.NO_READING)
    if Permission.WRITE not in may:
        raise Forbidden
    return AtReading(member, reading_id, bank.public_id)


WritesReading = Annotated[AtReading, Depends(writes_reading)]
WritesBatch = Annotated[AtBatch, Depends(writes_batch)]
