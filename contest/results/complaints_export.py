"""A round's complaints as a file: what the desk's list shows, with their words and answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlmodel import Session

from contest.audit import service as audit
from contest.campaigns import service as campaigns
from contest.lists.sheets import Cell
from contest.lists.tables import Sheet, Table
from contest.people import service as people
from contest.results import complaints as service
from contest.results import complaints_showing as showing
from contest.web import filters

SLICE = 500
COLUMNS = ("Về việc gì", "Họ và tên", "Đơn vị", "Gửi lúc", "Hạn trả lời", "Trạng thái", "Nội dung", "Trả lời")


def table(db: Session, round_id: str, now: datetime) -> Table:
    """All of a round, who waits first."""
    view = campaigns.view(db, round_id, now)
    total = service.counts(db, round_id, now).total
    head = [
        " ".join(view.title.splitlines()),
        f"{view.name}: {filters.number(total)} khiếu nại. Lập lúc {filters.moment(now)}",
    ]
    sheet = Sheet("Khiếu nại", COLUMNS, _rows(db, round_id, now))
    return Table(f"khieu-nai-{view.slug}-{view.number}", head, (sheet,), total)


def _rows(db: Session, round_id: str, now: datetime) -> Iterator[list[Cell]]:
    offset = 0
    while found := service.listed(db, round_id, offset, SLICE):
        named = people.full_names(db, {one.entry_id for one in found})
        for one in found:
            row = showing.row(one, named, now)
            state = f"{row.state}, quá hạn" if row.late else row.state
            due = row.due_at if row.waits else None
            told: list[Cell] = [row.about, row.whose, row.unit or None, row.made_at, due, state]
            yield [*told, one.words, one.answer or None]
        offset += len(found)


def note(db: Session, actor: str, round_id: str, people: int, now: datetime) -> None:
    """Record that names and people's own words left the server."""
    audit.record(db, actor, "results.complaints_export", round_id, {"people": people}, now)
