"""`rounds.silent`: who answers but sends nothing, the longest first."""

from __future__ import annotations

from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from contest.attempts import looking
from contest.attempts.rules import Op
from contest.attempts.saving import SaveRequest, save_batch
from contest.attempts.service import SILENT_AFTER
from contest.web.database import Database, reading, to_ms, writing
from tests.conftest import Clock
from tests.contest.rounds import world
from tests.contest.rounds.desk import Desk
from tests.contest.rounds.test_index import statements
from tests.contest.rounds.world import OPENS
from tests.parsed import attr, first, text

SECOND = timedelta(seconds=1)


@pytest.fixture
def desk(organiser: TestClient, clock: Clock) -> Desk:
    return Desk(organiser, world.make())


@pytest.mark.parametrize(("seconds", "count"), [(-1, 0), (0, 0), (1, 1)])
def test_two_minutes_at_their_border(database: Database, seconds: int, count: int) -> None:
    contest = world.make()
    entry = contest.join("A").entry_id
    attempt = contest.start(entry, OPENS)
    heard = OPENS + 30 * SECOND
    with writing() as db:
        save_batch(db, [SaveRequest(attempt, (entry,), 1, to_ms(heard), (Op("a", 1, 1, "x"),))])
    now = heard + SILENT_AFTER + seconds * SECOND
    with reading() as db:
        found = looking.silent(db, contest.round_id, now)
    assert [one.heard_at for one in found] == [heard] * count


def test_the_longest_first_with_the_ways_on(desk: Desk, clock: Clock) -> None:
    for name, minute in (("A Một", 2), ("A Hai", 0), ("A Ba", 1)):
        desk.contest.start(desk.contest.join(name).entry_id, OPENS + timedelta(minutes=minute))
    clock.set(OPENS + timedelta(minutes=5))
    page = desk.page("/silent")
    assert [text(node) for node in page.css("tbody b")] == ["A Hai", "A Ba", "A Một"]
    assert text(page.css("tbody td")[2]) == "05:00 chưa chọn câu nào"
    assert "/extra?entry=" in page.css("tbody .links a")[1].attributes["href"]  # ty: ignore
    assert attr(page, "tbody .links a", "href").startswith(desk.url("/attempts/"))
    assert "3 người im lặng" in text(first(desk.page(""), "#todo"))


def test_nobody_is_silent(desk: Desk) -> None:
    assert "Không ai im lặng" in text(first(desk.page("/silent"), ".empty"))


def test_the_number_of_statements_does_not_grow(desk: Desk, clock: Clock) -> None:
    counted = []
    for count in (1, 20):
        for number in range(count):
            desk.contest.start(desk.contest.join(f"A {count} {number}").entry_id, OPENS)
        clock.set(OPENS + timedelta(minutes=5))
        with statements() as said:
            desk.page("/silent")
        counted.append(len(said))
    assert counted[0] == counted[1]
