"""The setting that allows papers: off by itself, on by a tick, said in the thể lệ, standing once used."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from contest.accounts.states import ContestRole, Role
from contest.campaigns.states import RoundState
from tests.conftest import Clock
from tests.contest.byhand import desk
from tests.contest.byhand.desk import Paper
from tests.contest.rounds import world
from tests.contest.rounds.conftest import Enter
from tests.contest.rounds.world import World
from tests.parsed import first, text

SAID = "Người không có điện thoại được làm bài trên giấy"


@pytest.fixture
def draft(enter: Enter, clock: Clock) -> tuple[TestClient, World]:
    """A contest that is being made, and who makes it."""
    browser = enter(Role.VIEWER)
    contest = world.make(state=RoundState.DRAFT)
    world.give_part(Role.VIEWER, contest.round_id, ContestRole.OWNER)
    return browser, contest


def form(browser: TestClient, contest: World) -> tuple[HTMLParser, dict[str, str]]:
    """The settings about people as they stand."""
    page = HTMLParser(browser.get(f"/planning/{contest.round_id}/people").text)
    fields = {}
    for field in page.css("form[method=post] input[name]"):
        given = field.attributes
        if given.get("type") != "checkbox" or "checked" in given:
            fields[str(given["name"])] = given.get("value") or ""
    return page, fields


def test_by_itself_a_contest_takes_no_papers(draft: tuple[TestClient, World], clock: Clock) -> None:
    browser, contest = draft
    page, fields = form(browser, contest)
    assert "by_hand" not in fields
    assert "trên giấy" in text(first(page, "label:has(#by_hand)"))
    assert not contest.view(clock.now).rules.by_hand
    assert SAID not in text(page)


def test_a_tick_allows_them_and_writes_the_rules(draft: tuple[TestClient, World], clock: Clock) -> None:
    browser, contest = draft
    _, fields = form(browser, contest)
    answer = browser.post(f"/planning/{contest.round_id}/people", data=fields | {"by_hand": "1"})
    assert answer.status_code in (200, 303), answer.text
    rules = contest.view(clock.now).rules
    assert (rules.by_hand, rules.version) == (True, 3)
    page, fields = form(browser, contest)
    assert fields["by_hand"] == "1"
    assert SAID in text(page)
    del fields["by_hand"]
    browser.post(f"/planning/{contest.round_id}/people", data=fields)
    rules = contest.view(clock.now).rules
    assert (rules.by_hand, rules.version) == (False, 1)


def test_the_public_rules_say_so(paper: Paper) -> None:
    page = HTMLParser(paper.browser.get("/campaigns/cds/rules").text)
    assert SAID in text(page)
    assert "Hệ thống ghi lại ai nhập, lúc nào." in text(page)


def opened(browser: TestClient, clock: Clock, **rules: bool) -> World:
    """Another contest of the same owner, open."""
    contest = world.make(world.rules(**rules), slug="khac", bank=0)
    world.give_part(Role.VIEWER, contest.round_id, ContestRole.OWNER)
    clock.set(world.OPENS)
    return contest


def test_once_a_paper_is_printed_the_paper_stands(draft: tuple[TestClient, World], clock: Clock) -> None:
    browser, _ = draft
    contest = opened(browser, clock, by_hand=True)
    desk.printed(contest, contest.join("A Thui").entry_id, clock.now)
    page = HTMLParser(browser.get(f"/planning/{contest.round_id}/paper").text)
    assert "disabled" in first(page, "#fields fieldset").attributes


def test_while_it_is_open_papers_come_for_a_reason_and_stay(
    draft: tuple[TestClient, World], clock: Clock
) -> None:
    browser, _ = draft
    contest = opened(browser, clock)
    _, fields = form(browser, contest)
    why = {"reason": "Nhiều cụ không có điện thoại"}
    url = f"/planning/{contest.round_id}/people"
    assert browser.post(url, data=fields | {"by_hand": "1"}).status_code == 422
    assert browser.post(url, data=fields | why | {"by_hand": "1"}).status_code in (200, 303)
    assert contest.view(clock.now).rules.by_hand
    _, fields = form(browser, contest)
    del fields["by_hand"]
    answer = browser.post(url, data=fields | why)
    assert answer.status_code == 422
    assert "không thôi nhận bài giấy" in answer.text
    assert contest.view(clock.now).rules.by_hand
