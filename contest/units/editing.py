"""Adding, changing and removing one unit at the desk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from contest import clock
from contest.audit import service as audit
from contest.entropy import new_id
from contest.errors import Conflict, Invalid, NotFound
from contest.units import store, tree_rules
from contest.units.merging import NO_UNIT
from contest.units.models import Unit, UnitHeadcount
from contest.units.rules import fold, text_sort_key
from contest.units.unit_rules import own_code, stamp, words_of
from contest.units.wanted import Wanted

ROUND = "“{parent}” nằm trong chính đơn vị này. Chọn nơi khác."
NO_PARENT = "Không thấy đơn vị này nữa. Chọn lại."
CODE_TAKEN = "Mã này của “{name}”. Chọn mã khác."
SAME_NAME = "Đã có “{name}” ở cùng nơi. Đặt tên khác, hoặc sửa đơn vị đã có."
STALE = "Vừa có người sửa đơn vị này. Nội dung bạn gõ còn nguyên bên dưới; xem bản đã lưu rồi quyết định."
MERGED = "Đơn vị này đã gộp vào “{name}”. Tách ra trước rồi sửa."
HAS_CHILDREN = "Còn {count} đơn vị thuộc “{name}”. Chuyển chúng sang nơi khác hoặc xóa trước."
HAS_MERGED = "“{name}” đang gồm cả đơn vị đã gộp vào. Tách ra trước rồi xóa."
USED = (
    "Đã có người chọn “{name}”, hoặc giấy khen ghi nơi này, nên không xóa được. "
    "Bạn gộp vào đơn vị khác, hoặc bỏ dấu “Cho chọn khi đăng ký”."
)
NO_COUNT = "Số liệu ngày này đã được xóa."


@dataclass(frozen=True, slots=True)
class Whole:
    """A unit with everything that its page shows."""

    unit: Unit
    parent: Unit | None
    counts: Sequence[UnitHeadcount]
    children: int
    merged: tuple[tuple[Unit, datetime], ...]
    into: Unit | None
    version: str


def whole(db: Session, unit_id: str) -> Whole:
    """A unit with its headcounts, the latest first, and what was merged into it."""
    units = store.by_ids(db, [unit_id])
    if unit_id not in units:
        raise NotFound(NO_UNIT)
    unit = units[unit_id]
    row = store.merge_of(db, unit_id)
    counts = store.counts_of(db, [unit_id])
    return Whole(
        unit,
        units.get(unit.parent_id or ""),
        counts,
        len(store.children(db, unit_id)),
        tuple(store.merged_into(db, unit_id)),
        store.by_ids(db, [row.into_id])[row.into_id] if row else None,
        version_of(unit, counts),
    )


def version_of(unit: Unit, counts: Sequence[UnitHeadcount]) -> str:
    """The mark of what a form was filled from."""
    numbers = [(count.on_date, count.people, count.source) for count in counts]
    return stamp((unit.name, unit.kind, unit.parent_id, unit.code, unit.open_to_all, numbers))


def create(db: Session, actor: str, wanted: Wanted, token: str, now: datetime) -> str:
    """Add a unit; its id. ``token`` makes the form sent twice one unit."""
    store.lock_tree(db)
    unit_id = token or new_id()
    if unit_id in store.by_ids(db, [unit_id]):
        return unit_id
    unit = Unit(id=unit_id, kind="", name="", code="", folded="", sort_key="")
    _apply(db, unit, wanted, now)
    audit.record(db, actor, "units.create", unit.id, {"kind": wanted.kind}, now)
    return unit.id


def change(db: Session, actor: str, unit_id: str, wanted: Wanted, version: str, now: datetime) -> None:
    """Change a unit. Sent twice, the second time finds everything as wanted."""
    store.lock_tree(db)
    found = whole(db, unit_id)
    if found.into is not None:
        raise Conflict(MERGED.format(name=found.into.name))
    if found.version != version:
        if _holds(found, wanted):
            return
        raise Conflict(STALE)
    _apply(db, found.unit, wanted, now)
    _rename_children(db, found.unit)
    detail = {"kind": wanted.kind, "parent": wanted.parent_id or "", "open": int(wanted.open_to_all)}
    audit.record(db, actor, "units.change", unit_id, detail, now)


def _holds(found: Whole, wanted: Wanted) -> bool:
    unit, code = found.unit, wanted.code or own_code(found.unit.id)
    told = {(count.on_date, count.people) for count in found.counts}
    return (unit.name, unit.kind, unit.parent_id, unit.code, unit.open_to_all) == (
        *(wanted.name, wanted.kind, wanted.parent_id, code),
        wanted.open_to_all,
    ) and (wanted.people is None or any(people == wanted.people for _, people in told))


def _apply(db: Session, unit: Unit, wanted: Wanted, now: datetime) -> None:
    parent = _parent(db, unit, wanted.parent_id)
    code = wanted.code or own_code(unit.id)
    errors = _taken(db, unit.id, wanted, code)
    if errors:
        raise Invalid(fields=errors)
    unit.name, unit.kind, unit.code = wanted.name, wanted.kind, code
    unit.open_to_all, unit.sort_key = wanted.open_to_all, text_sort_key(wanted.name)
    store.place(db, unit, wanted.parent_id, words_of(wanted.name, parent.name if parent else ""))
    if wanted.people is not None:
        on = wanted.on or clock.local(now).date()
        count = UnitHeadcount(unit_id=unit.id, on_date=on, people=wanted.people, source=wanted.source)
        store.put_headcount(db, count)


def _parent(db: Session, unit: Unit, parent_id: str | None) -> Unit | None:
    if parent_id is None:
        return None
    parent = store.by_ids(db, [parent_id]).get(parent_id)
    if parent is None or parent_id in store.merges(db):
        raise Invalid(fields={"parent": NO_PARENT})
    if tree_rules.goes_round(store.parents(db), unit.id, parent_id):
        raise Invalid(fields={"parent": ROUND.format(parent=parent.name)})
    return parent


def _taken(db: Session, unit_id: str, wanted: Wanted, code: str) -> dict[str, str]:
    errors = {}
    other = store.by_codes(db, [code]).get(code)
    if other is not None and other.id != unit_id:
        errors["code"] = CODE_TAKEN.format(name=other.name)
    key = wanted.name.casefold()
    if any(each.id != unit_id and each.name.casefold() == key for each in store.beside(db, wanted.parent_id)):
        errors["name"] = SAME_NAME.format(name=wanted.name)
    return errors


def _rename_children(db: Session, unit: Unit) -> None:
    for child in store.children(db, unit.id):
        store.place(db, child, unit.id, words_of(child.name, unit.name))


def remove(db: Session, actor: str, unit_id: str, now: datetime) -> None:
    """Remove a unit that nothing points at; else say what to do instead."""
    store.lock_tree(db)
    found = whole(db, unit_id)
    name = found.unit.name
    if found.children:
        raise Conflict(HAS_CHILDREN.format(count=found.children, name=name))
    if found.merged:
        raise Conflict(HAS_MERGED.format(name=name))
    if found.into is not None:
        raise Conflict(MERGED.format(name=found.into.name).replace("sửa", "xóa"))
    if store.used(db, [unit_id]) or not store.remove(db, [unit_id]):
        raise Conflict(USED.format(name=name))
    audit.record(db, actor, "units.remove", unit_id, {}, now)


def uncount(db: Session, actor: str, unit_id: str, on: date, now: datetime) -> None:
    """Take one day's headcount out."""
    if not any(count.on_date == on for count in store.counts_of(db, [unit_id])):
        raise Conflict(NO_COUNT)
    store.remove_headcount(db, unit_id, on)
    audit.record(db, actor, "units.uncount", unit_id, {"on": on.isoformat()}, now)


def candidates(db: Session, query: str, without: str, limit: int = 8) -> list[Unit]:
    """Units to put one below or to merge it into: those that fit a few letters, namesakes first."""
    words = fold(query)
    fitting = store.units_like(db, words.split()[:8], 10 * limit)
    others = (unit for unit in fitting if without not in (unit.id, unit.parent_id))
    return sorted(others, key=lambda unit: fold(unit.name) != words)[:limit]
