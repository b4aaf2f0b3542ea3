"""An analysis as a file: the papers, the questions and, for whoever may see the bank, the options.

Every cell is written with its type (``lists.sheets``), so a question that begins with "=" stays text.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from fractions import Fraction

from sqlmodel import Session

from contest.accounts.service import Member
from contest.bank.access import rights
from contest.bank.pages import KINDS
from contest.campaigns import service as campaigns
from contest.campaigns.service import RoundView
from contest.errors import NotFound
from contest.lists import tables
from contest.lists.sheets import Cell
from contest.lists.tables import Ending, Made, Sheet, Table
from contest.reports import keeping, present, showing
from contest.reports.keeping import Stored
from contest.reports.present import Judged
from contest.reports.states import Scope
from contest.web import filters
from questions import asked as papers
from questions.asked import KeyVersion

NOTHING = "Vòng này chưa có thống kê câu hỏi. Mở trang thống kê để xem khi nào có."


def workbook(
    db: Session,
    who: Member,
    round_id: str,
    asked: str,
    now: datetime,
    ending: Ending = Ending.XLSX,
    which: int = 1,
) -> Made:
    """The figures of a closed round as a file."""
    return tables.made(table(db, who, round_id, asked, now), ending, which)


def table(db: Session, who: Member, round_id: str, asked: str, now: datetime) -> Table:
    """The questions, the papers as a whole, the options."""
    view = campaigns.view(db, round_id, now)
    scope = showing.scope_of(view, asked)
    found = None if showing.waits(view) else keeping.stored(db, round_id, scope)
    if found is None:
        raise NotFound(NOTHING)
    items = {line.item.item for line in found.lines}
    judged = present.judged(found.lines, papers.asked(db, items))
    keys = papers.key_versions(db, items) if rights(db, who)(view.bank_slug) else None
    figures = ([one.name, one.value, one.guide] for one in present.whole(found.whole))
    items = ([cell(one) for cell in COLUMNS.values()] for one in judged)
    sheets = [Sheet("Cả đề", WHOLE, figures), Sheet("Câu hỏi", tuple(COLUMNS), items)]
    if keys is not None:
        sheets.append(Sheet("Phương án", CHOICES, _choices(judged, keys, found.graded_at)))
    stem = f"thong-ke-cau-hoi-{view.slug}-{view.number}"
    return Table(stem, header(view, found, scope, now), tuple(sheets))


def header(view: RoundView, found: Stored, scope: Scope, now: datetime) -> list[str]:
    """What the sheets are of, so that a printed one explains itself."""
    which = "Mọi lượt thi" if scope is Scope.ALL else "Lượt đầu của mỗi người"
    return [
        " ".join(view.title.splitlines()),
        f"{view.name}: từ {filters.moment(view.opens_at)} đến {filters.moment(view.closes_at)}",
        f"Thống kê câu hỏi. {which}, {filters.number(found.whole.people)} bài. "
        f"Tính lúc {filters.moment(found.counted_at)}, lập tệp lúc {filters.moment(now)}",
        "Không tính bài hủy và người không được xếp hạng. Các cột % ghi theo phần trăm.",
    ]


def per_cent(value: Fraction | None) -> Cell:
    """A part of one as a per cent with two decimals."""
    return None if value is None else Fraction(round(value * 10_000), 100)


Column = Callable[[Judged], Cell]

COLUMNS: dict[str, Column] = {
    "Câu": lambda one: one.number,
    "Nội dung": lambda one: one.asked.content.text,
    "Loại": lambda one: KINDS[one.asked.content.kind],
    "Bản": lambda one: one.asked.number,
    "Số bài": lambda one: one.item.people,
    "Đúng": lambda one: one.item.right,
    "Không trả lời": lambda one: one.item.silent,
    "Độ dễ (%)": lambda one: per_cent(one.item.facility),
    "Độ lệch chuẩn (%)": lambda one: per_cent(one.item.spread),
    "Độ phân biệt (%)": lambda one: per_cent(one.item.discrimination),
    "Hiệu suất phân biệt (%)": lambda one: per_cent(one.item.efficiency),
    "Trọng số dự định (%)": lambda one: per_cent(one.item.intended),
    "Trọng số thực tế (%)": lambda one: per_cent(one.item.effective),
    "Đoán mò được (%)": lambda one: per_cent(one.item.guess),
    "Nhận xét": lambda one: ", ".join(chip.words for chip in one.chips),
}
WHOLE = ("Số liệu", "Giá trị", "Cách đọc")
CHOICES = (
    "Câu",
    "Nội dung",
    "Phương án",
    "Lời phương án",
    "Số người chọn",
    "Tỷ lệ (%)",
    "Tổng điểm TB",
    "Đáp án",
)


def _choices(
    judged: Iterable[Judged], keys: dict[int, tuple[KeyVersion, ...]], graded_at: datetime | None
) -> Iterable[list[Cell]]:
    for one in judged:
        used = showing.in_force(keys.get(one.item.item, ()), graded_at)
        rows: Collection[showing.OptionRow] = showing.options(one, used.key) if used else ()
        for row, choice in zip(rows, one.item.choices, strict=True):
            mean = None if choice.mean is None else Fraction(round(choice.mean), 100)
            part = per_cent(Fraction(choice.people, one.item.people)) if one.item.people else None
            text = one.asked.content.text
            right = "đúng" if row.right else None
            yield [one.number, text, row.letter, row.text, row.people, part, mean, right]
