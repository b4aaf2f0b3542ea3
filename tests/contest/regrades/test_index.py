"""The page of a round's regrades: the ladder, what it says, the form that begins a trial."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from contest import entropy
from contest.accounts import service as accounts
from contest.accounts.guards import COOKIE
from contest.accounts.states import ContestRole, Role
from contest.regrades import service, showing
from contest.web.database import writing
from tests.conftest import Clock
from tests.contest.attempts.sitting import statements
from tests.contest.regrades import world
from tests.contest.regrades.desk import Desk
from tests.contest.regrades.world import OPENS, REASON, TRIED
from tests.contest.rounds import world as rounds
from tests.contest.rounds.conftest import Enter
from tests.contest.rounds.test_ladder import BAD, NOBODY
from tests.parsed import attr, first, text

DEEDS = ("application", "dropping", "resumption")
POSTS = ("", *(f"/{NOBODY}/{deed}" for deed in DEEDS))
READS = ("", f"/{NOBODY}", f"/{NOBODY}/changes.xlsx")


@pytest.fixture
def desk(enter: Enter, clock: Clock) -> Desk:
    """Somebody who approves, and a closed round."""
    browser = enter(Role.VIEWER)
    made = world.usual()
    rounds.give_part(Role.VIEWER, made.round_id, ContestRole.APPROVER)
    clock.set(TRIED)
    return Desk(log_in_again(browser, clock), made)


def keys_of(page: HTMLParser) -> set[str]:
    """What is said of keys, old and new."""
    return {text(one) for one in page.css("td[data-label^='Đáp án']")}


def log_in_again(browser: TestClient, clock: Clock) -> TestClient:
    """The same person hours later, the password typed just now."""
    with writing() as db:
        member = accounts.find(db, Role.VIEWER.value)
        assert member is not None
        browser.cookies.set(COOKIE, accounts.open_session(db, member.id, clock.now))
    return browser


def test_without_a_correction_there_is_nothing_to_do(desk: Desk) -> None:
    page = desk.page()
    assert "Không có đáp án nào sửa sau khi chấm" in text(page)
    assert "Chưa chấm lại lần nào" in text(page)
    assert page.css_first("#regrade") is None
    show = HTMLParser(desk.browser.get(f"/rounds/{desk.made.round_id}").text)
    assert show.css_first(f"#todo a[href='{desk.url()}']") is None


def test_a_correction_is_told_with_both_keys_here_and_on_the_rounds_page(desk: Desk) -> None:
    desk.made.correct(0, 1)
    page = desk.page()
    cells = [text(cell) for cell in first(page, "section[aria-labelledby=new-keys] tbody tr").css("td")]
    assert cells == ["Câu số 0 của bộ cds?", "Một", "Hai", "3"]
    assert "3 bài" in text(first(page, "section[aria-labelledby=new-keys] p"))
    show = HTMLParser(desk.browser.get(f"/rounds/{desk.made.round_id}").text)
    link = first(show, f"#todo a[href='{desk.url()}']")
    assert text(link) == "Chấm lại" and "1 câu sửa đáp án sau khi chấm" in text(first(show, "#todo"))


def test_a_trial_is_begun_with_a_reason_and_kept_in_the_list(desk: Desk) -> None:
    desk.made.correct(0, 1)
    answer = desk.send()
    assert answer.status_code == 303
    assert "Máy đang chấm lại vòng này" in text(first(desk.page(), ".banner"))
    rounds.work(TRIED)
    page = desk.page()
    row = first(page, "section[aria-labelledby=past] li")
    assert REASON in text(row) and "3 bài đổi kết quả: 1 bài tăng điểm, 2 bài giảm điểm" in text(row)
    assert attr(row, "a", "href") == answer.headers["location"]
    assert text(first(row, ".chip")) == "Chờ quyết định"
    assert first(page, "#regrade"), "another one may be tried in its place"


@pytest.mark.parametrize("reason", ["", "   ", "x" * 501])
def test_without_a_reason_nothing_is_tried(desk: Desk, reason: str) -> None:
    desk.made.correct(0, 1)
    before = world.dump(["regrade", "job", "audit"])
    answer = desk.send(reason)
    assert answer.status_code == 422
    page = HTMLParser(answer.text)
    assert first(page, "#reason-err")
    assert text(first(page, "#reason")) == reason.strip()
    assert world.dump(["regrade", "job", "audit"]) == before


def test_the_longest_reason_is_taken(desk: Desk) -> None:
    desk.made.correct(0, 1)
    assert desk.send("x" * 500).status_code == 303


def test_late_and_twice(desk: Desk) -> None:
    desk.made.correct(0, 1)
    form = {"once": entropy.new_id(), "reason": REASON}
    for _ in range(2):
        answer = desk.browser.post(desk.url(), data=form)
        assert answer.status_code == 303
        assert answer.headers["location"] == desk.url(f"/{form['once']}")
    late = desk.browser.post(desk.url(), data={"once": entropy.new_id(), "reason": "Lý do khác"})
    assert late.status_code == 409
    page = HTMLParser(late.text)
    assert service.BUSY in text(first(page, ".banner.is-wrong"))
    assert world.dump(["regrade"])["regrade"] and len(world.dump(["regrade"])["regrade"]) == 1


@pytest.mark.parametrize("bad", [{"once": "x"}, {"once": ""}, {"more": "1"}])
def test_a_form_that_is_none_of_ours(desk: Desk, bad: dict[str, str]) -> None:
    desk.made.correct(0, 1)
    data = {"once": entropy.new_id(), "reason": REASON} | bad
    assert desk.browser.post(desk.url(), data=data).status_code == 422
    assert world.dump(["regrade"])["regrade"] == []


def test_before_the_close_it_says_that_keys_are_taken_by_themselves(enter: Enter, clock: Clock) -> None:
    browser = enter(Role.ORGANISER)
    made = world.make()
    clock.set(OPENS)
    desk = Desk(browser, made)
    assert "máy tự chấm theo" in text(desk.page())
    data = {"once": entropy.new_id(), "reason": REASON}
    answer = browser.post(desk.url(), data=data)
    assert answer.status_code == 409
    assert service.NOT_CLOSED in text(first(HTMLParser(answer.text), ".banner.is-wrong"))


def test_pages_cost_as_many_statements_for_three_as_for_thirty(desk: Desk) -> None:
    made = world.make(slug="khac")
    for number in range(30):
        made.answer(f"Người {number}", (number % 2, 0, 0), minute=number)
    rounds.work(TRIED)
    rounds.give_part(Role.VIEWER, made.round_id, ContestRole.APPROVER)
    counted = []
    for contest in (desk.made, made):
        contest.correct(0, 1)
        regrade = contest.tried()
        with statements() as seen:
            Desk(desk.browser, contest).page(f"/{regrade}")
        counted.append(len(seen))
    assert counted[0] == counted[1]


# --- the ladder -----------------------------------------------------------------------------------


def test_a_stranger_is_led_to_the_log_in(app_client: TestClient) -> None:
    desk = Desk(app_client, world.make())
    for path in READS:
        answer = app_client.get(desk.url(path))
        assert (answer.status_code, answer.headers["location"].split("?")[0]) == (303, "/accounts/login")
    for path in POSTS:
        assert app_client.post(desk.url(path)).status_code == 401
    assert desk.made.audited() == 0


@pytest.mark.parametrize("part", [ContestRole.PROCTOR, ContestRole.AUTHOR, ContestRole.VIEWER])
def test_who_sees_results_sees_regrades_and_may_not_touch_them(
    enter: Enter, clock: Clock, part: ContestRole
) -> None:
    browser = enter(Role.VIEWER)
    made = world.usual()
    rounds.give_part(Role.VIEWER, made.round_id, part)
    made.correct(0, 1)
    regrade = made.tried()
    clock.set(TRIED)
    desk = Desk(log_in_again(browser, clock), made)
    page = desk.page()
    assert page.css_first("#regrade") is None and "việc của người duyệt" in text(page)
    # Whoever reads no bank is told that a key changed, and neither the old one nor the new one.
    reads = part is ContestRole.AUTHOR
    assert keys_of(page) == ({"Một", "Hai"} if reads else {showing.NOT_YOURS})
    page = desk.page(f"/{regrade}")
    assert keys_of(page) == ({"Một", "Hai"} if reads else {showing.NOT_YOURS})
    assert [attr(form, "", "action") for form in page.css("main form")] == []
    for path in ("", *(f"/{regrade}/{deed}" for deed in DEEDS)):
        assert browser.post(desk.url(path)).status_code == 403
    assert made.regrade(regrade).state == "ready"


def test_who_has_no_part_finds_nothing(enter: Enter) -> None:
    made = world.make()
    desk = Desk(enter(Role.ORGANISER), made)
    for path in READS:
        assert desk.browser.get(desk.url(path)).status_code == 404
    for path in POSTS:
        assert desk.browser.post(desk.url(path)).status_code == 404


@pytest.mark.parametrize("bad", [NOBODY, *BAD])
def test_no_such_round_or_regrade(desk: Desk, bad: str) -> None:
    for path in ("", f"/{NOBODY}", f"/{NOBODY}/changes.xlsx"):
        assert desk.browser.get(f"/regrades/{bad}{path}").status_code == 404
    assert desk.browser.get(desk.url(f"/{bad}")).status_code == 404
    assert desk.browser.get(desk.url(f"/{bad}/changes.xlsx")).status_code == 404
    for deed in DEEDS:
        assert desk.browser.post(desk.url(f"/{bad}/{deed}")).status_code == 404


def test_wrong_methods_and_another_site(desk: Desk) -> None:
    desk.made.correct(0, 1)
    regrade = desk.made.tried()
    before = world.dump(["regrade", "audit", "job"])
    for path in (f"/{regrade}/{deed}" for deed in DEEDS):
        assert desk.browser.get(desk.url(path)).status_code == 405
    for path in ("", *(f"/{regrade}/{deed}" for deed in DEEDS)):
        evil = desk.browser.post(desk.url(path), headers={"Origin": "https://evil.example"})
        assert evil.status_code == 403
    for path in (f"/{regrade}", f"/{regrade}/changes.xlsx"):
        assert desk.browser.post(desk.url(path)).status_code == 405
    assert world.dump(["regrade", "audit", "job"]) == before
