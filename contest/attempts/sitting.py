"""One's own attempt, with all that its pages show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from contest.attempts import behind, hot, papers, store
from contest.attempts.models import Attempt
from contest.attempts.rules import Facts, Left, at_hand, is_over, is_shut, time_left
from contest.campaigns import service as campaigns
from contest.campaigns.service import RoundView
from contest.errors import NotFound
from contest.people.guards import Entrant
from contest.ruleset.parts import Span, span_at, spans
from contest.ruleset.states import Way
from contest.web.database import to_ms
from questions.blueprint import Drawn


@dataclass(frozen=True, slots=True)
class Sitting:
    """One's own attempt with all that its pages show."""

    attempt: Attempt
    view: RoundView
    paper: tuple[Drawn, ...]
    answers: dict[int, str]
    last_seq: int
    facts: Facts
    is_over: bool
    is_here: bool
    left: Left
    behind: tuple[Drawn, ...] = ()  # open questions, which nobody grades
    has_prediction: bool = False  # the last slot is one
    is_shut: bool = False  # the time of the question or part at hand is over

    @property
    def in_order(self) -> bool:
        """Whether one question comes after the other on this paper, with no way back."""
        return self.facts.way in (Way.FORWARD, Way.PACED)

    @property
    def part(self) -> Span | None:
        """The part at hand, of a paper in parts."""
        return span_at(self.view.rules, self.facts.reached) if self.facts.way == Way.PARTS else None

    @property
    def titles(self) -> dict[int, str]:
        """First slot → title of each part, of a paper in parts."""
        return {one.first: one.title for one in spans(self.view.rules)}

    def shows(self, slot: int) -> bool:
        """Whether this slot may be looked at now."""
        return self.facts.way == Way.FREE or self.facts.reached <= slot <= at_hand(self.facts)

    def called(self, slot: int) -> str:
        """What a slot is called that is no numbered question; "" for those that are."""
        return behind.called(len(self.paper), len(self.behind), slot)


def sitting(db: Session, who: Entrant, attempt_id: str, now: datetime) -> Sitting:
    """The attempt if it is one of this phone's; NotFound for everybody else's."""
    attempt = store.attempt(db, attempt_id, who.entries)
    if attempt is None:
        raise NotFound()
    facts = facts_of(attempt)
    return Sitting(
        attempt=attempt,
        view=campaigns.view(db, attempt.round_id, now),
        paper=papers.from_json(attempt.paper),
        answers=hot.answers(db, attempt_id),
        last_seq=hot.last_seq(db, attempt_id),
        facts=facts,
        is_over=is_over(facts, to_ms(now)),
        is_here=attempt.holder == who.device,
        left=time_left(facts, to_ms(now)),
        behind=papers.behind(attempt.paper),
        has_prediction=papers.has_prediction(attempt.paper),
        is_shut=is_shut(facts, to_ms(now)),
    )


def facts_of(row: Attempt) -> Facts:
    """What the rules need of a stored attempt."""
    return Facts(
        row.id,
        row.entry_id,
        row.round_id,
        row.unit_id,
        row.number,
        row.slots,
        row.state,
        row.lease,
        to_ms(row.started_at),
        to_ms(row.deadline),
        to_ms(row.accepts_until),
        row.receipt,
        None if row.paused_at is None else to_ms(row.paused_at),
        row.stood,
        None if row.handed_in_at is None else to_ms(row.handed_in_at),
        row.way,
        row.reached,
        None if row.slot_deadline is None else to_ms(row.slot_deadline),
        None if row.slot_until is None else to_ms(row.slot_until),
        row.part_end,
    )
