"""Ended attempts as closing and judging take them: whole people, with all that grading and ranking need."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from contest.attempts import ended_store, finishing, hot, papers, store
from contest.attempts.ended_store import WithPaper
from contest.attempts.models import Attempt
from contest.attempts.rules import Facts
from contest.attempts.sitting import facts_of
from contest.attempts.states import AttemptState
from contest.grades.service import Graded, PaperToGrade
from contest.standings.rules import Result
from contest.web.database import to_ms

#: An attempt in one of these counts once the round is closed.
COUNTING = {*store.ENDED, AttemptState.OPEN}


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
    also = AttemptState.VOID if void else None
    return _all_of(db, ended_store.finished(db, round_id, after, limit, also))


def ending(db: Session, round_id: str, after: str, limit: int) -> list[Finished]:
    """As :func:`finished`, when nobody may answer any more: with those who timed out and are still stored as
    working. Nothing is locked; :func:`record` tells whether it still holds."""
    return _all_of(db, ended_store.finished(db, round_id, after, limit, AttemptState.OPEN))


def record(db: Session, looked: Sequence[Finished], now: datetime) -> bool:
    """Record who of these timed out. False, and nothing is done, when an attempt of one of these people is
    no longer as it was when they were looked at."""
    if not looked:
        return True
    there = hot.by_entry(db, looked[0].facts.round_id, {one.facts.entry_id for one in looked})
    counting = {facts.id: facts for many in there.values() for facts in many if facts.state in COUNTING}
    working = {id: facts for id, facts in counting.items() if facts.state == AttemptState.OPEN}
    # Those that had ended keep their answers; of the others one may have come from the writer's queue.
    answers = hot.answers_of(db, working)
    seen = {one.facts.id: one.to_grade.answers for one in looked if one.facts.id in working}
    if counting != {one.facts.id: one.facts for one in looked} or answers != {
        id: given for id, given in seen.items() if given
    }:
        return False
    finishing.record_expired(db, list(working.values()), to_ms(now), answers, graded=False)
    return True


def asking(db: Session, round_id: str, after: str, limit: int, revisions: Sequence[int]) -> list[Finished]:
    """The same of the next people of whose papers some asks one of these: all that count of theirs."""
    return _all_of(db, ended_store.asking(db, round_id, after, limit, revisions))


def asked(db: Session, round_id: str, revisions: Sequence[int]) -> list[int]:
    """Those of these that some ended paper of a round asks."""
    return ended_store.asked(db, round_id, revisions) if revisions else []


def count_asking(db: Session, round_id: str, revisions: Sequence[int]) -> tuple[dict[int, int], int]:
    """Revision → how many ended papers of a round ask it, of those that any does; and how many ask some."""
    *each, some = ended_store.count_asking(db, round_id, revisions) if revisions else (0,)
    return {one: count for one, count in zip(revisions, each, strict=True) if count}, some


def finished_of(db: Session, rows: Sequence[Attempt]) -> list[Finished]:
    """Those of these attempts that are stored as ended and count."""
    return _all_of(db, [(facts_of(row), row.paper) for row in rows if row.state in store.ENDED])


def _all_of(db: Session, rows: Sequence[WithPaper]) -> list[Finished]:
    answers = hot.answers_of(db, [facts.id for facts, _ in rows])
    return [_finished(facts, paper, answers.get(facts.id, {})) for facts, paper in rows]


def _finished(facts: Facts, stored: str, answers: dict[int, str]) -> Finished:
    paper, behind, has_prediction = papers.whole(stored)
    to_grade = PaperToGrade(facts.id, paper, answers, has_prediction, len(behind))
    return Finished(to_grade, facts, _at(facts))


def _at(facts: Facts) -> int:
    return facts.deadline if facts.ended is None else facts.ended


def known(db: Session, round_id: str, entry_ids: Collection[str]) -> list[Known]:
    """What ranking needs of all attempts that count of these entries, whose grades are there already: no
    answer and no paper is read."""
    there = hot.by_entry(db, round_id, entry_ids, held=False)
    return [Known(one, _at(one)) for many in there.values() for one in many if one.state in store.ENDED]
