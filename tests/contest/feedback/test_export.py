"""The files: texts as text, shares as numbers, nobody's name; that they were taken is noted."""

from __future__ import annotations

import io
import zipfile

import pytest
from python_calamine import CalamineWorkbook

from contest.feedback.export import PRIVATE
from tests.contest.attempts.sitting import rows
from tests.contest.feedback.saying import Desk, Sayer
from tests.contest.lists.test_tables import lines


@pytest.fixture
def said(desk: Desk) -> Desk:
    """Three people, one who would be counted out by a spreadsheet."""
    for name, grade, words in (("Y Bích", "5", "=1+1"), ("A Thui", "2", "Máy chậm"), ("A Lan", "2", "")):
        Sayer.sat(desk.browser, desk.contest, name).say(grade, words=words)
    return desk


def book(desk: Desk, query: str = "") -> CalamineWorkbook:
    answer = desk.get(f"/feedback.xlsx{query}")
    assert answer.status_code == 200 and answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-disposition"] == 'attachment; filename="gop-y-cds-1.xlsx"'
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        assert b"<f>" not in packed.read("xl/worksheets/sheet1.xml")
    return CalamineWorkbook.from_filelike(io.BytesIO(answer.content))


def sheet(found: CalamineWorkbook, index: int) -> tuple[list[list[object]], list[list[object]]]:
    """What stands above the titles, and the table."""
    every = [list[object](row) for row in found.get_sheet_by_index(index).to_python(skip_empty_area=False)]
    top = next(at for at, row in enumerate(every) if row[0] in ("STT", "Mức hài lòng"))
    return every[:top], every[top:]


def test_a_workbook_of_texts_and_shares(said: Desk) -> None:
    found = book(said)
    head, table = sheet(found, 0)
    assert [row[0] for row in head if row[0] == PRIVATE] == [PRIVATE]
    assert any("3 trong 3 người đã thi có góp ý." in str(row[0]) for row in head)
    assert table[0] == ["STT", "Mức hài lòng", "Ý kiến"]
    assert [row[0] for row in table[1:]] == [1, 2]
    assert sorted(row[1:] for row in table[1:]) == [["Không hài lòng", "Máy chậm"], ["Rất hài lòng", "=1+1"]]
    _, shares = sheet(found, 1)
    assert [row[:2] for row in shares[1:]] == [
        ["Rất hài lòng", 1],
        ["Hài lòng", 0],
        ["Bình thường", 0],
        ["Không hài lòng", 2],
        ["Rất không hài lòng", 0],
    ]
    assert shares[4][2] == pytest.approx(66.67)
    assert "Y Bích" not in str(head + table + shares) and "Thui" not in str(head + table + shares)


def test_only_what_matches(said: Desk) -> None:
    _, table = sheet(book(said, "?q=may"), 0)
    assert [row[2] for row in table[1:]] == ["Máy chậm"]


def test_as_csv(said: Desk) -> None:
    titles, *found = lines(said.get("/feedback.csv?grade=5").content)
    assert titles == ["STT", "Mức hài lòng", "Ý kiến"] and found == [["1", "Rất hài lòng", "'=1+1"]]
    _, *shares = lines(said.get("/feedback.csv?sheet=2").content)
    assert shares[3] == ["Không hài lòng", "2", "66,67"]
    assert said.get("/feedback.csv?sheet=3").status_code == 404


def test_an_empty_one_is_a_file_too(desk: Desk) -> None:
    _, table = sheet(book(desk), 0)
    assert len(table) == 1


@pytest.mark.parametrize("ending", ["pdf", "docx", "XLSX", ""])
def test_no_other_files(said: Desk, ending: str) -> None:
    assert said.get(f"/feedback.{ending}").status_code == 404


def test_that_it_was_taken_is_noted_without_a_word_of_it(said: Desk) -> None:
    before = said.contest.audited()
    book(said, "?q=may")
    assert said.contest.audited() == before + 1
    ((content,),) = rows("SELECT content FROM audit WHERE content LIKE '%feedback.export%'")
    assert '"texts":1' in content.replace(" ", "") and "may" not in content
    timeline = said.on().get(f"/rounds/{said.contest.round_id}/timeline").text
    assert "Tải tệp 1 góp ý không có tên" in timeline
