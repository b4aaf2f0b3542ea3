"""Pure rules of a roster: what is wrong with each row of a list, and what saving it would add."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from contest.campaigns.audience_rules import Audience, fits, written
from contest.lists.drafts import Standing
from contest.people.rules import is_too_young, parse_birth_year, parse_phone
from contest.roster.placing_rules import Place, Places
from contest.roster.sheet_rules import PARTS, MemberRow
from contest.units.finding_rules import key
from contest.units.rules import clean_name, clean_text, fold

LONGEST_GROUP = 80
LONGEST_CODE = 40
NO_YEAR = "Chưa có năm sinh nên tên được che như người dưới 16 tuổi."
TOO_YOUNG = "Cuộc thi này dành cho người từ đủ {youngest} tuổi."
CODE_WRONG = f"Mã dài nhất {LONGEST_CODE} ký tự. Ghi ngắn lại, hoặc để trống."
CODE_TWICE = "Dòng {line} đã dùng mã này. Mỗi người một mã."
CODE_TAKEN = "Mã này của “{name}” trong danh sách. Đổi mã, hoặc bỏ dòng này."
LIKE_ROW = "Giống dòng {line} “{name}”: cùng tên, năm sinh, đơn vị."
LIKE_MEMBER = "Giống “{name}” đã có trong danh sách: cùng tên, năm sinh, đơn vị."
NO_AUDIENCE = "Cuộc thi không có bảng “{text}”. Ghi một trong các bảng: {known}; hoặc để trống."
OTHER_AGES = "{label} dành cho người {ages}, tính theo năm sinh."
_DAY = re.compile(r"(?:\d{1,2}[/.\-]){1,2}(\d{4})|(\d{4})-\d{1,2}-\d{1,2}(?:[ T].*)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a cell. ``choices``: (code, name) of units that may be meant."""

    part: str
    text: str
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Stored:
    """Somebody who is on the roster already."""

    name: str
    year: int | None
    unit_id: str | None
    group: str
    code: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A row understood. ``who``: what two rows of one person have in common."""

    row: MemberRow
    name: str = ""
    year: int | None = None
    phone: str | None = None
    group: str = ""
    code: str = ""
    unit_id: str | None = None
    unit_name: str = ""
    audience: Audience | None = None
    faults: tuple[Fault, ...] = ()
    alike: str = ""
    notes: tuple[str, ...] = ()
    have: bool = False
    who: tuple[str, int | None, str | None, str] = ("", None, None, "")

    @property
    def standing(self) -> Standing:
        """How far the row is."""
        if self.have:
            return Standing.HAVE
        if self.faults:
            return Standing.WRONG
        if self.alike:
            return Standing.ASK
        return Standing.LOOK if self.notes else Standing.READY


def judge(
    rows: Sequence[MemberRow],
    places: Places,
    stored: Sequence[Stored],
    youngest: int | None,
    now: datetime,
    audiences: Sequence[Audience] = (),
) -> tuple[Judged, ...]:
    """Every row with what is wrong with it, in the order of the rows. In a contest without audiences a column
    that names some says nothing."""
    read = (_read(row, places.place(row.unit, row.group), youngest, now) for row in rows)
    found = [placed(one, audiences, now) for one in read] if audiences else list(read)
    return tuple(_against_each_other(_against_stored(found, stored)))


def year_of(raw: str, now: datetime) -> int | None:
    """A birth year, also out of a whole date; None where nothing is written. Raises ValueError."""
    text = clean_text(raw)
    if not text:
        return None
    match = _DAY.fullmatch(text)
    return parse_birth_year((match[1] or match[2]) if match else text, now)


def _read(row: MemberRow, place: Place, youngest: int | None, now: datetime) -> Judged:
    faults: list[Fault] = []

    def cell(part: str, read: Callable[[str], object]) -> object:
        try:
            return read(getattr(row, part))
        except ValueError as wrong:
            faults.append(Fault(part, str(wrong)))
            return None

    name = cell("name", clean_name)
    year = cell("year", lambda text: year_of(text, now))
    phone = cell("phone", parse_phone)
    if len(row.code) > LONGEST_CODE:
        faults.append(Fault("code", CODE_WRONG))
    born = year if isinstance(year, int) else None
    if born is not None and is_too_young(born, youngest, now):
        faults.append(Fault("year", TOO_YOUNG.format(youngest=youngest)))
    if place.problem:
        faults.append(Fault("unit", place.problem, place.choices))
    notes = (place.note, "" if row.year else NO_YEAR)
    called, group = str(name or row.name), row.group[:LONGEST_GROUP]
    return Judged(
        row,
        name=called,
        year=born,
        phone=phone if isinstance(phone, str) else None,
        group=group,
        code=row.code,
        unit_id=place.unit_id,
        unit_name=place.name,
        faults=tuple(faults),
        notes=tuple(note for note in notes if note),
        who=(fold(called), born, place.unit_id, fold(group)),
    )


def placed(one: Judged, audiences: Sequence[Audience], now: datetime) -> Judged:
    """A row with the audience that it names; one that names none is asked when they come."""
    text = one.row.audience
    if not text:
        return one
    audience = written(audiences, text)
    if audience is None:
        known = ", ".join(each.label for each in audiences)
        return replace(
            one, faults=(*one.faults, Fault("audience", NO_AUDIENCE.format(text=text, known=known)))
        )
    if not fits(audience, one.year, now):
        said = OTHER_AGES.format(label=audience.label, ages=audience.ages)
        return replace(one, faults=(*one.faults, Fault("audience", said)))
    return replace(one, audience=audience)


def _against_stored(found: Sequence[Judged], stored: Sequence[Stored]) -> list[Judged]:
    """Who is on the roster already is left out; who may be is asked about."""
    codes = {each.code: each for each in stored if each.code}
    alike: dict[object, list[Stored]] = {}
    for each in stored:
        alike.setdefault((fold(each.name), each.year, each.unit_id, fold(each.group)), []).append(each)
    told = []
    for one in found:
        others = [each for each in alike.get(one.who, ()) if not _are_two(one.code, each.code)]
        same = [each for each in others if key(each.name) == key(one.name)]
        owner = codes.get(one.code)
        if one.faults:
            pass
        elif same and not one.row.keep:
            one = replace(one, have=True)
        elif owner is not None and owner not in same:
            one = replace(one, faults=(Fault("code", CODE_TAKEN.format(name=owner.name)),))
        elif others and not one.row.keep:
            one = replace(one, alike=LIKE_MEMBER.format(name=others[0].name))
        told.append(one)
    return told


def _against_each_other(found: Sequence[Judged]) -> list[Judged]:
    """The second row of one code, or of one person."""
    codes: dict[str, int] = {}
    first: dict[object, list[Judged]] = {}
    told = []
    for one in found:
        line = codes.setdefault(one.code, one.row.line) if one.code else one.row.line
        earlier = [each for each in first.get(one.who, ()) if not _are_two(one.code, each.code)]
        if line != one.row.line and not one.have:
            one = replace(one, faults=(*one.faults, Fault("code", CODE_TWICE.format(line=line))))
        elif earlier and not (one.row.keep or one.faults or one.have or one.alike):
            other = earlier[0]
            one = replace(one, alike=LIKE_ROW.format(line=other.row.line, name=other.name))
        first.setdefault(one.who, []).append(one)
        told.append(one)
    return told


def _are_two(code: str, other: str) -> bool:
    """Two codes are two people, whatever else is the same."""
    return bool(code and other and code != other)


def savable(found: Sequence[Judged]) -> list[Judged]:
    """The sound rows that are not on the roster yet."""
    return [one for one in found if is_savable(one)]


def is_savable(one: Judged) -> bool:
    """Whether a row is sound and not on the roster yet."""
    return one.standing in (Standing.LOOK, Standing.READY)


# --- mending: each deed turns rows into rows, twice as once ------------------------------------------


def write(rows: Sequence[MemberRow], line: int, cells: Mapping[str, str]) -> tuple[MemberRow, ...]:
    """Put typed cells into a row; parts that were not on the form stay. A new name is compared anew."""
    typed = {part: clean_text(cells[part]) for part in PARTS if part in cells}
    return tuple(
        replace(row, keep=row.keep and "name" not in typed, **typed) if row.line == line else row
        for row in rows
    )


def drop(rows: Sequence[MemberRow], line: int) -> tuple[MemberRow, ...]:
    """Leave a row out."""
    return tuple(row for row in rows if row.line != line)


def keep(rows: Sequence[MemberRow], line: int) -> tuple[MemberRow, ...]:
    """Two people are meant."""
    return tuple(replace(row, keep=True) if row.line == line else row for row in rows)
