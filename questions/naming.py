"""Questions that somebody named by their public ids, for everybody's paper: as they stand now."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from questions import store
from questions.grading import counts
from questions.kinds import Content, Kind, Level
from questions.models import Question, QuestionRevision, QuestionState

#: So much of a question's text names it in a sentence.
LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Named:
    """One of them; ``text`` is what papers would ask: of the revision that was approved last, if one was."""

    id: str
    bank: str
    state: QuestionState
    text: str
    kind: Kind
    level: Level
    valid_until: date | None

    @property
    def name(self) -> str:
        """Its text in one line, short enough for a sentence."""
        words = " ".join(self.text.split())
        if len(words) <= LONGEST_NAME:
            return words
        return words[:LONGEST_NAME].rsplit(" ", 1)[0].rstrip(" ,.;:") + "…"


def named(db: Session, ids: Collection[str]) -> dict[str, Named]:
    """These questions as far as they exist, whatever bank they are in."""
    found: dict[str, Named] = {}
    approved: dict[str, QuestionRevision] = {}
    for question, bank, row in store.named(db, ids) if ids else ():
        if _was_approved_last(question, row):
            approved[question.public_id] = row
        asked = approved.get(question.public_id, row)
        found[question.public_id] = Named(
            id=question.public_id,
            bank=bank,
            state=QuestionState(question.state),
            text=Content.from_json(asked.content).text,
            kind=Kind(asked.kind),
            level=Level(asked.level),
            valid_until=asked.valid_until,
        )
    return found


def problem(question: Named | None, bank: str, on: date | None, *, is_open: bool = False) -> str:
    """Why a question can't stand in the papers of a round that draws from this bank; "" when it can.

    ``is_open``: it is wanted as an open question, which nobody grades. ``on``: the day on which it has to be
    valid, as for every other question; None when that is not asked.
    """
    if question is None:
        return "đã bị xóa"
    if question.bank != bank:
        return "không thuộc ngân hàng của vòng thi"
    if question.state is QuestionState.RETIRED:
        return "đã ngừng dùng"
    if question.state is not QuestionState.APPROVED:
        return "chưa duyệt"
    if is_open and question.kind is not Kind.suggestion:
        return "không phải câu hỏi mở"
    if not is_open and not counts(question.kind):
        return "không phải câu tính điểm"
    if on is not None and question.valid_until is not None and question.valid_until < on:
        return f"hết hạn ngày {question.valid_until:%d/%m/%Y}"
    return ""


def approved_last(db: Session, bank: str, ids: Collection[str]) -> dict[str, QuestionRevision]:
    """The revision of each that was approved last, of those that are in this bank; whatever became of it."""
    return {
        question.public_id: row
        for question, slug, row in store.named(db, ids)
        if slug == bank and _was_approved_last(question, row) and counts(Kind(row.kind))
    }


def suggestions(db: Session, bank: str, ids: Collection[str]) -> dict[str, int]:
    """Open question → the revision of it that was approved last, of those that are in this bank."""
    return {
        question.public_id: row.id or 0
        for question, slug, row in (store.named(db, ids) if ids else ())
        if slug == bank and _was_approved_last(question, row) and Kind(row.kind) is Kind.suggestion
    }


def _was_approved_last(question: Question, row: QuestionRevision) -> bool:
    """An approval that was taken back leaves its revision settled, but is none."""
    return row.settled and (not question.drawn or row.number == question.drawn)


def revisions_of(db: Session, ids: Collection[str]) -> frozenset[int]:
    """All revisions of these questions."""
    return frozenset(row.id or 0 for _, _, row in store.named(db, ids)) if ids else frozenset()
