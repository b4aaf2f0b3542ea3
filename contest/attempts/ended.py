"""Ended attempts as closing and judging take them: whole people, with all that grading and ranking need."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from contest.attempts import finishing, hot, papers, store
from contest.attempts.hot import Answers
from contest.attempts.models import Attempt
from contest.attempts.rules import Facts
from contest.attempts.sitting import facts_of
from contest.attempts.states import AttemptState
from contest.grades.service import Graded, PaperToGrade
from contest.standings.rules import Result
from contest.web.database import to_ms


@dataclass(frozen=True, slots=True)
class Finished:
    """An ended attempt: what grading and ranking need of it."""

    to_grade: PaperToGrade
    facts: Facts
    at: int

    def result(self, graded: Graded) -> Result:
        """What ranking knows of it once it is graded."""
        return finishing.result_of(self.facts, self.at, graded)


@dataclass(frozen=True, slots=True)
class Known:
    """An ended attempt whose grade is known."""

    facts: Facts
    at: int

    def result(self, graded: Graded) -> Result:
        """What ranking knows of it."""
        return finishing.result_of(self.facts, self.at, graded)


def finished(db: Session, round_id: str, after: str, limit: int, *, void: bool = False) -> list[Finished]:
    """All ended attempts of the next ``limit`` people behind the entry ``after``; void ones only if asked."""
    return finished_of(db, store.finished(db, round_id, after, limit, void=void), void=void)


def ending(db: Session, round_id: str, after: str, limit: int, now: datetime) -> list[Finished]:
    """As :func:`finished`, when nobody may answer any more: who is stored as working timed out, and is
    recorded so first."""
    waiting = hot.by_id(db, store.unrecorded(db, round_id, after, limit))
    # Read once for the receipt and the grade: nobody moves an answer of these, which are locked.
    answers = hot.answers_of(db, waiting)
    finishing.record_expired(db, list(waiting.values()), to_ms(now), answers, graded=False)
    return finished_of(db, store.finished(db, round_id, after, limit), answers)


def asking(db: Session, round_id: str, after: str, limit: int, revisions: Sequence[int]) -> list[Finished]:
    """The same of the next people of whose papers some asks one of these: all that count of theirs."""
    return finished_of(db, store.asking(db, round_id, after, limit, revisions))


def asked(db: Session, round_id: str, revisions: Sequence[int]) -> list[int]:
    """Those of these that some ended paper of a round asks."""
    return store.asked(db, round_id, revisions) if revisions else []


def count_asking(db: Session, round_id: str, revisions: Sequence[int]) -> tuple[dict[int, int], int]:
    """Revision → how many ended papers of a round ask it, of those that any does; and how many ask some."""
    *each, some = store.count_asking(db, round_id, revisions) if revisions else (0,)
    return {one: count for one, count in zip(revisions, each, strict=True) if count}, some


def finished_of(
    db: Session, rows: Sequence[Attempt], read: Answers | None = None, *, void: bool = False
) -> list[Finished]:
    """Those of these attempts that are stored as ended; void ones only if asked. Answers of attempts that
    were ``read`` already are not read again."""
    states = {AttemptState.HANDED_IN, AttemptState.TIMED_OUT} | ({AttemptState.VOID} if void else set())
    ended, read = [row for row in rows if row.state in states], read or {}
    answers = {**read, **hot.answers_of(db, {row.id for row in ended} - read.keys())}
    return [_finished(row, answers.get(row.id, {})) for row in ended]


def _finished(row: Attempt, answers: dict[int, str]) -> Finished:
    paper, behind, has_prediction = papers.whole(row.paper)
    to_grade = PaperToGrade(row.id, paper, answers, has_prediction, len(behind))
    return Finished(to_grade, facts_of(row), _at(row))


def _at(row: Attempt) -> int:
    return to_ms(row.handed_in_at or row.deadline)


def known(db: Session, round_id: str, entry_ids: Collection[str]) -> list[Known]:
    """What ranking needs of all attempts that count of these entries, whose grades are there already: no
    answer and no paper is read."""
    rows = store.of_entries(db, round_id, entry_ids)
    return [Known(facts_of(row), _at(row)) for row in rows if row.state in store.ENDED]
