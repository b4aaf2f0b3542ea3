"""`bank.index` and `bank.create`: all banks with their numbers, and a new one."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from contest.accounts.states import ContestRole
from contest.web.database import Database, reading
from questions.authoring import banks
from questions.models import QuestionState
from tests.contest.bank import shelf
from tests.contest.bank.shelf import ALL, CITY


def rows(browser: TestClient) -> list[list[str]]:
    table = shelf.page(browser, "/bank").css(".banks tbody tr")
    return [
        [" ".join(cell.text().replace("\u00a0", " ").split()) for cell in row.css("th, td")] for row in table
    ]


def names(database: Database) -> list[str]:
    del database
    with reading() as db:
        return [one.bank.name for one in banks.every(db)]


def test_each_bank_with_its_numbers(organiser: TestClient) -> None:
    shelf.fill(*ALL)
    shelf.fill(CITY, state=QuestionState.DRAFT, slug="nhap")
    first, second = rows(organiser)
    assert first[0] == "Bộ bank" and first[2:] == ["Đã duyệt 4", "Bản nháp 0", "Ngừng dùng 0"]
    assert first[1] == "Một đáp án: 1, Nhiều đáp án: 1, Đúng/sai: 1, Điền số: 1"
    assert second == ["Bộ nhap", "chưa có", "Đã duyệt 0", "Bản nháp 1", "Ngừng dùng 0"]


def test_a_member_sees_the_banks_of_their_contests(viewer: TestClient) -> None:
    shelf.fill(CITY)
    shelf.fill(CITY, slug="khac")
    assert rows(viewer) == []
    assert "chưa được giao" in shelf.said(viewer.get("/bank").text, ".empty")
    shelf.give(ContestRole.AUTHOR)
    assert [row[0] for row in rows(viewer)] == ["Bộ bank"]
    assert shelf.page(viewer, "/bank").css_first("form.new-bank") is None


def test_an_empty_desk_offers_the_first_one(organiser: TestClient) -> None:
    page = shelf.page(organiser, "/bank")
    assert "Chưa có ngân hàng" in shelf.said(page, ".empty")
    assert page.css_first("form.new-bank") is not None


def test_a_new_bank(organiser: TestClient, sqlite_database: Database) -> None:
    before = shelf.audited()
    answer = organiser.post("/bank", data={"name": "  Cải cách hành chính 2026 "})
    assert answer.status_code == 303
    page = shelf.page(organiser, answer.headers["location"])
    assert shelf.said(page, "h1") == "Cải cách hành chính 2026"
    assert "chưa có câu hỏi" in shelf.said(page, ".empty")
    assert names(sqlite_database) == ["Cải cách hành chính 2026"] and shelf.audited() == before + 1


@pytest.mark.parametrize("name", ["", "   ", "…!?", "một " * 40])
def test_a_name_that_is_none(organiser: TestClient, sqlite_database: Database, name: str) -> None:
    answer = organiser.post("/bank", data={"name": name})
    assert answer.status_code == 422
    field = shelf.LexborHTMLParser(answer.text).css_first("#name")
    assert field is not None and field.attributes["aria-invalid"] == "true"
    assert (field.attributes["value"] or "").strip() == name.strip()
    assert shelf.said(answer.text, "#name-err") and names(sqlite_database) == []


def test_a_second_click_makes_no_second_bank(organiser: TestClient, sqlite_database: Database) -> None:
    assert organiser.post("/bank", data={"name": "Bộ một"}).status_code == 303
    again = organiser.post("/bank", data={"name": "Bộ một"})
    assert again.status_code == 422 and "Đã có ngân hàng" in shelf.said(again.text, "#name-err")
    assert names(sqlite_database) == ["Bộ một"]
