"""A unit as somebody wants it: the cells of a form, read and checked all at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from contest.errors import Invalid
from contest.units.rules import clean_text
from contest.units.unit_rules import KINDS, LONGEST_SOURCE, clean_code, clean_unit, day, people

VALUE = TypeVar("VALUE")
KIND_WRONG = "Chọn một loại trong danh sách."
NO_COUNT = "Ghi quân số, hoặc xóa ngày và nguồn."
SOURCE_LONG = f"Ngắn lại, nhiều nhất {LONGEST_SOURCE} ký tự."


@dataclass(frozen=True, slots=True)
class Wanted:
    """A unit as the form wants it. A headcount comes with its day."""

    name: str
    kind: str
    parent_id: str | None
    code: str
    open_to_all: bool
    people: int | None = None
    on: date | None = None
    source: str = ""


def understood(cells: Mapping[str, str], today: date) -> Wanted:
    """What a form's cells say; Invalid with every message at once."""
    errors: dict[str, str] = {}

    def take(name: str, read: Callable[[str], VALUE], otherwise: VALUE) -> VALUE:
        try:
            return read(cells[name])
        except ValueError as wrong:
            errors[name] = str(wrong)
            return otherwise

    found = Wanted(
        name=take("name", clean_unit, ""),
        kind=cells["kind"],
        parent_id=cells["parent"] or None,
        code=take("code", clean_code, ""),
        open_to_all=cells["open_to_all"] == "1",
        people=take("people", people, None),
        on=take("on", lambda text: day(text, today), None),
        source=clean_text(cells["source"]),
    )
    if found.kind not in KINDS:
        errors["kind"] = KIND_WRONG
    if len(found.source) > LONGEST_SOURCE:
        errors["source"] = SOURCE_LONG
    if found.people is None and "people" not in errors and (found.on or found.source):
        errors["people"] = NO_COUNT
    if errors:
        raise Invalid(fields=errors)
    return found
