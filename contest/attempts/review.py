"""One's own result: the score when its channel is on, right answers only once the round is closed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from contest.attempts import papers, store
from contest.attempts.pages import Reviewed, Score
from contest.attempts.picturing import beside, figure
from contest.attempts.rules import seconds_used
from contest.attempts.sitting import Sitting
from contest.attempts.spelling import right_in_full, spelt
from contest.campaigns import editing, pools
from contest.campaigns.rules import Phase
from contest.campaigns.service import RoundView
from contest.grades import service as grades
from contest.ruleset import wording
from contest.ruleset.rules import Counting, ReviewShown, board_channel, score_channel
from contest.standings import present
from contest.standings import service as standings
from contest.standings.service import Own
from contest.web.database import to_ms
from contest.web.filters import NBSP, inner, points
from questions import service as questions
from questions.grading import grade, is_right

FULL_POINT = 100
WAITS = "Đáp án có sau khi {name} đóng, vì còn vòng khác dùng chung câu hỏi."
UNRANKED = "Bạn không có hạng: {}. Thể lệ chỉ xếp hạng bài đúng tất cả các câu."


def score_of(mine: Sitting, db: Session) -> Score | None:
    """The own score, or None while the rules keep it back or it is not computed yet."""
    view, attempt = mine.view, mine.attempt
    closed = view.phase is Phase.CLOSED
    if not closed and not score_channel(view.rules):
        return None
    graded = grades.latest(db, [attempt.id]).get(attempt.id)
    if graded is None:
        return None
    shows_rank = closed or board_channel(view.rules)
    own = standings.own(db, view.id, attempt.entry_id, around=0) if shows_rank else None
    is_unranked = shows_rank and own is None and standings.is_unranked(db, view.id, attempt.entry_id)
    if own is not None and not present.may_tell(db, view, own.rank):
        own = None
    at = attempt.handed_in_at or attempt.deadline
    return Score(
        right=graded.right,
        seconds=seconds_used(mine.facts, to_ms(at)),
        points=None if graded.points == graded.right * FULL_POINT else graded.points,
        rank=own.rank if own else None,
        people=own.total if own else None,
        provisional=not closed,
        prediction=graded.prediction,
        truth=view.prediction_truth if closed else None,
        in_percent=view.rules.predicts_percent,
        counted=_counted(mine, db, own) if own else "",
        unranked=UNRANKED.format(wording.unranked(view.rules)) if is_unranked else "",
    )


def _counted(mine: Sitting, db: Session, own: Own) -> str:
    """Which of several attempts the place is by; "" where there is only one."""
    rules = mine.view.rules
    if not rules.several:
        return ""
    if rules.counting is Counting.MEAN:
        return f"Hạng tính theo trung bình các lượt của bạn: {points(own.points)}{NBSP}điểm."
    if own.attempt_id == mine.attempt.id:
        return "Hạng tính theo lượt này."
    number = store.numbers(db, [own.attempt_id])[own.attempt_id]
    return f"Hạng tính theo lượt {number} của bạn."


@dataclass(frozen=True, slots=True)
class Review:
    """The right answers as far as they may be told now. ``waits``: why they are not told yet."""

    rows: tuple[Reviewed, ...] = ()
    waits: str = ""


def reviewed(mine: Sitting, db: Session, now: datetime) -> Review:
    """Each question with the right answer and why. The keys are read here only after close (I6), and not
    while the same questions are asked in another round."""
    view = mine.view
    if view.phase is not Phase.CLOSED or view.rules.visibility.review is not ReviewShown.AFTER_CLOSE:
        return Review()
    if asked := asked_still(view, editing.rounds_of(db, view.campaign_id, now)):
        return Review(waits=WAITS.format(name=inner(asked.name)))
    return Review(_rows(mine, db))


def asked_still(view: RoundView, rounds: Iterable[RoundView]) -> RoundView | None:
    """The round of the same contest, the last to close, that goes on and may ask what this one asked."""
    found = (
        each for each in rounds if each.phase in (Phase.OPEN, Phase.CLOSING) and pools.asks_again(view, each)
    )
    return max(found, key=lambda each: (each.closes_at, each.number), default=None)


def _rows(mine: Sitting, db: Session) -> tuple[Reviewed, ...]:
    contents = papers.contents(db, mine.paper)
    keys = questions.keys(db, {drawn.revision for drawn in mine.paper})
    rows, titles = [], mine.titles
    for slot, (content, drawn) in enumerate(zip(contents, mine.paper, strict=True), start=1):
        _, key = keys[drawn.revision]
        answer = mine.answers.get(slot, "")
        rows.append(
            Reviewed(
                slot=slot,
                text=content.text,
                given=spelt(content, answer),
                right=is_right(content, key, answer),
                answer=right_in_full(content, key),
                partly=grade(content, key, answer, FULL_POINT) > 0,
                explanation=key.explanation,
                basis=key.basis,
                part=titles.get(slot, ""),
                picture=figure(mine.attempt.id, content.picture),
                pictures=beside(mine.attempt.id, content, drawn),
            )
        )
    return tuple(rows)
