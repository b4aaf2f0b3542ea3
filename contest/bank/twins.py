"""Questions that look alike: told before one more is saved, found in the whole bank, told apart for good."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session

from contest.audit import service as audit
from contest.bank.access import AtBank
from contest.bank.service import NO_QUESTION, by
from contest.errors import Conflict, Invalid, NotFound
from questions.authoring import listing, twins
from questions.authoring.editing import NotThere
from questions.authoring.views import Stored
from questions.formats.model import ParsedQuestion
from questions.sameness import fingerprint, says_the_same

LIKE = "Ngân hàng đã có câu rất giống câu này. So hai câu bên dưới rồi chọn: vẫn lưu, hoặc mở câu đã có."
SAME = "Chọn hai câu khác nhau."


@dataclass
class Alike(Conflict):
    """Another question is very like what is to be saved; nothing was saved."""

    other: Stored | None = field(default=None)


def look(db: Session, at: AtBank, wanted: ParsedQuestion, question: str = "") -> None:
    """Before saving: raise `Alike` when another question asks nearly the same; not for what asks the very
    same, which saving refuses, nor for a question (`question`) whose words stay."""
    before = listing.question(db, at.bank.id, question) if question else None
    if before is not None and says_the_same(before.parsed.likened, wanted.likened):
        return
    other = twins.alike(db, at.bank.id, wanted.likened, question)
    if other is None or (not question and _print(other.parsed) == _print(wanted)):
        return
    raise Alike(LIKE, other=other)


def _print(asked: ParsedQuestion) -> str:
    return fingerprint(asked.likened, asked.options)


def part(db: Session, at: AtBank, one: str, other: str, now: datetime) -> None:
    """Two are not the same, whatever they look like; nobody is asked again."""
    if one == other:
        raise Invalid(SAME)
    try:
        twins.part(db, at.bank.id, one, other, by(at, now))
    except NotThere as error:
        raise NotFound(NO_QUESTION) from error
    audit.record(db, at.member.id, "bank.part", one, {"other": other}, now)
