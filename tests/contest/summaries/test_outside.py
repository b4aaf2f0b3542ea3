"""Contests that others held, in a report: a paragraph and a table of their own."""

from __future__ import annotations

import io
from datetime import date

import pytest
from docx import Document
from python_calamine import CalamineWorkbook

from contest.elsewhere import service as elsewhere
from contest.printing import paperwork_files
from contest.summaries import comparing, export, paper, tables, words
from contest.summaries.content import OutsideLine, from_json
from contest.summaries.forms import PaperForm
from contest.web.database import writing
from tests.contest.summaries import world
from tests.contest.summaries.samples import nothing, report
from tests.contest.summaries.world import OCTOBER, OFFICE, OPENS, SCHOOL, of_unit

ONE = OutsideLine(
    id="w1",
    name="Tìm hiểu CĐS tỉnh",
    organiser="Sở KHCN",
    level="province",
    first="2026-10-01",
    last="2026-10-10",
    people=120,
    selected=3,
    prizes=1,
)
TWO = ONE.model_copy(
    update={"id": "w2", "name": "Thi nhà nước", "people": 200, "selected": 0, "last": ONE.first}
)
OTHER = ONE.model_copy(update={"id": "w3", "level": "other", "people": 9, "selected": None, "prizes": None})


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_the_paragraph_stands_apart() -> None:
    told = plain(words.sentences(report(outside=(ONE, TWO)))[-1])
    assert told == (
        "Tham gia cuộc thi do cấp trên tổ chức: 02 cuộc thi với 320 lượt người, 3 người được chọn vào vòng "
        "sau, đạt 2 giải. Gồm: Thi nhà nước (Sở KHCN): 200 người; Tìm hiểu CĐS tỉnh (Sở KHCN): 120 người."
    )
    first = words.sentences(report())
    assert words.sentences(report(outside=(ONE,)))[: len(first)] == first, "own figures stay what they are"


def test_of_a_unit_and_of_others() -> None:
    told = plain(words.sentences(report(outside=(OTHER,), unit="u", unit_name="Thôn 1"))[-1])
    assert told == (
        "Tham gia cuộc thi do cấp trên, nơi khác tổ chức: 01 cuộc thi với 9 lượt người của Thôn 1. "
        "Gồm: Tìm hiểu CĐS tỉnh (Sở KHCN): 9 người."
    )


def test_of_many_three_are_named() -> None:
    many = tuple(ONE.model_copy(update={"id": f"w{at}", "people": at}) for at in range(1, 6))
    told = plain(words.sentences(report(outside=many))[-1])
    assert "Nhiều người tham gia nhất: " in told and told.count("(Sở KHCN)") == 3 and ": 2 người" not in told


def test_a_month_without_an_own_round_tells_them_too() -> None:
    assert len(words.sentences(nothing(outside=(ONE,)))) == 2


def test_the_table() -> None:
    found = {one.name: one for one in tables.of(report(outside=(ONE, TWO, OTHER)), {})}["Thi nơi khác"]
    assert found.title == "Tham gia cuộc thi do cấp trên, nơi khác tổ chức"
    assert [[cell.text for cell in row.cells][2:] for row in found.rows] == [
        ["01/10/2026 đến 10/10/2026", "120", "3", "1"],
        ["01/10/2026", "200", "0", "1"],
        ["01/10/2026 đến 10/10/2026", "9", "–", "–"],
    ]
    assert "Thi nơi khác" not in [one.name for one in tables.of(report(), {})]


def test_what_changed_since_and_bytes() -> None:
    now = report(outside=(ONE.model_copy(update={"people": 121}),))
    assert comparing.changes(report(outside=(ONE,)), now) == ("cuộc thi nơi khác",)
    renamed = report(outside=(ONE.model_copy(update={"name": "Khác"}),))
    assert comparing.changes(report(outside=(ONE,)), renamed) == ()
    assert from_json(now.to_json()) == now


def test_in_the_workbook_and_on_paper() -> None:
    made = report(outside=(ONE,))
    rows = tables.of(made, {})
    book = CalamineWorkbook.from_filelike(io.BytesIO(export.workbook(made, rows, None, "")))
    assert "Tìm hiểu CĐS tỉnh" in str(book.get_sheet_by_name("Thi nơi khác").to_python())
    values = {"body": "UBND XÃ", "symbol": "BC-UBND", "place": "Đăk Tô", "authority": "CHỦ TỊCH"}
    form = PaperForm.model_validate({"layout": "nha_nuoc", "recipients": "Lưu: VT.", **values})
    file = Document(io.BytesIO(paperwork_files.docx(paper.official(made, rows, form, None, ""))))
    cells = [[cell.text for cell in row.cells] for table in file.tables for row in table.rows]
    assert ["1", "Tìm hiểu CĐS tỉnh", "Sở KHCN", "01/10/2026 đến 10/10/2026", "120", "3", "1"] in cells


@pytest.mark.usefixtures("counting", "app_client")
def test_from_the_database_by_the_day_of_its_end_and_by_unit() -> None:
    contest = world.usual()
    empty = dict.fromkeys(("address", "selected", "source"), "")
    cells = empty | {
        "name": "Thi tỉnh",
        "organiser": "Sở",
        "level": "province",
        "people": "50",
        "prizes": "2",
    }
    units = f"Lớp 9A: 4\n{OFFICE}: 6"
    with writing() as db:
        for first, last in (
            ("30/09/2026", "01/10/2026"),
            ("31/10/2026", "01/11/2026"),
            ("1/1/2026", "30/9/2026"),
        ):
            days = {"first_day": first, "last_day": last, "units": units}
            elsewhere.add(db, "staff00000001", "", cells | days, OPENS)
    (line,) = world.report().outside
    assert (line.last, line.people, line.selected, line.prizes) == ("2026-10-01", 50, 0, 2)
    (line,) = world.report(of_unit(contest.units[SCHOOL])).outside
    assert (line.people, line.selected, line.prizes) == (4, None, None)
    assert world.report(of_unit(contest.units["Lớp 9B"])).outside == ()
    scoped = world.Asked(OCTOBER.preset, OCTOBER.first, OCTOBER.last, contest.campaign_id)
    assert world.report(scoped).outside == () and date(2026, 10, 1).isoformat() == line.last
