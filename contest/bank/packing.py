"""The packs that come along, brought into a bank by one click: an import like any other, taken back whole."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlmodel import Session

from contest.bank import import_files, importing
from contest.bank.access import AtBank
from contest.bank.import_files import Upload
from contest.bank.importing import Confirmed, Prepared
from contest.bank.states import SAVEABLE
from contest.errors import Conflict, NotFound
from questions import comparing, packs
from questions.documents import keeping
from questions.formats.drafts import Draft
from questions.formats.judging import examine
from questions.packs import Pack
from questions.sameness import fingerprint

NO_PACK = "Không có bộ câu hỏi này. Về danh sách các bộ có sẵn."
ALL_THERE = "Mọi câu của bộ “{name}” đã có trong ngân hàng."


@dataclass(frozen=True)
class Shelved:
    """A pack beside a bank: how many questions it has, and how many of them the bank has not."""

    pack: Pack
    count: int
    new: int


def shelf(db: Session, at: AtBank) -> tuple[Shelved, ...]:
    """All packs."""
    prints = comparing.known(db, import_files.bank(db, at.bank.id).id or 0).prints
    return tuple(_shelved(pack, prints) for pack in packs.every())


def _shelved(pack: Pack, prints: Collection[str]) -> Shelved:
    asked = packs.questions_of(pack)
    return Shelved(
        pack, len(asked), sum(fingerprint(one.likened, one.choices) not in prints for one in asked)
    )


def found(slug: str) -> Pack:
    """The pack that an address names."""
    pack = packs.find(slug)
    if pack is None:
        raise NotFound(NO_PACK)
    return pack


@dataclass(frozen=True)
class Brought:
    """A pack as it was read for a bank, ready to be saved."""

    pack: Pack
    upload: Upload
    ready: Prepared


def read(db: Session, at: AtBank, slug: str, today: date) -> Brought:
    """Read a pack and compare it with the bank; Conflict when it brings nothing new. Nothing is stored."""
    pack = found(slug)
    data = pack.path.read_bytes()
    upload = import_files.read_file(db, at.bank.id, pack.path.name, data, today)
    # Not the file's own digest: somebody may have brought it by hand, and changed its rows since.
    digest = hashlib.sha256(pack.approver.encode() + data).hexdigest()
    upload = replace(upload, digest=digest, file_name=f"Bộ “{pack.name}”")
    rows = [row for row in upload.rows if row["state"] in SAVEABLE]
    if not rows:
        raise Conflict(ALL_THERE.format(name=pack.name))
    judged = tuple(examine(Draft.from_json(row["draft"]), upload.first).question for row in rows)
    numbers = tuple(row["number"] for row in rows)
    return Brought(pack, upload, Prepared("", 1, at.bank.slug, numbers, judged))


def add(db: Session, at: AtBank, brought: Brought, now: datetime) -> tuple[str, Confirmed]:
    """Save a pack's questions: approved by the pack if the member may approve, else drafts; the import."""
    batch = importing.start(db, at.member, brought.upload, now)
    approver = brought.pack.approver if at.approves else ""
    ready = replace(brought.ready, import_id=batch)
    # What its questions rest on is known too: since when, until when, replaced by what.
    keeping.take_in(db, now)
    return batch, importing.confirm(db, at.member, ready, ready.version, now, approver=approver)
