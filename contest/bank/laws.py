"""Questions whose law changed or soon will: which they are, and giving one a later day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from sqlmodel import Session

from contest.bank import service
from contest.bank.access import AtBank
from contest.clock import local
from contest.errors import Invalid
from questions.authoring import listing
from questions.authoring.editing import Outcome
from questions.authoring.views import Found, Sort, Wanted
from questions.formats.words import read_day

NO_DAY = "Ghi ngày theo kiểu 31/12/2027."
PAST = "Ngày này đã qua. Ghi một ngày sau hôm nay."
TO_LOOK_AT = Wanted(law=True, sort=Sort.VALID)


def found(db: Session, at: AtBank, today: date, window: tuple[int, int]) -> Found:
    """The questions to look at again, those first whose own day comes first."""
    return listing.search(db, at.bank.id, TO_LOOK_AT, today, window)


def count(db: Session, at: AtBank, today: date) -> int:
    """How many there are."""
    return found(db, at, today, (0, 0)).count


def prolong(db: Session, at: AtBank, question_id: str, day: str, version: int, now: datetime) -> Outcome:
    """Somebody looked at it and found that it holds until a later day."""
    until = read_day(day)
    if until is None or until <= local(now).date():
        raise Invalid(fields={"valid_until": NO_DAY if until is None else PAST})
    asked = service.question(db, at, question_id).parsed
    return service.save(db, at, question_id, replace(asked, valid_until=until), version, now)
