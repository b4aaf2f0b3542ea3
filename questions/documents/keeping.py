"""The register as it is kept: what it holds, adding and changing, and which questions rest on what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlmodel import Session

from questions.documents import store
from questions.documents.judging import Kept, Typed, judge
from questions.documents.register import Document, shipped
from questions.models import Source


class NotKept(LookupError):
    """No such document in the register."""


class Wrong(ValueError):
    """The form says no document; `fields` has a sentence for each field."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        super().__init__(", ".join(fields))
        self.fields = dict(fields)


def every(db: Session) -> tuple[Kept, ...]:
    """All documents, by number and day: one statement."""
    return tuple(_kept(row, follower) for row, follower in store.every(db))


def _kept(row: Source, follower: str | None) -> Kept:
    return Kept(
        id=row.public_id,
        number=row.number,
        dated=row.dated,
        issuer=row.issuer,
        title=row.title,
        in_force_from=row.in_force_from,
        in_force_until=row.in_force_until,
        replaced_by=follower or "",
        changed_at=row.changed_at,
    )


def find(db: Session, document_id: str) -> Kept:
    """One document by its public id."""
    found = next((one for one in every(db) if one.id == document_id), None)
    if found is None:
        raise NotKept(document_id)
    return found


def add(db: Session, form: Typed, at: datetime) -> str:
    """Put a document into the register; its public id. Raises `Wrong`."""
    store.hold(db)
    wanted, errors = judge(form, every(db))
    if errors:
        raise Wrong(errors)
    row = Source(number=wanted.number, dated=wanted.dated, **_facts(db, wanted), changed_at=at)
    store.put(db, row)
    return row.public_id


def change(db: Session, document_id: str, form: Typed, at: datetime) -> bool:
    """Give a document other facts; False when they are what is kept already. Raises `Wrong`, `NotKept`."""
    store.hold(db)
    before = find(db, document_id)
    wanted, errors = judge(form, every(db), document_id)
    if errors:
        raise Wrong(errors)
    if replace(wanted, changed_at=before.changed_at) == before:
        return False
    values = {"number": wanted.number, "dated": wanted.dated, **_facts(db, wanted), "changed_at": at}
    store.change(db, document_id, values)
    return True


def _facts(db: Session, one: Kept) -> dict[str, Any]:
    follower = store.numbers(db, [one.replaced_by]).get(one.replaced_by) if one.replaced_by else None
    return {
        "issuer": one.issuer,
        "title": one.title,
        "in_force_from": one.in_force_from,
        "in_force_until": one.in_force_until,
        "replaced_by_id": follower,
    }


# --- the register that comes along ------------------------------------------------------------------


def missing(kept: Collection[Kept]) -> int:
    """Of how many documents the register which comes along knows more than is kept."""
    by_name = {(one.number, one.dated): one for one in kept}
    return sum(
        (one := by_name.get((told.number, told.dated))) is None or bool(_lacks(one, told))
        for told in _numbered()
    )


def take_in(db: Session, at: datetime) -> int:
    """Take in what the register which comes along knows and this one lacks; of how many documents. What
    somebody wrote stays."""
    store.hold(db)
    kept = {(one.number, one.dated) for one in every(db)}
    new = [told for told in _numbered() if (told.number, told.dated) not in kept]
    for told in new:
        store.put(db, Source(number=told.number, dated=told.dated, title=told.subject))
    by_name = {(one.number, one.dated): one for one in every(db)}
    count = len(new)
    for told in _numbered():
        one = by_name[told.number, told.dated]
        facts = _lacks(one, told)
        if "replaced_by" in facts:
            follower = by_name[told.replaced_by or ("", None)]
            facts = facts | {"replaced_by_id": store.numbers(db, [follower.id])[follower.id]}
            del facts["replaced_by"]
        if facts:
            store.change(db, one.id, facts | {"changed_at": at})
            count += told not in new
    return count


def _numbered() -> tuple[Document, ...]:
    return tuple(one for one in shipped().documents if one.number)


def _lacks(one: Kept, told: Document) -> dict[str, object]:
    names = ("issuer", "in_force_from", "in_force_until", "replaced_by")
    return {name: value for name in names if (value := getattr(told, name)) and not getattr(one, name)}


# --- questions --------------------------------------------------------------------------------------


def uses(db: Session) -> dict[str, dict[str, int]]:
    """Document → bank's slug → how many questions rest on it."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for document, bank, count in store.uses(db):
        found[document][bank] = count
    return dict(found)


def of_questions(db: Session, questions: Collection[str]) -> dict[str, tuple[Kept, ...]]:
    """Question → the documents that it rests on, both by public ids."""
    kept = {one.id: one for one in every(db)}
    found: dict[str, list[Kept]] = defaultdict(list)
    for question, document in store.of_questions(db, questions) if questions else ():
        found[question].append(kept[document])
    return {question: tuple(documents) for question, documents in found.items()}
