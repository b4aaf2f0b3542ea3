"""The register of documents as a file: what the list shows, all pages of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from sqlmodel import Session

from contest.accounts.service import Member
from contest.documents import present
from contest.documents.pages import FORCES, Row
from contest.lists.sheets import Cell
from contest.lists.tables import Sheet, Table
from contest.web import filters

COLUMNS = (
    *(
        "Số văn bản",
        "Ngày ban hành",
        "Cơ quan ban hành",
        "Về việc",
        "Có hiệu lực từ",
        "Hết hiệu lực sau ngày",
    ),
    *("Hiệu lực", "Văn bản thay", "Số câu hỏi", "Ngân hàng"),
)


def table(db: Session, member: Member, params: Mapping[str, str], now: datetime) -> Table:
    """The documents that are asked for."""
    rows = present.listed(db, member, params, now)
    which = " hợp với bộ lọc đang chọn" if any(present.asked(params)) else ""
    head = ["Sổ văn bản", f"{filters.number(len(rows))} văn bản{which}. Lập lúc {filters.moment(now)}"]
    return Table("so-van-ban", head, (Sheet("Văn bản", COLUMNS, map(_row, rows)),))


def _row(one: Row) -> list[Cell]:
    told: list[Cell] = [one.number, _day(one.dated), one.issuer or None, one.title or None]
    told += [_day(one.in_force_from), _day(one.in_force_until), FORCES[one.force]]
    told.append(one.follower.name if one.follower else None)
    return [*told, sum(use.count for use in one.uses), "; ".join(use.name for use in one.uses) or None]


def _day(on: date | None) -> str | None:
    return f"{on:%d/%m/%Y}" if on else None
