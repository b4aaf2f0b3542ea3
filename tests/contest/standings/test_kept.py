"""Boards as bytes: the same page as the plain one, made once, and never what may not be seen any more."""

from __future__ import annotations

import gzip
import random
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import event

from contest.app import create_app
from contest.campaigns import service as campaigns
from contest.campaigns.states import RoundState
from contest.errors import Busy
from contest.people import guards
from contest.ruleset.rules import Criterion, Ruleset
from contest.settings import Settings, use
from contest.standings import kept, present, router, service, staging
from contest.standings.present import KEPT
from contest.web import admission, pages
from contest.web.database import Database, reading, writing
from tests.conftest import Clock
from tests.contest.standings import world

DURING = world.OPENS + timedelta(hours=1)
SECOND = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def fresh_boards(clock: Clock) -> Iterator[None]:
    kept.forget()
    clock.set(DURING)
    yield
    kept.forget()


@pytest.fixture
def phone(database: Database, tmp_path: Path) -> TestClient:
    return TestClient(create_app(use(Settings(tmp_path, "", b"k" * 32))), follow_redirects=False)


def put(round_id: str, entries: list[str], rights: list[int], given: Ruleset) -> None:
    with writing() as db:
        pairs = enumerate(zip(entries, rights, strict=True))
        results = [world.result(entry, right, 100 + at % 7) for at, (entry, right) in pairs]
        service.place(db, given, round_id, results)


def plain(round_id: str, entries: tuple[str, ...], clock: Clock) -> str:
    """The page as it is made in one go."""
    with reading() as db:
        return pages.render(present.board(db, round_id, entries, clock.now))


def got(phone: TestClient, round_id: str, *entries: str, **headers: str) -> Any:
    phone.cookies.clear()
    if entries:
        phone.cookies.set(guards.ENTRY_COOKIE, guards.issue(entries, "d" * 13))
    return phone.get(f"/standings/{round_id}", headers=headers)


def close(round_id: str) -> None:
    with writing() as db:
        campaigns.set_state(db, round_id, RoundState.READY, RoundState.CLOSING)
        campaigns.set_state(db, round_id, RoundState.CLOSING, RoundState.CLOSED)


@pytest.mark.parametrize("seed", range(4))
def test_kept_and_plain_boards_are_the_same(phone: TestClient, clock: Clock, seed: int) -> None:
    chance = random.Random(seed)
    some_units = chance.random() < 0.7
    thon = world.make_units({f"Thôn {at}": chance.choice([None, 20]) for at in range(3 * some_units)})
    live = chance.random() < 0.75
    given = world.rules(criteria=chance.choice([(Criterion.POINTS,), (Criterion.POINTS, Criterion.SECONDS)]))
    given = given if live else world.PREDICTING
    round_id = world.make_round(given)
    entries: list[str] = []
    for unit in [*thon.values(), None]:
        names = [f"Người {number} <b>&" for number in range(25)]
        entries += world.enter(round_id, names, unit=unit, publish=chance.random() < 0.9)
    for step in range(4):
        some = chance.sample(entries, chance.randint(0, len(entries)))
        put(round_id, some, [chance.randint(0, 15) for _ in some], given)
        if step == 3 and chance.random() < 0.7:
            close(round_id)
        clock.move(seconds=chance.choice([1, 3, 11]))
        for entry in (*chance.sample(entries, 5), "khongcoentry0", ""):
            mine = (entry,) if entry else ()
            expected = plain(round_id, mine, clock)
            for _ in range(2):
                assert got(phone, round_id, *mine).text == expected
            packed = got(phone, round_id, *mine, **{"Accept-Encoding": "gzip"})
            assert packed.text == expected


def test_a_page_that_is_at_hand_reads_nothing(phone: TestClient, clock: Clock, database: Database) -> None:
    given = world.rules()
    round_id = world.make_round(given)
    entries = world.enter(round_id, [f"Người {number}" for number in range(70)])
    put(round_id, entries, [15] * 60 + [5] * 10, given)
    told: list[str] = []
    event.listen(database.reader, "before_cursor_execute", lambda *seen: told.append(seen[2]))
    for entry in (entries[65], entries[3]):
        first = got(phone, round_id, entry)
        told.clear()
        assert got(phone, round_id, entry).text == first.text
        assert told == []
    # Nobody else has to be looked for; a second later it takes one look for all, and no rows.
    clock.move(seconds=3)
    again = got(phone, round_id, entries[65])
    assert 0 < len(told) < 6 and not any(" standing " in one for one in told)
    assert again.status_code == 200


def test_a_change_is_seen_after_a_second(phone: TestClient, clock: Clock) -> None:
    given = world.rules()
    round_id = world.make_round(given)
    an, binh = world.enter(round_id, ["An", "Bình"])
    put(round_id, [an], [5], given)
    assert "Bình" not in got(phone, round_id, an).text
    put(round_id, [binh], [6], given)
    clock.move(seconds=0.999)
    assert "Bình" not in got(phone, round_id, an).text
    clock.move(seconds=1.1)
    assert "Bình" in got(phone, round_id, an).text


def test_how_long_a_page_is_at_hand(phone: TestClient, clock: Clock) -> None:
    given = world.rules()
    round_id = world.make_round(given)
    put(round_id, world.enter(round_id, ["An"]), [5], given)
    page = kept.made(round_id, ())
    for after, due, usual, late in ((0.999, False, page, page), (1, True, None, page), (5, True, None, None)):
        now = clock.now + after * SECOND
        assert kept.is_due(round_id, now) is due
        assert kept.at_hand(round_id, (), now) == usual
        assert kept.at_hand(round_id, (), now, kept.LATE) == late


def test_who_waits_for_a_slow_board_is_shown_the_last_one(
    phone: TestClient, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = world.rules()
    round_id = world.make_round(given)
    an, binh = world.enter(round_id, ["An", "Bình"])
    put(round_id, [an], [5], given)
    first = got(phone, round_id)
    put(round_id, [binh], [6], given)
    clock.move(seconds=2)
    look, go_on = kept.look, threading.Event()

    def slow(round_id: str) -> None:
        assert go_on.wait(30)
        look(round_id)

    monkeypatch.setattr(kept, "look", slow)
    monkeypatch.setattr(router, "PATIENCE", 0.01)
    with phone:
        assert got(phone, round_id).text == first.text
        go_on.set()
        clock.move(seconds=6)
        assert "Bình" in got(phone, round_id).text


def test_without_a_place_an_older_page_will_do(
    phone: TestClient, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = world.rules()
    round_id = world.make_round(given)
    an, binh = world.enter(round_id, ["An", "Bình"])
    put(round_id, [an, binh], [5, 4], given)
    first = got(phone, round_id, an)

    async def full(*asked: object) -> None:
        raise Busy

    monkeypatch.setattr(admission.Admission, "enter", full)
    clock.move(seconds=4)
    assert got(phone, round_id, an).text == first.text
    # Whose page was never made is told to come again, as is everybody once it is too old.
    assert got(phone, round_id, binh).status_code == 503
    clock.move(seconds=2)
    assert got(phone, round_id, an).status_code == 503


def test_no_page_outlives_the_close(phone: TestClient, clock: Clock) -> None:
    given = world.rules()
    round_id = world.make_round(given)
    (an,) = world.enter(round_id, ["An"])
    put(round_id, [an], [5], given)
    clock.set(world.CLOSES - timedelta(milliseconds=1))
    assert ">An" in got(phone, round_id, an).text
    clock.set(world.CLOSES)
    assert ">An" not in got(phone, round_id, an).text
    kept.forget()
    clock.set(world.CLOSES - timedelta(milliseconds=1))
    kept.made(round_id, (an,))
    for span in (KEPT, kept.LATE):
        assert kept.at_hand(round_id, (an,), clock.now, span)
        assert kept.at_hand(round_id, (an,), world.CLOSES, span) is None


def test_covered_places_and_a_board_that_stands_still(phone: TestClient, clock: Clock) -> None:
    given = world.rules()
    round_id = world.make_round(given)
    entries = world.enter(round_id, [f"Người {number}" for number in range(60)])
    put(round_id, entries[:59], [15] * 3 + [9] * 56, given)
    with writing() as db:
        view = campaigns.view(db, round_id, clock.now)
        staging.freeze(db, "staff", view, clock.now, is_public=True)
    clock.move(seconds=3)
    put(round_id, entries[59:], [15], given)
    clock.move(seconds=3)
    frozen = got(phone, round_id, entries[58]).text
    assert "Bảng dừng từ" in frozen and "Chỗ của bạn" not in frozen and "59 người" in frozen
    with writing() as db:
        staging.cover(db, "staff", campaigns.view(db, round_id, clock.now), 3, clock.now)
    close(round_id)
    clock.move(seconds=3)
    covered = got(phone, round_id, entries[0]).text
    assert "đang công bố" in covered and "(bạn)" not in covered and "Chỗ của bạn" not in covered


def test_a_closed_board_is_one_page_for_everybody(phone: TestClient, clock: Clock) -> None:
    round_id = world.make_round(world.PREDICTING)
    an, binh = world.enter(round_id, ["An", "Bình"])
    before = got(phone, round_id)
    put(round_id, [an, binh], [9, 8], world.PREDICTING)
    clock.move(seconds=3)
    for entries in ((), (an,), (binh,)):
        page = got(phone, round_id, *entries)
        assert (page.text, page.headers["etag"]) == (before.text, before.headers["etag"])


def test_the_tag_tells_pages_apart_and_saves_the_line(phone: TestClient, clock: Clock) -> None:
    given = world.rules()
    round_id = world.make_round(given)
    entries = world.enter(round_id, [f"Người {number}" for number in range(55)])
    put(round_id, entries, list(range(15)) * 3 + [0] * 10, given)
    pages = [got(phone, round_id, *mine) for mine in ((), (entries[54],), (entries[53],), (entries[14],))]
    tags = [page.headers["etag"] for page in pages]
    assert len(set(tags)) == 4
    again = got(phone, round_id, entries[54], **{"If-None-Match": f'W/"x", {tags[1]}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tags[1])
    assert got(phone, round_id, entries[54], **{"If-None-Match": tags[2]}).status_code == 200
    assert again.headers["vary"] == "Cookie, Accept-Encoding"
    assert again.headers["cache-control"] == "private, no-cache"


def test_whoever_is_forgotten_is_on_no_page(phone: TestClient, clock: Clock) -> None:
    given = world.rules()
    round_id = world.make_round(given)
    put(round_id, world.enter(round_id, ["An"]), [5], given)
    assert kept.made(round_id, ()) == kept.at_hand(round_id, (), clock.now)
    kept.forget()
    assert kept.at_hand(round_id, (), clock.now, kept.LATE) is None


def test_not_more_than_so_many_parts_are_kept(
    phone: TestClient, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "MOST", 4)
    given = world.rules()
    round_id = world.make_round(given)
    entries = world.enter(round_id, [f"Người {number}" for number in range(10)])
    put(round_id, entries, [5] * 10, given)
    for entry in entries:
        assert got(phone, round_id, entry).status_code == 200
        assert kept.at_hand(round_id, (entry,), clock.now)
    assert 0 < sum(kept.at_hand(round_id, (entry,), clock.now) is not None for entry in entries) <= 4


@pytest.mark.parametrize("wrong", ["khongcovong00", "x", "%00"])
def test_a_round_that_is_not_there(phone: TestClient, wrong: str) -> None:
    for _ in range(2):
        assert got(phone, wrong).status_code == 404


def test_a_draft_is_not_there(phone: TestClient) -> None:
    assert got(phone, world.make_round(world.rules(), RoundState.DRAFT)).status_code == 404


def test_a_large_page_is_sent_as_gzip(phone: TestClient, clock: Clock) -> None:
    given = world.rules()
    round_id = world.make_round(given)
    entries = world.enter(round_id, [f"Người {number}" for number in range(60)])
    put(round_id, entries, [at % 16 for at in range(60)], given)
    with phone.stream("GET", f"/standings/{round_id}", headers={"Accept-Encoding": "gzip"}) as answer:
        raw = b"".join(answer.iter_raw())
    assert answer.headers["content-encoding"] == "gzip"
    assert int(answer.headers["content-length"]) == len(raw) < 3_000
    assert gzip.decompress(raw).decode() == plain(round_id, (), clock)
