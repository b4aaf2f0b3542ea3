"""`bank.exports`: what each format loses, said before the download."""

from __future__ import annotations

from dataclasses import replace

from fastapi.testclient import TestClient
from selectolax.lexbor import LexborHTMLParser

from contest.accounts.states import ContestRole
from questions.formats.forms import Form
from questions.formats.model import ParsedQuestion
from questions.kinds import Kind
from tests.contest.bank import shelf
from tests.contest.bank.shelf import ALL, CITY, NUMBER, SEVERAL

SHORT = ParsedQuestion(Kind.short, "Thủ đô?", accepted=("Hà Nội",), exact=True)


def lost(page: LexborHTMLParser, form: Form) -> list[str]:
    return [item.text() for item in page.css(f"#{form} .lost li")]


def link(page: LexborHTMLParser, form: Form) -> str:
    (found,) = page.css(f"#{form} a")
    return str(found.attributes["href"])


def test_every_format_has_its_row_and_its_file(organiser: TestClient) -> None:
    bank, _ = shelf.fill(CITY)
    page = shelf.page(organiser, f"/bank/{bank}/export")
    assert [row.attributes["id"] for row in page.css(".exports tbody tr")] == [form.value for form in Form]
    for form in Form:
        assert organiser.get(link(page, form)).status_code == 200
    assert lost(page, Form.XLSX) == lost(page, Form.MOODLE) == []
    assert "Không mất gì." in shelf.said(page, f"#{Form.CSV}")


def test_what_is_left_out_and_what_is_lost_stand_before_the_link(organiser: TestClient) -> None:
    bank, _ = shelf.fill(replace(CITY, explanation="Vì thế."), NUMBER, SHORT)
    page = shelf.page(organiser, f"/bank/{bank}/export")
    told = lost(page, Form.AIKEN)
    assert told[0] == "1 câu điền số không có trong tệp, vì dạng này không có loại câu đó."
    assert "Giải thích của 1 câu không được ghi." in told
    cell = shelf.said(page, f"#{Form.AIKEN} td:last-child")
    assert cell == "1 câubỏ ra 2 câu" or cell == "1 câu bỏ ra 2 câu"
    assert any("đúng dấu" in words for words in lost(page, Form.GIFT))
    cells = page.css(f"#{Form.AIKEN} td")
    assert cells[0].css_first(".lost") and cells[1].css_first("a")


def test_a_format_that_can_hold_none_has_no_link(organiser: TestClient) -> None:
    bank, _ = shelf.fill(NUMBER)
    page = shelf.page(organiser, f"/bank/{bank}/export")
    assert page.css(f"#{Form.AIKEN} a") == []
    assert "Không ghi được câu nào" in shelf.said(page, f"#{Form.AIKEN}")


def test_the_list_leads_there_with_what_it_shows(organiser: TestClient) -> None:
    bank, _ = shelf.fill(*ALL)
    listed = shelf.page(organiser, f"/bank/{bank}", topic="cds", sort="noi-dung")
    address = str(listed.css(".files a")[-1].attributes["href"])
    page = shelf.page(organiser, address)
    assert shelf.said(page, "#main").count("2 câu hợp với điều kiện") == 1
    again = link(page, Form.XLSX)
    assert "topic=cds" in again and "sort=noi-dung" in again
    assert organiser.get(again).status_code == 200


def test_without_questions_there_is_nothing_to_export(organiser: TestClient) -> None:
    bank, _ = shelf.fill()
    page = shelf.page(organiser, f"/bank/{bank}/export")
    assert page.css(".exports") == [] and "Không có câu nào để xuất" in shelf.said(page, "#main")
    assert shelf.page(organiser, f"/bank/{bank}/export", q="khong co").css(".exports") == []


def test_looking_changes_nothing(organiser: TestClient) -> None:
    bank, _ = shelf.fill(SEVERAL)
    before = shelf.audited()
    shelf.page(organiser, f"/bank/{bank}/export")
    assert shelf.audited() == before


def test_an_author_sees_it(viewer: TestClient) -> None:
    shelf.give(ContestRole.AUTHOR)
    bank, _ = shelf.fill(CITY)
    assert shelf.page(viewer, f"/bank/{bank}/export").css(".exports")
