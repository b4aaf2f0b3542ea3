"""Which unit “Đơn vị” and “Lớp” mean: by name, code, class within its school, merged or misspelt."""

from __future__ import annotations

import pytest

from contest.roster.placing_rules import NO_UNIT, NO_UNITS, Places
from contest.units.finding_rules import Known

KNOWN = (
    Known("xa", "Xã Đăk Tô", None, "commune", "xa", open=False),
    Known("nd", "Trường THCS Nguyễn Du", "xa", "school", "thcs-nd", open=False),
    Known("9a", "Lớp 9A", "nd", "class", "dv-9a"),
    Known("9b", "Lớp 9B", "nd", "class", "dv-9b"),
    Known("nt", "Trường THPT Nguyễn Trãi", "xa", "school", "thpt", open=True),
    Known("11a", "Lớp 9A", "nt", "class", "dv-11a"),
    Known("rao", "Thôn Đăk Rao", "xa", "village", "rao"),
    Known("cu", "Thôn Đăk Rao Cũ", "xa", "village", "cu", merged_into="Thôn Đăk Rao"),
)
PLACES = Places(KNOWN, {"cu": "rao"})


@pytest.mark.parametrize(
    ("text", "group", "unit"),
    [
        ("Thôn Đăk Rao", "", "rao"),
        ("thôn  đăk rao", "", "rao"),
        ("rao", "", "rao"),
        ("Thôn Đăk Rao Cũ", "", "rao"),
        ("Thon Dak Rao", "", "rao"),
        ("Trường THCS Nguyễn Du", "9A", "9a"),
        ("thcs-nd", "Lớp 9B", "9b"),
        ("Trường THPT Nguyễn Trãi", "9A", "11a"),
        ("Lớp 9A, Trường THCS Nguyễn Du", "", "9a"),
        ("Xã Đăk Tô", "9B", "9b"),
        ("", "9B", "9b"),
        ("dv-11a", "9A", "11a"),
    ],
)
def test_a_place_that_is_clear(text: str, group: str, unit: str) -> None:
    found = PLACES.place(text, group)
    assert (found.unit_id, found.problem) == (unit, "")


def test_the_name_says_the_school_but_not_the_commune() -> None:
    assert PLACES.place("thcs-nd", "9A").name == "Lớp 9A, Trường THCS Nguyễn Du"
    assert PLACES.place("rao", "").name == "Thôn Đăk Rao"


def test_marks_left_out_are_understood_and_told() -> None:
    assert PLACES.place("Thon Dak Rao", "").note == "“Thon Dak Rao” được hiểu là “Thôn Đăk Rao”."
    assert PLACES.place("THÔN ĐĂK RAO", "").note == ""


def test_a_class_that_is_no_unit_leaves_the_school_and_says_so() -> None:
    found = PLACES.place("Trường THPT Nguyễn Trãi", "10C")
    assert found.unit_id == "nt"
    assert found.note == "Không thấy lớp “10C” ở trang Đơn vị nên tính cho “Trường THPT Nguyễn Trãi”."


@pytest.mark.parametrize(
    ("text", "group", "said", "choices"),
    [
        ("", "", NO_UNIT, ()),
        ("", "9C", NO_UNIT, ()),
        ("Thôn Đăk Rêo", "", "Không thấy đơn vị “Thôn Đăk Rêo”", ("rao",)),
        ("Trường THCS Nguyễn Du", "", "chỉ để nhóm", ("dv-9a", "dv-9b")),
        ("Trường THCS Nguyễn Du", "9C", "chỉ để nhóm", ("dv-9a", "dv-9b")),
        ("Lớp 9A", "", "Có 2 đơn vị tên “Lớp 9A”", ("dv-9a", "dv-11a")),
        ("", "9A", "Có 2 đơn vị tên “9A”", ("dv-9a", "dv-11a")),
    ],
)
def test_what_is_not_clear_is_asked_with_choices(
    text: str, group: str, said: str, choices: tuple[str, ...]
) -> None:
    found = PLACES.place(text, group)
    assert found.unit_id is None
    assert said in found.problem
    assert tuple(code for code, _ in found.choices)[: len(choices)] == choices


def test_every_choice_is_clear_once_it_is_taken() -> None:
    for text, group in (("Trường THCS Nguyễn Du", "9C"), ("Lớp 9A", ""), ("", "9A"), ("Thôn Đăk Rêo", "")):
        for code, name in PLACES.place(text, group).choices:
            taken = PLACES.place(code, group)
            assert (taken.problem, taken.name) == ("", name)


def test_without_any_unit_nobody_is_asked_for_one() -> None:
    empty = Places((), {})
    assert empty.place("", "") == empty.place("", "9A")
    assert (empty.place("Thôn 1", "").problem, empty.place("Thôn 1", "").note) == ("", NO_UNITS)


def test_a_ring_in_the_tree_ends() -> None:
    ring = (
        Known("a", "Khối A", "b", "group", "a", open=False),
        Known("b", "Khối B", "a", "group", "b", open=False),
        Known("c", "Lớp 1", "a", "class", "c"),
    )
    assert Places(ring, {}).place("Khối C", "1").problem != ""
    assert Places(ring, {}).place("Khối B", "1").unit_id == "c"
