"""What a form about a contest elsewhere says, judged all at once; lines of units; which numbers go together.
Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from contest.days import parse_day
from contest.elsewhere.states import Level
from contest.units.naming_rules import Called, Names

PAGE = 50
#: What people put between day, month and year.
BETWEEN = "/.-"
#: More people than any commune has.
MOST = 10_000_000
MOST_UNITS = 500
FILL = "Điền ô này."
WRONG_ORDER = "Ngày kết thúc phải từ ngày bắt đầu trở đi."
WRONG_LEVEL = "Chọn một cấp."
NOT_WHOLE = "Ghi số nguyên, ví dụ 12 hoặc 1.000."
TOO_MANY = "Số này lớn quá."
MORE = "Nhiều hơn số người tham gia."
NO_NUMBER = "Dòng {line}: ghi như “Trường THCS: 12”."
NONE_SUCH = "Dòng {line}: không thấy đơn vị “{name}”. Ghi đúng tên hoặc mã ở trang Đơn vị."
SEVERAL = "Dòng {line}: có {count} đơn vị tên “{name}”. Ghi mã, hoặc thêm tên đơn vị trên, như “{one}”."
SAME = "Dòng {line}: có {count} đơn vị tên “{name}”. Ghi mã như ở trang Đơn vị."
TWICE = "Dòng {line}: “{name}” đã ghi ở dòng trên."
SUM = "Cộng các đơn vị được {sum}, nhiều hơn số người tham gia."
LONG_LIST = "Nhiều nhất 500 dòng."

_LINE = re.compile(r"(.*\S)\s*[:;=\t]\s*([0-9][0-9.]*)(?:\s*người)?")
_WHOLE = re.compile(r"[0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+")
#: (field, longest) of the texts.
TEXTS = (("name", 200), ("organiser", 200), ("address", 300), ("source", 500))


@dataclass(frozen=True, slots=True)
class Wanted:
    """A contest elsewhere as a form wants it. ``units``: unit → people."""

    name: str
    organiser: str
    level: Level
    first_day: date
    last_day: date
    address: str
    people: int
    selected: int
    prizes: int
    source: str
    units: Mapping[str, int]


def judged(cells: Mapping[str, str], units: Sequence[Called]) -> tuple[Wanted | None, dict[str, str]]:
    """What the cells say, or every message by field."""
    errors: dict[str, str] = {}
    for name, longest in TEXTS:
        if len(cells[name]) > longest:
            errors[name] = f"Ngắn lại, nhiều nhất {longest} ký tự."
    errors |= {name: FILL for name in ("name", "organiser") if not cells[name]}
    if cells["level"] not in set(Level):
        errors["level"] = WRONG_LEVEL
    days = _days(cells, errors)
    numbers = _numbers(cells, errors)
    by_unit = _units(cells["units"], units, numbers.get("people"), errors)
    if errors:
        return None, errors
    made = Wanted(
        name=cells["name"],
        organiser=cells["organiser"],
        level=Level(cells["level"]),
        first_day=days["first_day"],
        last_day=days["last_day"],
        address=cells["address"],
        people=numbers["people"],
        selected=numbers["selected"],
        prizes=numbers["prizes"],
        source=cells["source"],
        units=by_unit,
    )
    return made, {}


def _days(cells: Mapping[str, str], errors: dict[str, str]) -> dict[str, date]:
    """Both days; a contest of one day needs the first alone."""
    found: dict[str, date] = {}
    for name, text in (
        ("first_day", cells["first_day"]),
        ("last_day", cells["last_day"] or cells["first_day"]),
    ):
        try:
            found[name] = parse_day(text, BETWEEN)
        except ValueError as wrong:
            if name == "first_day" or cells["last_day"]:
                errors[name] = str(wrong) if text else FILL
    if len(found) == 2 and found["last_day"] < found["first_day"]:
        errors["last_day"] = WRONG_ORDER
    return found


def whole(text: str) -> int:
    """12, 1.000 or nothing, which is none. Raises ValueError with a sentence."""
    if not text:
        return 0
    if not _WHOLE.fullmatch(text) or not text.isascii():
        raise ValueError(NOT_WHOLE)
    digits = text.replace(".", "")
    if len(digits) > 9 or int(digits) > MOST:
        raise ValueError(TOO_MANY)
    return int(digits)


def _numbers(cells: Mapping[str, str], errors: dict[str, str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for name in ("people", "selected", "prizes"):
        try:
            found[name] = whole(cells[name])
        except ValueError as wrong:
            errors[name] = str(wrong)
    if not cells["people"]:
        errors["people"] = FILL
    elif "people" in found and found.get("selected", 0) > found["people"]:
        errors["selected"] = MORE
    return found


def _units(text: str, units: Sequence[Called], people: int | None, errors: dict[str, str]) -> dict[str, int]:
    try:
        found = placed(text, units)
    except ValueError as wrong:
        errors["units"] = str(wrong)
        return {}
    if people is not None and sum(found.values()) > people:
        errors["units"] = SUM.format(sum=sum(found.values()))
    return found


def placed(text: str, units: Sequence[Called]) -> dict[str, int]:
    """Unit → people, of lines such as "Trường THCS: 12". Raises ValueError about the first wrong line."""
    lines = [(number, line.strip()) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    if len(lines) > MOST_UNITS:
        raise ValueError(LONG_LIST)
    names = Names(units)
    found: dict[str, int] = {}
    for number, line in lines:
        told = _LINE.fullmatch(line)
        try:
            count = whole(told[2]) if told else 0
        except ValueError as wrong:
            raise ValueError(f"Dòng {number}: {wrong}") from wrong
        if told is None or not count:
            raise ValueError(NO_NUMBER.format(line=number))
        unit = _one(names, number, told[1])
        if unit.id in found:
            raise ValueError(TWICE.format(line=number, name=unit.full))
        found[unit.id] = count
    return found


def _one(names: Names, line: int, text: str) -> Called:
    """The unit that a line means; ValueError where it means none or several."""
    found = names.called(text)
    if not found:
        raise ValueError(NONE_SUCH.format(line=line, name=text))
    if len(found) > 1:
        one = next((each.full for each in found if names.called(each.full) == (each,)), "")
        raise ValueError((SEVERAL if one else SAME).format(line=line, count=len(found), name=text, one=one))
    return found[0]


def written(counts: Mapping[str, int], units: Sequence[Called]) -> str:
    """Unit → people as the lines that a form takes again, by name; the code where others are called so."""
    names, known = Names(units), {unit.id: unit for unit in units}
    found = sorted((known[id] for id in counts if id in known), key=lambda unit: (unit.full, unit.id))
    return "\n".join(f"{_told(names, unit)}: {counts[unit.id]}" for unit in found)


def _told(names: Names, unit: Called) -> str:
    return next((text for text in (unit.full, unit.code) if names.called(text) == (unit,)), unit.full)
