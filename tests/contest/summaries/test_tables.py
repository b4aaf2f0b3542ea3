"""Tables: what stands in which, and what is left out; what has changed; canonical bytes."""

from __future__ import annotations

from fractions import Fraction

import pytest

from contest.summaries import comparing, content, tables
from contest.summaries.content import MarksLine, PrizeLine, QuestionLine
from contest.summaries.pages import Table
from tests.contest.summaries.samples import UNITS, nothing, report


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def made(**changed: object) -> dict[str, Table]:
    return {one.name: one for one in tables.of(report(**changed), {7: "Câu 1?"})}


def test_all_tables_in_their_order() -> None:
    assert list(made()) == [
        *("Vòng thi", "Đơn vị", "Hình thức", "Đối tượng", "Độ tuổi", "Mức điểm", "Chủ đề", "Câu hỏi"),
        "Giải thưởng",
    ]
    assert tables.of(nothing(), {}) == ()


def test_each_row_has_a_cell_for_each_head() -> None:
    for table in made().values():
        assert {len(row.cells) for row in table.rows} == {len(table.heads)}, table.name


def test_units() -> None:
    found = made()["Đơn vị"]
    assert texts(found) == [
        ["Trường THCS", "700", "800", "1.400", "50,00%", "8,75", "7.000,00"],
        ["Thôn 1", "400", "500", "–", "–", "8,00", "4.000,00"],
        ["Tính thẳng cho Xã Đăk Tô", "100", "200", "–", "–", "9,00", "1.800,00"],
        ["Không ghi đơn vị", "34", "–", "–", "–", "–", "–"],
    ]
    assert [row.unit for row in found.rows] == ["u1", "u2", "", ""]
    assert "Đơn vị" not in made(units=UNITS[2:]), "its own line alone tells nothing"


def test_a_report_that_was_frozen_without_sums_prints_none() -> None:
    old = tuple(one.model_copy(update={"points": None}) for one in UNITS)
    found = made(units=old)["Đơn vị"]
    assert found.heads[-1] == "Điểm trung bình"
    assert texts(found)[0] == ["Trường THCS", "700", "800", "1.400", "50,00%", "8,75"]
    assert {len(row.cells) for row in found.rows} == {len(found.heads)}


def test_topics_and_questions() -> None:
    assert [row[3:] for row in texts(made()["Chủ đề"])] == [
        ["50,00%", "−2,5 điểm %"],
        ["90,00%", "+10 điểm %"],
        ["100,00%", "–"],
    ]
    assert texts(made()["Câu hỏi"]) == [["Câu 1?", "90", "9", "10,00%"]]
    gone = made(weak_questions=(QuestionLine(revision=8, asked=9, right=0, rate=0),))
    assert texts(gone["Câu hỏi"])[0][0] == tables.GONE


def test_tenths_and_values_for_workbooks() -> None:
    rows = made()["Mức điểm"].rows
    assert [row.cells[0].text for row in rows][:2] == ["Đến 10%", "Trên 10% đến 20%"]
    assert rows[-1].cells[0].text == "Trên 90%"
    assert rows[-1].cells[1].value == 300 and rows[-1].cells[2].text == "24,31%"
    assert made()["Vòng thi"].rows[0].cells[5].value == Fraction(852, 100)
    assert made()["Đơn vị"].rows[0].cells[4].value == 50 and made()["Đơn vị"].rows[1].cells[4].value is None


# --- since it was frozen --------------------------------------------------------------------------


def test_nothing_changed() -> None:
    assert comparing.changes(report(), report()) == ()
    assert comparing.changes(report(), report(scope_name="Tên khác")) == ()


@pytest.mark.parametrize(
    ("changed", "wanted"),
    [
        ({"people": 1235}, ("số người 1.234 → 1.235",)),
        ({"rate": None}, ("tỷ lệ tham gia 45,20% → 0,00%",)),
        ({"newcomers": 799}, ("người mới và người dự lại",)),
        ({"units": UNITS[:2]}, ("kết quả theo đơn vị",)),
        ({"topics": ()}, ("kiến thức theo chủ đề",)),
        ({"weak_questions": ()}, ("câu hỏi ít người đúng",)),
        ({"prizes": PrizeLine(lists=1, people=6, units=2, money=1)}, ("tiền thưởng 4.500.000 → 1",)),
        (
            {
                "marks": MarksLine(
                    count=1, total=852, mean=852, lower=1, median=900, upper=2, tenths=(1,) * 10
                )
            },
            ("phân bố kết quả",),
        ),
    ],
)
def test_each_figure_that_changed_is_told(changed: dict[str, object], wanted: tuple[str, ...]) -> None:
    assert comparing.changes(report(), report(**changed)) == wanted


# --- bytes ----------------------------------------------------------------------------------------


def test_canonical_and_back() -> None:
    text = report().to_json()
    assert content.from_json(text) == report() and content.from_json(text).to_json() == text
    assert '": ' not in text and '", ' not in text and len(content.digest(text)) == 64
    assert content.digest(text) != content.digest(report(people=1).to_json())


def test_another_sum_of_points_is_told_where_the_frozen_report_has_one() -> None:
    first, *others = UNITS
    now = report(units=(first.model_copy(update={"points": 700_100}), *others))
    assert comparing.changes(report(), now) == ("kết quả theo đơn vị",)
    before = tuple(one.model_copy(update={"points": None}) for one in UNITS)
    assert comparing.changes(report(units=before), now) == ()
