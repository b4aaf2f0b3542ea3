"""What a regrade changes, as a workbook with whole names."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime
from fractions import Fraction

from sqlmodel import Session

from contest.campaigns import service as campaigns
from contest.campaigns.service import RoundView
from contest.lists.sheets import MEDIA_TYPE, OPTIONS, Cell, Sheets
from contest.people import service as people
from contest.regrades import service, showing, store
from contest.regrades.models import Regrade
from contest.regrades.states import State
from contest.web import filters

__all__ = ["MEDIA_TYPE", "workbook"]

SLICE = 1_000
COLUMNS = ("Họ và tên", "Đơn vị", "Lượt", "Điểm trước", "Điểm sau", "Câu đúng trước", "Câu đúng sau")
RANKS = ("Hạng trước", "Hạng sau")
STATES = {
    State.READY: "Chấm thử, CHƯA ÁP DỤNG",
    State.APPLYING: "Đang áp dụng",
    State.APPLIED: "Đã áp dụng",
    State.DROPPED: "Đã bỏ, KHÔNG áp dụng",
}


def workbook(db: Session, round_id: str, regrade_id: str, now: datetime) -> tuple[str, bytes, int]:
    """(name, content, how many rows are in it)."""
    view = campaigns.view(db, round_id, now)
    row = service.of(db, round_id, regrade_id)
    if row.state == State.TRIAL:
        raise service.Conflict(service.NOT_READY)
    out = io.BytesIO()
    # Imported here: it is half as large as all the rest, and a start needs nothing of it.
    import xlsxwriter

    with xlsxwriter.Workbook(out, OPTIONS) as book:
        Sheets(book, header(view, row, now)).add("Thay đổi", (*COLUMNS, *RANKS), _rows(db, row))
    return f"cham-lai-{view.slug}-{view.number}.xlsx", out.getvalue(), row.changed


def header(view: RoundView, row: Regrade, now: datetime) -> list[str]:
    """What the list is of, so that a printed sheet explains itself."""
    return [
        " ".join(view.title.splitlines()),
        f"{view.name}: chấm lại theo đáp án đã sửa. {STATES[State(row.state)]}",
        f"Lý do: {row.reason}",
        f"{filters.number(row.changed)} bài đổi kết quả. Lập lúc {filters.moment(now)}",
    ]


def _rows(db: Session, row: Regrade) -> Iterator[list[Cell]]:
    offset = 0
    while some := store.listed(db, row.id, offset, SLICE):
        named = people.full_names(db, {one.entry_id for one in some})
        for one in showing.change_rows(db, some, named):
            points = [Fraction(each, 100) for each in one.points]
            yield [one.name, one.unit, one.number, *points, *one.right, one.before, one.after]
        offset += len(some)
