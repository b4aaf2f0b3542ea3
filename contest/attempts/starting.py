"""Starting: many people in the same second, one attempt each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cached_property

from sqlmodel import Session

from contest import entropy, storage
from contest.attempts import hot, papers
from contest.attempts.here import PRINTED, WITHDREW, Here, gathered
from contest.attempts.rules import HELD_BACK, given_out, next_attempt, open_one, paper_seed
from contest.campaigns import service as campaigns
from contest.campaigns.rules import Phase, clock_of, deadline, phase
from contest.campaigns.service import RoundView
from contest.errors import NotFound
from contest.people import service as people
from contest.web.database import from_ms, to_ms
from questions.blueprint import Blueprint, BlueprintError, Pool, draw


@dataclass(frozen=True, slots=True)
class StartRequest:
    """Somebody pressed "Bắt đầu làm bài" on a phone with these entries."""

    round_id: str
    entries: tuple[str, ...]
    device: str
    received: int


class Refusal(StrEnum):
    """Why there is no attempt; the value is what the participant reads."""

    NOT_YOURS = "Máy này chưa vào cuộc thi này. Vào thi trước rồi bắt đầu."
    WAITING = "Vòng thi chưa mở. Trang này có nút bắt đầu khi đến giờ."
    OVER = "Vòng thi đã đóng nên không bắt đầu được nữa."
    PAUSED = "Ban Tổ chức đang tạm dừng vòng thi. Đồng hồ của ai cũng đứng lại."
    USED_UP = "Bạn đã dùng hết lượt thi của vòng này."
    TODAY = "Hôm nay bạn đã thi đủ số lượt của một ngày. Trang chuẩn bị cho biết khi nào thi tiếp được."
    PAUSE = "Chưa hết khoảng nghỉ giữa hai lượt. Trang chuẩn bị cho biết khi nào thi tiếp được."
    SAME = (
        "Đăng ký này đã gộp vào đăng ký khác của bạn nên không bắt đầu lượt mới. "
        "Bạn thấy chưa đúng thì hỏi Ban Tổ chức."
    )
    NOT_SELECTED = (
        "Vòng này chỉ dành cho người được chọn từ vòng trước, và đăng ký này không có trong danh sách."
    )
    ANNOUNCING = "Ban Tổ chức đang công bố kết quả vòng trước. Công bố xong thì bắt đầu được."
    AUDIENCE = "Vòng thi này dành cho bảng khác. Trang chuẩn bị cho biết vòng thi của bạn."
    PAPER = PRINTED
    OUT = WITHDREW
    DISK = (
        "Máy chủ sắp hết chỗ ghi nên tạm chưa nhận lượt thi mới. Bạn chưa mất lượt thi nào, "
        "đồng hồ chưa chạy. Báo Ban Tổ chức rồi thử lại sau ít phút."
    )
    BANK = "Đề thi chưa lập được. Ban Tổ chức đang xử lý, bạn chưa mất lượt thi nào."


@dataclass(frozen=True, slots=True)
class StartOutcome:
    """The attempt to go on with, or why there is none."""

    attempt_id: str = ""
    refusal: Refusal | None = None


def start_batch(db: Session, requests: Sequence[StartRequest]) -> list[StartOutcome]:
    """An attempt for each request: the open one if there is one, else a new one, else a refusal."""
    outcomes: dict[int, StartOutcome] = {}
    by_round: dict[str, list[int]] = {}
    for index, request in enumerate(requests):
        by_round.setdefault(request.round_id, []).append(index)
    for round_id, indexes in by_round.items():
        together = [requests[index] for index in indexes]
        now = from_ms(max(request.received for request in together))
        try:
            # Held, so that a close comes before these starts or finds them and cuts their deadlines.
            view = campaigns.view(db, round_id, now, held=True)
            started = _start_round(db, view, together, now)
        except NotFound:
            started = [StartOutcome(refusal=Refusal.NOT_YOURS)] * len(together)
        outcomes.update(zip(indexes, started, strict=True))
    return [outcomes[index] for index in range(len(requests))]


def _start_round(
    db: Session, view: RoundView, requests: Sequence[StartRequest], now: datetime
) -> list[StartOutcome]:
    owners = people.entries_of(db, view.campaign_id, [request.entries for request in requests])
    wanted: dict[str, StartRequest] = {}
    for owner, request in zip(owners, requests, strict=True):
        if owner is not None:
            wanted.setdefault(owner, request)
    whoever = gathered(db, view, wanted, now)
    found: dict[str, StartOutcome] = {}
    rows, drawing = [], Drawing(db, view)
    for owner, request in wanted.items():
        outcome, row = _decide(drawing, view, whoever[owner], request)
        found[owner] = outcome
        rows += [row] if row else []
    stored = hot.insert_attempts(db, rows)
    if view.rules.way in HELD_BACK:
        # The first question or part is given out with the paper.
        hot.insert_asked(db, [(row[0], 1, row[7]) for row in rows if row[0] in stored])
    lost = {row[1] for row in rows} - _owners(rows, stored)
    if lost:
        # Another process was first: its attempt is the one that goes on.
        for owner, theirs in hot.by_entry(db, view.id, lost).items():
            found[owner] = StartOutcome(theirs[-1].id)
    nobody = StartOutcome(refusal=Refusal.NOT_YOURS)
    return [found[owner] if owner is not None else nobody for owner in owners]


def _owners(rows: list[tuple[object, ...]], stored: set[str]) -> set[object]:
    return {row[1] for row in rows if row[0] in stored}


Row = tuple[object, ...]


@dataclass
class Drawing:
    """What a batch's papers of one round are drawn from: found when the first of them is."""

    db: Session
    view: RoundView

    @cached_property
    def _from(self) -> tuple[Blueprint, Pool, tuple[int, ...]]:
        found = papers.blueprint(self.view), papers.pool(self.db, self.view)
        return *found, papers.open_questions(self.db, self.view)

    def paper(self, entry_id: str, number: int) -> str:
        """The paper of somebody's attempt as it is stored; BlueprintError when the bank is too small."""
        blueprint, pool, behind = self._from
        paper = draw(blueprint, pool, paper_seed(self.view.seed, entry_id, number))
        return papers.to_json(paper, behind, has_prediction=self.view.rules.prediction is not None)


def _decide(
    drawing: Drawing, view: RoundView, who: Here, request: StartRequest
) -> tuple[StartOutcome, Row | None]:
    # The moment of arrival, not the batch's: who pressed in time starts, whoever else is in the batch.
    now = from_ms(request.received)
    going_on = open_one(who.attempts, request.received)
    if going_on is not None:
        return StartOutcome(going_on.id), None
    then = phase(view.state, view.opens_at, view.closes_at, clock_of(view.paused_at, now))
    if then is not Phase.OPEN:
        early = then in (Phase.DRAFT, Phase.WAITING)
        return StartOutcome(refusal=Refusal.WAITING if early else Refusal.OVER), None
    if (kept_out := _kept_out(who)) is not None:
        return StartOutcome(refusal=kept_out), None
    following = next_attempt(view.rules, who.attempts, who.elsewhere, request.received, who.returned)
    number = following.number
    if number is None:
        return StartOutcome(refusal=Refusal.USED_UP), None
    if following.at:
        return StartOutcome(refusal=Refusal.TODAY if following.by_day else Refusal.PAUSE), None
    if view.paused_at is not None:
        return StartOutcome(refusal=Refusal.PAUSED), None
    if storage.is_short():
        return StartOutcome(refusal=Refusal.DISK), None
    try:
        stored = drawing.paper(who.entry_id, number)
    except BlueprintError:
        papers.forget_pool(view)
        return StartOutcome(refusal=Refusal.BANK), None
    row = _row(view, who, number, stored, request.device, now)
    return StartOutcome(str(row[0])), row


def _kept_out(who: Here) -> Refusal | None:
    """Why this registration starts nothing here, whatever the hour."""
    reasons = (
        (who.withdrew, Refusal.OUT),
        (who.is_same, Refusal.SAME),
        (who.is_held, Refusal.ANNOUNCING),
        (who.is_out, Refusal.NOT_SELECTED),
        (not who.is_theirs, Refusal.AUDIENCE),
        (who.on_paper, Refusal.PAPER),
    )
    return next((refusal for is_so, refusal in reasons if is_so), None)


def _row(
    view: RoundView,
    who: Here,
    number: int,
    stored: str,
    device: str,
    now: datetime,
) -> Row:
    """The columns in the order of ``hot.INSERT_ATTEMPTS``."""
    ends = deadline(view.closes_at, now, view.rules.seconds)
    accepts_until = ends + timedelta(seconds=view.rules.grace_seconds)
    times = (to_ms(now), to_ms(ends), to_ms(accepts_until))
    identity = (entropy.new_id(), who.entry_id, view.id, who.unit_id, number)
    first = given_out(view.rules, 1, to_ms(now))
    return (*identity, stored, view.rules.slots, *times, device, view.rules.way.value, *first)
