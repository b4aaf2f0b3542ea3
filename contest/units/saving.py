"""Saving the sound rows of an import in one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from contest.audit import service as audit
from contest.entropy import new_id
from contest.errors import Conflict
from contest.lists import drafts
from contest.lists.drafts import NOTHING, ImportState, dumped
from contest.units import importing, store
from contest.units.import_rules import Judged, savable
from contest.units.importing import Done, done_of, done_text, loaded
from contest.units.models import Unit, UnitHeadcount
from contest.units.rules import text_sort_key
from contest.units.unit_rules import own_code, stamp, words_of

MOVED = "Đơn vị trên máy vừa được sửa nên chưa lưu gì. Xem lại các dòng bên dưới rồi lưu."


@dataclass(frozen=True, slots=True)
class Saved:
    """How much was saved, and how much still waits."""

    made: int
    changed: int
    waiting: int


def save(db: Session, owner: str, import_id: str, version: int, now: datetime, seen: str = "") -> Saved:
    """Save every sound row; the others wait to be mended. ``seen``: the mark of what the page promised."""
    row = importing.find(db, owner, import_id, now, lock=True)
    store.lock_tree(db)
    if row.state != ImportState.DRAFT:
        return Saved(len(done_of(row).made), len(done_of(row).changed), 0)
    rows = loaded(row.rows)
    judged = importing.judged(db, rows, now)
    drafts.check(row, version, seen, importing.seen(judged), MOVED)
    sound = savable(judged)
    if not sound:
        raise Conflict(NOTHING)
    before = done_of(row)
    done = _write(db, sound, row.file_name, before.marks)
    lines = {one.row.line for one in sound}
    waiting = [each for each in rows if each.line not in lines]
    whole = Done(
        before.made + done.made,
        before.changed + done.changed,
        before.counts + done.counts,
        marks=done.marks,
    )
    store.put_done(
        db, row, ImportState.DRAFT if waiting else ImportState.SAVED, dumped(waiting), done_text(whole)
    )
    detail = {"made": len(done.made), "changed": len(done.changed), "waiting": len(waiting)}
    audit.record(db, owner, "units.import", import_id, detail, now)
    return Saved(len(done.made), len(done.changed), len(waiting))


def _write(db: Session, sound: Sequence[Judged], source: str, marks: Mapping[str, str]) -> Done:
    ids = {one.node: one.unit_id or new_id() for one in sound}
    units = {unit.id: unit for unit in store.everything(db)}
    was = {id: mark_of(units[id]) for id in marks if id in units}
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
    refold(db, units, {str(each["id"]) for each in changed})
    counts = _put_counts(db, [(ids[one.node], one) for one in sound], source)
    made = tuple(ids[one.node] for one in fresh)
    now = {id: mark_of(units[id]) for id in (*made, *marks) if id in units}
    # Who was changed by hand between two savings keeps the mark of before, which tells it.
    kept = {id: mark for id, mark in marks.items() if id in was and was[id] != mark}
    return Done(made, tuple(changed), tuple(counts), marks=now | kept)


def _fill(unit: Unit, one: Judged, parent_id: str | None, units: Mapping[str, Unit]) -> None:
    unit.name, unit.kind, unit.parent_id, unit.open_to_all = one.name, one.kind, parent_id, one.open
    unit.code = one.code or unit.code
    unit.sort_key = text_sort_key(one.name)
    unit.folded = words_of(one.name, units[parent_id].name if parent_id else "")


def shape_of(unit: Unit) -> dict[str, object]:
    """What an import can change of a unit."""
    return {"name": unit.name, "kind": unit.kind, "parent": unit.parent_id, "code": unit.code}


def mark_of(unit: Unit) -> str:
    """A mark of all that a person can change of a unit that was made."""
    return stamp((*shape_of(unit).values(), unit.open_to_all))


def refold(db: Session, units: Mapping[str, Unit], parents: set[str]) -> None:
    """Units below those that changed are found by the parent's name of now."""
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
