"""What an import says of each row: faults, likeness, changes; and mending, which never makes it worse."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.units import mending_rules, tree_rules
from contest.units.finding_rules import Known
from contest.units.import_rules import Judged, Standing, judge, savable, tree_of
from contest.units.sheet_rules import SheetRow

TODAY = date(2026, 10, 5)
XA = Known("xa", "Xã Đăk Tô", None, "commune", "c-xa", open=False, shown_code="c-xa")
ND = Known("nd", "Trường THCS Nguyễn Du", "xa", "school", "c-nd", open=False, shown_code="c-nd")
A9 = Known("9a", "Lớp 9A", "nd", "class", "dv-9a", people=38)
STORED = (XA, ND, A9)


def rows(*shapes: dict[str, Any]) -> list[SheetRow]:
    filled: list[dict[str, Any]] = [{"people": "5"} | shape for shape in shapes]
    return [SheetRow(line, **shape) for line, shape in enumerate(filled, start=2)]


def judged(*shapes: dict[str, Any], known: Sequence[Known] = ()) -> list[Judged]:
    return list(judge(rows(*shapes), known, TODAY))


def said(one: Judged) -> list[str]:
    return [fault.text for fault in one.faults]


def test_a_sound_row() -> None:
    (one,) = judged({"name": "Thôn 1", "people": "1.234", "on": "01/9/2026"})
    assert (one.standing, one.kind, one.people, one.on) == (Standing.READY, "village", 1234, date(2026, 9, 1))
    assert (one.parent, one.unit_id, one.open) == (None, "", True)


@pytest.mark.parametrize(
    ("shape", "part", "text"),
    [
        ({"name": ""}, "name", "Ghi tên đơn vị"),
        ({"name": "Thôn 1", "people": "nhiều"}, "people", "Quân số là số nguyên"),
        ({"name": "Thôn 1", "on": "31/9/2026"}, "on", "Ngày ghi như"),
        ({"name": "Thôn 1", "code": "có dấu"}, "code", "Mã gồm"),
        ({"name": "Thôn 1", "parent": "Đâu đó"}, "parent", "Không thấy đơn vị “Đâu đó”."),
        ({"name": "Thôn 1", "parent": "thôn  1"}, "parent", "không thuộc chính nó"),
    ],
)
def test_what_is_wrong_is_told_by_cell(shape: dict[str, str], part: str, text: str) -> None:
    (one,) = judged(shape)
    assert [fault.part for fault in one.faults] == [part]
    assert text in one.faults[0].text
    assert one.standing is Standing.WRONG


def test_a_missing_number_and_an_unknown_kind_are_only_noted() -> None:
    (one,) = judged({"name": "Thôn 1", "people": "", "kind": "lâu đài"})
    assert (one.standing, one.kind, len(one.notes)) == (Standing.LOOK, "other", 2)


def test_parents_are_found_in_the_file_and_on_the_machine_with_or_without_marks() -> None:
    found = judged(
        {"name": "Lớp 9A", "parent": "Trường Lý Tự Trọng"},
        {"name": "Trường Lý Tự Trọng", "parent": "c-xa"},
        {"name": "Lớp 8A", "parent": "truong thcs nguyen du"},
        known=STORED,
    )
    assert [one.parent for one in found] == ["#3", "xa", "nd"]
    assert "được hiểu là" in found[2].notes[0]


def test_names_that_come_close_are_offered() -> None:
    (one,) = judged({"name": "Lớp 8A", "parent": "THCS Nguyễn Du xã"}, known=STORED)
    assert one.faults[0].choices == ("Trường THCS Nguyễn Du",)


def test_a_parents_name_that_is_there_twice_is_asked_about() -> None:
    found = judged(
        {"name": "Khối 9", "parent": ""},
        {"name": "Khối 9", "parent": "Trường A"},
        {"name": "Trường A"},
        {"name": "Lớp 9A", "parent": "Khối 9"},
    )
    assert said(found[3]) == ["Có 2 đơn vị tên “Khối 9”. Ghi mã của đơn vị, hoặc chọn tên khác."]


def test_the_second_of_two_is_wrong() -> None:
    found = judged(
        {"name": "Thôn 1"},
        {"name": "THÔN  1"},
        {"name": "Thôn 2", "code": "a"},
        {"name": "Thôn 3", "code": "a"},
    )
    assert [one.standing for one in found] == [3, 0, 3, 0]
    assert said(found[1]) == ["Trùng với dòng 2. Bỏ một dòng, hoặc sửa tên."]
    assert said(found[3])[0].startswith("Dòng 4 đã dùng mã này.")


def test_the_same_name_elsewhere_is_another_unit() -> None:
    found = judged(
        {"name": "Lớp 9A", "parent": "Trường A"},
        {"name": "Lớp 9A", "parent": "Trường B"},
        {"name": "Trường A"},
        {"name": "Trường B"},
    )
    assert {one.standing for one in found} == {Standing.READY}


def test_names_that_differ_by_marks_are_asked_about_until_decided() -> None:
    shapes = ({"name": "Thôn Đăk Rao Lớn"}, {"name": "Thôn Đắk Rao Lớn"})
    first, second = judged(*shapes)
    assert (first.standing, second.standing) == (Standing.READY, Standing.ASK)
    assert second.alike and second.alike.line == 2
    assert second.alike.text == "Giống dòng 2 “Thôn Đăk Rao Lớn”, chỉ khác dấu hoặc cách viết."
    kept = judge(mending_rules.keep(rows(*shapes), 3), (), TODAY)
    assert [one.standing for one in kept] == [Standing.READY] * 2
    joined = judge(mending_rules.join(rows(*shapes), 3, 2), (), TODAY)
    assert [one.name for one in joined] == ["Thôn Đăk Rao Lớn"]


def test_likeness_to_a_stored_unit_is_asked_about() -> None:
    (one,) = judged({"name": "Lơp 9A", "parent": "c-nd"}, known=STORED)
    assert one.alike and one.alike.unit_id == "9a"
    (meant,) = judge(mending_rules.mean([one.row], 2, "9a"), STORED, TODAY)
    assert (meant.unit_id, meant.name) == ("9a", "Lớp 9A")
    assert meant.changes == (("Quân số", "38", "5"),)


class TestStored:
    def test_by_code_even_under_another_name(self) -> None:
        (one,) = judged({"name": "Trường THCS Nguyễn Trãi", "code": "c-nd", "people": ""}, known=STORED)
        assert one.unit_id == "nd"
        assert one.changes == (("Tên", "Trường THCS Nguyễn Du", "Trường THCS Nguyễn Trãi"),)
        assert (one.standing, one.open) == (Standing.LOOK, False)

    def test_by_name_at_the_same_place(self) -> None:
        (one,) = judged({"name": "lớp 9a", "parent": "Trường THCS Nguyễn Du", "people": "40"}, known=STORED)
        assert one.unit_id == "9a"
        assert one.changes == (("Tên", "Lớp 9A", "lớp 9a"), ("Quân số", "38", "40"))

    def test_a_list_of_numbers_alone_means_the_only_unit_of_that_name(self) -> None:
        (one,) = judged({"name": "Lớp 9A", "people": "40"}, known=STORED)
        assert (one.unit_id, one.parent) == ("9a", "nd")

    def test_nothing_changed_is_nothing_to_look_at(self) -> None:
        (one,) = judged({"name": "Lớp 9A", "parent": "c-nd", "people": "38"}, known=STORED)
        assert (one.changes, one.standing) == ((), Standing.READY)

    def test_two_rows_of_one_unit(self) -> None:
        found = judged({"name": "Lớp 9A"}, {"name": "Lớp chín A", "code": "dv-9a"}, known=STORED)
        assert [one.standing for one in found] == [Standing.LOOK, Standing.WRONG]

    def test_the_code_of_a_merged_unit(self) -> None:
        gone = Known("x", "Lớp 9A cũ", None, "class", "old", merged_into="Lớp 9A")
        (one,) = judged({"name": "Lớp 9A", "code": "old"}, known=[*STORED, gone])
        assert "đã gộp vào “Lớp 9A”" in said(one)[0]


def test_what_holds_others_is_no_choice() -> None:
    found = judged(
        {"name": "Trường A", "people": ""},
        {"name": "Lớp 1A", "parent": "Trường A"},
        {"name": "Trường B"},
        {"name": "Khối thôn", "people": ""},
    )
    assert [one.open for one in found] == [False, True, True, False]
    assert found[0].notes == () == found[3].notes


def test_rings_are_wrong_and_what_hangs_on_them_waits() -> None:
    found = judged(
        {"name": "A1", "parent": "B1"}, {"name": "B1", "parent": "A1"}, {"name": "C1", "parent": "A1"}
    )
    assert [one.standing for one in found] == [Standing.WRONG] * 3
    assert "thuộc chính nó" in said(found[0])[0]
    assert said(found[2]) == ["Đơn vị cấp trên ở dòng 2 cần sửa trước."]
    assert savable(found) == []


def test_a_stored_tree_is_never_turned_round() -> None:
    found = judged({"name": "Xã Đăk Tô", "code": "c-xa", "parent": "Lớp 9A"}, known=STORED)
    assert "thuộc chính nó" in said(found[0])[0]
    both = judged(
        {"name": "Xã Đăk Tô", "code": "c-xa", "parent": "c-nd"},
        {"name": "Trường THCS Nguyễn Du", "code": "c-nd", "parent": "c-xa"},
        known=STORED,
    )
    assert savable(both) == []


def test_parents_are_saved_first() -> None:
    found = judged(
        {"name": "Lớp 9A", "parent": "Trường A"}, {"name": "Trường A", "parent": "Xã B"}, {"name": "Xã B"}
    )
    assert [one.name for one in savable(found)] == ["Xã B", "Trường A", "Lớp 9A"]


class TestMending:
    SHAPES = ({"name": "Thôn 1", "parent": "Khối thôn"}, {"name": "Thôn 2", "parent": "Khối thôn"})

    def test_one_group_mends_all_that_name_it(self) -> None:
        made = mending_rules.make(rows(*self.SHAPES), 2)
        found = judge(made, (), TODAY)
        assert [(one.name, one.open, one.standing) for one in found] == [
            ("Thôn 1", True, Standing.READY),
            ("Thôn 2", True, Standing.READY),
            ("Khối thôn", False, Standing.READY),
        ]
        assert mending_rules.make(made, 3) == made

    def test_cells_are_written_and_others_stay(self) -> None:
        mended = mending_rules.write(rows(*self.SHAPES), 3, {"parent": "", "people": " 12 "})
        assert [(row.name, row.parent, row.people) for row in mended] == [
            ("Thôn 1", "Khối thôn", "5"),
            ("Thôn 2", "", "12"),
        ]

    def test_a_row_is_left_out(self) -> None:
        dropped = mending_rules.drop(rows(*self.SHAPES), 2)
        assert [row.line for row in dropped] == [3]
        assert mending_rules.drop(dropped, 2) == dropped

    def test_joined_the_empty_cells_are_filled_and_the_name_is_still_known(self) -> None:
        two = rows(
            {"name": "Trường A", "people": ""},
            {"name": "Trướng A", "people": "7", "code": "a"},
            {"name": "Lớp 1", "parent": "Trướng A"},
        )
        found = judge(mending_rules.join(two, 3, 2), (), TODAY)
        assert [(one.name, one.people, one.code, one.parent) for one in found] == [
            ("Trường A", 7, "a", None),
            ("Lớp 1", 5, "", "#2"),
        ]
        assert mending_rules.join(two, 9, 2) == tuple(two) == mending_rules.join(two, 3, 9)


NAMES = st.sampled_from(["Xã A", "Xa A", "Trường B", "Lớp C", "Lớp 9A", "Thôn D", "", "c-nd"])
SHAPES = st.lists(
    st.fixed_dictionaries({"name": NAMES, "parent": NAMES, "code": st.sampled_from(["", "", "c-nd", "z"])}),
    max_size=8,
)
DEEDS = st.lists(
    st.tuples(st.sampled_from(["drop", "keep", "make", "name", "join"]), st.integers(2, 10)), max_size=5
)


@given(SHAPES, DEEDS)
def test_whatever_is_saved_leaves_a_tree(shapes: list[dict[str, str]], deeds: list[tuple[str, int]]) -> None:
    mended: tuple[SheetRow, ...] = tuple(rows(*shapes))
    for deed, line in deeds:
        if deed == "join":
            mended = mending_rules.join(mended, line, line - 1)
        elif deed == "name":
            mended = mending_rules.write(mended, line, {"name": "Thôn E"})
        else:
            mended = getattr(mending_rules, deed)(mended, line)
    found = judge(mended, STORED, TODAY)
    assert [one.row for one in found] == list(mended)
    sound = savable(found)
    stored: dict[str, str | None] = {unit.id: unit.parent_id for unit in STORED}
    assert tree_rules.loops(tree_of(sound, stored)) == frozenset()
    seen = set(stored)
    for one in sound:
        assert one.parent is None or one.parent in seen
        seen.add(one.node)
    places = {unit.id: (unit.parent_id, unit.name.casefold()) for unit in STORED}
    places |= {one.node: (one.parent, one.name.casefold()) for one in sound}
    assert len(places) == len(set(places.values()))
