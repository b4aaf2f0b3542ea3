"""What a regrade changes, as a file with whole names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from fractions import Fraction

from sqlmodel import Session

from contest.campaigns import service as campaigns
from contest.campaigns.service import RoundView
from contest.lists import tables
from contest.lists.sheets import Cell
from contest.lists.tables import Ending, Made, Sheet, Table
from contest.people import service as people
from contest.regrades import service, showing, store
from contest.regrades.models import Regrade
from contest.regrades.states import State
from contest.web import filters

SLICE = 1_000
COLUMNS = ("Họ và tên", "Đơn vị", "Lượt", "Điểm trước", "Điểm sau", "Câu đúng trước", "Câu đúng sau")
RANKS = ("Hạng trước", "Hạng sau")
STATES = {
    State.READY: "Chấm thử, CHƯA ÁP DỤNG",
    State.APPLYING: "Đang áp dụng",
    State.APPLIED: "Đã áp dụng",
    State.DROPPED: "Đã bỏ, KHÔNG áp dụng",
}


def workbook(
    db: Session, round_id: str, regrade_id: str, now: datetime, ending: Ending = Ending.XLSX, which: int = 1
) -> Made:
    """What a regrade changes as a file."""
    view = campaigns.view(db, round_id, now)
    row = service.of(db, round_id, regrade_id)
    if row.state == State.TRIAL:
        raise service.Conflict(service.NOT_READY)
    sheet = Sheet("Thay đổi", (*COLUMNS, *RANKS), _rows(db, row))
    table = Table(f"cham-lai-{view.slug}-{view.number}", header(view, row, now), (sheet,), row.changed)
    return tables.made(table, ending, which)


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
