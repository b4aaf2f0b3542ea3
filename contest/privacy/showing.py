"""From what is kept to what pages show of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session

from contest import settings
from contest.accounts.pages import StaffView
from contest.people import forgetting as people
from contest.privacy import clearing, periods, retention, store
from contest.privacy.inventory import FILES, PARTICIPANTS, STAFF
from contest.privacy.inventory_pages import DueRow, InventoryPage, Kept, PeriodField, RetentionPage
from contest.privacy.kinds import Item, Keep

GROUPS = (("Người dự thi", PARTICIPANTS), ("Ban Tổ chức", STAFF), ("Tệp và thiết bị", FILES))
GOES = "Xóa ngay"
WAITS = "Xóa ngay; bản sao lưu xem ở dưới"


def inventory(db: Session, staff: StaffView) -> InventoryPage:
    """Everything that is kept of people."""
    spans = periods.spans(db)
    groups = tuple((title, tuple(_kept(one, spans) for one in items)) for title, items in GROUPS)
    forgotten = len(store.tombstones(db))
    return InventoryPage(staff, groups, people.count_people(db), forgotten, clearing.is_waiting(db))


def _kept(one: Item, spans: Mapping[Keep, str]) -> Kept:
    goes = one.stays or (WAITS if one in FILES else GOES)
    return Kept(one.what, one.purpose, one.sort.value, spans[one.keep], one.sees, goes)


def due(db: Session, now: datetime) -> tuple[DueRow, ...]:
    """What goes, the next first."""
    return tuple(
        DueRow(one.what, " ".join(one.of.split()), one.count, one.on, one.is_now(now))
        for one in retention.plan(db, now, settings.current().data)
    )


def the_retention(
    db: Session,
    staff: StaffView,
    now: datetime,
    *,
    typed: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
    is_saved: bool = False,
    gone: int = -1,
) -> RetentionPage:
    """What goes when, and the periods: as they are, or as they were typed."""
    told = {keep.value: str(count) for keep, count in periods.days(db).items()}
    values = told | dict(typed or {})
    fields = tuple(
        PeriodField(
            keep.value, one.label, f"{one.hint} Từ {one.least} đến {one.most} ngày.", values[keep.value]
        )
        for keep, one in periods.PERIODS.items()
    )
    return RetentionPage(staff, fields, due(db, now), errors or {}, is_saved, gone)
