"""The page of what people wrote: the ladder, what it shows, its sieve, what it never shows."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from sqlalchemy import text as sql

from contest.accounts.states import ContestRole, Role
from contest.attempts import written
from contest.suggestions.rules import PAGE
from contest.web.database import writing
from tests.contest import opened
from tests.contest.attempts.sitting import statements
from tests.contest.rounds import world
from tests.contest.rounds.conftest import Enter
from tests.contest.rounds.test_ladder import BAD, NOBODY
from tests.contest.rounds.world import World
from tests.contest.suggestions.reading import Desk, said, whose
from tests.parsed import attr, first, text

LESSONS = "Mở lớp ở thôn.\n\nMời đoàn viên về giúp."


def test_everything_that_was_written_in_its_order(desk: Desk) -> None:
    page = desk.page()
    shown = said(page)
    assert len(shown) == 4 and set(shown) == {
        LESSONS,
        "=cmd|' /C calc'!A0",
        "Lắp wifi ở nhà rông",
        "<b>Thêm máy</b> ở nhà văn hóa, hỏi A Thui",
    }
    assert any("Y Bích" in line and "Thôn Đăk Rao Lớn" in line for line in whose(page))
    summary = text(first(page, "main")).replace("\u00a0", " ")
    assert "3/3 bài có ý kiến" in summary and "dài nhất 9 chữ" in summary
    link = attr(first(page, ".suggestion"), "a.link", "href")
    assert desk.browser.get(link).status_code == 200


def test_an_attempts_own_page_says_only_how_much(desk: Desk) -> None:
    shown = desk.browser.get(f"/rounds/{desk.contest.round_id}/attempts/{desk.attempts['Y Bích']}").text
    assert "đã ghi 9\u00a0chữ" in shown and "Mở lớp" not in shown
    assert "Câu hỏi mở" in shown


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("?q=wifi", 1),
        ("?q=mo+lop", 1),
        ("?q=thon+lop", 1),
        ("?q=thui", 3),
        ("?q=thui&nameless=1", 1),
        ("?q=tau+vu+tru", 0),
        ("?number=1", 2),
        ("?number=2", 2),
        ("?number=3", 0),
        ("?marked=1", 0),
        ("?q=%20", 4),
    ],
)
def test_the_sieve(desk: Desk, query: str, count: int) -> None:
    page = desk.page(query)
    assert len(said(page)) == count
    if not count:
        assert "Không có ý kiến nào hợp với bộ lọc." in text(page)


def test_by_unit(desk: Desk) -> None:
    units = {text(one): one.attributes["value"] for one in desk.page().css("#unit option")}
    assert list(units) == ["Mọi đơn vị", "Thôn Kon Tu", "Thôn Đăk Rao Lớn"]
    unit = units["Thôn Đăk Rao Lớn"]
    assert said(desk.page(f"?unit={unit}")) == [LESSONS]
    page = desk.page(f"?unit={unit}&nameless=1")
    assert len(said(page)) == 4 and page.css_first("#unit") is None, "what is hidden sifts nothing"


def test_without_names_no_name_leaves_the_server(desk: Desk) -> None:
    shown = desk.browser.get(desk.url + "?nameless=1").text
    for hidden in ("Y Bích", "Lê Văn Nam", "Thôn Đăk Rao Lớn", "/attempts/"):
        assert hidden not in shown.replace(f"/suggestions/{desk.contest.round_id}/", "")
    assert "Lắp wifi ở nhà rông" in shown


def test_what_was_written_is_text(desk: Desk) -> None:
    assert "&lt;b&gt;Thêm máy" in desk.browser.get(desk.url).text


@pytest.mark.parametrize(
    "query", ["?page=0", "?page=x", "?unit=abc", "?number=12", "?marked=2", "?q=" + "x" * 81]
)
def test_a_bad_query_is_no_page(desk: Desk, query: str) -> None:
    assert desk.browser.get(desk.url + query).status_code == 404


def test_so_many_a_page_and_the_same_number_of_statements(desk: Desk) -> None:
    desk.page()  # what revisions ask is read once
    written._kept.clear()
    with statements() as few:
        desk.page()
    unit = next(one.attributes["value"] for one in desk.page().css("#unit option") if one.attributes["value"])
    for number in range(PAGE):
        desk.write(f"Người {number}", "Thêm máy", unit=unit)
    with statements() as many:
        page = desk.page()
    assert len(many) == len(few)
    assert len(said(page)) == PAGE and len(said(desk.page("?page=2"))) == 4
    assert "Trang 1/2" in text(first(page, "nav.pages"))


def test_another_name_or_unit_is_seen_at_once(desk: Desk) -> None:
    """The texts are remembered, not whose they are."""
    desk.page()
    with writing() as db:
        db.connection().execute(
            sql("UPDATE person SET name = 'Y Nga', folded = 'y nga' WHERE name LIKE 'Y B%'")
        )
        db.connection().execute(sql("UPDATE entry SET unit_id = NULL"))
    page = desk.page()
    assert any("Y Nga" in line for line in whose(page)) and not any("Y Bích" in line for line in whose(page))
    assert said(desk.page("?q=nga")) == [LESSONS] and said(desk.page("?q=bich")) == []
    assert page.css_first("#unit") is None
    desk.mark("Y Bích", 4)
    assert said(desk.page("?marked=1")) == [LESSONS]


def test_before_anybody_wrote(organiser: TestClient, silent: World) -> None:
    page = HTMLParser(organiser.get(f"/suggestions/{silent.round_id}").text)
    assert "Chưa có ý kiến nào." in text(page) and opened.TEXTS[0] in text(page)
    opened.hand_in(silent, silent.join("A Thui").entry_id, 1)
    page = HTMLParser(organiser.get(f"/suggestions/{silent.round_id}").text)
    assert "1 bài đã nộp đều bỏ trống câu hỏi mở." in text(page)


def test_a_round_that_asks_nothing_has_no_such_page(organiser: TestClient) -> None:
    plain = world.make()
    answer = organiser.get(f"/suggestions/{plain.round_id}")
    assert answer.status_code == 404 and "không có câu hỏi mở" in answer.text
    assert f"/suggestions/{plain.round_id}" not in organiser.get(f"/rounds/{plain.round_id}").text


def test_the_rounds_page_leads_here(desk: Desk) -> None:
    shown = HTMLParser(desk.browser.get(f"/rounds/{desk.contest.round_id}").text)
    assert first(shown, f"#todo a[href='{desk.url}']")


# --- the ladder -----------------------------------------------------------------------------------


def paths(round_id: str) -> tuple[str, ...]:
    base = f"/suggestions/{round_id}"
    return base, f"{base}/suggestions.xlsx", f"{base}/suggestions.docx"


def test_a_stranger_is_led_to_the_log_in(app_client: TestClient) -> None:
    contest = opened.make()
    for path in paths(contest.round_id):
        answer = app_client.get(path)
        assert (answer.status_code, answer.headers["location"].split("?")[0]) == (303, "/accounts/login")
    assert app_client.post(f"{paths(contest.round_id)[0]}/{NOBODY}/4/mark").status_code == 401


@pytest.mark.parametrize("part", [None, *(each for each in ContestRole if each is not ContestRole.OWNER)])
def test_only_who_runs_it_reads(enter: Enter, part: ContestRole | None) -> None:
    browser = enter(Role.VIEWER)
    contest = opened.make()
    attempt = opened.hand_in(contest, contest.join("A Thui").entry_id, 1, "Mở lớp")
    if part:
        world.give_part(Role.VIEWER, contest.round_id, part)
    before = contest.audited()
    for path in paths(contest.round_id):
        answer = browser.get(path)
        assert answer.status_code == 403 and "Mở lớp" not in answer.text
    assert browser.post(f"{paths(contest.round_id)[0]}/{attempt}/4/mark", data={}).status_code == 403
    assert contest.audited() == before
    assert "/suggestions/" not in browser.get(f"/rounds/{contest.round_id}").text


@pytest.mark.parametrize("bad", [NOBODY, *BAD])
def test_no_such_round(organiser: TestClient, bad: str) -> None:
    opened.make()
    for path in paths(bad):
        assert organiser.get(path).status_code == 404
    assert organiser.post(f"/suggestions/{bad}/{NOBODY}/4/mark").status_code == 404


def test_wrong_methods(desk: Desk) -> None:
    for path in paths(desk.contest.round_id):
        assert desk.browser.post(path).status_code == 405
    assert desk.browser.get(f"{desk.url}/{NOBODY}/4/mark").status_code == 405
