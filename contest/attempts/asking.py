"""What a slot asks, and going on to the next question or part of a paper without a way back.

What still waits on the phone travels along, as with a hand-in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlmodel import Session

from contest.attempts import hot, papers, store
from contest.attempts.prediction import predicted, understood
from contest.attempts.rules import HELD_BACK, Facts, Op, Verdict, at_hand, furthest, given_out, judge, opens
from contest.attempts.saving import SaveRequest, save_batch
from contest.attempts.sitting import facts_of
from contest.campaigns import service as campaigns
from contest.errors import NotFound
from contest.people.guards import Entrant
from contest.ruleset.rules import Ruleset
from contest.ruleset.states import Way
from questions import service as questions
from questions.kinds import Content


@dataclass(frozen=True, slots=True)
class Asked:
    """What one slot asks, to understand an answer that was typed; and the last slot that is there.

    ``in_order``: whether its form asks for the next question, too.
    """

    content: Content
    last: int
    in_order: bool = False

    def understood(self, typed: str) -> str:
        """What was typed in the words of an op; AnswerError says what is wrong with it."""
        return understood(self.content, typed)


def asked(db: Session, who: Entrant, attempt_id: str, slot: int) -> Asked:
    """The content of a slot of one's own paper."""
    attempt = store.attempt(db, attempt_id, who.entries)
    if attempt is None or slot > furthest(facts := facts_of(attempt)):
        raise NotFound()
    paper, in_order = papers.from_json(attempt.paper), attempt.way in (Way.FORWARD, Way.PACED)
    last = at_hand(facts) if attempt.way == Way.PARTS else attempt.slots
    drawn = (*paper, *papers.behind(attempt.paper))
    if slot > len(drawn):
        guess = predicted(campaigns.rules_of(db, attempt.round_id))
        return Asked(guess, last, in_order)
    revision = drawn[slot - 1].revision
    return Asked(questions.contents(db, [revision])[revision], last, in_order)


@dataclass(frozen=True, slots=True)
class AskRequest:
    """Somebody goes on to ``slot``; behind the last one there is nothing to open.

    ``part``: it is the first one of a part, which is asked for on purpose.
    """

    attempt_id: str
    entries: tuple[str, ...]
    lease: int
    received: int
    slot: int
    ops: tuple[Op, ...] = ()
    part: bool = False


@dataclass(frozen=True, slots=True)
class AskOutcome:
    """What became of it, and which slot is at hand now."""

    verdict: Verdict
    slot: int = 0


def ask_batch(db: Session, requests: Sequence[AskRequest]) -> list[AskOutcome]:
    """Save what travels along, then open the next slots. Asked twice for the same one, nothing moves."""
    save_batch(
        db,
        [
            SaveRequest(r.attempt_id, r.entries, r.lease, r.received, r.ops, carried=True)
            for r in requests
            if r.ops
        ],
    )
    attempts = hot.by_id(db, (request.attempt_id for request in requests))
    rules: dict[str, Ruleset] = {}
    asked = []
    outcomes = []
    for request in requests:
        attempt = attempts.get(request.attempt_id)
        verdict = _verdict(attempt, request)
        if attempt is not None and verdict is Verdict.APPLIED and opens(attempt, request.slot):
            if attempt.round_id not in rules:
                rules[attempt.round_id] = campaigns.rules_of(db, attempt.round_id)
            attempt = attempts[attempt.id] = _at(attempt, request, rules[attempt.round_id])
            asked.append((attempt, request.received))
        outcomes.append(AskOutcome(verdict, attempt.reached if attempt is not None else 0))
    _store(db, asked)
    return outcomes


def _verdict(attempt: Facts | None, request: AskRequest) -> Verdict:
    verdict = judge(attempt, request.entries, request.lease, request.received)
    if attempt is None or verdict is not Verdict.APPLIED:
        return verdict
    # Nobody skips a question, or has one that was never given out before them.
    skips = request.slot > at_hand(attempt) + 1
    return Verdict.NOT_YOURS if skips or request.part != (attempt.way == Way.PARTS) else verdict


def _at(attempt: Facts, request: AskRequest, rules: Ruleset) -> Facts:
    ends, until, last = given_out(rules, request.slot, request.received)
    return replace(attempt, reached=request.slot, slot_deadline=ends, slot_until=until, part_end=last)


def _store(db: Session, asked: Sequence[tuple[Facts, int]]) -> None:
    last = {facts.id: facts for facts, _ in asked}
    hot.move_on(
        db,
        [(one.id, one.reached, one.slot_deadline, one.slot_until, one.part_end) for one in last.values()],
    )
    hot.insert_asked(db, [(facts.id, facts.reached, at) for facts, at in asked if facts.way in HELD_BACK])
