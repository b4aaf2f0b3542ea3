"""The sample commune: put in for trying out, taken out whole."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from contest import clock
from contest.audit import service as audit
from contest.errors import Conflict
from contest.units import sample, service, store, tree_rules

USED = (
    "Chưa xóa được xã mẫu: đã có người chọn {names}. Bạn vẫn ẩn được bằng cách bỏ dấu “Cho chọn khi đăng ký”."
)
HELD = "Chưa xóa được xã mẫu: còn đơn vị của bạn nằm trong hoặc gộp với {names}. Chuyển ra trước."
NAMED = 3


def put_in(db: Session, actor: str, now: datetime) -> None:
    """Add the sample commune; where it is already, nothing changes but its numbers of the day."""
    store.lock_tree(db)
    if _there(db):
        return
    saved = service.save_units(db, sample.commune(), clock.local(now).date(), sample.SOURCE)
    audit.record(db, actor, "units.sample", "", {"units": len(saved)}, now)


def take_out(db: Session, actor: str, now: datetime) -> None:
    """Remove the sample commune, all or nothing."""
    store.lock_tree(db)
    ids = _there(db)
    if not ids:
        return
    if used := store.used(db, ids):
        raise Conflict(USED.format(names=_names(db, used)))
    # What was merged into a unit holds it as what stands below it does.
    below = store.parents(db) | store.merges(db)
    staying = set(ids) - tree_rules.removable(ids, below, [])
    if staying:
        raise Conflict(HELD.format(names=_names(db, staying)))
    if not store.remove(db, ids):
        raise Conflict(USED.format(names="một đơn vị mẫu"))
    audit.record(db, actor, "units.unsample", "", {"units": len(ids)}, now)


def _there(db: Session) -> list[str]:
    """The sample's units that are there, by their very codes: a kindergarten's code may begin alike."""
    return [unit.id for unit in store.by_codes(db, [draft.code for draft in sample.commune()]).values()]


def _names(db: Session, ids: set[str]) -> str:
    named = sorted(f"“{unit.name}”" for unit in store.by_ids(db, ids).values() if unit.id in ids)
    more = len(named) - NAMED
    return ", ".join(named[:NAMED]) + (f" và {more} đơn vị khác" if more > 0 else "")
