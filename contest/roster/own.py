"""What a contest's list holds of somebody who came with it, for themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from contest.roster import store
from contest.roster.states import Came, Paper

CAME = {Came.CODE: "bằng mã trên phiếu", Came.CLASS: "bằng mã lớp", Came.HAND: "được ghi danh tại bàn"}
PAPERS = {
    Paper.JOIN: "Đồng ý cho dự thi",
    Paper.PUBLISH: "Đồng ý cho dự thi và công bố tên",
}


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of the list. ``paper``: what the guardian's signed paper says, "" without one."""

    class_name: str
    own_code: str
    came: str
    has_mark: bool
    paper: str = ""
    paper_at: datetime | None = None


def listed(db: Session, entry_id: str) -> Listed | None:
    """The row with which this entry came; None for who came by the open form."""
    row = store.of_entry(db, entry_id)
    if row is None:
        return None
    came = CAME[Came(row.came_by)] if row.came_by else ""
    paper = PAPERS.get(Paper(row.paper), "")
    return Listed(row.class_name, row.own_code, came, bool(row.came_on), paper, row.paper_at)
