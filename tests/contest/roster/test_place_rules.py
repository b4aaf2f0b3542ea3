"""What a list holds of somebody is named in full, and nothing that it does not hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from contest.roster.place_rules import held, place


@dataclass(frozen=True)
class Row:
    """A row of a list with whom it is about."""

    unit_id: str | None = None
    class_name: str = ""
    own_code: str = ""
    audience_id: str | None = None
    birth_year: int | None = None
    phone: str | None = None


NAMES = {
    "class_name": "lớp",
    "unit_id": "đơn vị",
    "audience_id": "bảng dự thi",
    "birth_year": "năm sinh",
    "phone": "số điện thoại",
    "own_code": "mã do trường hoặc cơ quan cấp",
}


@given(st.sets(st.sampled_from(sorted(NAMES))))
def test_each_thing_is_named_when_it_is_there(there: set[str]) -> None:
    told: dict[str, Any] = {name: 2012 if name == "birth_year" else "x" for name in there}
    row = Row(**told)
    assert held(row, row) == ("họ tên", *(said for name, said in NAMES.items() if name in there))


def test_the_class_is_said_once() -> None:
    assert place("9A", "Trường THCS Nguyễn Du") == "9A, Trường THCS Nguyễn Du"
    assert place("9A", "Lớp 9A, Trường THCS Nguyễn Du") == "Lớp 9A, Trường THCS Nguyễn Du"
    assert place("9A", "") == "9A"
