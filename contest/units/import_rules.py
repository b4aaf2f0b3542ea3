"""Pure rules of an import: what is wrong with each row, what it would make or change. Nothing is saved here.

Rows and stored units are nodes of one tree: a row that changes a stored unit is that unit's node, any
other row is a node of its own, `#` and its line.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from contest.lists.drafts import Standing
from contest.units import tree_rules
from contest.units.finding_rules import Book, Known, Place, key
from contest.units.rules import fold
from contest.units.sheet_rules import SheetRow
from contest.units.unit_rules import clean_code, clean_unit, day, guessed, kind_of, label, people

TWICE = "Trùng với dòng {line}. Bỏ một dòng, hoặc sửa tên."
SAME_UNIT = "Dòng {line} cũng ghi đơn vị này. Bỏ một dòng."
CODE_TWICE = "Dòng {line} đã dùng mã này. Mỗi đơn vị một mã."
CODE_MERGED = "Mã này của một đơn vị đã gộp vào “{name}”. Đổi mã, hoặc bỏ dòng này."
CODE_TAKEN = "Mã này của “{name}”. Đổi mã, hoặc bỏ dòng này."
CODE_SINCE = "Mã này vừa được đặt cho “{name}”. Đổi mã; bấm Ghi mà không đổi thì dòng này sửa “{name}”."
SAME_NAME = "Đã có “{name}” ở cùng nơi. Đặt tên khác, hoặc bỏ dòng này."
LIKE_ROW = "Giống dòng {line} “{name}”, chỉ khác dấu hoặc cách viết."
LIKE_UNIT = "Giống “{name}” đã có trên máy, chỉ khác dấu hoặc cách viết."
ROUND = "Đơn vị này thuộc chính nó, hoặc thuộc đơn vị nằm trong nó. Sửa cột “Thuộc”."
WAITS = "Đơn vị cấp trên ở dòng {line} cần sửa trước."
NO_PEOPLE = "Chưa có quân số nên chưa tính được tỷ lệ tham gia."
OTHER_KIND = "Loại “{text}” không có trong danh sách, sẽ ghi là “{label}”."
#: Kinds that hold others rather than people who choose them.
HOLDERS = ("commune", "group")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a cell. ``choices``: parents that may be meant."""

    part: str
    text: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Alike:
    """Another row, or a stored unit, that differs by marks only."""

    text: str
    line: int = 0
    unit_id: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """A row understood. ``unit_id``: the stored unit that it changes; ``parent``: the node above it."""

    row: SheetRow
    name: str = ""
    kind: str = ""
    code: str = ""
    people: int | None = None
    on: date | None = None
    parent: str | None = None
    unit_id: str = ""
    open: bool = True
    faults: tuple[Fault, ...] = ()
    alike: Alike | None = None
    notes: tuple[str, ...] = ()
    changes: tuple[tuple[str, str, str], ...] = field(default=())

    @property
    def node(self) -> str:
        """The row's place in the tree."""
        return self.unit_id or f"#{self.row.line}"

    @property
    def standing(self) -> Standing:
        """How far the row is."""
        if self.faults:
            return Standing.WRONG
        if self.alike:
            return Standing.ASK
        return Standing.LOOK if self.notes or self.changes else Standing.READY


def judge(rows: Sequence[SheetRow], known: Sequence[Known], today: date) -> tuple[Judged, ...]:
    """Every row with what is wrong with it, in the order of the rows."""
    book = Book(rows, known)
    places = [book.place(row) for row in rows]
    found = [_read(row, place, book, today) for row, place in zip(rows, places, strict=True)]
    found = _told_twice(found, book)
    found = _alike(found, book)
    found = _round(found, book)
    found = _open(found)
    found = [_changes(one, book) if one.unit_id else one for one in found]
    return tuple(_apart(_waiting(found), book))


def _read(row: SheetRow, place: Place, book: Book, today: date) -> Judged:
    faults: list[Fault] = []
    notes: list[str] = [place.note] if place.note else []

    def cell(part: str, text: str, read: Callable[[str], object]) -> object:
        try:
            return read(text)
        except ValueError as wrong:
            faults.append(Fault(part, str(wrong)))
            return None

    name = cell("name", row.name, clean_unit) or row.name
    code = cell("code", row.code, clean_code) or ""
    count = cell("people", row.people, people)
    on = cell("on", row.on, lambda text: day(text, today))
    if place.problem:
        faults.append(Fault("parent", place.problem, place.choices))
    if (merged := book.merged.get(str(code))) is not None:
        faults.append(Fault("code", CODE_MERGED.format(name=merged)))
    elif not place.problem and (other := book.other_of(str(code), place.unit_id)):
        faults.append(
            Fault("code", (CODE_SINCE if row.fresh and not row.same else CODE_TAKEN).format(name=other))
        )
    kind = kind_of(row.kind) if row.kind else guessed(row.name)
    if kind is None:
        kind = "other"
        notes.append(OTHER_KIND.format(text=row.kind, label=label(kind)))
    made = Judged(row, str(name), kind, str(code), faults=tuple(faults), notes=tuple(notes))
    number = count if isinstance(count, int) else None
    told = on if isinstance(on, date) else (today if number is not None and not row.on else None)
    return replace(made, people=number, on=told, parent=book.settled(place.parent), unit_id=place.unit_id)


def _told_twice(found: Sequence[Judged], book: Book) -> list[Judged]:
    """The second row of one name at one place, of one code, of one stored unit."""
    names: dict[tuple[str | None, str], int] = {}
    codes: dict[str, int] = {}
    units: dict[str, int] = {}
    told = []
    for one in found:
        line, more = one.row.line, []
        first = names.setdefault((one.parent, key(one.name)), line)
        if first != line:
            more.append(Fault("name", TWICE.format(line=first)))
        if one.code and (first := codes.setdefault(one.code, line)) != line:
            more.append(Fault("code", CODE_TWICE.format(line=first)))
        if one.unit_id and (first := units.setdefault(one.unit_id, line)) != line:
            more = more or [Fault("name", SAME_UNIT.format(line=first))]
            one = replace(one, unit_id="")  # a node has one row
        told.append(replace(one, faults=(*one.faults, *more)))
    return told


def _alike(found: Sequence[Judged], book: Book) -> list[Judged]:
    """Rows that differ from an earlier row, or from a stored unit beside them, by marks only."""
    first: dict[tuple[str | None, str], Judged] = {}
    changed = {one.unit_id for one in found}
    told = []
    for one in found:
        place = (one.parent, fold(one.name))
        earlier = first.setdefault(place, one)
        stored = [unit for unit in book.beside(*place) if unit.id not in changed]
        alike = None
        if one.row.keep or one.faults or one.row.made:
            pass
        elif earlier is not one:
            alike = Alike(LIKE_ROW.format(line=earlier.row.line, name=earlier.name), line=earlier.row.line)
        elif stored and not one.unit_id:
            alike = Alike(LIKE_UNIT.format(name=stored[0].name), unit_id=stored[0].id)
        told.append(replace(one, alike=alike))
    return told


def _round(found: Sequence[Judged], book: Book) -> list[Judged]:
    parents = tree_of(found, book.parents())
    ringed = tree_rules.loops(parents)
    fault = Fault("parent", ROUND)
    return [
        replace(one, faults=(*one.faults, fault)) if one.node in ringed and one.parent else one
        for one in found
    ]


def tree_of(found: Sequence[Judged], stored: Mapping[str, str | None]) -> dict[str, str | None]:
    """The tree as it would be with these rows in it."""
    return dict(stored) | {one.node: one.parent for one in found}


def _open(found: Sequence[Judged]) -> list[Judged]:
    """Who holds others is there to group them: nobody chooses a school whose classes are listed."""
    schools = {one.parent for one in found if one.kind == "class"}
    told = []
    for one in found:
        open_to_all = not (
            one.kind in HOLDERS or one.row.made or (one.kind == "school" and one.node in schools)
        )
        lacks = open_to_all and one.people is None and not one.unit_id and not one.faults
        notes = (*one.notes, NO_PEOPLE) if lacks else one.notes
        told.append(replace(one, open=open_to_all, notes=notes))
    return told


def _changes(one: Judged, book: Book) -> Judged:
    """From what to what a stored unit would change. An empty cell changes nothing."""
    unit = book.by_id[one.unit_id]
    row = one.row
    kind = one.kind if row.kind else unit.kind
    name = unit.name if row.same else one.name
    parent = one.parent if row.parent else unit.parent_id
    code = one.code or unit.code
    changes = [
        ("Tên", unit.name, name),
        ("Loại", label(unit.kind), label(kind)),
        ("Thuộc", book.name_of(unit.parent_id), book.name_of(parent)),
        ("Mã", unit.shown_code, one.code or unit.shown_code),
        ("Quân số", "" if unit.people is None else str(unit.people), str(one.people)),
    ]
    if one.people is None:
        changes.pop()
    changed = tuple(change for change in changes if change[1] != change[2])
    return replace(one, name=name, kind=kind, parent=parent, code=code, open=unit.open, changes=changed)


def _waiting(found: Sequence[Judged]) -> list[Judged]:
    """Below a row that can't be saved yet nothing can be saved either."""
    lines = {one.node: one for one in found}
    parents = {one.node: one.parent for one in found}
    told = []
    for one in found:
        above = (lines[node] for node in tree_rules.above(parents, one.node) if node in lines)
        held = next((other for other in above if other.standing <= Standing.ASK), None)
        if held is not None and not one.faults:
            one = replace(one, faults=(Fault("", WAITS.format(line=held.row.line)),), alike=None)
        told.append(one)
    return told


def _apart(found: Sequence[Judged], book: Book) -> list[Judged]:
    """No two of one name at one place once the sound rows are saved and the others are not."""
    told = list(found)
    while clashing := tree_rules.clashing(
        book.places(),
        {one.node: (one.parent, key(one.name)) for one in told if one.standing >= Standing.LOOK},
    ):
        told = _waiting(
            [
                replace(one, faults=(Fault("name", SAME_NAME.format(name=one.name)),))
                if one.node in clashing and not one.faults
                else one
                for one in told
            ]
        )
    return told


def savable(found: Sequence[Judged]) -> list[Judged]:
    """The sound rows, parents first."""
    sound = {one.node: one for one in found if one.standing >= Standing.LOOK}
    parents = {one.node: one.parent for one in sound.values()}
    return sorted(sound.values(), key=lambda one: (len(tree_rules.above(parents, one.node)), one.row.line))
