"""Merging two units into one, and taking them apart again.

Nothing of the people is rewritten: entries and attempts keep the unit that was chosen, and everything
that groups by unit folds through ``service.merged``. So a merge holds at once in a running contest, and
undoing it is exact.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from contest import clock
from contest.audit import service as audit
from contest.errors import Conflict, Invalid, NotFound
from contest.units import store, tree_rules
from contest.units.models import Unit, UnitHeadcount, UnitMerge
from contest.units.unit_rules import latest, stamp, words_of

NO_UNIT = "Không tìm thấy đơn vị này. Về danh sách đơn vị."
ITSELF = "Chọn một đơn vị khác để gộp vào."
NO_TARGET = "Chọn đơn vị sẽ giữ lại."
GONE = "Đơn vị này đã gộp vào “{name}” rồi."
TARGET_GONE = "“{name}” đã gộp vào đơn vị khác. Chọn đơn vị khác."
INSIDE = "“{into}” nằm trong “{unit}”. Gộp ngược lại, hoặc chuyển “{into}” ra ngoài trước."
STALE = "Vừa có người sửa một trong hai đơn vị. Xem lại những gì sẽ đổi rồi gộp."
NOT_MERGED = "Đơn vị này không còn gộp. Có lẽ ai đó vừa tách ra."
SUM_SOURCE = "Cộng khi gộp “{name}”"


@dataclass(frozen=True, slots=True)
class Count:
    """A headcount and its day."""

    people: int
    on: date


@dataclass(frozen=True, slots=True)
class Plan:
    """What merging would do, for the page that asks."""

    unit: Unit
    into: Unit
    children: int
    own: Count | None
    kept: Count | None
    version: str

    @property
    def together(self) -> int | None:
        """The headcount of both; None when adding would change nothing."""
        return self.own.people + (self.kept.people if self.kept else 0) if self.own else None


def plan(db: Session, unit_id: str, into_id: str, now: datetime) -> Plan:
    """Check that the first can be merged into the second, and tell what follows."""
    units = store.by_ids(db, [unit_id, into_id])
    unit, into = units.get(unit_id), units.get(into_id)
    if unit is None:
        raise NotFound(NO_UNIT)
    if into is None:
        raise Invalid(fields={"into": NO_TARGET})
    _check(db, unit, into)
    today = clock.local(now).date()
    counts = store.counts_of(db, [unit_id, into_id])
    own, kept = (_latest(counts, each, today) for each in (unit_id, into_id))
    children = [child for child in store.children(db, unit_id) if child.id != into_id]
    facts = (unit_id, unit.name, into_id, into.name, [child.id for child in children], own, kept)
    return Plan(unit, into, len(children), own, kept, stamp(facts))


def _latest(counts: Sequence[UnitHeadcount], unit_id: str, today: date) -> Count | None:
    found = latest(((count.on_date, count.people) for count in counts if count.unit_id == unit_id), today)
    return Count(found[1], found[0]) if found else None


def _check(db: Session, unit: Unit, into: Unit) -> None:
    merges = store.merges(db)
    if unit.id == into.id:
        raise Invalid(fields={"into": ITSELF})
    if unit.id in merges:
        target = store.by_ids(db, [merges[unit.id]])[merges[unit.id]]
        raise Conflict(GONE.format(name=target.name))
    if into.id in merges:
        raise Invalid(fields={"into": TARGET_GONE.format(name=into.name)})
    if unit.id in tree_rules.above(store.parents(db), into.id):
        raise Invalid(fields={"into": INSIDE.format(into=into.name, unit=unit.name)})


def merge(
    db: Session, actor: str, unit_id: str, into_id: str, version: str, together: bool, now: datetime
) -> None:
    """Let the first unit count for the second everywhere. Doing it twice changes nothing."""
    store.lock_tree(db)
    if store.merges(db).get(unit_id) == into_id:
        return
    found = plan(db, unit_id, into_id, now)
    if found.version != version:
        raise Conflict(STALE)
    before = {
        "parent": found.unit.parent_id,
        "children": _move(db, unit_id, found.into),
        "count": _add_up(db, found, now) if together and found.together is not None else None,
    }
    # The merged unit leaves the tree, so that nothing but people point at it.
    store.place(db, found.unit, None, words_of(found.unit.name, ""))
    row = UnitMerge(unit_id=unit_id, into_id=into_id, merged_at=now, before=json.dumps(before))
    store.add_merge(db, row)
    detail = {"into": into_id, "children": found.children, "together": int(together)}
    audit.record(db, actor, "units.merge", unit_id, detail, now)


def _move(db: Session, unit_id: str, into: Unit) -> list[str]:
    children = store.children(db, unit_id)
    for child in children:
        store.place(db, child, into.id, words_of(child.name, into.name))
    return [child.id for child in children]


def _add_up(db: Session, found: Plan, now: datetime) -> dict[str, object]:
    today = clock.local(now).date()
    before = next((c for c in store.counts_of(db, [found.into.id]) if c.on_date == today), None)
    was = [before.people, before.source] if before else None
    people = found.together or 0
    source = SUM_SOURCE.format(name=found.unit.name)[:200]
    count = UnitHeadcount(unit_id=found.into.id, on_date=today, people=people, source=source)
    store.put_headcount(db, count)
    return {"on": today.isoformat(), "people": people, "was": was}


def unmerge(db: Session, actor: str, unit_id: str, now: datetime) -> str:
    """Take a merged unit out again; the unit that it was in. What was changed since stays as it is."""
    store.lock_tree(db)
    row = store.merge_of(db, unit_id)
    if row is None:
        raise Conflict(NOT_MERGED)
    into_id, before = row.into_id, json.loads(row.before)
    store.remove_merge(db, row)
    _put_back(db, unit_id, before["parent"])
    for child in store.children(db, into_id):
        if child.id in before["children"]:
            _put_back(db, child.id, unit_id)
    _take_sum_back(db, into_id, before["count"])
    audit.record(db, actor, "units.unmerge", unit_id, {"from": into_id}, now)
    return into_id


def _put_back(db: Session, unit_id: str, parent_id: str | None) -> None:
    """Under the old parent again, unless that is gone or stands below it by now."""
    parent_id = tree_rules.target(store.merges(db), parent_id) if parent_id else None
    found = store.by_ids(db, [unit_id, *([parent_id] if parent_id else [])])
    parent = found.get(parent_id or "")
    if parent_id and (parent is None or tree_rules.goes_round(store.parents(db), unit_id, parent_id)):
        return
    store.place(db, found[unit_id], parent_id, words_of(found[unit_id].name, parent.name if parent else ""))


def _take_sum_back(db: Session, into_id: str, count: dict[str, object] | None) -> None:
    if count is None:
        return
    on = date.fromisoformat(str(count["on"]))
    now = next((c for c in store.counts_of(db, [into_id]) if c.on_date == on), None)
    if now is None or now.people != count["people"]:
        return
    was = count["was"]
    if isinstance(was, list):
        again = UnitHeadcount(unit_id=into_id, on_date=on, people=was[0], source=was[1])
        store.put_headcount(db, again)
    else:
        store.remove_headcount(db, into_id, on)


def merged_into(db: Session, unit_id: str) -> list[tuple[Unit, datetime]]:
    """The units that were merged into this one, with the moment."""
    return store.merged_into(db, unit_id)
