"""Papers for people without a phone: drawn and printed, answered on paper, typed in by staff.

Until it is typed in there is no attempt, only the paper: so no clock runs that nobody could see, nobody is
silent or times out. Typing it in is one transaction that starts, saves and hands in as everybody does
(decision 0023).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from contest import entropy
from contest.attempts import by_hand_store, finishing, hot, papers, used
from contest.attempts.adjusting import Deed
from contest.attempts.by_hand_looking import NO_SHEET
from contest.attempts.by_hand_rules import Bounds, Stated, as_began, ends_at, wrong_times
from contest.attempts.finishing import HandInRequest
from contest.attempts.models import PaperSheet
from contest.attempts.rules import Facts, Op, Verdict, next_attempt, open_one, paper_seed
from contest.attempts.states import SheetState
from contest.campaigns.audience_rules import is_for
from contest.campaigns.rules import Phase
from contest.campaigns.service import RoundView
from contest.errors import Conflict, Invalid, NotFound
from contest.people import audiences, consents, same
from contest.people import service as people
from contest.ruleset.states import Way
from contest.selections import service as selections
from contest.web.database import to_ms
from questions.blueprint import BlueprintError, draw

#: So many papers are made at once.
MOST_SHEETS = 60

NOT_ALLOWED = "Cuộc thi này không nhận bài làm trên giấy. Chủ cuộc thi bật ở Thiết lập, mục Người dự thi."
NOT_OPEN = "Chỉ in đề giấy khi vòng thi đang mở, để không ai đọc đề trước giờ."
OVER = "Vòng thi đã đóng nên không nhập bài giấy được nữa."
PAUSED = "Vòng thi đang tạm dừng. Cho chạy tiếp rồi in đề giấy."
BANK = "Ngân hàng chưa đủ câu hỏi để lập đề. Báo chủ cuộc thi."
ON_PHONE = "đang làm bài trên máy"
USED_UP = "đã dùng hết lượt thi"
NOT_YET = "chưa đến lúc được thi lượt tiếp"
SAME = "đăng ký này đã gộp vào đăng ký khác"
NOT_SELECTED = "không có trong danh sách người được chọn vào vòng này"
OF_OTHERS = "thuộc bảng khác với vòng này"
USED_MEANWHILE = "Người này đã dùng lượt thi này trên máy, nên bài giấy không nhập được. Bỏ đề giấy này."
WITHDREW = "đã rút khỏi cuộc thi; người này đồng ý lại ở trang Thông tin của tôi trước"
IS_SAME = "Đăng ký này đã gộp vào đăng ký khác nên bài giấy không nhập được. Tách đăng ký ra rồi nhập."
IS_OUT = "Vòng này nay dành cho người khác nên bài giấy không nhập được. Bỏ đề giấy này."
HAS_WITHDRAWN = (
    "Người này đã rút khỏi cuộc thi nên bài giấy không nhập được. "
    "Bỏ đề giấy này, hoặc chờ họ đồng ý lại ở trang Thông tin của tôi."
)
WHY_NOT = {WITHDREW: HAS_WITHDRAWN, SAME: IS_SAME, NOT_SELECTED: IS_OUT, OF_OTHERS: IS_OUT}
DONE = {
    SheetState.ENTERED: "Bài giấy này đã được nhập rồi. Tải lại trang để xem.",
    SheetState.WITHDRAWN: "Đề giấy này đã bị bỏ, không nhập được.",
}


@dataclass(frozen=True, slots=True)
class Printed:
    """The papers that were made now, and why some people got none: entry → reason."""

    made: tuple[str, ...]
    refused: Mapping[str, str]


def print_for(db: Session, view: RoundView, entry_ids: Collection[str], by: str, now: datetime) -> Printed:
    """Draw a paper for each of these, as a start would; who has one that waits keeps it.

    ``view`` is held by the caller until the commit.
    """
    check_open(view, NOT_OPEN)
    if view.paused_at is not None:
        raise Conflict(PAUSED)
    wanted = list(dict.fromkeys(entry_ids))[:MOST_SHEETS]
    people.hold(db, wanted)
    existing = hot.by_entry(db, view.id, wanted)
    finishing.record_expired(db, [one for many in existing.values() for one in many], to_ms(now))
    before = Before(db, view, wanted, now)
    has_one = by_hand_store.of_entries(db, view.id, wanted)
    rows, refused = [], {}
    for entry_id in wanted:
        if entry_id in has_one:
            continue
        number, why = before.next_number(existing.get(entry_id, []), entry_id, now)
        if number is None:
            refused[entry_id] = why
        else:
            rows.append(_row(db, view, entry_id, number, by, now))
    by_hand_store.add(db, rows)
    return Printed(tuple(str(row["id"]) for row in rows), refused)


def check_open(view: RoundView, closed: str = OVER) -> None:
    """Papers are printed and typed in while the round is open, where its rules allow them."""
    if not view.rules.by_hand:
        raise NotFound(NOT_ALLOWED)
    if view.phase is not Phase.OPEN:
        raise Conflict(closed)


class Before:
    """What people did before, as far as it decides whether another attempt may begin."""

    def __init__(
        self, db: Session, view: RoundView, entry_ids: Collection[str], papers_at: datetime | None = None
    ) -> None:
        """``papers_at``: papers that wait in other rounds then count as attempts, as they do for a new one.
        For a paper that is typed in they do not: it was counted when it was printed."""
        self.db, self.rules = db, view.rules
        self.withdrew = consents.withdrew(db, entry_ids)
        self.second = same.of(db, entry_ids)
        counted = view.rules.attempts_in_all is not None
        self.elsewhere: Mapping[str, int] = {}
        if counted and papers_at is not None:
            self.elsewhere = used.elsewhere(db, view.id, entry_ids, papers_at)
        elif counted:
            self.elsewhere = used.attempts(db, view.id, entry_ids)
        self.chosen = selections.let_in(db, view.id, entry_ids) if view.selection else None
        self.only = view.only
        self.audiences = audiences.of(db, entry_ids) if view.only is not None else {}

    def next_number(self, here: Sequence[Facts], entry_id: str, then: datetime) -> tuple[int | None, str]:
        """The number of the attempt that may begin at ``then``, or why none may."""
        if entry_id in self.withdrew:
            return None, WITHDREW
        if entry_id in self.second:
            return None, SAME
        if self.chosen is not None and entry_id not in self.chosen:
            return None, NOT_SELECTED
        if not is_for(self.only, self.audiences.get(entry_id)):
            return None, OF_OTHERS
        if open_one(here, to_ms(then)) is not None:
            return None, ON_PHONE
        elsewhere, again = self.elsewhere.get(entry_id, 0), used.returned(self.db, here)
        following = next_attempt(self.rules, here, elsewhere, to_ms(then), again)
        if following.number is None:
            return None, USED_UP
        return (None, NOT_YET) if following.at else (following.number, "")


def _row(
    db: Session, view: RoundView, entry_id: str, number: int, by: str, now: datetime
) -> dict[str, object]:
    try:
        paper = draw(papers.blueprint(view), papers.pool(db, view), paper_seed(view.seed, entry_id, number))
        behind = papers.open_questions(db, view)
    except BlueprintError as error:
        papers.forget_pool(view)
        raise Conflict(BANK) from error
    return {
        "id": entropy.new_id(),
        "entry_id": entry_id,
        "round_id": view.id,
        "number": number,
        "paper": papers.to_json(paper, behind, has_prediction=view.rules.prediction is not None),
        "slots": view.rules.slots,
        "state": SheetState.PRINTED.value,
        "printed_at": now,
        "printed_by": by,
    }


# --- typing in ------------------------------------------------------------------------------------


def enter(
    db: Session, view: RoundView, sheet_id: str, stated: Stated, answers: Mapping[int, str], deed: Deed
) -> str:
    """Start, save and hand in what somebody answered on paper, at the times that staff stated; the attempt.

    ``answers``: slot → its canonical text. ``view`` is held by the caller until the commit.
    """
    check_open(view)
    row = _waiting(db, view, sheet_id)
    people.hold(db, [row.entry_id])
    here = hot.by_entry(db, view.id, [row.entry_id]).get(row.entry_id, [])
    bounds = bounds_of(view, row.printed_at, deed.at)
    if wrong := wrong_times(stated, bounds, here):
        raise Invalid(fields=wrong)
    began = as_began(stated, row.printed_at)
    number, why = Before(db, view, [row.entry_id]).next_number(here, row.entry_id, began)
    if number != row.number:
        raise Conflict(WHY_NOT.get(why, USED_MEANWHILE))
    ends = ends_at(stated, bounds)
    start(db, view, row, began, ends, stated.stood_seconds)
    hand_in(db, row, answers, to_ms(stated.ended))
    by_hand_store.finish(db, sheet_id, SheetState.ENTERED, deed.by, deed.id, deed.at)
    return sheet_id


def bounds_of(view: RoundView, printed_at: datetime, now: datetime) -> Bounds:
    """What stated times are held against."""
    return Bounds(printed_at, view.closes_at, view.rules.seconds, view.rules.grace_seconds, now)


def _waiting(db: Session, view: RoundView, sheet_id: str) -> PaperSheet:
    row = by_hand_store.sheet(db, view.id, sheet_id, held=True)
    if row is None:
        raise NotFound(NO_SHEET)
    if row.state != SheetState.PRINTED:
        raise Conflict(DONE[SheetState(row.state)])
    return row


def start(db: Session, view: RoundView, row: PaperSheet, began: datetime, ends: datetime, stood: int) -> None:
    """Begin a paper's attempt. The columns in the order of ``hot.INSERT_ATTEMPTS``; no device holds it."""
    accepts_until = ends + timedelta(seconds=view.rules.grace_seconds)
    unit_id = people.units_of(db, [row.entry_id]).get(row.entry_id)
    identity = (row.id, row.entry_id, view.id, unit_id, row.number)
    times = (to_ms(began), to_ms(ends), to_ms(accepts_until))
    no_pace = (Way.FREE.value, None, None, None)  # the thể lệ says that parts have no time on paper
    if not hot.insert_attempts(db, [(*identity, row.paper, row.slots, *times, "", *no_pace)]):
        raise Conflict(USED_MEANWHILE)
    by_hand_store.set_stood(db, row.id, stood)


def hand_in(db: Session, row: PaperSheet, answers: Mapping[int, str], at: int) -> None:
    """Save and hand in what was answered on a paper, as having come at that moment."""
    ops = tuple(
        Op(entropy.new_id(), seq, slot, answers[slot])
        for seq, slot in enumerate((slot for slot in sorted(answers) if answers[slot]), 1)
    )
    request = HandInRequest(row.id, (row.entry_id,), 1, at, ops)
    (verdict,) = finishing.hand_in_batch(db, [request])
    if verdict is not Verdict.APPLIED:
        raise Conflict(USED_MEANWHILE)


def withdraw(db: Session, view: RoundView, sheet_id: str, deed: Deed) -> None:
    """A paper that was printed and not handed out; its owner may sit on a phone again."""
    _waiting(db, view, sheet_id)
    by_hand_store.finish(db, sheet_id, SheetState.WITHDRAWN, deed.by, deed.id, deed.at)
