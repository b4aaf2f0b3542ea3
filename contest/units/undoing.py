"""Undoing a saved import: back to how it was, as far as nobody built on it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from contest.audit import service as audit
from contest.errors import Conflict
from contest.lists.drafts import NOT_SAVED, ImportState
from contest.units import importing, store, tree_rules
from contest.units.finding_rules import key
from contest.units.importing import Done, done_of, done_text
from contest.units.models import Unit, UnitImport
from contest.units.rules import text_sort_key
from contest.units.saving import mark_of, refold, shape_of
from contest.units.unit_rules import words_of

BUSY = "Vừa có người chọn một đơn vị trong danh sách này. Bấm hoàn tác lần nữa."
IN_USE = "đã có người chọn"
HOLDS = "còn đơn vị khác thuộc nó hoặc gộp vào nó"
CHANGED = "đã được sửa sau khi nhập"
NAMESAKE = "chỗ cũ đã có đơn vị cùng tên"


def undo(db: Session, actor: str, import_id: str, now: datetime) -> Done:
    """Take back what an import did, as far as nobody built on it; what stays is told with its reason."""
    row = importing.find(db, actor, import_id, now, lock=True)
    store.lock_tree(db)
    done = done_of(row)
    if row.state == ImportState.UNDONE:
        return done
    if not (done.made or done.changed or done.counts):
        raise Conflict(NOT_SAVED)
    units = {unit.id: unit for unit in store.everything(db)}
    held = _held(db, done, units)
    stays = _change_back(db, done, units, {id for id in done.made if id not in held})
    made = [id for id in done.made if id in units]
    # What was merged into a unit holds it as what stands below it does.
    below = {unit.id: unit.parent_id for unit in units.values()} | store.merges(db)
    going = tree_rules.removable(made, below, held)
    _count_back(db, done, {id for id in made if id not in going})
    if going and not store.remove(db, going):
        raise Conflict(BUSY)
    stays = [*((units[id].name, held.get(id, HOLDS)) for id in made if id not in going), *stays]
    left = Done(stays=tuple(dict.fromkeys(stays)))
    store.put_done(db, row, ImportState.UNDONE, "[]", done_text(left))
    detail = {"made": len(done.made), "changed": len(done.changed), "stays": len(left.stays)}
    audit.record(db, actor, "units.undo", import_id, detail, now)
    return left


def _held(db: Session, done: Done, units: Mapping[str, Unit]) -> dict[str, str]:
    """The units made by an import that somebody uses or has worked on since, with the reason."""
    made = [id for id in done.made if id in units]
    used = store.used(db, made) if made else set()
    put = {(each["unit"], each["on"], each["people"]) for each in done.counts}
    told = {
        count.unit_id
        for count in store.all_counts(db)
        if (count.unit_id, count.on_date.isoformat(), count.people) not in put
    }
    changed = {
        id for id in made if id in told or done.marks.get(id, mark_of(units[id])) != mark_of(units[id])
    }
    return dict.fromkeys(changed, CHANGED) | dict.fromkeys(used, IN_USE)


def _change_back(
    db: Session, done: Done, units: Mapping[str, Unit], going: Collection[str]
) -> list[tuple[str, str]]:
    stays = []
    namesakes = _namesakes(db, done, units, going)
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
        if unit.id in namesakes:
            stays.append((unit.name, NAMESAKE))
            continue
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
    refold(db, units, turned)
    return stays


def _namesakes(db: Session, done: Done, units: Mapping[str, Unit], going: Collection[str]) -> frozenset[str]:
    """The units that would find another one of their old name at their old place."""
    merged = store.merges(db)
    places = {
        unit.id: (unit.parent_id, key(unit.name))
        for unit in units.values()
        if unit.id not in merged and unit.id not in going
    }
    wanted: dict[str, tuple[str | None, str]] = {}
    for change in reversed(done.changed):
        before: Any = change["before"]
        if str(change["id"]) in places:
            wanted[str(change["id"])] = (before["parent"], key(before["name"]))
    return tree_rules.clashing(places, wanted)


def _count_back(db: Session, done: Done, staying: Collection[str]) -> None:
    """Numbers as they were; who stays keeps the number that came with it."""
    stored = {(count.unit_id, count.on_date): count for count in store.all_counts(db)}
    for put in reversed(done.counts):
        count = stored.get((str(put["unit"]), date.fromisoformat(str(put["on"]))))
        if count is None or count.unit_id in staying or count.people != put["people"]:
            continue  # told anew since
        was: Any = put["was"]
        if was:
            count.people, count.source = was
        else:
            store.remove_headcount(db, count.unit_id, count.on_date)
    store.add_all(db, [])


def is_undoable(row: UnitImport) -> bool:
    """Whether there is anything to undo."""
    done = done_of(row)
    return row.state != ImportState.UNDONE and bool(done.made or done.changed or done.counts)
