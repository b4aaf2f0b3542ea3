"""What does not count: a void attempt, a barred participant. The boards follow at once.

A registration that counts with another one is ``twice``'s.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from contest.attempts import adjusting, used
from contest.campaigns import service as campaigns
from contest.campaigns.audience_rules import is_for
from contest.campaigns.rules import Phase
from contest.campaigns.service import RoundView
from contest.campaigns.states import RoundState
from contest.errors import Conflict, NotFound
from contest.grades import service as grades
from contest.jobs import service as jobs
from contest.people import audiences, same
from contest.people import service as people
from contest.rounds import deeds
from contest.rounds.deeds import Order
from contest.rounds.service import CLOSE, NO_ENTRY
from contest.rounds.states import DeedKind
from contest.ruleset.rules import score_channel
from contest.seasons import service as seasons
from contest.standings import service as standings
from contest.standings.rules import Known

RANKING = "Máy đang chấm và xếp hạng vòng này. Chờ có kết quả rồi làm lại, thường chưa đến một phút."
BARRED = "Người này đã ở ngoài bảng xếp hạng rồi."
COUNTED_ELSEWHERE = "Bài này thuộc một đăng ký đã gộp vào đăng ký khác. Tách đăng ký ấy ra thì bài tính lại."
OF_ANOTHER = (
    "Vòng này của {label}, còn người này đã chuyển sang bảng khác. Chuyển về {label} thì bài tính lại."
)
NOT_OPEN = "Vòng thi không mở nên không cho thi lại được. Cần thì dời giờ đóng trước khi vòng đóng."
SAT_AGAIN = (
    "Người này đã được thi lại và đã bắt đầu lượt khác, nên bài này không công nhận lại được. "
    "Muốn đổi thì bấm Cho thi lại ở lượt kia trước."
)
SAT_AGAIN_OVER = (
    "Người này đã được thi lại bằng lượt khác, nên bài này không công nhận lại được. "
    "Vòng đã đóng: lượt thi lại giữ nguyên kết quả."
)
NOT_BARRED = "Người này đang được xếp hạng bình thường."


def void(db: Session, order: Order, round_id: str, attempt_id: str, now: datetime) -> None:
    """An attempt counts no more, and somebody's next best takes its place on the board."""
    view = _steady(db, round_id, now)
    if not deeds.claim(db, order, DeedKind.VOID, round_id, now, attempt_id):
        return
    entry_id = adjusting.void(db, round_id, attempt_id, deeds.trace(order, now))
    place_again(db, view, entry_id, now)
    deeds.note(db, order, DeedKind.VOID, round_id, now, subject=attempt_id, people=1)


def unvoid(db: Session, order: Order, round_id: str, attempt_id: str, now: datetime) -> None:
    """It counts again."""
    view = _steady(db, round_id, now)
    if not deeds.claim(db, order, DeedKind.UNVOID, round_id, now, attempt_id):
        return
    is_returned = adjusting.is_returned(db, attempt_id)
    entry_id = adjusting.unvoid(db, round_id, attempt_id, deeds.trace(order, now))
    if is_returned and used.is_too_much(db, view, entry_id, now):
        raise Conflict(SAT_AGAIN if view.phase is Phase.OPEN else SAT_AGAIN_OVER)
    if same.of(db, [entry_id]):
        raise Conflict(COUNTED_ELSEWHERE)
    if view.only is not None and not is_for(view.only, audiences.held(db, entry_id).audience_id):
        raise Conflict(OF_ANOTHER.format(label=view.only.short))
    place_again(db, view, entry_id, now)
    deeds.note(db, order, DeedKind.UNVOID, round_id, now, subject=attempt_id, people=1)


def resit(db: Session, order: Order, round_id: str, attempt_id: str, now: datetime) -> None:
    """An attempt counts no more and is used no more: its person may begin another one for it."""
    view = _steady(db, round_id, now)
    if not deeds.claim(db, order, DeedKind.RESIT, round_id, now, attempt_id):
        return
    if view.phase is not Phase.OPEN:
        raise Conflict(NOT_OPEN)
    entry_id = adjusting.resit(db, round_id, attempt_id, deeds.trace(order, now))
    place_again(db, view, entry_id, now)
    deeds.note(db, order, DeedKind.RESIT, round_id, now, subject=attempt_id, people=1)


def bar(db: Session, order: Order, round_id: str, entry_id: str, now: datetime) -> None:
    """Somebody takes part without being ranked, in every round of the contest."""
    views = of_contest(db, round_id, entry_id, now)
    if not deeds.claim(db, order, DeedKind.BAR, round_id, now, entry_id):
        return
    if not people.bar(db, entry_id, order.reason):
        raise Conflict(BARRED)
    for view in views:
        standings.remove(db, view.id, [entry_id])
    seasons.follow(db, views[0], [entry_id], now)
    deeds.note(db, order, DeedKind.BAR, round_id, now, subject=entry_id, people=1)


def unbar(db: Session, order: Order, round_id: str, entry_id: str, now: datetime) -> None:
    """They are ranked again."""
    views = of_contest(db, round_id, entry_id, now)
    if not deeds.claim(db, order, DeedKind.UNBAR, round_id, now, entry_id):
        return
    if not people.bar(db, entry_id, None):
        raise Conflict(NOT_BARRED)
    for view in views:
        place_again(db, view, entry_id, now)
    deeds.note(db, order, DeedKind.UNBAR, round_id, now, subject=entry_id, people=1)


def place_again(db: Session, view: RoundView, entry_id: str, now: datetime) -> None:
    """Take an entry off a board and put on what counts of it now, where the board may show it."""
    standings.remove(db, view.id, [entry_id])
    closed = view.state is RoundState.CLOSED
    if not closed and not score_channel(view.rules):
        return
    ended = adjusting.counting(db, view.id, [entry_id])
    graded = grades.grade_papers(db, [one.to_grade for one in ended], view.rules, now)
    results = [one.result(grade) for one, grade in zip(ended, graded, strict=True)]
    standings.place(db, view.rules, view.id, results, _known(view) if closed else None)
    if closed:
        seasons.follow(db, view, [entry_id], now)


def _known(view: RoundView) -> Known:
    return Known(view.prediction_truth, view.seed)


def of_contest(db: Session, round_id: str, entry_id: str, now: datetime) -> Sequence[RoundView]:
    """All rounds of the contest, held until the commit; NotFound when the entry is of another one."""
    view = campaigns.view(db, round_id, now)
    if people.entry_of(db, view.campaign_id, [entry_id]) is None:
        raise NotFound(NO_ENTRY)
    # In the order in which everybody locks rounds.
    rounds = sorted(one.id for one in campaigns.every(db, now) if one.campaign_id == view.campaign_id)
    return [_steady(db, round_id, now) for round_id in rounds]


def _steady(db: Session, round_id: str, now: datetime) -> RoundView:
    """The round, unless its closing is just ranking it: two hands on one board would not agree."""
    view = campaigns.view(db, round_id, now, alone=True)
    job = jobs.status(db, CLOSE, round_id) if view.state is RoundState.CLOSING else None
    if job is not None and job.step:
        raise Conflict(RANKING)
    return view
