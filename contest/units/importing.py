"""Importing a list of units: a draft to look at and to mend, nothing saved before it is confirmed."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime

from sqlmodel import Session

from contest import clock
from contest.audit import service as audit
from contest.lists import drafts
from contest.lists.drafts import KEPT, Draft, ImportState, dumped
from contest.units import mending_rules, store
from contest.units.finding_rules import Known
from contest.units.import_rules import Judged, judge, savable
from contest.units.mending_rules import Deed
from contest.units.models import UnitImport
from contest.units.sheet_rules import SheetRow
from contest.units.unit_rules import latest, shown_code, stamp


def seen(judged: Sequence[Judged]) -> str:
    """The mark of :attr:`Draft.seen`: the units may change."""
    return stamp((one.row.line, one.changes) for one in savable(judged))


@dataclass(frozen=True, slots=True)
class Done:
    """What saving did: units made, changed (before, after), headcounts put (with what they replaced).

    ``stays``: what an undoing left, with the reason. ``marks``: a unit that was made → a mark of how it was.
    """

    made: tuple[str, ...] = ()
    changed: tuple[Mapping[str, object], ...] = ()
    counts: tuple[Mapping[str, object], ...] = ()
    stays: tuple[tuple[str, str], ...] = ()
    marks: Mapping[str, str] = field(default_factory=dict)


def begin(db: Session, owner: str, file_name: str, rows: Sequence[SheetRow], now: datetime) -> str:
    """Keep a list that was read from a file for 7 days; its id."""
    store.drop_expired(db, now)
    rows = _fresh(db, rows, {row.line for row in rows})
    row = UnitImport(
        owner_id=owner,
        file_name=file_name,
        state=ImportState.DRAFT,
        created_at=now,
        expires_at=now + KEPT,
        rows=dumped(rows),
        done=done_text(Done()),
    )
    store.add_import(db, row)
    return row.id


def _fresh(db: Session, rows: Sequence[SheetRow], lines: Collection[int]) -> tuple[SheetRow, ...]:
    """The rows with these lines marked, where no unit has their code by now."""
    codes = store.by_codes(db, {row.code for row in rows if row.line in lines and row.code})
    return tuple(
        replace(row, fresh=bool(row.code) and row.code not in codes) if row.line in lines else row
        for row in rows
    )


def loaded(text: str) -> tuple[SheetRow, ...]:
    """Rows as they were stored."""
    return drafts.loaded(text, SheetRow)


def done_text(done: Done) -> str:
    """What saving did, as it is stored."""
    return json.dumps(asdict(done), ensure_ascii=False)


def done_of(row: UnitImport) -> Done:
    """What saving did."""
    shape = json.loads(row.done)
    return Done(
        tuple(shape["made"]),
        tuple(shape["changed"]),
        tuple(shape["counts"]),
        tuple((name, why) for name, why in shape["stays"]),
        shape.get("marks", {}),
    )


def find(db: Session, owner: str, import_id: str, now: datetime, *, lock: bool = False) -> UnitImport:
    """An import: a draft only by its owner and within its days, a saved one by every organiser."""
    return drafts.owned(store.import_of(db, import_id, lock=lock), owner, now)


def look(db: Session, owner: str, import_id: str, now: datetime) -> Draft[UnitImport, Judged]:
    """A list as it stands against the units that are stored now."""
    row = find(db, owner, import_id, now)
    found = judged(db, loaded(row.rows), now)
    return Draft(row, found, seen(found))


def judged(db: Session, rows: Sequence[SheetRow], now: datetime) -> tuple[Judged, ...]:
    """Rows understood against the stored units."""
    return judge(rows, known(db, now), clock.local(now).date()) if rows else ()


def known(db: Session, now: datetime) -> list[Known]:
    """The stored units as an import compares with them."""
    merges, units = store.merges(db), store.everything(db)
    names = {unit.id: unit.name for unit in units}
    numbers: dict[str, list[tuple[date, int]]] = {}
    for count in store.all_counts(db):
        numbers.setdefault(count.unit_id, []).append((count.on_date, count.people))
    today = clock.local(now).date()
    found = []
    for unit in units:
        count = latest(numbers.get(unit.id, ()), today)
        into = names.get(merges.get(unit.id, ""), "")
        shown = shown_code(unit.id, unit.code)
        facts = (unit.id, unit.name, unit.parent_id, unit.kind, unit.code, unit.open_to_all)
        found.append(Known(*facts, count[1] if count else None, shown, into))
    return found


def mend(
    db: Session, owner: str, import_id: str, line: int, deed: Deed, cells: Mapping[str, str], now: datetime
) -> None:
    """Mend one row; nothing is saved to the units."""
    row = find(db, owner, import_id, now, lock=True)
    rows = loaded(row.rows)
    if not drafts.is_there(rows, line, going=deed in (Deed.DROP, Deed.JOIN)):
        return
    mended = _mended(db, rows, line, deed, cells, now)
    if not mended and done_of(row) != Done():
        # The last row that waited was left out: what was saved is all of it.
        store.put_done(db, row, ImportState.SAVED, "[]", row.done)
    elif mended != rows:
        store.put_rows(db, row, dumped(mended))


def _mended(
    db: Session, rows: tuple[SheetRow, ...], line: int, deed: Deed, cells: Mapping[str, str], now: datetime
) -> tuple[SheetRow, ...]:
    if deed is Deed.WRITE:
        return _fresh(db, mending_rules.write(rows, line, cells), {line})
    if deed is Deed.DROP:
        return mending_rules.drop(rows, line)
    if deed is Deed.KEEP:
        return mending_rules.keep(rows, line)
    if deed is Deed.MAKE:
        return mending_rules.make(rows, line)
    alike = next(one.alike for one in judged(db, rows, now) if one.row.line == line)
    if alike is None:
        return rows
    if alike.unit_id:
        return mending_rules.mean(rows, line, alike.unit_id)
    return mending_rules.join(rows, line, alike.line)


def discard(db: Session, owner: str, import_id: str, now: datetime) -> None:
    """Throw the waiting rows away; units that were saved stay."""
    row = find(db, owner, import_id, now, lock=True)
    if row.state != ImportState.DRAFT:
        return
    if done_of(row) == Done():
        store.remove_import(db, row)
    else:
        store.put_done(db, row, ImportState.SAVED, "[]", row.done)
    audit.record(db, owner, "units.discard", import_id, {}, now)


def listed(db: Session, owner: str, now: datetime) -> list[UnitImport]:
    """One's own drafts and what was saved lately, the newest first."""
    return store.imports(db, owner, now, 10)
