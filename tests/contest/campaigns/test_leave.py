"""Leaving: the phone forgets, the entry stays."""

from __future__ import annotations

from fastapi.testclient import TestClient

from contest.campaigns import service
from contest.people.guards import CODE_COOKIE, ENTRY_COOKIE, read, read_codes
from contest.people.service import count_entries
from contest.web.database import reading, writing
from tests.conftest import Clock
from tests.contest.campaigns.conftest import SLUG, draft

URL = f"/campaigns/{SLUG}/leaving"


def test_the_phone_forgets(entered: TestClient, contest: str, clock: Clock) -> None:
    answer = entered.post(URL)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/campaigns/{SLUG}")
    assert ENTRY_COOKIE not in entered.cookies
    assert CODE_COOKIE not in entered.cookies
    with reading() as db:
        campaign = service.view(db, contest, clock.now).campaign_id
        assert count_entries(db, campaign) == 1


def test_twice_shows_the_way_back_in(entered: TestClient) -> None:
    entered.post(URL)
    assert entered.post(URL).status_code == 401


def test_all_entries_of_this_contest_and_no_other(
    entered: TestClient, form: dict[str, str], clock: Clock
) -> None:
    with writing() as db:
        service.create(db, draft(slug="khac"), clock.now)
    entered.post("/campaigns/khac/entries/new", data=form)
    entered.post(f"/campaigns/{SLUG}/entries/new", data=form | {"name": "A Phương"})
    before = read(entered.cookies[ENTRY_COOKIE])
    entered.post(URL)
    left = read(entered.cookies[ENTRY_COOKIE])
    assert before is not None
    assert left is not None
    assert left.entries == before.entries[1:2]
    assert left.device == before.device
    assert list(read_codes(entered.cookies[CODE_COOKIE])) == list(left.entries)


def test_whoever_comes_next_gets_another_device(entered: TestClient, form: dict[str, str]) -> None:
    before = read(entered.cookies[ENTRY_COOKIE])
    entered.post(URL)
    entered.post(f"/campaigns/{SLUG}/entries/new", data=form)
    after = read(entered.cookies[ENTRY_COOKIE])
    assert before is not None
    assert after is not None
    assert before.device != after.device
    assert before.entries != after.entries


def test_a_stranger_has_nothing_to_leave(contest: str, phone_: TestClient) -> None:
    assert phone_.post(URL).status_code == 401


def test_not_by_a_link(entered: TestClient) -> None:
    assert entered.get(URL).status_code == 405
    assert ENTRY_COOKIE in entered.cookies


def test_no_such_contest(entered: TestClient) -> None:
    assert entered.post("/campaigns/nowhere/leaving").status_code == 404
