"""Units as the desk's pages show them: values of the services in, pages out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from sqlmodel import Session

from contest.accounts.pages import StaffView
from contest.entropy import new_id
from contest.units import editing, listing, merging, service
from contest.units.editing import Whole
from contest.units.listing import Listed
from contest.units.models import Unit
from contest.units.pages import (
    Choice,
    EditPage,
    FinderPage,
    Headcount,
    IndexPage,
    Merged,
    MergePage,
    MergePlan,
    NewPage,
    UnitLine,
)
from contest.units.sample import PREFIX
from contest.units.unit_rules import KINDS, label, shown_code
from contest.web import filters

LISTED_KINDS = tuple(KINDS.items())
SHOWN = ("name", "kind", "code", "open_to_all", "people", "on", "source")


def index_page(db: Session, staff: StaffView, query: str, page: int, today: date) -> IndexPage:
    """The list."""
    found = listing.listed(db, query, page, today, PREFIX)
    return IndexPage(
        staff,
        tuple(_line(row) for row in found.rows),
        found.total,
        found.found,
        query,
        found.page,
        found.pages,
        found.trail,
        found.has_sample,
    )


def _line(row: Listed) -> UnitLine:
    unit = row.unit
    count = Headcount(row.headcount[1], row.headcount[0]) if row.headcount else None
    into = (row.into.id, row.into.name) if row.into else None
    kind = label(unit.kind)
    return UnitLine(unit.id, unit.name, kind, row.level, unit.open_to_all, row.place, count, row.merged, into)


def choices(db: Session, units: Iterable[Unit]) -> tuple[Choice, ...]:
    """Units to choose, with where they belong."""
    found = tuple(units)
    places = service.rows(db, [unit.id for unit in found])
    return tuple(Choice(unit.id, unit.name, places[unit.id].parent_name) for unit in found)


def finder(db: Session, query: str, chosen: str = "", without: str = "") -> FinderPage:
    """The finder's rows; the chosen unit stays among them."""
    kept = service.rows(db, [chosen]) if chosen else {}
    shown = [Choice(row.id, row.name, row.parent_name) for row in kept.values()]
    others = choices(db, editing.candidates(db, query, without))
    return FinderPage((*shown, *(each for each in others if each.id not in kept)), chosen, query)


def new_page(
    db: Session, staff: StaffView, values: Mapping[str, str], errors: Mapping[str, str] | None = None
) -> NewPage:
    """The form of a new unit."""
    chosen = values.get("parent", "")
    found = finder(db, values.get("q", ""), chosen)
    given = {"open_to_all": "1", **values} if not values.get("token") else values
    token = values.get("token") or new_id()
    return NewPage(staff, LISTED_KINDS, found.choices, given, errors or {}, chosen, found.query, token)


def edit_page(
    db: Session,
    staff: StaffView,
    unit_id: str,
    typed: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
) -> EditPage:
    """One unit; ``typed`` is what stood in the form, to show again."""
    found = editing.whole(db, unit_id)
    values = typed if typed is not None else stored_values(found)
    chosen = values.get("parent", "")
    shown = finder(db, values.get("q", ""), chosen, unit_id)
    merged = tuple(Merged(unit.id, unit.name, at) for unit, at in found.merged)
    return EditPage(
        staff,
        found.unit.id,
        found.unit.name,
        found.parent.name if found.parent else "",
        label(found.unit.kind),
        LISTED_KINDS,
        shown.choices,
        found.version,
        values,
        errors or {},
        chosen,
        shown.query,
        tuple(Headcount(count.people, count.on_date, count.source) for count in found.counts),
        found.children,
        merged,
        Choice(found.into.id, found.into.name) if found.into else None,
    )


def stored_values(found: Whole) -> dict[str, str]:
    """A unit as its form begins. The headcount's cells are for a new one."""
    unit = found.unit
    return {
        "name": unit.name,
        "kind": unit.kind if unit.kind in KINDS else "other",
        "parent": unit.parent_id or "",
        "code": shown_code(unit.id, unit.code),
        "open_to_all": "1" if unit.open_to_all else "",
    }


def stored_in_words(db: Session, unit_id: str) -> tuple[tuple[str, str], ...]:
    """What is stored now, for whoever typed while somebody else saved."""
    found = editing.whole(db, unit_id)
    unit = found.unit
    told = [
        f"{filters.number(count.people)} người, ngày {filters.when(count.on_date)}" for count in found.counts
    ]
    return (
        ("Tên", unit.name),
        ("Loại", label(unit.kind)),
        ("Thuộc", found.parent.name if found.parent else "không thuộc đơn vị nào"),
        ("Mã", shown_code(unit.id, unit.code) or "không có"),
        ("Cho chọn khi đăng ký", "có" if unit.open_to_all else "không"),
        ("Quân số mới nhất", told[0] if told else "chưa có"),
    )


def merge_page(db: Session, staff: StaffView, unit_id: str, query: str) -> MergePage:
    """The first half of merging: which unit stays."""
    found = editing.whole(db, unit_id)
    like = query or found.unit.name
    others = choices(db, editing.candidates(db, like, unit_id))
    if not query and not others:
        others = choices(db, editing.candidates(db, like.split()[-1], unit_id))
    # With where it belongs: two schools have a Lớp 9A each.
    name = service.names(db, [unit_id])[unit_id] if found.into is None else found.unit.name
    return MergePage(staff, unit_id, name, others, query)


def plan(db: Session, found: merging.Plan) -> MergePlan:
    """The second half: what exactly happens."""
    return MergePlan(
        Choice(found.into.id, service.names(db, [found.into.id])[found.into.id]),
        found.children,
        _count(found.own),
        _count(found.kept),
        found.together,
        found.version,
    )


def _count(count: merging.Count | None) -> Headcount | None:
    return Headcount(count.people, count.on) if count else None
