"""Who takes part, and what was done, as files: what the desk's lists show, all pages of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlmodel import Session

from contest.accounts.service import Member
from contest.accounts.states import Permission
from contest.campaigns.service import RoundView
from contest.lists.sheets import Cell
from contest.lists.tables import Sheet, Table
from contest.people import listing
from contest.rounds import monitor, timeline, watching
from contest.rounds.pages import EntryRow, Where
from contest.rounds.watch_pages import By, TroubleRow
from contest.web import filters

SLICE = 1_000
ENTRIES = ("Họ và tên", "Đơn vị", "Bảng", "Năm sinh", "Bài làm", "Ghi chú")
PLACES = ("Nơi thi", "Đang làm bài", "Cần giúp", "Đã vào thi", "Quân số")
TROUBLES = ("Họ và tên", "Đơn vị", "Số điện thoại", "Vì sao", "Còn lại")
LOG = ("Lúc", "Ai", "Việc", "Về ai", "Lý do")


def entries(db: Session, who: Member, view: RoundView, query: str, where: Where, now: datetime) -> Table:
    """The participants who match, in the order of a class list."""
    choice = monitor.choice(db, view, where, bool(query), now)
    by_phone = who.may(Permission.HELP, view.campaign_id)

    def page(offset: int, limit: int) -> tuple[tuple[EntryRow, ...], int]:
        asked = (view.campaign_id, query, choice, offset, limit)
        found, total = listing.listed(db, *asked, by_phone=by_phone)
        return monitor.entry_rows(db, view, found, now), total

    total = page(0, 1)[1]
    rows = (_entry(row) for at in range(0, total, SLICE) for row in page(at, SLICE)[0])
    which = "hợp với bộ lọc đang chọn" if query or where else "đã đăng ký"
    head = _head(view, f"{filters.number(total)} người {which}", now)
    stem = f"nguoi-du-thi-{view.slug}-{view.number}"
    return Table(stem, head, (Sheet("Người dự thi", ENTRIES, rows),), total)


def _entry(row: EntryRow) -> list[Cell]:
    marks = (
        ("Không xếp hạng", row.barred),
        ("Đã gộp", row.same),
        ("Có bài bị hủy", row.void),
    )
    said = ", ".join(text for text, shown in marks if shown)
    return [row.name, row.unit, row.audience or None, row.birth_year, row.attempts, said or None]


def watched(db: Session, who: Member, view: RoundView, by: By, at: str, now: datetime) -> Table:
    """Places with their numbers, and who is in trouble at the one that is chosen, or anywhere."""
    found = watching.listed(db, who, view.id, by, at, now)
    where = f" ở {found.at_name}" if found.at_name else ""
    told = (
        f"{filters.number(found.answering)} người đang làm bài, {filters.number(found.total)} cần giúp{where}"
    )
    places = ([one.name, one.answering, one.trouble, one.people, one.headcount] for one in found.places)
    sheets = (Sheet("Nơi thi", PLACES, places), Sheet("Cần giúp", TROUBLES, map(_trouble, found.rows)))
    return Table(f"phong-thi-{view.slug}-{view.number}", _head(view, told, now), sheets, len(found.rows))


def _trouble(one: TroubleRow) -> list[Cell]:
    left = filters.clock(one.left) if one.running else None
    return [one.name, one.unit or None, one.phone or None, "; ".join(one.said), left]


def log(db: Session, view: RoundView, now: datetime) -> Table:
    """What was done to a round and its contest, the newest first."""
    first, total = timeline.listed(db, view, 0, 1)
    del first
    rows = (row for at in range(0, total, SLICE) for row in _done(db, view, at))
    head = _head(view, f"{filters.number(total)} việc đã làm", now)
    return Table(f"nhat-ky-{view.slug}-{view.number}", head, (Sheet("Nhật ký", LOG, rows),))


def _done(db: Session, view: RoundView, offset: int) -> Iterator[list[Cell]]:
    for row in timeline.listed(db, view, offset, SLICE)[0]:
        yield [row.at, row.who, row.what, row.whom or None, row.reason or None]


def _head(view: RoundView, said: str, now: datetime) -> list[str]:
    title = " ".join(view.title.splitlines())
    return [title, f"{view.name}: {said}. Lập lúc {filters.moment(now)}"]
