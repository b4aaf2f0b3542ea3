"""A file that comes by the command line or with this program, read on the spot and compared with the bank."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session

from contest.bank import import_reading, store
from contest.bank.import_reading import Read
from contest.bank.import_rules import file_name
from contest.errors import NotFound
from questions import comparing
from questions.models import Bank
from questions.picture import Picture
from questions.pictures import keeping
from questions.pictures.redrawing import Redrawn

NO_BANK = "Không tìm thấy ngân hàng câu hỏi này. Về danh sách ngân hàng."


def bank(db: Session, public_id: str) -> Bank:
    """The bank that an address names."""
    found = store.bank(db, public_id)
    if found is None:
        raise NotFound(NO_BANK)
    return found


@dataclass(frozen=True)
class Upload:
    """A file as it was read: rows ready to be stored; `again` are pictures that are stored already."""

    bank_id: int
    file_name: str
    digest: str
    rows: tuple[dict[str, Any], ...]
    notes: tuple[str, ...]
    first: int
    pictures: tuple[Redrawn, ...] = ()
    again: tuple[str, ...] = ()


def digest(data: bytes) -> str:
    """What a file is known again by."""
    return hashlib.sha256(data).hexdigest()


def read_file(db: Session, bank_id: str, name: str, data: bytes, today: date) -> Upload:
    """Read a file here and now. Nothing is stored."""
    into = bank(db, bank_id).id or 0
    known = comparing.known(db, into)
    made = import_reading.read(data, today, known, lambda names: stored(db, names))
    return upload(into, name, digest(data), made)


def stored(db: Session, digests: frozenset[str]) -> Mapping[str, Picture]:
    """Those of these that are pictures which are stored here."""
    return keeping.pictures(db, digests)


def upload(bank_id: int, name: str, digest: str, made: Read) -> Upload:
    """What was read, as it is stored."""
    return Upload(
        bank_id, file_name(name), digest, made.rows, made.notes, made.first, made.pictures, made.again
    )
