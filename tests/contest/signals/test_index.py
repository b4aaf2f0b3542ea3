"""The page of signals: the ladder, what it says, and what staff say of one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from contest import entropy
from contest.accounts import service as accounts
from contest.accounts.guards import COOKIE
from contest.accounts.states import ContestRole, Role
from contest.signals import export, rules, showing
from contest.signals.states import Kind
from contest.web.database import writing
from tests.conftest import Clock
from tests.contest.accounts.staffing import typed_again
from tests.contest.lists.test_tables import lines
from tests.contest.rounds import world
from tests.contest.rounds.conftest import Enter
from tests.contest.rounds.test_ladder import BAD, NOBODY
from tests.contest.rounds.world import OPENS
from tests.contest.signals.crowd import DONE, Crowd
from tests.parsed import attr, first, text


@pytest.fixture
def crowd(enter: Enter, clock: Clock) -> tuple[TestClient, Crowd]:
    """Somebody who approves, and a closed round with something odd in it."""
    browser = enter(Role.VIEWER)
    made = Crowd.made()
    world.give_part(Role.VIEWER, made.contest.round_id, ContestRole.APPROVER)
    made.sit("A Thui", gap=1)
    made.close()
    clock.set(DONE)
    return browser, made


def url(crowd: Crowd, path: str = "") -> str:
    return f"/signals/{crowd.contest.round_id}{path}"


def page(browser: TestClient, crowd: Crowd) -> HTMLParser:
    answer = browser.get(url(crowd))
    assert answer.status_code == 200, answer.text
    return HTMLParser(answer.text)


def test_it_is_looked_for_on_demand_and_then_shown(crowd: tuple[TestClient, Crowd]) -> None:
    browser, made = crowd
    before = page(browser, made)
    assert "Tìm dấu hiệu trong vòng này" in text(first(before, "form button.deed"))
    assert browser.post(url(made, "/search")).status_code == 303
    assert "Xem nhịp trả lời từng bài" in text(page(browser, made))
    world.work(DONE)
    after = page(browser, made)
    card = first(after, ".signals article")
    assert "A Thui" in text(first(card, "h4"))
    assert "12 câu, câu ở giữa mất 1 giây, đúng 12 câu." in text(card)
    link = attr(card, "a.link", "href")
    assert browser.get(link).status_code == 200
    assert "1 dấu hiệu chưa ai xem." in text(after)
    assert text(after).count("Không thấy.") == 2


def test_what_was_found_is_said_with_a_reason(crowd: tuple[TestClient, Crowd]) -> None:
    browser, made = crowd
    made.search()
    form = first(page(browser, made), ".signals form")
    data = {"once": attr(form, "input[name=once]", "value"), "verdict": "ask", "reason": "Gọi hỏi lại"}
    assert browser.post(str(form.attributes["action"]), data=data).status_code == 303
    shown = page(browser, made)
    card = first(shown, ".signals article")
    assert "Cần hỏi lại" in text(first(card, "h4 .chip"))
    assert "Nguyễn Thanh Tùng" in text(card) and "Gọi hỏi lại" in text(card)
    assert "chưa ai xem" not in text(shown)
    timeline = HTMLParser(browser.get(f"/rounds/{made.contest.round_id}/timeline").text)
    assert "Kết luận về một dấu hiệu bất thường" in text(timeline)


@pytest.mark.parametrize("wrong", [{"reason": ""}, {"reason": "x" * 301}, {"verdict": "void"}, {"once": "x"}])
def test_without_a_reason_nothing_is_said(crowd: tuple[TestClient, Crowd], wrong: dict[str, str]) -> None:
    browser, made = crowd
    made.search()
    (one,) = made.signals()
    data = {"once": entropy.new_id(), "verdict": "ask", "reason": "Gọi hỏi lại"} | wrong
    answer = browser.post(url(made, f"/{one.id}/verdict"), data=data)
    assert answer.status_code == 422
    shown = HTMLParser(answer.text)
    assert "open" in first(shown, ".signals details").attributes
    if "reason" in wrong:
        assert first(shown, f"#reason-{one.id}-err")
    assert made.signals()[0].verdict is None


def test_the_floors_are_declared_on_the_page(crowd: tuple[TestClient, Crowd]) -> None:
    browser, made = crowd
    made.search()
    said = text(page(browser, made))
    for floor in ("Từ 10 câu trở lên", "chưa đến 1,5 giây", "đúng từ 80,0%", "từ 5 người", "30,0% trở lên"):
        assert floor in said, floor
    assert "Dùng chung máy là bình thường" in said
    assert showing.SECONDS == "1,5" and rules.FAST_BELOW_MS == 1_500


def test_the_rounds_page_leads_here_once_it_is_closed(crowd: tuple[TestClient, Crowd]) -> None:
    browser, made = crowd
    shown = HTMLParser(browser.get(f"/rounds/{made.contest.round_id}").text)
    assert first(shown, f"#todo a[href='{url(made)}']")


def test_who_enters_is_told_before(crowd: tuple[TestClient, Crowd], clock: Clock) -> None:
    browser, _ = crowd
    clock.set(OPENS - timedelta(hours=1))
    world.make(slug="khac", bank=0)
    said = text(HTMLParser(browser.get("/campaigns/khac/entries/new").text))
    assert "trả lời nhanh hơn thời gian đọc, một máy có bài của nhiều người, câu hỏi bị lộ" in said
    assert f"xóa sau {rules.KEPT_DAYS} ngày" in said


def test_before_the_close_there_is_nothing_to_look_for(enter: Enter, clock: Clock) -> None:
    browser = enter(Role.VIEWER)
    made = Crowd.made()
    world.give_part(Role.VIEWER, made.contest.round_id, ContestRole.APPROVER)
    clock.set(OPENS)
    assert "Đóng xong thì tìm được" in text(page(browser, made))
    answer = browser.post(url(made, "/search"))
    assert answer.status_code == 409
    assert "không lộ đáp án" in text(first(HTMLParser(answer.text), ".banner.is-wrong"))


def test_after_thirty_days_it_says_that_all_is_gone(crowd: tuple[TestClient, Crowd], clock: Clock) -> None:
    browser, made = crowd
    made.search()
    clock.move(days=rules.KEPT_DAYS)
    with writing() as db:
        member = accounts.find(db, Role.VIEWER.value)
        assert member is not None
        browser.cookies.set(COOKIE, accounts.open_session(db, member.id, clock.now))
    shown = page(browser, made)
    assert "đã quá 30 ngày" in text(shown)
    assert shown.css_first(".signals") is None


PATHS = ("/search", f"/{NOBODY}/verdict")


def test_a_stranger_is_led_to_the_log_in(app_client: TestClient) -> None:
    made = Crowd.made()
    answer = app_client.get(url(made))
    assert (answer.status_code, answer.headers["location"].split("?")[0]) == (303, "/accounts/login")
    for path in PATHS:
        assert app_client.post(url(made, path)).status_code == 401
    assert made.contest.audited() == 0


@pytest.mark.parametrize("part", [ContestRole.PROCTOR, ContestRole.AUTHOR, ContestRole.VIEWER])
def test_only_who_approves_sees_signals(enter: Enter, part: ContestRole) -> None:
    browser = enter(Role.VIEWER)
    made = Crowd.made()
    world.give_part(Role.VIEWER, made.contest.round_id, part)
    assert browser.get(url(made)).status_code == 403
    for path in PATHS:
        assert browser.post(url(made, path)).status_code == 403


def test_who_has_no_part_finds_nothing(enter: Enter) -> None:
    made = Crowd.made()
    browser = enter(Role.ORGANISER)
    assert browser.get(url(made)).status_code == 404
    for path in PATHS:
        assert browser.post(url(made, path)).status_code == 404


@pytest.mark.parametrize("bad", [NOBODY, *BAD])
def test_no_such_round_or_signal(crowd: tuple[TestClient, Crowd], bad: str) -> None:
    browser, made = crowd
    assert browser.get(f"/signals/{bad}").status_code == 404
    assert browser.post(f"/signals/{bad}/search").status_code == 404
    data = {"once": entropy.new_id(), "verdict": "ask", "reason": "Gọi hỏi lại"}
    assert browser.post(url(made, f"/{bad}/verdict"), data=data).status_code == 404


def test_wrong_methods_and_another_site(crowd: tuple[TestClient, Crowd]) -> None:
    browser, made = crowd
    for path in PATHS:
        assert browser.get(url(made, path)).status_code == 405
        evil = browser.post(url(made, path), headers={"Origin": "https://evil.example"})
        assert evil.status_code == 403
    assert browser.post(url(made)).status_code == 405
    assert made.signals() == []


def test_the_signals_as_a_file(crowd: tuple[TestClient, Crowd]) -> None:
    browser, made = crowd
    made.search()
    before = made.contest.audited()
    typed_again()
    titles, *found = lines(browser.get(url(made, "/signals.csv")).content)
    assert titles == [*export.COLUMNS] and len(found) == 1
    assert found[0][:2] == [showing.TITLES[Kind.FAST], "A Thui"] and found[0][4] == "chưa xem"
    assert made.contest.audited() == before + 1
    links = [str(one.attributes["href"]) for one in page(browser, made).css("main a[href*='signals.']")]
    assert [browser.get(link).status_code for link in links] == [200, 200]
    assert browser.get(f"/signals/{NOBODY}/signals.csv").status_code == 404
    assert browser.post(url(made, "/signals.csv")).status_code == 405


def test_who_may_not_decide_takes_no_signals_along(viewer: TestClient, clock: Clock) -> None:
    made = Crowd.made()
    assert viewer.get(url(made, "/signals.csv")).status_code == 403
