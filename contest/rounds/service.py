"""What staff do to a round: open it, close it, give somebody a new code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from contest import entropy
from contest.attempts import papers
from contest.attempts import service as attempts
from contest.audit import service as audit
from contest.campaigns import fixing, pools
from contest.campaigns import service as campaigns
from contest.campaigns.rules import Phase
from contest.campaigns.service import RoundView
from contest.campaigns.states import RoundState
from contest.clock import local
from contest.errors import Conflict, NotFound
from contest.jobs import service as jobs
from contest.jobs.states import JobState
from contest.people import service as people
from contest.people.service import FullName
from contest.rounds import timing
from contest.rounds.deeds import Order
from contest.web import filters
from questions import service as questions
from questions.blueprint import shortages

#: The kind of the job that closes a round; its subject is the round.
CLOSE = "close"

#: A save that arrived in the last moment of the grace may still be in the writer's queue.
SETTLE = timedelta(seconds=2)

ASTRAY = (
    "Đồng hồ máy đang chỉ {machine}, còn máy chủ đang tính giờ là {mine}: đồng hồ đã bị chỉnh trong lúc "
    "máy chủ chạy. Xem giờ nào đúng, chỉnh đồng hồ máy cho đúng, khởi động lại máy chủ rồi mở vòng."
)
BEHIND = (
    "Đồng hồ máy đang chỉ {machine}, sớm hơn giờ của việc đã ghi ({mine}). Chỉnh đồng hồ máy cho đúng, "
    "khởi động lại máy chủ rồi mở vòng. Nếu đồng hồ máy đang đúng thì trước đây nó chạy nhanh: "
    "chờ đến giờ ấy, hoặc tổ chức trên một thư mục dữ liệu mới (--data)."
)
IS_OPEN = "Vòng thi đã mở rồi."
IS_OVER = "Vòng thi đã đóng, không mở lại được."
NOT_OPEN = "Vòng thi chưa mở nên chưa có gì để đóng."
IS_CLOSING = "Vòng thi đang đóng, máy đang chốt kết quả. Bạn không phải làm gì thêm."
IS_CLOSED = "Vòng thi đã đóng và có kết quả rồi."
CLOSED_IN_PAUSE = "Đóng vòng trong lúc đang tạm dừng."
NO_ENTRY = "Không tìm thấy người dự thi này trong cuộc thi. Tìm lại theo tên."


# --- opening --------------------------------------------------------------------------------------


def open_now(db: Session, actor: str, round_id: str, now: datetime, ahead: timedelta = timedelta()) -> None:
    """Let people in from this moment; the closing time stays.

    ``ahead``: how far the machine's clock was set from the server's time; then nobody knows which is right.
    """
    if ahead:
        raise Conflict(wrong_clock(now, ahead))
    view = campaigns.view(db, round_id, now, alone=True)
    _may_open(view, now)
    # Who takes questions out of the bank comes before, or finds the round open.
    questions.hold(db, view.bank_slug)
    _can_fill(db, view, now)
    campaigns.set_window(db, round_id, now, view.closes_at)
    if view.state is RoundState.DRAFT:
        campaigns.set_state(db, round_id, RoundState.DRAFT, RoundState.READY)
    detail = {"closes_at": view.closes_at.isoformat(), "rules": view.rules_sha256}
    audit.record(db, actor, "rounds.open", round_id, detail, now)


def wrong_clock(now: datetime, ahead: timedelta) -> str:
    """Two times, and how they become one again."""
    machine, mine = (f"{local(one):%H:%M:%S, %d/%m/%Y}" for one in (now + ahead, now))
    return (ASTRAY if ahead > timedelta() else BEHIND).format(machine=machine, mine=mine)


def _may_open(view: RoundView, now: datetime) -> None:
    if view.phase is Phase.OPEN:
        raise Conflict(IS_OPEN)
    if view.phase not in (Phase.DRAFT, Phase.WAITING):
        raise Conflict(IS_OVER)
    if view.closes_at <= now:
        said = filters.moment(view.closes_at)
        raise Conflict(f"Giờ đóng đã báo, {said}, đã qua. Đặt giờ đóng mới rồi mở vòng.")


def _can_fill(db: Session, view: RoundView, now: datetime) -> None:
    if lost := fixing.lost(db, view.bank_slug, view.rules, now):
        raise Conflict(f"Chưa mở được vòng: câu chung {fixing.told(lost)}. {fixing.MEND}")
    # Read anew: what papers are drawn from is kept in memory from the first start on.
    missing = shortages(papers.blueprint(view), pools.pool(db, view.bank_slug, view.rules, now, view.shift))
    if missing:
        lines = "; ".join(f"cần {short.line} nhưng mới có {short.found} câu" for short in missing)
        raise Conflict(f"Ngân hàng chưa đủ câu hỏi để mở vòng: {lines}. Thêm câu hỏi hoặc sửa cơ cấu đề.")


# --- closing --------------------------------------------------------------------------------------


def close_now(db: Session, actor: str, round_id: str, now: datetime) -> None:
    """End the round this moment: what is saved counts. A closing that failed is taken up again, even where
    only the season is missing."""
    view = campaigns.view(db, round_id, now, alone=True)
    if view.phase in (Phase.DRAFT, Phase.WAITING):
        raise Conflict(NOT_OPEN)
    if view.state is RoundState.CLOSED and not has_failed(db, round_id):
        raise Conflict(IS_CLOSED)
    if view.state in (RoundState.CLOSING, RoundState.CLOSED):
        return _resume(db, actor, view, now)
    if view.phase is Phase.OPEN:
        if view.paused_at is not None:
            # Clocks go on, so that nobody's elapsed time holds the pause; then they end.
            order = Order(entropy.new_id(), actor, CLOSED_IN_PAUSE)
            timing.resume(db, order, round_id, now, moved=False)
        _end_window(db, view, now)
    _begin_closing(db, actor, campaigns.view(db, round_id, now), now)


def has_failed(db: Session, round_id: str) -> bool:
    """Whether the closing stopped and waits for somebody. The round itself may be closed by then."""
    job = jobs.status(db, CLOSE, round_id)
    return job is not None and job.state is JobState.FAILED


def _end_window(db: Session, view: RoundView, now: datetime) -> None:
    # A window is never empty, even when it is closed in the moment in which it opened.
    closes_at = max(now, view.opens_at + timedelta(milliseconds=1))
    campaigns.set_window(db, view.id, view.opens_at, closes_at)
    attempts.cut_deadlines(db, view.id, closes_at, view.rules.grace_seconds)


def _begin_closing(db: Session, actor: str, view: RoundView, now: datetime) -> None:
    campaigns.set_state(db, view.id, RoundState.READY, RoundState.CLOSING)
    settled = view.closes_at + timedelta(seconds=view.rules.grace_seconds) + SETTLE
    jobs.enqueue(db, CLOSE, view.id, settled, now)
    audit.record(db, actor, "rounds.close", view.id, {"closes_at": view.closes_at.isoformat()}, now)


def _resume(db: Session, actor: str, view: RoundView, now: datetime) -> None:
    job = jobs.status(db, CLOSE, view.id)
    if job is None or job.state is not JobState.FAILED:
        raise Conflict(IS_CLOSING)
    jobs.resume(db, CLOSE, view.id, now)
    audit.record(db, actor, "rounds.resume", view.id, {"step": job.step}, now)


def due(db: Session, now: datetime) -> list[RoundView]:
    """Rounds whose window is over and whose closing has not begun."""
    return [view for view in campaigns.every(db, now) if _is_due(view)]


def _is_due(view: RoundView) -> bool:
    return view.phase is Phase.CLOSING and view.state is RoundState.READY


def begin_due_closings(db: Session, now: datetime) -> int:
    """Begin to close every round whose time has come; how many."""
    begun = 0
    for seen in due(db, now):
        # Read anew and alone: a pause or another closing time may have been stored a moment ago.
        view = campaigns.view(db, seen.id, now, alone=True)
        if _is_due(view):
            _begin_closing(db, audit.SERVER, view, now)
            begun += 1
    return begun


# --- participants ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Issued:
    """A new code and whose it is. It is told this once."""

    person: FullName
    code: str


def recode(db: Session, actor: str, round_id: str, entry_id: str, now: datetime) -> Issued:
    """Give a participant of this round's contest a new code; the old one stops working."""
    view = campaigns.view(db, round_id, now)
    person = people.full_names(db, [entry_id]).get(entry_id)
    if person is None or people.entry_of(db, view.campaign_id, [entry_id]) is None:
        raise NotFound(NO_ENTRY)
    code = people.new_code(db, entry_id, now)
    audit.record(db, actor, "rounds.recode", entry_id, {"round": round_id}, now)
    return Issued(person, code)


def note_export(db: Session, actor: str, round_id: str, rows: int, now: datetime) -> None:
    """Record that a list of names left the server."""
    audit.record(db, actor, "rounds.export", round_id, {"people": rows}, now)


def note_people(db: Session, actor: str, round_id: str, rows: int, now: datetime) -> None:
    """The same of the participants."""
    audit.record(db, actor, "rounds.people_export", round_id, {"people": rows}, now)


def note_watch(db: Session, actor: str, round_id: str, rows: int, now: datetime) -> None:
    """The same of who needs help."""
    audit.record(db, actor, "rounds.watch_export", round_id, {"people": rows}, now)


def note_log(db: Session, actor: str, round_id: str, now: datetime) -> None:
    """The same of the log, which names people too."""
    audit.record(db, actor, "rounds.log_export", round_id, {}, now)
