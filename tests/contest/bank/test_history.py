"""`bank.history` and `bank.restore`: who changed what, word by word, and back."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from fastapi.testclient import TestClient
from selectolax.lexbor import LexborHTMLParser

from contest.accounts.states import ContestRole
from questions.models import QuestionState
from tests.contest.bank import shelf
from tests.contest.bank.shelf import CITY
from tests.contest.bank.test_edit import move, save

#: What is said to who can't see the marks.
MARK = re.compile(r"^\[(?:thêm|bỏ): |\]$")
WORDED = replace(CITY, text="Thủ đô nước ta ở đâu?")


def history(browser: TestClient, bank: str, one: str) -> LexborHTMLParser:
    return shelf.page(browser, f"/bank/{bank}/questions/{one}/history")


def titles(page: LexborHTMLParser) -> list[str]:
    return [" ".join(each.text().split()) for each in page.css(".entry h2")]


def restore(browser: TestClient, bank: str, one: str, number: Any, key: Any, version: Any) -> Any:
    data = {"number": str(number), "key_version": str(key), "version": str(version)}
    return browser.post(f"/bank/{bank}/questions/{one}/history", data=data)


def marks(page: LexborHTMLParser, place: int) -> list[tuple[str, str]]:
    """(mark, text) of the changes of an entry, the newest being 0."""
    entry = page.css(".entry")[place]
    return [(str(node.tag), MARK.sub("", node.text())) for node in entry.css("ins, del")]


def agreed(browser: TestClient, bank: str, one: str) -> None:
    """A second revision, in use."""
    save(browser, bank, one, WORDED)
    move(browser, bank, one, "approved", version=2)


def test_each_revision_tells_what_it_changed(organiser: TestClient) -> None:
    bank, (one,) = shelf.fill(CITY)
    agreed(organiser, bank, one)
    save(organiser, bank, one, replace(WORDED, right=(1,), explanation="Theo sử."), version=3)
    page = history(organiser, bank, one)
    assert titles(page) == ["Bản 2, đáp án sửa lần 2 Đang dùng", "Bản 2", "Bản 1"]
    # Whole words: "A. Hà Nội" became "B. Huế".
    assert ("ins", "B. Huế") in marks(page, 0) and ("del", "A. Hà Nội") not in marks(page, 2)
    assert marks(page, 1) == [("ins", "nước ta ")]
    assert marks(page, 2) == []
    assert (
        "Nguyễn Thanh Tùng" in shelf.said(page, ".entry")
        and "Theo Hiến pháp." in page.css(".entry")[2].text()
    )


def test_texts_are_shown_as_text(organiser: TestClient) -> None:
    bank, (one,) = shelf.fill(CITY)
    save(organiser, bank, one, replace(CITY, text="<img src=x onerror=y> ở đâu?"))
    html = organiser.get(f"/bank/{bank}/questions/{one}/history").text
    assert "<img" not in html and "&lt;img" in html


def test_the_current_one_has_no_button(organiser: TestClient) -> None:
    bank, (one,) = shelf.fill(CITY)
    assert history(organiser, bank, one).css(".entry form") == []
    save(organiser, bank, one, WORDED)
    assert len(history(organiser, bank, one).css(".entry form")) == 1


def test_an_old_one_comes_back_as_a_new_one(organiser: TestClient) -> None:
    bank, (one,) = shelf.fill(CITY)
    agreed(organiser, bank, one)
    before = shelf.audited()
    form = shelf.form(history(organiser, bank, one), ".entry form")
    answer = organiser.post(f"/bank/{bank}/questions/{one}/history", data=form)
    assert answer.headers["location"].endswith("?done=revision")
    assert shelf.told(bank, one) == CITY and shelf.audited() == before + 1
    assert titles(history(organiser, bank, one)) == ["Bản 3 Bản sửa chờ duyệt", "Bản 2 Đang dùng", "Bản 1"]


def test_what_contests_ask_comes_back_by_dropping_what_waits(organiser: TestClient) -> None:
    bank, (one,) = shelf.fill(CITY)
    save(organiser, bank, one, WORDED)
    assert titles(history(organiser, bank, one)) == ["Bản 2 Bản sửa chờ duyệt", "Bản 1 Đang dùng"]
    assert restore(organiser, bank, one, 1, 1, 2).headers["location"].endswith("?done=dropped")
    assert titles(history(organiser, bank, one)) == ["Bản 1 Đang dùng"]


def test_it_is_told_who_read_and_approved(organiser: TestClient) -> None:
    bank, (one,) = shelf.fill(CITY, state=QuestionState.DRAFT)
    assert titles(history(organiser, bank, one)) == ["Bản 1 Mới nhất"]
    move(organiser, bank, one, "reviewed")
    assert "đã soát: Nguyễn Thanh Tùng" in shelf.said(history(organiser, bank, one), ".entry")
    move(organiser, bank, one, "approved", version=2)
    told = shelf.said(history(organiser, bank, one), ".entry")
    assert "duyệt: Nguyễn Thanh Tùng, " in told and "một người ký" not in told


def test_an_old_key_comes_back(organiser: TestClient) -> None:
    bank, (one,) = shelf.fill(CITY)
    save(organiser, bank, one, replace(CITY, right=(1,)))
    assert restore(organiser, bank, one, 1, 1, 2).headers["location"].endswith("?done=key")
    assert shelf.told(bank, one) == CITY


def test_twice_or_late_is_told(organiser: TestClient) -> None:
    bank, (one,) = shelf.fill(CITY)
    agreed(organiser, bank, one)
    assert restore(organiser, bank, one, 1, 1, 3).status_code == 303
    again = restore(organiser, bank, one, 1, 1, 3)
    assert again.status_code == 409 and "vừa sửa" in shelf.said(again.text, "#problem")
    assert shelf.seen(bank, one).newest.number == 3


@pytest.mark.parametrize(
    ("number", "key", "version", "status"),
    [(9, 1, 1, 404), (1, 7, 1, 404), ("x", 1, 1, 422), ("", "", "", 422), (10**30, 1, 1, 404)],
)
def test_no_such_revision(organiser: TestClient, number: Any, key: Any, version: Any, status: int) -> None:
    bank, (one,) = shelf.fill(CITY)
    assert restore(organiser, bank, one, number, key, version).status_code == status
    assert shelf.told(bank, one) == CITY


def test_what_an_author_restores_waits(viewer: TestClient, organiser: TestClient) -> None:
    bank, (one,) = shelf.fill(CITY)
    agreed(organiser, bank, one)
    shelf.give(ContestRole.AUTHOR)
    shelf.log_in(viewer, "viewer")
    assert len(history(viewer, bank, one).css(".entry form")) == 1
    assert restore(viewer, bank, one, 1, 1, 3).status_code == 303
    stored = shelf.seen(bank, one)
    assert (stored.state, stored.drawn, stored.is_changed) == (QuestionState.APPROVED, 2, True)
