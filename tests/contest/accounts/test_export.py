"""`accounts.export`: who works here as a file, after the password; the chain says that names left."""

from __future__ import annotations

import io

from fastapi.testclient import TestClient
from python_calamine import CalamineWorkbook

from contest.accounts import staff_export
from contest.accounts.states import Role
from contest.audit import service as audit
from contest.web.database import reading
from tests.contest.accounts.conftest import Desk
from tests.contest.accounts.staffing import typed_again
from tests.contest.lists.test_tables import lines
from tests.parsed import HTMLParser


def rows(browser: TestClient, query: str = "") -> list[list[str]]:
    answer = browser.get(f"/accounts/staff.csv{query}")
    assert answer.status_code == 200, answer.text
    titles, *found = lines(answer.content)
    assert titles == [*staff_export.COLUMNS]
    return found


def test_as_found_on_screen(desk: Desk) -> None:
    desk("nhung", Role.VIEWER)
    browser = desk()
    typed_again()
    logins = {row[1] for row in rows(browser)}
    assert "nhung" in logins and len(logins) == 2
    assert [row[1:3] for row in rows(browser, "?q=NHUNG")] == [["nhung", rows(browser, "?q=nhung")[0][2]]]
    page = HTMLParser(browser.get("/accounts/staff?q=nhung").text)
    links = [str(one.attributes["href"]) for one in page.css("main a[href*='staff.']")]
    assert links == [f"/accounts/staff.{ending}?q=nhung" for ending in ("xlsx", "csv")]
    with reading() as db:
        noted, _ = audit.about(db, [""], 0, 10)
    assert (noted[0].action, dict(noted[0].detail)) == ("accounts.export", {"people": 1})


def test_the_workbook_says_the_same(desk: Desk) -> None:
    browser = desk()
    typed_again()
    book = CalamineWorkbook.from_filelike(io.BytesIO(browser.get("/accounts/staff.xlsx").content))
    said = book.get_sheet_by_name("Tài khoản").to_python()
    assert [*staff_export.COLUMNS] in said and said[0][0] == "Người cùng làm"


def test_who_may_not(desk: Desk, stranger: TestClient) -> None:
    assert desk("nhung", Role.ORGANISER).get("/accounts/staff.csv").status_code == 403
    browser = desk()
    assert browser.get("/accounts/staff.doc").status_code in (303, 404)
    stranger.cookies.clear()
    assert stranger.get("/accounts/staff.csv").status_code == 303
