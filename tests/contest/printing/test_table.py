"""A section as a table: which columns, how wide, what in the cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.printing import metrics, table
from contest.printing.listing import PersonRow, Section, UnitRow
from tests.contest.printing import samples

ALL = ["STT", "Họ và tên", "Năm sinh", "Đơn vị", "Số câu đúng", "Dự đoán (lệch)", "Thời gian", "Giải"]
UPRIGHT, TURNED = 165.0, 252.0


def titles(section: Section, width: float = TURNED, **how: bool) -> list[str]:
    return [column.title for column in table.build(section, width, **how).columns]


def test_a_persons_row_has_the_columns_of_the_decrees_practice() -> None:
    assert titles(samples.people(3)) == [*ALL, "Tiền thưởng (đồng)"]


@pytest.mark.parametrize(
    ("empty", "gone"),
    [
        ({"birth_year": None}, "Năm sinh"),
        ({"right": None}, "Số câu đúng"),
        ({"prediction": None}, "Dự đoán (lệch)"),
        ({"seconds": None}, "Thời gian"),
        ({"amount": None}, "Tiền thưởng (đồng)"),
        ({"prize": ""}, "Giải"),
        ({"unit": ""}, "Đơn vị"),
    ],
)
def test_what_nobody_has_has_no_column(empty: dict, gone: str) -> None:
    assert titles(samples.people(3, **empty)) == [title for title in [*ALL, table.MONEY] if title != gone]


def test_what_one_person_has_keeps_its_column_and_is_empty_for_the_others() -> None:
    section = Section((samples.person(0), samples.person(1, birth_year=None, prediction=None, amount=None)))
    made = table.build(section, TURNED)
    assert made.rows[1] == ("2", "Hoàng Văn Sơn", "", "Chi đoàn Công an xã", "15/15", "", "06:17", "Nhì", "")


def test_the_cells_of_a_person() -> None:
    row = samples.person(
        0, name="  Y  Bích\n", prediction=12_345, off=1_234, seconds=3_723, right=9, asked=10
    )
    made = table.build(Section((row,)), TURNED)
    cells = dict(zip(titles(Section((row,))), made.rows[0], strict=True))
    assert cells["Họ và tên"] == "Y Bích"
    assert cells["Dự đoán (lệch)"] == "12.345 (1.234)"
    assert cells["Thời gian"] == "1:02:03"
    assert cells["Số câu đúng"] == "9/10"
    assert cells["Tiền thưởng (đồng)"] == "1.000.000"


def test_without_the_number_asked_and_without_the_truth_only_what_is_known_is_said() -> None:
    made = table.build(Section((samples.person(0, asked=None, off=None),)), TURNED)
    assert {"15", "464"} <= set(made.rows[0])


def test_a_units_row() -> None:
    made = table.build(samples.units(), UPRIGHT)
    wanted = ["STT", "Đơn vị", "Số người dự thi", "Quân số", "Tỷ lệ", "Giải", "Tiền thưởng (đồng)"]
    assert [column.title for column in made.columns] == wanted
    assert made.rows[0] == ("1", "Trường THPT Nguyễn Trãi", "412", "450", "91,6%", "Nhất", "2.000.000")
    assert made.heading == "II. Giải tập thể"


def test_units_without_headcount_have_no_rate() -> None:
    section = Section((UnitRow("Thôn 1", 12, None, None, "Nhất", 500_000),))
    assert titles(section, UPRIGHT) == ["STT", "Đơn vị", "Số người dự thi", "Giải", "Tiền thưởng (đồng)"]


def test_the_sum_stands_below_the_money() -> None:
    made = table.build(samples.people(11), TURNED)
    assert made.total == ("Cộng", "5.200.000")
    assert made.columns[made.sum_column].title == table.MONEY
    assert table.build(samples.people(3, amount=None), TURNED).total is None


def test_a_column_to_sign_in() -> None:
    made = table.build(samples.people(3), TURNED, has_signatures=True)
    assert made.columns[-1].title == "Ký nhận"
    assert {row[-1] for row in made.rows} == {""}
    assert made.columns[-1].width_mm >= table.SIGNATURE_MM - 0.01


def test_an_empty_section_is_a_table_without_rows() -> None:
    made = table.build(Section(()), UPRIGHT)
    assert [column.title for column in made.columns] == ["STT", "Họ và tên"]
    assert made.rows == ()


def test_names_and_units_are_left_numbers_right() -> None:
    aligns = {column.title: column.align for column in table.build(samples.people(2), TURNED).columns}
    assert aligns["Họ và tên"] == aligns["Đơn vị"] == "left"
    assert aligns["Tiền thưởng (đồng)"] == "right"


amounts = st.one_of(st.none(), st.integers(0, 10**10))
people = st.builds(
    PersonRow,
    name=st.text(st.characters(codec="utf-8"), max_size=120),
    birth_year=st.one_of(st.none(), st.integers(1920, 2020)),
    unit=st.text(max_size=120),
    right=st.one_of(st.none(), st.integers(0, 100)),
    asked=st.one_of(st.none(), st.integers(0, 100)),
    prediction=st.one_of(st.none(), st.integers(0, 10**7)),
    off=st.one_of(st.none(), st.integers(0, 10**7)),
    seconds=st.one_of(st.none(), st.integers(0, 36_000)),
    prize=st.sampled_from(["", "Nhất", "Khuyến khích", "Người dự thi cao tuổi nhất"]),
    amount=amounts,
)


def test_of_cells_with_as_many_letters_the_widest_counts() -> None:
    rows = (
        PersonRow("A Thui", None, "", None, None, 0, 100, None, "", None),
        PersonRow("Y Bích", None, "", None, None, 100_000, None, None, "", None),
    )
    made = table.build(Section(rows), TURNED)
    place = next(at for at, column in enumerate(made.columns) if column.title == "Dự đoán (lệch)")
    room = made.columns[place].width_mm - 2 * table.PADDING_MM
    assert all(metrics.width_mm(row[place], table.SIZE) <= room for row in made.rows)


@given(st.lists(people, max_size=5), st.booleans())
def test_on_wide_paper_everything_fits(rows: list[PersonRow], signed: bool) -> None:
    """The columns are exactly as wide as the text's room, and no number has to break."""
    section = Section(tuple(rows))
    made = table.build(section, TURNED, has_signatures=signed)
    assert sum(column.width_mm for column in made.columns) == pytest.approx(TURNED, abs=0.1)
    assert table.narrowest(section, has_signatures=signed) <= TURNED
    for place, column in enumerate(made.columns):
        room = column.width_mm - 2 * table.PADDING_MM
        if column.title not in {"Họ và tên", "Đơn vị", "Giải"}:
            assert all(metrics.width_mm(row[place], table.SIZE) <= room for row in made.rows)
        assert all(metrics.width_mm(word, table.SIZE, bold=True) <= room for word in column.title.split())


@pytest.mark.parametrize(
    ("text", "points", "bold", "mm"),
    [("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, True, 96), ("Độc lập - Tự do - Hạnh phúc", 14, True, 61)],
)
def test_widths_are_those_of_the_font(text: str, points: int, bold: bool, mm: int) -> None:
    """Known from any document set in Times New Roman."""
    assert metrics.width_mm(text, points, bold=bold) == pytest.approx(mm, abs=4)


def test_widths_grow_with_the_size() -> None:
    assert metrics.width_mm("An", 26) == pytest.approx(2 * metrics.width_mm("An", 13))
    assert metrics.width_mm("An", 13, italic=True) != metrics.width_mm("An", 13, bold=True, italic=True)
    assert metrics.width_mm("", 13) == 0


@pytest.mark.parametrize(("width", "wider"), [(170, 1.2), (68, 1.1), (64, 1.0)])
def test_words_stay_whole_in_a_wider_font_where_there_is_room(width: float, wider: float) -> None:
    titles, rows = ("Tên", "Người", "Tỷ lệ"), [("x", "1.234", "36,36%")]
    found = table.columns(titles, ("left", "right", "right"), rows, {0}, width)
    assert sum(one.width_mm for one in found) == pytest.approx(width, abs=0.05)
    words = (("Người", True), ("36,36%", False))
    needs = [metrics.width_mm(word, table.SIZE, bold=bold) for word, bold in words]
    for one, need in zip(found[1:], needs, strict=True):
        assert one.width_mm == pytest.approx(wider * need + table.AROUND_MM, abs=0.02)
