"""The workbook of papers that are left: the reader takes back what it says, with what is wrong beside it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from contest.byhand import left_sheet
from contest.byhand.batch import Judged, Known, Person, Row, judged
from contest.byhand.batch_sheet import rows_in
from contest.lists import workbook
from contest.units.rules import clean_text, fold

TEXTS = st.text(max_size=30).map(clean_text)
PAPERS = st.builds(
    Row,
    st.just(0),
    who=TEXTS,
    hint=TEXTS,
    code=st.from_regex(r"[0-9]{3}", fullmatch=True),
    answer=TEXTS.filter(bool),
)


@given(st.lists(PAPERS, min_size=1, max_size=5))
def test_what_goes_comes_back(rows: list[Row]) -> None:
    papers = left_sheet.left(rows)
    data = left_sheet.write(judged(papers, Known({})))
    assert rows_in(data) == papers


def test_what_is_wrong_stands_first_and_is_no_part_of_the_paper() -> None:
    row = Row(2, "=cmd()", "9A", "046", "ACB")
    data = left_sheet.write([Judged(row, problems=("Không thấy ai.", "Ghi mã đề."), wrong=("who", "code"))])
    heads, cells = workbook.grids(data, "bài làm")[0]
    assert heads == list(left_sheet.HEADS)
    assert cells == ["Không thấy ai.\nGhi mã đề.", "=cmd()", "9A", "046", "ACB"]


def test_rows_without_a_paper_stay_away_and_lines_are_those_of_the_sheet() -> None:
    papers = left_sheet.left([Row(1, "A Thui"), Row(2, "Y Bích", code="113"), Row(0, answer="A")])
    assert [(row.line, row.who) for row in papers] == [(2, "Y Bích"), (3, "")]


def test_who_was_picked_among_people_of_one_name_is_found_again() -> None:
    people = tuple(
        Person(entry, "Y Hà", "THCS Nguyễn Du", 2011, group) for entry, group in (("a", "9A"), ("b", "9B"))
    )
    known = Known({}, {fold("Y Hà"): people})
    (picked,) = judged([Row(2, "Y Hà", code="113", answer="A", entry="b")], known)
    (row,) = rows_in(left_sheet.write([picked]))
    (again,) = judged([row], known)
    assert again.person == people[1]
