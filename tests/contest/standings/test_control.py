"""Steering the big screen: who may, what each button does, twice, too early, and with junk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from contest.accounts import service as accounts
from contest.accounts.guards import COOKIE
from contest.accounts.states import ContestRole, Role
from contest.app import create_app
from contest.campaigns import service as campaigns
from contest.ruleset.rules import Ruleset
from contest.settings import Settings, use
from contest.standings import hall, present, staging
from contest.standings.staging import Staging
from contest.web.database import Database, reading, writing
from tests.conftest import Clock
from tests.contest.standings import world
from tests.contest.standings.stagehand import LATER, NOW, close, put
from tests.parsed import HTMLParser, attr
from tests.parsed_desk import said

DEEDS = {
    "view": {"view": "people"},
    "freezing": {},
    "thawing": {},
    "covering": {"size": "3"},
    "announcing": {"covered": "3"},
    "programme": {"programme": "10:00 Công bố", "version": "0"},
}


@pytest.fixture
def browser(sqlite_database: Database, clock: Clock, tmp_path: Path) -> Iterator[TestClient]:
    """A stranger's browser in the middle of the round."""
    clock.set(NOW)
    app = create_app(use(Settings(tmp_path, "", b"k" * 32)))
    present.forget_boards()
    with_origin = TestClient(app, follow_redirects=False, headers={"Origin": "http://testserver"})
    yield with_origin
    hall.use_taking_part(None)
    with_origin.close()


def make(browser: TestClient, part: ContestRole | None, given: Ruleset | None = None) -> str:
    """A round with four people on its board, steered by somebody with this part in it."""
    round_id = world.make_round(given or world.rules())
    for number in range(4):
        put(round_id, f"Người {number}", number + 1)
    with writing() as db:
        member = accounts.create_staff(db, "test", "nhung", "Hồ Thị Nhung", Role.VIEWER, "-", NOW)
        if part is not None:
            campaign = campaigns.campaign_of(db, round_id) or ""
            accounts.grant(db, "test", member.id, campaign, part, NOW)
        browser.cookies.set(COOKIE, accounts.open_session(db, member.id, NOW))
    return round_id


def chosen(round_id: str) -> Staging:
    with reading() as db:
        return staging.of(db, round_id)


def page(browser: TestClient, round_id: str) -> HTMLParser:
    answer = browser.get(f"/standings/{round_id}/control")
    assert answer.status_code == 200, answer.text
    return HTMLParser(answer.text)


def press(browser: TestClient, round_id: str, deed: str, **fields: str) -> int:
    return browser.post(f"/standings/{round_id}/{deed}", data=DEEDS[deed] | fields).status_code


def test_a_stranger_is_led_to_the_log_in(browser: TestClient) -> None:
    round_id = world.make_round(world.rules())
    assert browser.get(f"/standings/{round_id}/control").headers["location"].startswith("/accounts/login")
    assert {press(browser, round_id, deed) for deed in DEEDS} == {401}
    assert chosen(round_id) == Staging()


@pytest.mark.parametrize("part", [None, ContestRole.VIEWER, ContestRole.PROCTOR, ContestRole.AUTHOR])
def test_who_may_not_run_the_contest_changes_nothing(browser: TestClient, part: ContestRole | None) -> None:
    round_id = make(browser, part)
    seen = browser.get(f"/standings/{round_id}/control")
    assert seen.status_code == (200 if part else 404)
    assert "Dừng bảng lúc này" not in seen.text
    assert {press(browser, round_id, deed) for deed in DEEDS} == {403 if part else 404}
    assert chosen(round_id) == Staging()


@pytest.mark.parametrize("bad", ["0" * 13, "abc", "K7Q2M94X0A1BC", "%00" * 13])
def test_no_such_round(browser: TestClient, bad: str) -> None:
    make(browser, ContestRole.OWNER)
    assert browser.get(f"/standings/{bad}/control").status_code == 404
    assert {press(browser, bad, deed) for deed in DEEDS} == {404}


def test_wrong_methods(browser: TestClient) -> None:
    round_id = make(browser, ContestRole.OWNER)
    assert browser.post(f"/standings/{round_id}/control").status_code == 405
    assert {browser.get(f"/standings/{round_id}/{deed}").status_code for deed in DEEDS} == {405}


def test_the_screen_follows_the_choice(browser: TestClient) -> None:
    round_id = make(browser, ContestRole.OWNER)
    assert press(browser, round_id, "view") == 303
    assert said(page(browser, round_id), ".choices .chosen b") == "Cá nhân"
    assert 'id="people"' in browser.get(f"/standings/{round_id}/hall").text


def test_freezing_and_going_on(browser: TestClient, clock: Clock) -> None:
    round_id = make(browser, ContestRole.OWNER)
    assert press(browser, round_id, "freezing") == press(browser, round_id, "freezing") == 303
    assert "Cho bảng chạy tiếp" in said(page(browser, round_id))
    assert "Bảng dừng từ" in browser.get(f"/standings/{round_id}").text
    assert press(browser, round_id, "thawing") == press(browser, round_id, "thawing") == 303
    clock.move(seconds=1)  # what everybody sees alike is kept for a second
    assert "Bảng dừng từ" not in browser.get(f"/standings/{round_id}").text


def test_a_sealed_board_can_not_be_frozen(browser: TestClient) -> None:
    round_id = make(browser, ContestRole.OWNER, world.PREDICTING)
    answer = browser.post(f"/standings/{round_id}/freezing")
    assert answer.status_code == 409
    assert "Chỉ dừng được bảng" in answer.text
    assert "giữ kín" in said(page(browser, round_id), ".choices .chosen")


def test_announcing_from_the_last_one_up(browser: TestClient, clock: Clock) -> None:
    round_id = make(browser, ContestRole.OWNER)
    assert press(browser, round_id, "covering") == 303
    assert press(browser, round_id, "announcing") == 409
    close(round_id)
    clock.set(LATER)
    present.forget_boards()
    assert "3 hạng đầu" in browser.get(f"/standings/{round_id}").text
    assert press(browser, round_id, "announcing") == press(browser, round_id, "announcing") == 303
    shown = [each.text() for each in page(browser, round_id).css(".announced li")]
    assert shown == ["Chưa công bố", "Chưa công bố", "Hạng 3. Người 1, 2/15"]
    assert press(browser, round_id, "announcing", covered="2", whole="true") == 303
    assert "Đã công bố hết" in said(page(browser, round_id))
    podium = HTMLParser(browser.get(f"/standings/{round_id}/hall").text)
    assert [each.text() for each in podium.css(".podium .name")] == ["Người 3", "Người 2", "Người 1"]
    assert press(browser, round_id, "covering", size="0") == 303
    assert 'id="board"' in browser.get(f"/standings/{round_id}/hall").text


@pytest.mark.parametrize("size", ["-1", "21", "ba", "", "9" * 30])
def test_a_number_of_places_that_is_none(browser: TestClient, size: str) -> None:
    round_id = make(browser, ContestRole.OWNER)
    answer = browser.post(f"/standings/{round_id}/covering", data={"size": size})
    assert answer.status_code == 422
    assert said(HTMLParser(answer.text), "#size-wrong")
    assert chosen(round_id).size == 0


@pytest.mark.parametrize(
    ("deed", "fields"),
    [
        ("view", {"view": "everything"}),
        ("announcing", {"covered": "x"}),
        ("view", {"more": "1"}),
        ("programme", {"version": "x"}),
    ],
)
def test_junk_in_hidden_fields_is_no_fault(browser: TestClient, deed: str, fields: dict[str, str]) -> None:
    round_id = make(browser, ContestRole.OWNER)
    assert press(browser, round_id, deed, **fields) == 422
    assert chosen(round_id) == Staging()


def test_a_wrong_programme_is_kept_and_named(browser: TestClient) -> None:
    round_id = make(browser, ContestRole.OWNER)
    fields = {"programme": "10:00 Công bố\nTrao giải", "version": "0"}
    answer = browser.post(f"/standings/{round_id}/programme", data=fields)
    shown = HTMLParser(answer.text)
    assert answer.status_code == 422
    assert said(shown, "#programme") == " ".join(fields["programme"].split())
    assert "Dòng 2" in said(shown, "#programme-wrong")


def test_two_who_write_the_programme_see_each_other(browser: TestClient) -> None:
    round_id = make(browser, ContestRole.OWNER)
    assert press(browser, round_id, "programme") == 303
    answer = browser.post(
        f"/standings/{round_id}/programme", data={"programme": "11:00 Bế mạc", "version": "0"}
    )
    shown = HTMLParser(answer.text)
    assert answer.status_code == 409
    assert "10:00 Công bố" in said(shown, ".banner")
    assert said(shown, "#programme") == "11:00 Bế mạc"
    assert attr(shown, "input[name=version]", "value") == "1"


def test_the_ways_between_a_rounds_pages_are_here_too(browser: TestClient) -> None:
    """The same head as on the pages beside it, with this one marked."""
    round_id = make(browser, ContestRole.OWNER)
    here, beside = page(browser, round_id), HTMLParser(browser.get(f"/rounds/{round_id}/timeline").text)
    assert [tab.attributes["href"] for tab in here.css("nav.tabs a")] == [
        tab.attributes["href"] for tab in beside.css("nav.tabs a")
    ]
    assert [attr(found, "nav.tabs [aria-current]", "href") for found in (here, beside)] == [
        f"/standings/{round_id}/control",
        f"/rounds/{round_id}/timeline",
    ]
    assert said(here, ".head") == said(beside, ".head")


def test_a_draft_can_be_prepared_though_visitors_find_nothing(browser: TestClient) -> None:
    round_id = make(browser, ContestRole.OWNER)
    with writing() as db:
        row = db.get(campaigns.models.Round, round_id)
        assert row is not None
        row.state = "draft"
    assert said(page(browser, round_id), "h1") == "Tuần 1 Đang soạn"
    assert browser.get(f"/standings/{round_id}/hall").status_code == 404
