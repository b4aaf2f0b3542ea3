"""Saving the sound rows of an import in one transaction, and undoing the whole of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from contest.audit import service as audit
from contest.entropy import new_id
from contest.errors import Conflict
from contest.units import importing, store, tree_rules
from contest.units.import_rules import Judged, savable
from contest.units.importing import DRAFT, SAVED, UNDONE, Done, done_of, done_text, dumped, loaded
from contest.units.models import Unit, UnitHeadcount, UnitImport
from contest.units.rules import text_sort_key
from contest.units.unit_rules import own_code, words_of

STALE = "Danh sách vừa đổi ở một cửa sổ khác. Xem lại rồi lưu."
NOTHING = "Chưa có dòng nào sẵn sàng để lưu. Sửa các dòng đỏ trước."
NOT_SAVED = "Danh sách này chưa lưu gì để hoàn tác."
BUSY = "Vừa có người chọn một đơn vị trong danh sách này. Bấm hoàn tác lần nữa."
IN_USE = "đã có người chọn"
HOLDS = "còn đơn vị khác thuộc nó hoặc gộp vào nó"
CHANGED = "đã được sửa sau khi nhập"


@dataclass(frozen=True, slots=True)
class Saved:
    """How much was saved, and how much still waits."""

    made: int
    changed: int
    waiting: int


def save(db: Session, owner: str, import_id: str, version: int, now: datetime) -> Saved:
    """Save every sound row; the others wait to be mended."""
    row = importing.find(db, owner, import_id, now, lock=True)
    store.lock_tree(db)
    if row.state != DRAFT:
        return Saved(len(done_of(row).made), len(done_of(row).changed), 0)
    if row.version != version:
        raise Conflict(STALE)
    rows = loaded(row.rows)
    sound = savable(importing.judged(db, rows, now))
    if not sound:
        raise Conflict(NOTHING)
    before = done_of(row)
    done = _write(db, sound, row.file_name)
    lines = {one.row.line for one in sound}
    waiting = [each for each in rows if each.line not in lines]
    whole = Done(before.made + done.made, before.changed + done.changed, before.counts + done.counts)
    store.put_done(db, row, DRAFT if waiting else SAVED, dumped(waiting), done_text(whole))
    detail = {"made": len(done.made), "changed": len(done.changed), "waiting": len(waiting)}
    audit.record(db, owner, "units.import", import_id, detail, now)
    return Saved(len(done.made), len(done.changed), len(waiting))


def _write(db: Session, sound: Sequence[Judged], source: str) -> Done:
    ids = {one.node: one.unit_id or new_id() for one in sound}
    units = {unit.id: unit for unit in store.everything(db)}
    fresh = [one for one in sound if not one.unit_id]
    for one in fresh:
        id = ids[one.node]
        units[id] = Unit(id=id, code=own_code(id), kind="", name="", folded="", sort_key="")
        _fill(units[id], one, ids.get(one.parent or "", one.parent), units)
    # New ones first: a stored unit may move below one of them.
    store.add_all(db, [units[ids[one.node]] for one in fresh])
    changed = []
    for one in sound:
        if one.unit_id and one.changes:
            before = shape_of(units[one.unit_id])
            _fill(units[one.unit_id], one, ids.get(one.parent or "", one.parent), units)
            after = shape_of(units[one.unit_id])
            changed += [{"id": one.unit_id, "before": before, "after": after}] if before != after else []
    _refold(db, units, {str(each["id"]) for each in changed})
    counts = _put_counts(db, [(ids[one.node], one) for one in sound], source)
    return Done(tuple(ids[one.node] for one in fresh), tuple(changed), tuple(counts))


def _fill(unit: Unit, one: Judged, parent_id: str | None, units: Mapping[str, Unit]) -> None:
    unit.name, unit.kind, unit.parent_id, unit.open_to_all = one.name, one.kind, parent_id, one.open
    unit.code = one.code or unit.code
    unit.sort_key = text_sort_key(one.name)
    unit.folded = words_of(one.name, units[parent_id].name if parent_id else "")


def shape_of(unit: Unit) -> dict[str, object]:
    """What an import can change of a unit."""
    return {"name": unit.name, "kind": unit.kind, "parent": unit.parent_id, "code": unit.code}


def _refold(db: Session, units: Mapping[str, Unit], parents: set[str]) -> None:
    for unit in units.values() if parents else ():
        if unit.parent_id in parents:
            unit.folded = words_of(unit.name, units[unit.parent_id].name)
    store.add_all(db, [])


def _put_counts(db: Session, sound: Sequence[tuple[str, Judged]], source: str) -> list[dict[str, object]]:
    stored = {(count.unit_id, count.on_date): count for count in store.all_counts(db)}
    put: list[dict[str, object]] = []
    for unit_id, one in sound:
        if one.people is None or one.on is None:
            continue
        was = stored.get((unit_id, one.on))
        if was is None:
            store.add_later(
                db, UnitHeadcount(unit_id=unit_id, on_date=one.on, people=one.people, source=source)
            )
        before = [was.people, was.source] if was else None
        put.append({"unit": unit_id, "on": one.on.isoformat(), "people": one.people, "was": before})
        if was is not None:
            was.people, was.source = one.people, source
    store.add_all(db, [])
    return put


def undo(db: Session, actor: str, import_id: str, now: datetime) -> Done:
    """Take back what an import did, as far as nobody built on it; what stays is told with its reason."""
    row = importing.find(db, actor, import_id, now, lock=True)
    store.lock_tree(db)
    done = done_of(row)
    if row.state == UNDONE:
        return done
    if not (done.made or done.changed or done.counts):
        raise Conflict(NOT_SAVED)
    units = {unit.id: unit for unit in store.everything(db)}
    stays = [*_change_back(db, done, units), *_count_back(db, done)]
    stays = [*_take_out(db, done, units), *stays]
    left = Done(stays=tuple(dict.fromkeys(stays)))
    store.put_done(db, row, UNDONE, "[]", done_text(left))
    detail = {"made": len(done.made), "changed": len(done.changed), "stays": len(left.stays)}
    audit.record(db, actor, "units.undo", import_id, detail, now)
    return left


def _change_back(db: Session, done: Done, units: Mapping[str, Unit]) -> list[tuple[str, str]]:
    stays = []
    codes = {unit.code: unit.id for unit in units.values()}
    merges = store.merges(db)
    turned = set()
    for change in reversed(done.changed):
        unit = units.get(str(change["id"]))
        before: Any = change["before"]
        if unit is None:
            continue
        parents = {each.id: each.parent_id for each in units.values()}
        parent = before["parent"]
        lost = parent is not None and (parent not in units or parent in merges)
        taken = codes.get(before["code"], unit.id) != unit.id
        if (
            shape_of(unit) != change["after"]
            or lost
            or taken
            or tree_rules.goes_round(parents, unit.id, parent)
        ):
            stays.append((unit.name, CHANGED))
            continue
        unit.name, unit.kind, unit.parent_id, unit.code = (
            before["name"],
            before["kind"],
            parent,
            before["code"],
        )
        unit.sort_key = text_sort_key(unit.name)
        unit.folded = words_of(unit.name, units[parent].name if parent else "")
        turned.add(unit.id)
    _refold(db, units, turned)
    return stays


def _count_back(db: Session, done: Done) -> list[tuple[str, str]]:
    stored = {(count.unit_id, count.on_date): count for count in store.all_counts(db)}
    for put in reversed(done.counts):
        count = stored.get((str(put["unit"]), date.fromisoformat(str(put["on"]))))
        if count is None or count.people != put["people"]:
            continue  # told anew since
        was: Any = put["was"]
        if was:
            count.people, count.source = was
        else:
            store.remove_headcount(db, count.unit_id, count.on_date)
    store.add_all(db, [])
    return []


def _take_out(db: Session, done: Done, units: Mapping[str, Unit]) -> list[tuple[str, str]]:
    made = [unit_id for unit_id in done.made if unit_id in units]
    if not made:
        return []
    used = store.used(db, made)
    # What was merged into a unit holds it as what stands below it does.
    below = {unit.id: unit.parent_id for unit in units.values()} | store.merges(db)
    going = tree_rules.removable(made, below, used)
    if going and not store.remove(db, going):
        raise Conflict(BUSY)
    return [(units[each].name, IN_USE if each in used else HOLDS) for each in made if each not in going]


def is_undoable(row: UnitImport) -> bool:
    """Whether there is anything to undo."""
    done = done_of(row)
    return row.state != UNDONE and bool(done.made or done.changed or done.counts)
