"""The phone of a second registration, end to end: told, no new attempt, no way into the first."""

from __future__ import annotations

from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from contest.campaigns import service as campaigns
from contest.people import guards
from contest.people import service as people
from contest.rounds import keeping, twice
from contest.web.database import Database, reading, writing
from tests.conftest import Clock
from tests.contest.rounds import world
from tests.contest.rounds.test_judging import attempts_of, void
from tests.contest.rounds.test_twice_deeds import LATER, NAME, merge, unmerge
from tests.contest.rounds.world import OPENS, World
from tests.parsed import HTMLParser, first, text

SAID = "đã gộp vào đăng ký khác của bạn"


@pytest.fixture
def second(app_client: TestClient, clock: Clock) -> tuple[World, str, str]:
    """Somebody merged who has handed in under the second registration, with that one's phone."""
    contest = world.make(world.rules(attempts_allowed=3))
    keep, other = contest.join(NAME).entry_id, contest.sit(NAME, OPENS, 3)
    app_client.cookies.set(guards.ENTRY_COOKIE, guards.issue([other], "0" * 13))
    clock.set(LATER)
    merge(contest, keep, [other], LATER)
    return contest, keep, other


def page(browser: TestClient, path: str, status: int = 200) -> str:
    answer = browser.get(path)
    assert answer.status_code == status
    return text(first(HTMLParser(answer.text), "main"))


def test_told_on_every_page_of_theirs(app_client: TestClient, second: tuple[World, str, str]) -> None:
    contest, keep, other = second
    (attempt,) = attempts_of(other)
    pages = [("/campaigns/cds", 200), (f"/attempts/new/{contest.round_id}", 200)]
    for path, status in (*pages, (f"/attempts/{attempt}/receipt", 410)):
        told = page(app_client, path, status)
        assert SAID in told
        assert keep not in told and NAME not in told, "the other registration is not named"
    unmerge(contest, other, LATER)
    for path, _ in (*pages, (f"/attempts/{attempt}/receipt", 200)):
        assert SAID not in page(app_client, path)


def test_nothing_of_the_first_is_open_to_it(app_client: TestClient, second: tuple[World, str, str]) -> None:
    contest, keep, _ = second
    attempt = contest.start(keep, LATER)
    for path in ("questions/1", "review", "receipt"):
        assert app_client.get(f"/attempts/{attempt}/{path}").status_code == 404


def test_names_are_erased_whoever_counts(sqlite_database: Database, second: tuple[World, str, str]) -> None:
    contest, keep, other = second
    somebody = contest.join("A Biên").entry_id
    world.work(world.CLOSES)
    with writing() as db:
        twice.keep_apart(db, "0" * 13, world.STAFF, contest.round_id, [keep, somebody], LATER)
    keeping._looked_at = None
    keeping.erase_due(world.CLOSES + timedelta(days=3_000))
    with reading() as db:
        names = {one.name for one in people.full_names(db, [keep, other]).values()}
    assert names == {"Đã xóa tên"}
    unmerge(contest, other, world.CLOSES + timedelta(days=3_001))


def test_what_was_void_before_is_told_for_its_own_reason(app_client: TestClient, clock: Clock) -> None:
    contest = world.make(world.rules(attempts_allowed=3))
    keep, other = contest.join(NAME).entry_id, contest.sit(NAME, OPENS, 3)
    (attempt,) = attempts_of(other)
    app_client.cookies.set(guards.ENTRY_COOKIE, guards.issue([other], "0" * 13))
    clock.set(LATER)
    void(contest, attempt, LATER)
    merge(contest, keep, [other], LATER)
    told = page(app_client, f"/attempts/{attempt}/receipt", 410)
    assert "Hai máy cùng làm" in told and "không được công nhận" in told
    assert SAID not in told


def test_the_start_page_names_whoever_is_there(app_client: TestClient, clock: Clock) -> None:
    contest = world.make()
    entry = contest.join(NAME).entry_id
    app_client.cookies.set(guards.ENTRY_COOKIE, guards.issue([entry], "0" * 13))
    clock.set(LATER)
    path = f"/attempts/new/{contest.round_id}"
    assert "Bạn Hương thi trên máy này." in page(app_client, path)
    with writing() as db:
        people.forget_campaign(db, campaigns.campaign_of(db, contest.round_id) or "", LATER)
    assert "thi trên máy này" not in page(app_client, path)
