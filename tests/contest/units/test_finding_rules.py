"""Which unit a row means, and which its “Thuộc” names: exact before alike, the file before the machine."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.units.finding_rules import ITSELF, MOST_CHOICES, Book, Known, Place, key
from contest.units.sheet_rules import SheetRow

XA = Known("xa", "Xã Đăk Tô", None, "commune", "c-xa", open=False)
ND = Known("nd", "Trường THCS Nguyễn Du", "xa", "school", "c-nd")
LT = Known("lt", "Trường THCS Lý Tự Trọng", "xa", "school", "c-lt")
A9 = Known("9a", "Lớp 9A", "nd", "class", "dv-9a", people=38)
B9 = Known("9b", "Lớp 9B", "nd", "class", "dv-9b", people=36)
GONE = Known("cu", "Thôn cũ", None, "village", "c-cu", merged_into="Thôn mới")
STORED = (XA, ND, LT, A9, B9, GONE)


def rows(*shapes: dict[str, Any]) -> list[SheetRow]:
    return [SheetRow(line, **shape) for line, shape in enumerate(shapes, start=2)]


def placed(*shapes: dict[str, Any], known: tuple[Known, ...] = STORED) -> list[Place]:
    found = rows(*shapes)
    book = Book(found, known)
    return [book.place(row) for row in found]


def test_a_name_is_the_same_whatever_its_case_spaces_and_composition() -> None:
    assert key(unicodedata.normalize("NFD", " LỚP   9a\u00a0")) == key("Lớp 9A")
    assert key("Lơp 9A") != key("Lớp 9A")


class TestTheRow:
    def test_a_code_is_stronger_than_any_name(self) -> None:
        (place,) = placed({"name": "Lớp 9B", "parent": "Trường THCS Nguyễn Du", "code": "c-lt"})
        assert place == Place("lt", "nd")

    def test_at_its_place_a_name_is_enough(self) -> None:
        (place,) = placed({"name": "LỚP 9a", "parent": "c-nd"})
        assert place == Place("9a", "nd")

    def test_elsewhere_the_same_name_is_another_unit(self) -> None:
        (place,) = placed({"name": "Lớp 9A", "parent": "Trường THCS Lý Tự Trọng"})
        assert place == Place("", "lt")

    def test_without_a_parent_the_only_one_of_the_name_is_meant_and_stays_where_it_is(self) -> None:
        (place,) = placed({"name": "lớp 9a"})
        assert place == Place("9a", "nd")

    def test_without_a_parent_one_of_two_is_nobody(self) -> None:
        twin = Known("lt-9a", "Lớp 9A", "lt", "class", "dv-x")
        (place,) = placed({"name": "Lớp 9A"}, known=(*STORED, twin))
        assert place == Place()

    def test_a_code_in_the_names_column_means_nobody(self) -> None:
        assert placed({"name": "c-nd"}) == [Place()]

    def test_a_decision_that_names_a_removed_unit_is_forgotten(self) -> None:
        (place,) = placed({"name": "Lơp 9A", "parent": "c-nd", "same": "không còn"})
        assert place == Place("", "nd")

    def test_a_merged_unit_is_meant_by_nobody(self) -> None:
        assert placed({"name": "Thôn cũ"}, {"name": "X", "code": "c-cu"}) == [Place(), Place()]
        assert Book([], STORED).merged == {"c-cu": "Thôn mới"}

    def test_an_empty_row_means_nobody(self) -> None:
        assert placed({"name": "", "people": "5"}) == [Place()]


class TestTheParent:
    def test_a_row_of_the_file_before_a_stored_unit(self) -> None:
        _, place = placed(
            {"name": "Trường THCS Nguyễn Du", "parent": "c-xa", "code": "moi"}, {"name": "L", "parent": "moi"}
        )
        assert place.parent == "nd"  # the row is that unit: one node, not two
        _, other = placed(
            {"name": "Trường THCS Nguyễn Du", "parent": "Trường THCS Lý Tự Trọng"},
            {"name": "L", "parent": "Trường THCS Nguyễn Du"},
        )
        assert other.parent == "#2"

    def test_exactly_before_alike(self) -> None:
        alike = Known("nd2", "Trường THCS Nguyen Du", "xa", "school", "c-nd2")
        (place,) = placed({"name": "L", "parent": "trường thcs nguyễn du"}, known=(alike, *STORED))
        assert (place.parent, place.note) == ("nd", "")

    def test_alike_is_noted(self) -> None:
        (place,) = placed({"name": "L", "parent": "truong thcs nguyen du"})
        assert place.parent == "nd"
        assert place.note == "“Thuộc truong thcs nguyen du” được hiểu là “Trường THCS Nguyễn Du”."

    def test_two_of_the_name_are_counted(self) -> None:
        twin = Known("nd2", "Trường THCS Nguyễn Du", "lt", "school", "c-nd2")
        (place,) = placed({"name": "L", "parent": "Trường THCS Nguyễn Du"}, known=(*STORED, twin))
        assert place.problem.startswith("Có 2 đơn vị tên")
        (by_code,) = placed({"name": "L", "parent": "c-nd2"}, known=(*STORED, twin))
        assert by_code.parent == "nd2"

    @pytest.mark.parametrize(
        "shape", [{"name": "A", "parent": " a "}, {"name": "A", "code": "m", "parent": "M"}]
    )
    def test_itself(self, shape: dict[str, str]) -> None:
        assert placed(shape) == [Place(problem=ITSELF)]

    def test_a_row_may_lie_in_a_stored_unit_of_its_own_name(self) -> None:
        (place,) = placed({"name": "Xã Đăk Tô", "parent": "xã đăk tô"})
        assert (place.problem, place.parent) == ("", "xa")

    def test_a_joined_rows_name_still_leads_there(self) -> None:
        _, place = placed({"name": "Trường A", "aliases": ("Trương A",)}, {"name": "L", "parent": "trương a"})
        assert place.parent == "#2"

    def test_a_merged_unit_is_no_parent(self) -> None:
        (place,) = placed({"name": "L", "parent": "Thôn cũ"})
        assert place.problem == "Không thấy đơn vị “Thôn cũ”."


class TestChoices:
    def test_most_shared_words_first_then_by_name(self) -> None:
        assert placed({"name": "L", "parent": "THCS Tự Trọng"})[0].choices == ()  # nobody lies in it
        below = Known("x", "Lớp 1", "lt", "class", "dv-x")
        found = placed({"name": "L", "parent": "Trường Nguyễn Tự THCS"}, known=(*STORED, below))[0]
        assert found.choices == ("Trường THCS Lý Tự Trọng", "Trường THCS Nguyễn Du")

    def test_half_the_words_are_too_few(self) -> None:
        assert placed({"name": "L", "parent": "THCS Nguyễn X Y"})[0].choices == ()
        assert placed({"name": "L", "parent": "THCS Nguyễn X"})[0].choices == ("Trường THCS Nguyễn Du",)

    def test_no_more_than_five(self) -> None:
        many = tuple(Known(f"t{n}", f"Trường A {n}", None, "school", f"t{n}") for n in range(9))
        below = tuple(Known(f"l{n}", f"Lớp {n}", f"t{n}", "class", f"l{n}") for n in range(9))
        found = placed({"name": "L", "parent": "Trường A B"}, known=many + below)[0]
        assert found.choices == tuple(f"Trường A {n}" for n in range(MOST_CHOICES))

    def test_who_holds_nobody_is_no_choice(self) -> None:
        assert placed({"name": "L", "parent": "Lớp 9A chọn"})[0].choices == ()

    def test_signs_alone_offer_nothing(self) -> None:
        assert placed({"name": "L", "parent": "---"})[0].choices == ()


NAMES = st.sampled_from(["", "Xã Đăk Tô", "xa dak to", "Lớp 9A", "Lop 9A", "A", "B", "C", "c-nd", "---"])
SHAPES = st.lists(
    st.fixed_dictionaries({"name": NAMES, "parent": NAMES, "code": st.sampled_from(["", "c-nd", "A"])}),
    max_size=8,
)


@given(SHAPES, st.randoms(use_true_random=False))
def test_the_order_of_asking_changes_nothing(shapes: list[dict[str, str]], chance: Any) -> None:
    """Each row is placed once, whoever asks first; a ring of rows ends."""
    found = rows(*shapes)
    one, other = Book(found, STORED), Book(found, STORED)
    shuffled = list(found)
    chance.shuffle(shuffled)
    mixed = {row.line: other.place(row) for row in shuffled}
    straight = {row.line: one.place(row) for row in found}
    for line, place in straight.items():
        assert (place.problem, place.choices) == (mixed[line].problem, mixed[line].choices)


@given(SHAPES)
def test_every_place_is_there_or_has_a_problem(shapes: list[dict[str, str]]) -> None:
    found = rows(*shapes)
    book = Book(found, STORED)
    nodes = {*book.by_id, *(f"#{row.line}" for row in found)}
    for row in found:
        place = book.place(row)
        assert place.parent is None or place.parent in nodes
        assert not place.unit_id or place.unit_id in book.by_id
        assert not (place.problem and (place.unit_id or place.parent))
        assert not (row.parent and place.parent is None and not place.problem)
