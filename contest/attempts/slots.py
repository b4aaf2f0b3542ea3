"""The slots of somebody's paper as the question screen shows them."""

from __future__ import annotations

from sqlmodel import Session

from contest.attempts import papers
from contest.attempts.picturing import figure, leaves
from contest.attempts.prediction import PREDICTIONS, WITH_VOID
from contest.attempts.sitting import Sitting
from contest.attempts.slot_pages import Choice, Question
from contest.attempts.spelling import letter_of
from contest.grades import rules as grades
from contest.ruleset.rules import PredictionTarget
from questions.answering import given_to, pairs, understood
from questions.blueprint import Drawn
from questions.kinds import PAIRED, Content, Kind

#: An outbox may be forged: what of these can't be understood is shown as nothing.
UNSURE = PAIRED | {Kind.number, Kind.suggestion}
PURPOSE = "Khi bằng điểm, người dự đoán gần số thực tế hơn được xếp trên."


def slots(mine: Sitting, db: Session, slot: int, typed: str | None) -> tuple[Question, ...]:
    """What leaves the server now; of ``slot`` as it was ``typed``, where a form came back."""
    paper = (*mine.paper, *mine.behind)
    numbered = enumerate(zip(papers.contents(db, paper), paper, strict=True), start=1)
    found = [
        _question(mine, number, content, drawn, typed if number == slot else None)
        for number, (content, drawn) in numbered
        if leaves(mine, number)
    ]
    if mine.has_prediction and leaves(mine, mine.attempt.slots):
        found.append(_prediction(mine))
    return tuple(found)


def _question(mine: Sitting, slot: int, content: Content, drawn: Drawn, typed: str | None) -> Question:
    """One slot; rows that were sent and could not be taken stand as they were sent."""
    attempt, answer = mine.attempt.id, mine.answers.get(slot, "")
    texts = {option.id: option.text for option in content.options}
    beside = {option.id: figure(attempt, option.picture) for option in content.options}
    chosen, given = set(answer.split(",")), pairs(typed) if typed else given_to(content, answer)
    choices = tuple(
        Choice(
            option,
            letter_of(content.kind, at),
            texts[option],
            option in chosen,
            given.get(option, ""),
            beside[option],
        )
        for at, option in enumerate(drawn.options)
    )
    targets = tuple(Choice(one.id, str(at), one.text) for at, one in enumerate(content.targets, 1))
    shown = understood(content, answer) if content.kind in UNSURE else answer
    return Question(
        slot,
        content.kind,
        content.text,
        choices,
        shown,
        content.unit,
        targets=targets,
        places=content.places,
        called=mine.called(slot),
        picture=figure(attempt, content.picture),
    )


def _figure(answer: str, *, in_percent: bool = False) -> str:
    """A number as stored; "" for what no number is: an outbox may be forged, its page must still be shown."""
    value = grades.prediction(answer, in_percent=in_percent)
    return "" if value is None else str(value)


def _prediction(mine: Sitting) -> Question:
    target = mine.view.rules.prediction or PredictionTarget.PARTICIPANTS
    text, unit, counted = PREDICTIONS[target]
    void = mine.view.rules.void_predicted
    counted = WITH_VOID.get(target, counted) if void else counted
    window = f"Tính từ khi vòng thi mở đến khi đóng; bài thi bị hủy {'vẫn' if void else 'không'} được đếm."
    slot = mine.attempt.slots
    answer = _figure(mine.answers.get(slot, ""), in_percent=mine.view.rules.predicts_percent)
    return Question(slot, Kind.prediction, text, (), answer, unit, (counted, window), PURPOSE)
