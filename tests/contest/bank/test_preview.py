"""`/bank/imports/{batch}`: the rows before they are saved; confirming and taking back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from contest.bank import importing
from contest.web.database import Database
from tests.conftest import Clock
from tests.contest.bank import files
from tests.contest.bank.files import MIXED, NO_KEY, OTHER, SOUND, send
from tests.contest.bank.mends import mend
from tests.contest.selects import selects
from tests.parsed import HTMLParser, attr, first, text


@pytest.fixture
def where(organiser: TestClient) -> str:
    """The preview of five rows: ready, wrong, to look at, in the bank, the same as the first."""
    return str(send(organiser, files.make_bank(), files.book(*MIXED)).headers["location"])


def shown(organiser: TestClient, where: str) -> HTMLParser:
    answer = organiser.get(where)
    assert answer.status_code == 200
    return HTMLParser(answer.text)


def lines(page: HTMLParser) -> list[str]:
    return [text(one) for one in page.css(".import tbody > tr:first-child td.num")]


def confirm(organiser: TestClient, where: str, page: HTMLParser | None = None) -> HTMLParser:
    version = attr(page or shown(organiser, where), ".savebar [name=version]", "value")
    answer = organiser.post(f"{where}/confirming", data={"version": version})
    assert answer.status_code == 303, answer.text
    return shown(organiser, answer.headers["location"])


def test_what_must_be_mended_is_shown_first(organiser: TestClient, where: str) -> None:
    page = shown(organiser, where)
    tabs = [text(tab) for tab in page.css(".filters a")]
    assert tabs == ["Cần sửa 1", "Nên xem 1", "Sẵn sàng 1", "Bỏ qua 2", "Tất cả 5"]
    assert text(first(page, ".filters [aria-current]")) == "Cần sửa 1"
    assert lines(page) == ["Dòng 3"]
    assert "Cột Đáp án đúng, ô E3: Câu hỏi chưa có đáp án đúng." in text(first(page, ".fix"))
    assert [one.attributes["value"] for one in page.css(".fix [type=radio]")] == ["A", "B", "C"]


@pytest.mark.parametrize(
    ("tab", "expected"),
    [
        ("look", ["Dòng 4"]),
        ("ready", ["Dòng 2"]),
        ("left-out", ["Dòng 5", "Dòng 6"]),
        ("all", ["Dòng 3", "Dòng 4", "Dòng 2", "Dòng 5", "Dòng 6"]),
        ("saved", []),
        ("gibberish", ["Dòng 3"]),
    ],
)
def test_tabs(organiser: TestClient, where: str, tab: str, expected: list[str]) -> None:
    assert lines(shown(organiser, f"{where}?tab={tab}")) == expected


def test_the_bar_says_what_can_be_saved(organiser: TestClient, where: str) -> None:
    bar = text(first(shown(organiser, where), ".savebar"))
    assert "Nhập được ngay 2 câu (1 sẵn sàng, 1 nên xem). 1 câu cần sửa được giữ lại" in bar
    assert bar.endswith("Nhập 2 câu")


def test_confirming_says_what_was_saved(organiser: TestClient, where: str) -> None:
    before = shown(organiser, where)
    page = confirm(organiser, where, before)
    assert "Đã nhập 2 câu vào ngân hàng." in text(first(page, ".banner.is-saved"))
    assert "Nhập một phần" in text(first(page, "h1"))
    assert "Chưa có câu nào nhập được. Sửa 1 câu" in text(first(page, ".savebar"))
    # The same form again: once is enough.
    again = confirm(organiser, where, before)
    assert "Không còn câu nào chờ nhập." in text(first(again, ".banner.is-saved"))
    assert files.count() == 3


def test_confirming_what_somebody_changed_meanwhile(organiser: TestClient, where: str, clock: Clock) -> None:
    before = shown(organiser, where)
    mend(where.rsplit("/", 1)[1], 2, clock, staff=OTHER, answer="B")
    version = attr(before, ".savebar [name=version]", "value")
    answer = organiser.post(f"{where}/confirming", data={"version": version})
    assert answer.status_code == 409
    page = HTMLParser(answer.text)
    assert "Có người vừa sửa" in text(first(page, ".banner.is-wrong"))
    assert text(first(page, ".savebar [type=submit]")) == "Nhập 3 câu"
    assert files.count() == 1


@pytest.mark.parametrize("form", [{}, {"version": "x"}, {"version": "1", "more": "1"}, {"version": "-1"}])
def test_a_bad_form_confirms_nothing(organiser: TestClient, where: str, form: dict[str, str]) -> None:
    assert organiser.post(f"{where}/confirming", data=form).status_code == 422
    assert files.count() == 1


def test_what_another_import_brought_meanwhile_is_told(organiser: TestClient, where: str) -> None:
    bank = files.make_bank()
    second = send(organiser, bank, files.book(SOUND, NO_KEY)).headers["location"]
    confirm(organiser, where)
    page = confirm(organiser, second)
    assert "1 câu đã có sẵn trong ngân hàng nên không nhập lần nữa." in text(first(page, ".banner.is-saved"))


def test_taking_back_asks_first_and_says_what_follows(
    organiser: TestClient, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    confirm(organiser, where)
    files.approve_all()
    monkeypatch.setattr(importing, "_drawn", lambda db, slug, revisions, now: {min(revisions)})
    asked = shown(organiser, f"{where}?confirm=taking-back")
    said = text(first(asked, "#taking-back"))
    assert "2 câu của tệp này sẽ rời ngân hàng" in said and "1 câu đã có" in said
    assert asked.css_first(".savebar") is None
    assert files.count() == 3
    for _ in range(2):
        answer = organiser.post(attr(asked, "#taking-back", "action"))
        assert (answer.status_code, answer.headers["location"]) == (303, where)
    page = shown(organiser, where)
    assert "1 câu đã gỡ khỏi ngân hàng, 1 câu có trong đề thi nên chỉ ngừng dùng" in text(
        first(page, ".head")
    )
    assert page.css_first(".savebar") is None and page.css_first(".fix") is None
    assert files.count() == 2


def test_a_draft_is_thrown_away(organiser: TestClient, where: str) -> None:
    assert "Bỏ bản chờ nhập này?" in text(
        first(shown(organiser, f"{where}?confirm=taking-back"), "#taking-back")
    )
    organiser.post(f"{where}/taking-back")
    assert "Chưa câu nào vào ngân hàng." in text(first(shown(organiser, where), ".head"))
    refused = organiser.post(f"{where}/confirming", data={"version": "1"})
    assert (refused.status_code, "hoàn tác" in refused.text) == (409, True)


def test_pages_of_rows(organiser: TestClient) -> None:
    where = send(organiser, files.make_bank(), files.numbered(60)).headers["location"]
    assert len(lines(shown(organiser, where))) == 25
    last = shown(organiser, f"{where}?tab=ready&page=3")
    assert len(lines(last)) == 10
    assert text(first(last, ".pager")) == "Trang trước Trang 3/3"
    assert lines(shown(organiser, f"{where}?tab=ready&page=99")) == lines(last)


def test_no_more_statements_for_many_rows(
    organiser: TestClient, sqlite_database: Database, counted: Callable[[str], int]
) -> None:
    bank = files.make_bank()
    few = send(organiser, bank, files.numbered(3)).headers["location"]
    many = send(organiser, bank, files.numbered(300)).headers["location"]
    assert counted(few) == counted(many)


@pytest.fixture
def counted(organiser: TestClient, sqlite_database: Database) -> Callable[[str], int]:
    """How many statements a page asks."""
    seen = selects(sqlite_database)

    def count(where: str) -> int:
        seen.clear()
        assert organiser.get(where).status_code == 200
        return len(seen)

    return count


def test_what_a_file_says_is_never_markup(organiser: TestClient) -> None:
    nasty = ("<script>alert(1)</script> là gì?", "<b>x</b>", "“y”", "&amp;", "Z", '"><img>', "<i>", "Vì.")
    where = send(organiser, files.make_bank(), files.book(nasty), "<b>.xlsx").headers["location"]
    page = shown(organiser, where)
    assert page.css_first(".import script, .import img, .import i, h1 b") is None
    assert "<script>alert(1)</script> là gì?" in text(first(page, ".import"))


def test_the_order_that_stays_is_told(organiser: TestClient) -> None:
    row = ("Cải cách hành chính gồm những gì?", "Thể chế", "Thủ tục", "Cả A và B", "C", "", "", "Vì.")
    where = send(organiser, files.make_bank(), files.book(row)).headers["location"]
    assert "Giữ nguyên thứ tự phương án" in text(first(shown(organiser, where), ".import"))
