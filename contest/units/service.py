"""Units: saving the tree, finding one by a few letters, names and headcounts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlmodel import Session

from contest.errors import Invalid
from contest.units import store, tree_rules
from contest.units.models import Unit, UnitHeadcount
from contest.units.rules import fold, nfc, text_sort_key
from contest.units.unit_rules import KINDS, words_of

#: More than this match only a query of a letter or two; the best are among the first by name.
MOST_CANDIDATES = 500

COMMUNE = "commune"


@dataclass(frozen=True, slots=True)
class UnitDraft:
    """One unit as a list brings it. A parent stands before its children."""

    code: str
    name: str
    kind: str
    parent_code: str | None = None
    people: int | None = None
    open_to_all: bool = True


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit to choose; ``parent_name`` is "" at the top of the tree and right below the commune."""

    id: str
    name: str
    parent_name: str = ""
    parent_id: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Found:
    """The best matches, and how many more there are."""

    rows: tuple[UnitRow, ...]
    more: int = 0


def save_units(db: Session, rows: Iterable[UnitDraft], on: date, source: str = "") -> dict[str, str]:
    """Add or change units by their code; code → id. Headcounts are of the day ``on``."""
    drafts = tuple(rows)
    wanted = {draft.code for draft in drafts} | {draft.parent_code for draft in drafts if draft.parent_code}
    known = store.by_codes(db, wanted)
    for draft in drafts:
        known[draft.code] = _save(db, draft, known)
        if draft.people is not None:
            count = UnitHeadcount(
                unit_id=known[draft.code].id, on_date=on, people=draft.people, source=source
            )
            store.put_headcount(db, count)
    return {draft.code: known[draft.code].id for draft in drafts}


def _save(db: Session, draft: UnitDraft, known: dict[str, Unit]) -> Unit:
    parent = known.get(draft.parent_code) if draft.parent_code else None
    if draft.parent_code and parent is None:
        raise Invalid(f"Đơn vị “{draft.name}” thuộc mã {draft.parent_code} nhưng chưa có đơn vị mang mã này.")
    name = " ".join(nfc(draft.name).split())
    unit = known.get(draft.code) or Unit(code=draft.code, name="", kind="", folded="", sort_key="")
    unit.name, unit.kind, unit.open_to_all = name, draft.kind, draft.open_to_all
    unit.parent_id = parent.id if parent else None
    unit.folded = words_of(name, parent.name if parent else "")
    unit.sort_key = text_sort_key(name)
    store.add(db, unit)
    return unit


def find(db: Session, query: str, limit: int = 8, keep: str = "") -> Found:
    """The units that fit a few letters, with or without marks. An empty query shows a short list whole.

    ``keep``: a unit chosen before, which must not get lost when the form is shown again.
    """
    found = _best(db, query, limit)
    keep = resolve(db, [keep])[keep] if keep else ""
    if not keep or any(row.id == keep for row in found.rows) or not store.is_open(db, keep):
        return found
    return Found((*rows(db, (keep,)).values(), *found.rows), found.more)


def _best(db: Session, query: str, limit: int) -> Found:
    words = fold(query).split()[:8]
    found = store.matching(db, words, MOST_CANDIDATES)
    if not words and len(found) > limit:
        return Found((), 0)
    ranked = sorted(found, key=lambda pair: _fitness(pair[0], words))
    best = tuple(UnitRow(unit.id, unit.name, parent or "") for unit, parent in ranked[:limit])
    return Found(best, max(0, len(found) - limit))


def _fitness(unit: Unit, words: list[str]) -> tuple[int, str]:
    """Units whose own name has more of the words come first; then name order."""
    own = f" {fold(unit.name)}"
    return -sum(f" {word}" in own for word in words), unit.sort_key


def search(db: Session, query: str, limit: int = 8) -> tuple[UnitRow, ...]:
    """The rows of :func:`find`."""
    return find(db, query, limit).rows


def rows(db: Session, ids: Collection[str]) -> dict[str, UnitRow]:
    """Units by id with their parents' names: two statements, however many.

    A merged unit's id brings the row of the unit that it counts for. The commune is left out: it is
    everybody's, so naming it tells nobody apart.
    """
    ends = resolve(db, ids) if ids else {}
    units = store.by_ids(db, set(ends.values())) if ends else {}
    parents = {unit.id: unit.name for unit in units.values() if unit.kind != COMMUNE}
    return {id: _row(units[end], parents) for id, end in ends.items() if end in units}


def _row(unit: Unit, parents: Mapping[str, str]) -> UnitRow:
    return UnitRow(unit.id, unit.name, parents.get(unit.parent_id or "", ""), unit.parent_id)


def names(db: Session, ids: Collection[str]) -> dict[str, str]:
    """Id → how a board names the unit: "Lớp 9B, Trường THCS Nguyễn Du"."""
    return {id: full_name(row) for id, row in rows(db, ids).items()}


def full_name(row: UnitRow) -> str:
    """A class alone says little; its school is named with it."""
    return f"{row.name}, {row.parent_name}" if row.parent_name else row.name


CHOOSE_UNIT = "Chọn đơn vị để tính thành tích cho bạn."


def must_choose(db: Session) -> bool:
    """Whether there is a unit to choose, so that one must be chosen."""
    return store.has_any(db)


def choose(db: Session, unit_id: str | None) -> str | None:
    """The chosen unit, checked; None only when there is none to choose.

    A form that was open before two units were merged is taken, for the unit that its choice counts for now.
    """
    chosen = resolve(db, [unit_id])[unit_id] if unit_id else None
    if chosen and store.is_open(db, chosen):
        return chosen
    if not unit_id and not must_choose(db):
        return None
    raise Invalid(fields={"unit": CHOOSE_UNIT})


def headcounts(db: Session, on: date) -> dict[str, int]:
    """Unit → people, by the latest count not after that day. A merged unit has none of its own."""
    gone = store.merges(db)
    return {unit_id: people for unit_id, people in store.headcounts(db, on) if unit_id not in gone}


# --- merged units: everything that groups by unit folds through these -----------------------------


def merged(db: Session) -> dict[str, str]:
    """Every merged unit with the unit that it counts for: one statement."""
    return tree_rules.flat(store.merges(db))


def resolve(db: Session, ids: Collection[str]) -> dict[str, str]:
    """Each id with the unit that it counts for: itself, unless it was merged."""
    ends = merged(db)
    return {id: ends.get(id, id) for id in ids}


def family(db: Session, unit_id: str) -> frozenset[str]:
    """All ids that count as one unit with this one, for looking rows up by unit."""
    return tree_rules.family(store.merges(db), unit_id)


def fold_counts(db: Session, counts: Mapping[str, int]) -> dict[str, int]:
    """Numbers by unit, those of merged units added to the unit that they count for."""
    return tree_rules.folded(store.merges(db), counts)


# --- parts of the tree: who is compared with whom ------------------------------------------------


def kinds_in_use(db: Session) -> tuple[tuple[str, str], ...]:
    """The kinds that some units have, with their names, in the order in which kinds are listed."""
    used = set(store.kinds(db).values())
    return tuple((kind, label) for kind, label in KINDS.items() if kind in used)


def of_kind(db: Session, kind: str) -> frozenset[str]:
    """All units of a kind; merged ones are their others."""
    gone = store.merges(db)
    return frozenset(id for id, one in store.kinds(db).items() if one == kind and id not in gone)


def heads(db: Session) -> tuple[tuple[str, str], ...]:
    """The units that have others below them, with their names, by name."""
    gone = store.merges(db)
    parents = store.parents(db)
    above = {parent for id, parent in parents.items() if parent is not None and id not in gone} - gone.keys()
    return tuple(sorted(names(db, above).items(), key=lambda pair: text_sort_key(pair[1])))


def below(db: Session, unit_id: str) -> frozenset[str]:
    """All units below one, at any depth, without itself; of a merged one, of that which it counts for."""
    top = resolve(db, [unit_id])[unit_id]
    gone = store.merges(db)
    parents = store.parents(db)
    return frozenset(id for id in parents if id not in gone and top in tree_rules.above(parents, id))


def under(db: Session, unit_id: str) -> frozenset[str]:
    """All ids that count for a unit or for one below it, at any depth: everybody who sits in one place."""
    merges = store.merges(db)
    here = {tree_rules.target(merges, unit_id), *below(db, unit_id)}
    return frozenset({*here, *(other for other in merges if tree_rules.target(merges, other) in here)})


def tree(db: Session) -> dict[str, str | None]:
    """Unit → the one above it; merged units are their others."""
    gone = store.merges(db)
    return {unit_id: parent for unit_id, parent in store.parents(db).items() if unit_id not in gone}


def add_up(db: Session, counts: Mapping[str, int]) -> dict[str, int]:
    """Numbers by unit, folded, and each unit above them with the sum of all below it."""
    parents, total = store.parents(db), dict[str, int]()
    for unit_id, count in fold_counts(db, counts).items():
        for each in (unit_id, *tree_rules.above(parents, unit_id)):
            total[each] = total.get(each, 0) + count
    return total


def marker(db: Session) -> object:
    """A cheap value that differs after units were merged or taken apart: boards by unit change then."""
    return store.merge_marker(db)
