"""What stands behind the graded questions of a paper: open questions, and the prediction last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import Session

from contest.attempts import papers
from contest.attempts.pages import Written
from contest.attempts.prediction import predicted
from contest.attempts.spelling import counted
from contest.campaigns import service as campaigns
from questions.blueprint import Drawn
from questions.kinds import Content

if TYPE_CHECKING:
    from contest.attempts.sitting import Sitting

NAME = "Câu hỏi mở"


def every(db: Session, round_id: str, stored: str) -> tuple[tuple[Content, Drawn], ...]:
    """All slots of a stored paper: its questions, open ones, the prediction. No key is read here."""
    drawn = (*papers.from_json(stored), *papers.behind(stored))
    asked = list(zip(papers.contents(db, drawn), drawn, strict=True))
    if papers.has_prediction(stored):
        guess = predicted(campaigns.rules_of(db, round_id))
        asked.append((guess, Drawn(papers.PREDICTION_REVISION, ())))
    return tuple(asked)


def called(count: int, behind: int, slot: int) -> str:
    """What a slot is called that is no numbered question, "" for one of the ``count`` that are; ``behind``
    of them follow, and a slot after these is the prediction."""
    if slot <= count:
        return ""
    if slot > count + behind:
        return "Dự đoán"
    return NAME if behind == 1 else f"{NAME} {slot - count}"


def written(mine: Sitting) -> tuple[Written, ...]:
    """How much somebody wrote for each open question of their own paper."""
    first = len(mine.paper) + 1
    slots = range(first, first + len(mine.behind))
    return tuple(Written(slot, mine.called(slot), counted(mine.answers.get(slot, ""))) for slot in slots)
