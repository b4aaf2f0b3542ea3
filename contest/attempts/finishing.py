"""Handing in and timing out: one way to end an attempt, whoever asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from contest import entropy
from contest.attempts import hot, papers
from contest.attempts.hot import Answers
from contest.attempts.rules import Facts, Op, Verdict, digest, is_over, judge, receipt_code, seconds_used
from contest.attempts.saving import SaveRequest, save_batch
from contest.attempts.states import AttemptState
from contest.campaigns import service as campaigns
from contest.campaigns.service import RoundView
from contest.grades import service as grades
from contest.grades.service import Graded, PaperToGrade
from contest.ruleset.rules import score_channel
from contest.standings import service as standings
from contest.standings.rules import Result
from contest.web.database import from_ms


@dataclass(frozen=True, slots=True)
class HandInRequest:
    """ "Nộp bài". The whole answer map travels along, so that no lost op can cost an answer."""

    attempt_id: str
    entries: tuple[str, ...]
    lease: int
    received: int
    ops: tuple[Op, ...] = ()


@dataclass(frozen=True, slots=True)
class Ended:
    """An attempt that is over: when, and whether its owner ended it."""

    facts: Facts
    at: int
    timed_out: bool


def hand_in_batch(db: Session, requests: Sequence[HandInRequest]) -> list[Verdict]:
    """Save what the maps bring, then end the attempts: APPLIED means there is a receipt.

    A second hand-in answers as the first; one that comes too late records that time ran out.
    """
    maps = [
        SaveRequest(r.attempt_id, r.entries, r.lease, r.received, r.ops, carried=True)
        for r in requests
        if r.ops
    ]
    save_batch(db, maps)
    attempts = hot.by_id(db, (request.attempt_id for request in requests))
    ending: dict[str, Ended] = {}
    verdicts = []
    for request in requests:
        attempt = attempts.get(request.attempt_id)
        verdict = _verdict(attempt, request)
        if attempt is not None and verdict is Verdict.APPLIED:
            ending.setdefault(attempt.id, ended(attempt, request.received))
        verdicts.append(verdict)
    end(db, list(ending.values()))
    return verdicts


def _verdict(attempt: Facts | None, request: HandInRequest) -> Verdict:
    if attempt is None or attempt.entry_id not in request.entries:
        return Verdict.NOT_YOURS
    if is_over(attempt, request.received):
        return Verdict.APPLIED
    return judge(attempt, request.entries, request.lease, request.received)


def ended(attempt: Facts, received: int) -> Ended:
    """How an attempt ends by something that arrived at ``received``: after the grace it had timed out."""
    timed_out = received > attempt.accepts_until
    return Ended(attempt, attempt.deadline if timed_out else received, timed_out)


def record_expired(
    db: Session, attempts: Sequence[Facts], now: int, read: Answers | None = None, *, graded: bool = True
) -> int:
    """Record what the rule says already: these attempts, as far as their time is over, timed out."""
    expired = [ended(one, now) for one in attempts if is_over(one, now)]
    return end(db, expired, read, graded=graded)


def end(db: Session, endings: Sequence[Ended], read: Answers | None = None, *, graded: bool = True) -> int:
    """Write the end of attempts that are stored as open; how many. Graded at once where the rules show it,
    unless they are not to be ``graded``: the closing of a round grades all of it next. Their answers, unless
    they were ``read`` already, are read here."""
    fresh = [one for one in endings if one.facts.state == AttemptState.OPEN]
    if not fresh:
        return 0
    answers = hot.answers_of(db, [one.facts.id for one in fresh]) if read is None else read
    hot.close_attempts(db, [_row(one, answers.get(one.facts.id, {})) for one in fresh])
    by_round: dict[str, list[Ended]] = {}
    for one in fresh:
        by_round.setdefault(one.facts.round_id, []).append(one)
    for round_id, many in by_round.items():
        view = campaigns.view(db, round_id, from_ms(many[0].at))
        if graded and score_channel(view.rules):
            _grade(db, view, many, answers)
    return len(fresh)


def _row(one: Ended, answers: dict[int, str]) -> tuple[object, ...]:
    """The columns in the order of ``hot.CLOSE_ATTEMPTS``."""
    state = AttemptState.TIMED_OUT if one.timed_out else AttemptState.HANDED_IN
    receipt = receipt_code(entropy.new_code())
    return one.facts.id, state, one.at, receipt, digest(one.facts.id, answers)


def _grade(db: Session, view: RoundView, endings: Sequence[Ended], answers: Answers) -> None:
    stored = hot.papers_of(db, [one.facts.id for one in endings])
    has_prediction = view.rules.prediction is not None
    todo = []
    for id in (one.facts.id for one in endings):
        graded, behind = papers.split(stored[id])
        todo.append(PaperToGrade(id, graded, answers.get(id, {}), has_prediction, len(behind)))
    now = from_ms(max(one.at for one in endings))
    marked = grades.grade_papers(db, todo, view.rules, now)
    results = [result_of(one.facts, one.at, grade) for one, grade in zip(endings, marked, strict=True)]
    standings.place(db, view.rules, view.id, results)


def result_of(facts: Facts, at: int, graded: Graded) -> Result:
    """What ranking knows of an attempt."""
    return Result(
        entry_id=facts.entry_id,
        attempt_id=facts.id,
        number=facts.number,
        points=graded.points,
        right=graded.right,
        seconds=seconds_used(facts, at),
        submitted_ms=at,
        prediction=graded.prediction,
        started_ms=facts.started,
        # Open questions and the prediction have no mark.
        perfects=int(graded.right == sum(mark is not None for mark in graded.detail)),
    )
