"""What goes to the printer: papers to answer with a pen, and the receipts of those that were typed in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import assert_never

from sqlmodel import Session

from contest.accounts import staffing
from contest.attempts import by_hand_looking, looking
from contest.attempts.behind import NAME
from contest.attempts.by_hand_looking import Asked, Sheet
from contest.attempts.prediction import PREDICTIONS
from contest.attempts.rules import seconds_used
from contest.attempts.service import facts_of
from contest.attempts.spelling import letter_of
from contest.attempts.states import SheetState
from contest.byhand.rules import sheet_code
from contest.byhand.service import allowed
from contest.campaigns.rules import Phase
from contest.campaigns.service import RoundView
from contest.errors import Conflict, NotFound
from contest.office import service as office
from contest.people import service as people
from contest.printing import answer_sheet, receipts
from contest.ruleset.states import PredictionTarget
from contest.web.database import to_ms
from contest.web.filters import moment, span
from contest.web.pages import path_for
from questions.kinds import Content, Kind
from questions.picture import Picture
from questions.pictures import keeping

NOT_NOW = "Vòng thi không mở nên đề giấy không in được. Chỉ in trong giờ thi, để không ai đọc đề trước giờ."
NONE_WAITS = "Không có đề giấy nào chờ nhập. Chọn người rồi bấm In đề."
NOT_ENTERED = "Bài giấy này chưa nhập nên chưa có biên nhận."
#: So many lines to write on take a third of a page.
WRITTEN_LINES = 8
NOTES = {
    Kind.one: "khoanh một chữ",
    Kind.several: "khoanh mọi chữ đúng",
    Kind.true_false: "khoanh Đ hoặc S",
    Kind.statements: "khoanh Đ hoặc S ở từng ý",
    Kind.short: "ghi câu trả lời",
    Kind.number: "ghi số",
    Kind.ordering: "ghi các chữ theo thứ tự",
    Kind.matching: "ghi số vào sau mỗi chữ",
    Kind.prediction: "ghi số",
    Kind.suggestion: "viết vào các dòng kẻ, không chấm điểm",
}
HOW = (
    "Thời gian làm bài {limit}, tính từ giờ bắt đầu ghi dưới đây. Nộp giấy cho người coi thi trước {close}.",
    "Khoanh chữ trước câu trả lời bằng bút mực. Muốn đổi thì gạch chéo chữ cũ rồi khoanh chữ khác. "
    "Câu không làm thì bỏ trống.",
)
KEEP = "Giữ biên nhận này để đối chiếu khi cần. Kết quả có theo thể lệ của cuộc thi."


@dataclass(frozen=True)
class Made:
    """A file and its name."""

    content: bytes
    name: str


def sheets(
    db: Session, round_id: str, sheet_id: str, since: int, scheme: str, host: str, now: datetime
) -> Made:
    """The papers that wait, in class list order: one, those printed at a moment (milliseconds), or all."""
    view = allowed(db, round_id, now)
    if view.phase is not Phase.OPEN:
        raise Conflict(NOT_NOW)
    waiting = by_hand_looking.sheets(db, round_id, SheetState.PRINTED)
    found = [
        one
        for one in waiting
        if (not sheet_id or one.id == sheet_id) and (not since or to_ms(one.printed_at) == since)
    ]
    if not found:
        raise NotFound(NONE_WAITS)
    given = wanted(db, view, found, office.root_for(scheme, host))
    return Made(answer_sheet.pdf(given), f"de-giay-{view.slug}.pdf")


def wanted(db: Session, view: RoundView, found: Sequence[Sheet], root: str) -> answer_sheet.Sheets:
    """What stands on the papers. No key is read for it."""
    named = people.full_names(db, [one.entry_id for one in found])
    asked = by_hand_looking.asked(db, view.id, [one.id for one in found])
    shown = pictures(db, [each.content for listed in asked.values() for each in listed])
    ordered = sorted(found, key=lambda one: (named[one.entry_id].sort_key, one.id))
    return answer_sheet.Sheets(
        title=" ".join(view.title.splitlines()),
        round=view.name,
        how=tuple(line.format(limit=span(view.rules.seconds), close=moment(view.closes_at)) for line in HOW),
        sheets=tuple(
            answer_sheet.Sheet(
                named[one.entry_id].name,
                named[one.entry_id].unit_name,
                sheet_code(one.id),
                root + path_for("byhand.sheet", round=view.id, sheet=one.id),
                tuple(question(view, slot, each) for slot, each in enumerate(asked[one.id], 1)),
            )
            for one in ordered
        ),
        files=shown,
    )


def pictures(db: Session, contents: Sequence[Content]) -> dict[str, bytes]:
    """The pictures that stand on the papers, by the names that questions call them."""
    wanted = {one.digest for content in contents for one in content.pictures}
    return {_name(one.digest): one.content for one in keeping.load(db, wanted).values()}


def _name(digest: str) -> str:
    # What kind of picture it is stands in its first bytes.
    return f"hinh-{digest}"


def _printed(one: Picture | None) -> answer_sheet.Picture | None:
    return answer_sheet.Picture(_name(one.digest), one.width, one.height, one.alt) if one else None


def question(view: RoundView, slot: int, asked: Asked) -> answer_sheet.Question:
    """One question as it is printed: its options in the order of this very paper."""
    return replace(_question(view, slot, asked), picture=_printed(asked.content.picture))


def _question(view: RoundView, slot: int, asked: Asked) -> answer_sheet.Question:
    content, note = asked.content, NOTES[asked.content.kind]
    match content.kind:
        case Kind.prediction:
            said, unit, _ = PREDICTIONS[view.rules.prediction or PredictionTarget.PARTICIPANTS]
            return answer_sheet.Question("Dự đoán", said, note, unit=unit)
        case Kind.suggestion:
            return answer_sheet.Question(NAME, content.text, note, lines=WRITTEN_LINES)
        case Kind.number | Kind.short:
            return answer_sheet.Question(f"Câu {slot}", content.text, note, unit=content.unit)
        case Kind.true_false:
            options = tuple((one.text[:1], one.text) for one in content.options)
            return answer_sheet.Question(f"Câu {slot}", content.text, note, options)
        case Kind.one | Kind.several | Kind.statements | Kind.ordering | Kind.matching:
            return _rows(slot, asked, note)
        case _:
            assert_never(content.kind)


def _rows(slot: int, asked: Asked, note: str) -> answer_sheet.Question:
    """A question whose options have letters of their own on this very paper."""
    content = asked.content
    named = {one.id: one for one in content.options}
    shown = [named[one] for one in asked.drawn.options]
    options = tuple((letter_of(content.kind, at), one.text) for at, one in enumerate(shown))
    return answer_sheet.Question(
        f"Câu {slot}",
        content.text,
        note,
        options,
        rings=("Đ", "S") if content.kind is Kind.statements else (),
        targets=tuple((str(at), one.text) for at, one in enumerate(content.targets, 1)),
        is_written=content.kind in (Kind.ordering, Kind.matching),
        pictures=tuple(_printed(one.picture) for one in shown),
    )


def receipt(db: Session, round_id: str, sheet_id: str, now: datetime) -> Made:
    """The receipt of a paper that was typed in, to hand out."""
    view = allowed(db, round_id, now)
    found = by_hand_looking.sheet(db, round_id, sheet_id)
    if found.state is not SheetState.ENTERED:
        raise NotFound(NOT_ENTERED)
    given = receipts.Receipts(
        " ".join(view.title.splitlines()), view.name, KEEP, (_receipt(db, view, found, now),)
    )
    return Made(receipts.pdf(given), f"bien-nhan-{view.slug}.pdf")


def _receipt(db: Session, view: RoundView, found: Sheet, now: datetime) -> receipts.Receipt:
    person = people.full_names(db, [found.entry_id])[found.entry_id]
    row = looking.detail(db, view.id, found.id, now)
    began, ended = row.attempt.started_at, row.attempt.handed_in_at or row.attempt.deadline
    answered = len([answer for answer in row.answers.values() if answer])
    by = staffing.names(db, [found.done_by]).get(found.done_by, "")
    facts = (
        ("Làm bài trên giấy", f"từ {moment(began)} đến {moment(ended)}"),
        ("Thời gian làm bài", span(seconds_used(facts_of(row.attempt), to_ms(ended)))),
        ("Đã trả lời", f"{answered}/{found.slots} câu"),
        ("Người nhập", f"{by}, lúc {moment(found.done_at or ended)}"),
        ("Dấu của bài", (row.attempt.digest or "")[:16]),
    )
    return receipts.Receipt(person.name, person.unit_name, row.attempt.receipt or "", facts)
