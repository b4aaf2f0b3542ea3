"""The files: what is in them, as text alone, with names or without; that they were taken is noted."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document
from python_calamine import CalamineWorkbook

from contest.suggestions.export import PRIVATE
from tests.contest.attempts.sitting import rows
from tests.contest.lists.test_tables import lines
from tests.contest.suggestions.reading import Desk


def sheet(desk: Desk, query: str = "") -> list[list[object]]:
    answer = desk.browser.get(f"{desk.url}/suggestions.xlsx{query}")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-disposition"] == 'attachment; filename="hien-ke-cds-1.xlsx"'
    with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")
    found = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0)
    return [list[object](row) for row in found.to_python(skip_empty_area=False)]


def test_a_workbook_of_text(desk: Desk) -> None:
    found = sheet(desk)
    top = next(at for at, row in enumerate(found) if row[0] == "STT")
    assert found[top] == ["STT", "Họ và tên", "Đơn vị", "Câu hỏi mở", "Ý kiến", "Đánh dấu"]
    assert [row[0] for row in found[top + 1 :]] == [1, 2, 3, 4]
    said = {row[4]: row[1] for row in found[top + 1 :]}
    assert said["=cmd|' /C calc'!A0"] == "A Thui"
    assert said["Mở lớp ở thôn.\n\nMời đoàn viên về giúp."] == "Y Bích"
    assert [row[0] for row in found if row[0] == PRIVATE] == [PRIVATE]


def test_the_marked_ones_without_names(desk: Desk) -> None:
    desk.mark("A Thui", 5)
    found = sheet(desk, "?marked=1&nameless=1")
    top = next(at for at, row in enumerate(found) if row[0] == "STT")
    assert found[top][:4] == ["STT", "Câu hỏi mở", "Ý kiến", "Đánh dấu"]
    assert [row[2:4] for row in found[top + 1 :]] == [["Lắp wifi ở nhà rông", "x"]]
    assert "A Thui" not in str(found)


@pytest.mark.parametrize("nameless", [False, True])
def test_a_word_file(desk: Desk, nameless: bool) -> None:
    desk.mark("Y Bích", 4)
    answer = desk.browser.get(f"{desk.url}/suggestions.docx{'?nameless=1' if nameless else ''}")
    assert answer.status_code == 200
    lines = [one.text for one in Document(io.BytesIO(answer.content)).paragraphs]
    assert "Mở lớp ở thôn.\n\nMời đoàn viên về giúp." in lines
    assert "=cmd|' /C calc'!A0" in lines and PRIVATE in lines
    head = lines[lines.index("Mở lớp ở thôn.\n\nMời đoàn viên về giúp.") - 1]
    assert "★" in head
    assert ("Y Bích, Thôn Đăk Rao Lớn" in head) is not nameless
    assert any(line.startswith(("1. Theo bạn", "1. Bạn")) for line in lines)


def test_an_empty_one_is_a_file_too(desk: Desk) -> None:
    assert str(sheet(desk, "?q=khong+co")[2][0]).startswith("0 ý kiến đã nhận.")
    assert desk.browser.get(f"{desk.url}/suggestions.docx?q=khong+co").status_code == 200


@pytest.mark.parametrize("ending", ["pdf", "ods", "XLSX", ""])
def test_no_other_files(desk: Desk, ending: str) -> None:
    assert desk.browser.get(f"{desk.url}/suggestions.{ending}").status_code == 404


def test_that_it_was_taken_is_noted_without_a_word_of_it(desk: Desk) -> None:
    before = desk.contest.audited()
    sheet(desk, "?q=wifi")
    assert desk.contest.audited() == before + 1
    ((content,),) = rows("SELECT content FROM audit WHERE content LIKE '%suggestions.export%'")
    assert '"texts":1' in content.replace(" ", "") and "wifi" not in content
    timeline = desk.browser.get(f"/rounds/{desk.contest.round_id}/timeline").text
    assert "Tải tệp 1 ý kiến hiến kế" in timeline


def test_as_csv(desk: Desk) -> None:
    desk.mark("A Thui", 5)
    titles, *found = lines(desk.browser.get(f"{desk.url}/suggestions.csv").content)
    assert titles == ["STT", "Họ và tên", "Đơn vị", "Câu hỏi mở", "Ý kiến", "Đánh dấu"]
    assert "'=cmd|' /C calc'!A0" in [row[4] for row in found]
    assert "Mở lớp ở thôn.\n\nMời đoàn viên về giúp." in [row[4] for row in found]
    marked = lines(desk.browser.get(f"{desk.url}/suggestions.csv?marked=1&nameless=1").content)
    assert [row[2:] for row in marked[1:]] == [["Lắp wifi ở nhà rông", "x"]]
