"""`documents.export`: the register as a file, as it is found on screen."""

from __future__ import annotations

import io
from dataclasses import replace

from fastapi.testclient import TestClient
from python_calamine import CalamineWorkbook

from contest.documents import export
from questions.documents.judging import Typed
from tests.contest.bank import shelf
from tests.contest.documents import register
from tests.contest.documents.register import DECREE, NEW
from tests.contest.lists.test_tables import lines


def rows(browser: TestClient, query: str = "") -> list[list[str]]:
    answer = browser.get(f"/documents/list.csv{query}")
    assert answer.status_code == 200, answer.text
    titles, *found = lines(answer.content)
    assert titles == [*export.COLUMNS]
    return found


def test_all_pages_in_the_order_of_the_list(viewer: TestClient) -> None:
    for number in range(1, 53):
        register.add(Typed(f"{number:03}/QĐ-UBND"))
    shown = [node.text() for node in shelf.page(viewer, "/documents").css("#rows th a")]
    found = [row[0] for row in rows(viewer)]
    assert len(found) == 52 and found[:50] == shown


def test_as_found_on_screen(viewer: TestClient) -> None:
    register.add(replace(DECREE, replaced_by=register.add(NEW)))
    page = shelf.page(viewer, "/documents", q="13/2023", force="thay")
    links = [str(one.attributes["href"]) for one in page.css("main a[href*='list.']")]
    assert links == [f"/documents/list.{ending}?q=13%2F2023&force=thay" for ending in ("xlsx", "csv")]
    (row,) = rows(viewer, "?q=13/2023&force=thay")
    assert (row[0], row[6]) == (DECREE.number, "Đã có văn bản thay")
    assert NEW.number in row[7] and row[8] == "0"
    assert rows(viewer, "?q=khong co") == []


def test_the_workbook_says_the_same(viewer: TestClient) -> None:
    register.add(NEW)
    answer = viewer.get("/documents/list.xlsx")
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    said = book.get_sheet_by_name("Văn bản").to_python()
    assert any(row[0] == NEW.number for row in said) and "Sổ văn bản" in said[0]


def test_what_is_no_file_and_no_stranger(viewer: TestClient) -> None:
    assert viewer.get("/documents/list.doc").status_code == 404
    viewer.cookies.clear()
    assert viewer.get("/documents/list.csv").status_code == 303
