"""Pure: where somebody of a list belongs, and what the list holds of them."""

from __future__ import annotations

from typing import Protocol

from contest.units.rules import fold


class Member(Protocol):
    """A row of a list."""

    @property
    def unit_id(self) -> str | None: ...
    @property
    def class_name(self) -> str: ...
    @property
    def own_code(self) -> str: ...
    @property
    def audience_id(self) -> str | None: ...


class Told(Protocol):
    """Who that row is about."""

    @property
    def birth_year(self) -> int | None: ...
    @property
    def phone(self) -> str | None: ...


def held(member: Member, person: Told) -> tuple[str, ...]:
    """Everything that the list holds of somebody, by its name: they are told before they agree."""
    rows = (
        ("họ tên", True),
        ("lớp", bool(member.class_name)),
        ("đơn vị", member.unit_id is not None),
        ("bảng dự thi", member.audience_id is not None),
        ("năm sinh", person.birth_year is not None),
        ("số điện thoại", bool(person.phone)),
        ("mã do trường hoặc cơ quan cấp", bool(member.own_code)),
    )
    return tuple(name for name, is_there in rows if is_there)


def place(class_name: str, unit: str) -> str:
    """The class and the unit as a slip and a phone say them; the class only once."""
    return unit if fold(class_name) in fold(unit) else f"{class_name}, {unit}".rstrip(", ")
