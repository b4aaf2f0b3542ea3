"""What is kept of somebody's own attempts, for themselves: times, result, answers, as far as may be told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from contest.attempts import looking, papers, review
from contest.attempts.pages import Reviewed, Score
from contest.attempts.sitting import Sitting, sitting
from contest.attempts.spelling import spelt
from contest.attempts.states import AttemptState
from contest.campaigns import editing
from contest.campaigns.rules import Phase
from contest.campaigns.service import RoundView
from contest.people.guards import Entrant
from questions.kinds import Content, Kind

AFTER_CLOSE = "Câu trả lời có ở đây sau khi {name} đóng."


@dataclass(frozen=True, slots=True)
class Given:
    """One's own answer to one question, as a person reads it."""

    slot: int
    text: str
    given: str


@dataclass(frozen=True, slots=True)
class OwnAttempt:
    """One attempt. ``right``: the right answers too, where they may be told; ``waits``: why no answer is told
    yet."""

    id: str
    round_name: str
    number: int
    state: AttemptState
    started_at: datetime
    ended_at: datetime | None
    receipt: str
    score: Score | None
    given: tuple[Given, ...] = ()
    right: tuple[Reviewed, ...] = ()
    waits: str = ""
    saved: int = 0


def of_entry(db: Session, campaign_id: str, entry_id: str, now: datetime) -> tuple[OwnAttempt, ...]:
    """All attempts of one entry, round by round. What is told of answers hangs on no key before the close."""
    rounds = editing.rounds_of(db, campaign_id, now)
    return tuple(
        _own(db, sitting(db, Entrant((entry_id,), ""), seen.id, now), rounds, seen, now)
        for view in sorted(rounds, key=lambda each: each.number)
        for seen in looking.of_entries(db, view.id, [entry_id], now)
    )


def _own(
    db: Session, mine: Sitting, rounds: tuple[RoundView, ...], seen: looking.Seen, now: datetime
) -> OwnAttempt:
    view = mine.view
    told = view.phase is Phase.CLOSED and review.asked_still(view, rounds) is None
    return OwnAttempt(
        id=seen.id,
        round_name=view.name,
        number=seen.number,
        state=seen.state,
        started_at=seen.started_at,
        ended_at=seen.ended_at,
        receipt=mine.attempt.receipt or "",
        # While the round runs a result is told by its receipt alone, if the rules tell it at all.
        score=review.score_of(mine, db) if view.phase is Phase.CLOSED else None,
        given=_given(db, mine) if told else (),
        right=review.reviewed(mine, db, now).rows,
        waits="" if told else AFTER_CLOSE.format(name=view.name),
        saved=len(mine.answers),
    )


def _words(content: Content, answer: str) -> str:
    return answer if content.kind is Kind.suggestion or not answer else spelt(content, answer)


def _given(db: Session, mine: Sitting) -> tuple[Given, ...]:
    """What was answered, without a look at any key."""
    contents = (*papers.contents(db, mine.paper), *papers.contents(db, mine.behind))
    found = [
        Given(slot, content.text, _words(content, mine.answers.get(slot, "")))
        for slot, content in enumerate(contents, start=1)
    ]
    if mine.has_prediction:
        slot = len(contents) + 1
        found.append(Given(slot, "Câu dự đoán", mine.answers.get(slot, "")))
    return tuple(found)
