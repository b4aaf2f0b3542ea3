"""From an attempt to what its pages show."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlmodel import Session

from contest.attempts import behind, complaining, pages, papers
from contest.attempts.adjusting import VoidNote
from contest.attempts.here import WITHDREW
from contest.attempts.pages import Given, PartView
from contest.attempts.prediction import PREDICTION
from contest.attempts.review import reviewed, score_of
from contest.attempts.service import Readiness, attempts_left
from contest.attempts.sitting import Sitting
from contest.attempts.slot_pages import Place
from contest.attempts.slots import slots
from contest.attempts.spelling import in_words
from contest.campaigns.rules import Phase, feedback_until
from contest.grades import rules as grades
from contest.people import service as people
from contest.people.guards import Entrant
from contest.ruleset import wording
from contest.ruleset.parts import span_at
from contest.ruleset.rules import board_channel
from contest.ruleset.states import Way
from contest.ruleset.text import summary
from contest.web.database import from_ms
from contest.web.filters import inner
from questions.kinds import Content

TODAY = "Hôm nay bạn đã thi đủ số lượt của một ngày."
PAUSE = "Giữa hai lượt có một khoảng nghỉ, ghi trong thể lệ."


def lines(title: str) -> tuple[str, ...]:
    """A title with the organiser's own line breaks."""
    return tuple(title.split("\n"))


def ready(state: Readiness, db: Session, now: datetime) -> pages.ReadyPage:
    """The start page."""
    view = state.view
    told = state.elsewhere.told(view) if state.elsewhere else {}
    return pages.ReadyPage(
        slug=view.slug,
        round=view.id,
        round_name=view.name,
        title=lines(view.title),
        questions=view.rules.questions_count,
        has_prediction=view.rules.prediction is not None,
        suggestions=len(view.rules.suggestions),
        minutes=view.rules.seconds // 60,
        attempts_left=state.next.left if view.phase is Phase.OPEN and state.may_start else 0,
        attempts=view.rules.attempts_allowed or 0,
        opens=view.opens_at,
        closes=view.closes_at,
        phase=view.phase,
        rules=summary(view.rules),
        open_attempt=state.running.id if state.running else "",
        next_slot=state.running.reached if state.running else 1,
        receipts=tuple((one.number, one.id) for one in state.attempts if one is not state.running),
        next_at=from_ms(state.next.at) if state.next.at else None,
        waits_for=TODAY if state.next.by_day else PAUSE,
        paused=view.paused_at is not None,
        is_same=state.is_same,
        out=state.out,
        withdrew=state.out == WITHDREW,
        contact=view.contact,
        limits=wording.attempts(view.rules),
        name=people.given_name(db, state.entry_id),
        whose=told.get("whose", ""),
        own=told.get("own", ""),
        own_round=told.get("own_round", ""),
    )


def question(
    mine: Sitting, db: Session, slot: int, *, typed: str | None = None, error: str = ""
) -> pages.QuestionPage:
    """The question screen; ``typed`` and ``error`` show the slot again as a form without script sent it."""
    places = _places(mine)
    before = places[slot - 2] if mine.in_order and slot > 1 else None
    return pages.QuestionPage(
        slug=mine.view.slug,
        attempt=mine.attempt.id,
        round_name=mine.view.name,
        lease=mine.attempt.lease,
        last_seq=mine.last_seq,
        left=mine.left,
        slot=slot,
        questions=slots(mine, db, slot, typed),
        places=places,
        way=Way(mine.facts.way),
        part=_part(mine),
        is_shut=mine.is_shut,
        missed="" if before is None or before.saved else before.name,
        typed=typed or "",
        error=error,
        rehearsal=mine.view.rehearsal_of is not None,
    )


def _part(mine: Sitting) -> PartView | None:
    """The part at hand, of a paper in parts."""
    if (here := mine.part) is None:
        return None
    after = span_at(mine.view.rules, here.last + 1)
    return PartView(here.title, here.label, here.first, here.last, after.label if after else "")


def _places(mine: Sitting) -> tuple[Place, ...]:
    return tuple(
        Place(
            slot,
            bool(mine.answers.get(slot)),
            is_prediction=mine.has_prediction and slot == mine.attempt.slots,
            called=mine.called(slot),
        )
        for slot in range(1, mine.attempt.slots + 1)
    )


def _saved(mine: Sitting) -> set[int]:
    return {slot for slot, answer in mine.answers.items() if answer != "" and slot <= len(mine.paper)}


def taken(mine: Sitting) -> pages.TakenPage:
    """The offer to move the attempt here."""
    return pages.TakenPage(
        slug=mine.view.slug,
        attempt=mine.attempt.id,
        round_name=mine.view.name,
        saved=len(_saved(mine)),
        questions=len(mine.paper),
        left=mine.left,
    )


def review(mine: Sitting) -> pages.ReviewPage:
    """Before handing in."""
    saved, part = _saved(mine), _part(mine)
    asked = [number for number in range(1, len(mine.paper) + 1) if part is None or number in part.slots]
    slot = mine.attempt.slots if mine.has_prediction else 0
    slot = 0 if part and slot not in part.slots else slot
    at_hand = mine.facts.reached if mine.in_order else 0
    return pages.ReviewPage(
        slug=mine.view.slug,
        attempt=mine.attempt.id,
        round_name=mine.view.name,
        lease=mine.attempt.lease,
        last_seq=mine.last_seq,
        left=mine.left,
        questions=len(asked),
        saved=len(saved),
        unanswered=tuple(number for number in asked if number not in saved),
        part=part,
        is_shut=mine.is_shut,
        at_hand=at_hand,
        at_hand_name=_inside(mine.called(at_hand) or f"Câu {at_hand}"),
        prediction_slot=slot,
        prediction_missing=bool(slot) and not mine.answers.get(slot),
        written=tuple(one for one in behind.written(mine) if part is None or one.slot in part.slots),
    )


def _inside(name: str) -> str:
    """What a slot is called within a sentence."""
    return "câu dự đoán" if name == "Dự đoán" else inner(name)


def receipt(mine: Sitting, db: Session, who: Entrant, now: datetime) -> pages.ReceiptPage:
    """The receipt, and the result as far as the rules show it now."""
    view, attempt = mine.view, mine.attempt
    predicted = mine.answers.get(attempt.slots, "") if mine.has_prediction else ""
    told = reviewed(mine, db, now)
    return pages.ReceiptPage(
        slug=view.slug,
        title=lines(view.title),
        round=view.id,
        round_name=view.name,
        name=people.given_name(db, attempt.entry_id),
        receipt=attempt.receipt or "",
        digest=(attempt.digest or "")[:16],
        at=attempt.handed_in_at or attempt.deadline,
        timed_out=attempt.state == "timed_out",
        number=attempt.number,
        attempts=view.rules.attempts_allowed or 0,
        attempts_left=attempts_left(mine, db, now) if view.phase is Phase.OPEN else 0,
        answered=len(_saved(mine)),
        questions=len(mine.paper),
        given=given(mine, papers.contents(db, mine.paper)),
        closes=view.closes_at,
        closed=view.phase is Phase.CLOSED,
        has_board=board_channel(view.rules) or view.phase is Phase.CLOSED,
        prediction=grades.prediction(predicted, in_percent=view.rules.predicts_percent),
        in_percent=view.rules.predicts_percent,
        written=behind.written(mine),
        score=score_of(mine, db),
        review=told.rows,
        review_waits=told.waits,
        **_complaints(mine, db, now),
        **_asks(mine, now),
    )


def _asks(mine: Sitting, now: datetime) -> dict[str, Any]:
    """Whether they may say how they found the round. What they said before is not looked up: the receipt is
    what everybody opens in the same minute."""
    view = mine.view
    until = feedback_until(view.closes_at)
    if not view.asks_feedback or view.rehearsal_of is not None or now >= until:
        return {}
    return {"asks": mine.attempt.id, "asks_until": until, "contact": view.contact}


def _complaints(mine: Sitting, db: Session, now: datetime) -> dict[str, Any]:
    """Where one complains, and until when, once there is a result that counts."""
    if mine.view.phase is not Phase.CLOSED or mine.view.rehearsal_of is not None:
        return {}
    return {"attempt": mine.attempt.id, "complaints_until": complaining.until(db, mine.view, now)}


def void(mine: Sitting, db: Session, why: VoidNote | None, is_same: bool, now: datetime) -> pages.VoidPage:
    """An attempt that does not count: when that was said, and why; or that the person's other registration
    counts, which is no fault and needs no reason."""
    view = mine.view
    return pages.VoidPage(
        slug=view.slug,
        title=lines(view.title),
        round_name=view.name,
        number=mine.attempt.number,
        contact=view.contact,
        at=why.at if why else None,
        reason=why.reason if why and not is_same else "",
        is_same=is_same,
        **_complaints(mine, db, now),
    )


def given(mine: Sitting, asked: list[Content]) -> tuple[Given, ...]:
    """What was handed in, slot by slot, in the letters and words of this paper."""
    titles = mine.titles
    return tuple(
        Given(slot, in_words(content, drawn.options, mine.answers.get(slot, "")), titles.get(slot, ""))
        for slot, (content, drawn) in enumerate(zip(asked, mine.paper, strict=True), start=1)
    )


__all__ = ["PREDICTION", "given", "question", "ready", "receipt", "review", "taken", "void"]
