"""What staff do with the register of documents, each deed noted in the audit chain."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from contest.audit import service as audit
from contest.errors import Invalid, NotFound
from questions.documents import keeping
from questions.documents.judging import Kept, Typed
from questions.documents.keeping import NotKept, Wrong

NO_DOCUMENT = "Không tìm thấy văn bản này trong sổ. Về sổ văn bản để tìm lại."


def document(db: Session, document_id: str) -> Kept:
    """One document."""
    try:
        return keeping.find(db, document_id)
    except NotKept as error:
        raise NotFound(NO_DOCUMENT) from error


def add(db: Session, actor: str, form: Typed, now: datetime) -> str:
    """Put a document into the register; its id."""
    try:
        made = keeping.add(db, form, now)
    except Wrong as error:
        raise Invalid(fields=error.fields) from error
    audit.record(db, actor, "documents.add", made, {}, now)
    return made


def change(db: Session, actor: str, document_id: str, form: Typed, now: datetime) -> bool:
    """Give a document other facts; False when they are the same."""
    try:
        is_new = keeping.change(db, document_id, form, now)
    except NotKept as error:
        raise NotFound(NO_DOCUMENT) from error
    except Wrong as error:
        raise Invalid(fields=error.fields) from error
    if is_new:
        audit.record(db, actor, "documents.change", document_id, {}, now)
    return is_new


def take_in(db: Session, actor: str, now: datetime) -> int:
    """Take in what the register that comes along knows; of how many documents."""
    count = keeping.take_in(db, now)
    if count:
        audit.record(db, actor, "documents.take_in", "", {"documents": count}, now)
    return count
