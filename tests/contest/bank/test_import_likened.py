"""A row of a file that is nearly another question: both side by side, until somebody has decided."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import update

from contest.web.database import writing
from questions.models import Question
from tests.contest.bank import files
from tests.contest.bank.files import SOUND, send
from tests.parsed import HTMLParser, Node, first, text

NEARLY = ("Thủ tục hành chính được công khai ở đâu vậy?", *SOUND[1:])
LIKE_BANK = ("Ngân hàng đã có câu hỏi này từ trước hay chưa?", "Có", "Chưa", "Chẳng rõ", "B", "", "", "Vì.")
OTHER = ("Hồ sơ nộp qua mạng được trả trong mấy ngày?", "Ba", "Năm", "Bảy", "A", "", "", "Vì.")


def preview(browser: TestClient, *rows: tuple[str, ...]) -> tuple[str, HTMLParser]:
    address = send(browser, files.make_bank(), files.book(*rows)).headers["location"]
    return address, HTMLParser(browser.get(f"{address}?tab=all").text)


def cells(row: Node) -> list[tuple[str, str, str]]:
    """(part, left, right) of what stands side by side, without the signs of what differs."""
    found = []
    for line in row.css(".likened .facing tbody tr"):
        left, right = (re.sub(r"\[(?:bỏ|thêm): (.*?)\]", r"\1", text(one)) for one in line.css("td"))
        found.append((text(first(line, "th")), left, right))
    return found


def body(page: HTMLParser, number: int) -> Node:
    return first(page, f"#cau-{number}")


def test_a_row_beside_the_question_of_the_bank(organiser: TestClient) -> None:
    _, page = preview(organiser, LIKE_BANK, OTHER)
    shown = {part: (left, right) for part, left, right in cells(body(page, 1))}
    assert shown["Nội dung"] == (files.KNOWN, LIKE_BANK[0])
    heads = [text(one) for one in body(page, 1).css(".likened thead th")]
    assert heads == ["Phần", "Câu đã có", "Câu trong tệp"]
    assert "Không rõ" in shown["Phương án"][0] and "Chẳng rõ" in shown["Phương án"][1]
    assert shown["Đáp án đúng"] != ("", "")
    assert first(body(page, 1), ".likened").attributes.get("open", "none") != "none"
    assert not cells(body(page, 2))


def test_what_differs_is_marked(organiser: TestClient) -> None:
    _, page = preview(organiser, LIKE_BANK)
    assert "[thêm: hay ]" in text(first(body(page, 1), ".likened .facing tbody tr"))


def test_a_row_beside_another_row(organiser: TestClient) -> None:
    _, page = preview(organiser, SOUND, OTHER, NEARLY)
    assert cells(body(page, 3))[0] == ("Nội dung", SOUND[0], NEARLY[0])
    assert not cells(body(page, 1))


def test_one_that_is_the_very_same_is_left_out_and_not_compared(organiser: TestClient) -> None:
    _, page = preview(organiser, SOUND, SOUND)
    assert not cells(body(page, 2)) and "Trùng hệt" in text(body(page, 2))


@pytest.mark.parametrize("deed", ["drop", "accept"])
def test_what_was_decided_is_not_asked_again(organiser: TestClient, deed: str) -> None:
    address, _ = preview(organiser, SOUND, NEARLY)
    fields = {"version": "1", "deed": deed, "tab": "all", "page": "1"}
    answer = organiser.post(f"{address}/rows/2", data=fields)
    assert answer.status_code in (200, 303)
    again = body(HTMLParser(organiser.get(f"{address}?tab=all").text), 2)
    if deed == "drop":
        assert not cells(again)
    else:
        assert "open" not in first(again, ".likened").attributes


def test_a_mend_ends_it_and_begins_it(
    organiser: TestClient,
) -> None:
    address, page = preview(organiser, SOUND, NEARLY, OTHER)
    assert cells(body(page, 2)) and not cells(body(page, 3))
    mend(organiser, address, 2, "Cơ quan nào giữ dữ liệu dân cư của cả nước?")
    mend(organiser, address, 3, "Thủ tục hành chính được công khai tại đâu?")
    page = HTMLParser(organiser.get(f"{address}?tab=all").text)
    assert not cells(body(page, 2))
    assert cells(body(page, 3))[0][1:] == (SOUND[0], "Thủ tục hành chính được công khai tại đâu?")


def mend(browser: TestClient, address: str, number: int, words: str) -> None:
    form = first(HTMLParser(browser.get(f"{address}/rows/{number}").text), "main form")
    fields = {
        str(one.attributes["name"]): str(one.attributes.get("value") or "")
        for one in form.css("input[name]:not([type=checkbox]):not([type=radio])")
    }
    fields |= {str(one.attributes["name"]): one.text() for one in form.css("textarea[name]")}
    answer = browser.post(f"{address}/rows/{number}", data=fields | {"text": words, "deed": "save"})
    assert answer.status_code in (200, 303), answer.text


def test_a_question_of_the_bank_that_is_gone_is_not_shown(organiser: TestClient) -> None:

    address, _ = preview(organiser, LIKE_BANK)
    with writing() as db:
        db.connection().execute(update(Question).values(public_id="0123456789abc"))
    page = HTMLParser(organiser.get(f"{address}?tab=all").text)
    assert not cells(body(page, 1)) and "Gần giống" in text(body(page, 1))
