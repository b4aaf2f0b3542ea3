"""`rounds.entry`, `rounds.bar`, `rounds.unbar`: one participant, and what may be done for them."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from tests.conftest import Clock
from tests.contest.rounds import world
from tests.contest.rounds.desk import Desk
from tests.contest.rounds.test_index import statements
from tests.contest.rounds.world import OPENS
from tests.parsed import HTMLParser, attr, first, text


@pytest.fixture
def desk(organiser: TestClient, clock: Clock) -> Desk:
    return Desk(organiser, world.make(world.rules(attempts_allowed=3)))


def test_all_attempts_with_the_ways_on(desk: Desk, clock: Clock) -> None:
    entry = desk.contest.sit("Y Bích", OPENS, 2)
    attempt = desk.contest.start(entry, clock.now)
    page = desk.page(f"/entries/{entry}")
    assert text(first(page, "h2")) == "Y Bích"
    assert [text(node) for node in page.css("tbody .chip")] == ["Đã nộp", "Đang làm bài"]
    assert page.css("tbody a")[1].attributes["href"] == desk.url(f"/attempts/{attempt}")
    assert attr(page, "a.deed", "href") == desk.url(f"/extra?entry={entry}")


def test_somebody_who_has_not_begun(desk: Desk) -> None:
    entry = desk.contest.join("Y Bích").entry_id
    page = desk.page(f"/entries/{entry}")
    assert "Chưa làm lượt nào" in text(first(page, ".empty"))
    assert page.css_first("a.deed") is None


def test_a_viewer_sees_no_phone_and_no_form(viewer: TestClient, clock: Clock) -> None:
    contest = world.make(bank=0)
    entry = contest.join("Y Bích").entry_id
    page = Desk(viewer, contest).page(f"/entries/{entry}")
    assert page.css_first("main form") is None
    assert "Điện thoại" not in text(first(page, "main"))


def test_barred_with_a_reason_and_back(desk: Desk) -> None:
    entry = desk.contest.join("Ban Tổ Chức").entry_id
    here = f"/entries/{entry}"
    answer = desk.fill(f"{here}/bar", here, reason="Ra đề thi")
    assert (answer.status_code, answer.headers["location"]) == (303, desk.url(here))
    page = desk.page(here)
    assert text(first(page, "h2 .chip")) == "Không xếp hạng"
    assert "Ra đề thi" in text(first(page, "dl"))
    assert "Không xếp hạng" in text(first(desk.page("/entries?where=barred"), "tbody"))
    assert desk.fill(f"{here}/unbar", here).status_code == 303
    assert desk.page(here).css_first("h2 .chip") is None


def test_without_a_reason_it_is_asked_again(desk: Desk) -> None:
    entry = desk.contest.join("Y Bích").entry_id
    answer = desk.fill(f"/entries/{entry}/bar", f"/entries/{entry}", reason=" ")
    page = HTMLParser(answer.text)
    assert answer.status_code == 422
    assert first(page, "#reason-err") is not None
    assert "open" in page.css("details.ask")[1].attributes


def test_twice_is_told(desk: Desk) -> None:
    entry = desk.contest.join("Y Bích").entry_id
    forms = [{"once": str(n) * 13, "reason": "Vì sao"} for n in (1, 2)]
    answers = [desk.browser.post(desk.url(f"/entries/{entry}/bar"), data=form) for form in forms]
    assert [answer.status_code for answer in answers] == [303, 409]


def test_the_number_of_statements_does_not_grow(desk: Desk, clock: Clock) -> None:
    entry = desk.contest.sit("Y Bích", OPENS, 2)
    counted = []
    for _ in range(2):
        with statements() as said:
            desk.page(f"/entries/{entry}")
        counted.append(len(said))
        desk.contest.start(entry, clock.now)
    assert counted[0] == counted[1]
