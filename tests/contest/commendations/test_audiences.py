"""Prizes of a contest with audiences: a list for each, and prizes that go along with a copy."""

from __future__ import annotations

from datetime import timedelta

import pytest

from contest.commendations import copying, lists, occasions, service
from contest.commendations.ladders import Ladder
from contest.commendations.lists import Draft
from contest.commendations.rules import Outcome, Step
from contest.rounds.service import SETTLE
from contest.web.database import Database, reading, writing
from tests.contest import groups
from tests.contest.groups import PUPILS, SERVANTS, Groups
from tests.contest.rounds import world
from tests.contest.rounds.world import CLOSES, GRACE, OPENS, STAFF, World

AFTER = CLOSES + timedelta(hours=1)
ONE = Ladder(people=(Step("Nhất", 1, 500_000),), once=True)


@pytest.fixture
def made(database: Database) -> Groups:
    """Two pupils and two civil servants have sat; both rounds are closed, each with one prize."""
    found = groups.make()
    for name, audience, year, round_, right in (
        ("Y Thu", PUPILS, 2013, found.a, 3),
        ("Y Hà", PUPILS, 2012, found.a, 1),
        ("A Thui", SERVANTS, 1990, found.b, 1),
        ("A Nhân", SERVANTS, 1991, found.b, 2),
    ):
        entry = found.join(name, audience, year)
        round_.hand_in(entry, round_.start(entry, OPENS), OPENS + timedelta(minutes=1), right)
    for moment in (CLOSES, CLOSES + GRACE + SETTLE):
        for _ in range(2):
            world.work(moment)
    for one in (found.a, found.b):
        with writing() as db:
            service.save_ladder(db, STAFF, one.round_id, ONE, 0, AFTER)
    return found


def draft(round_: World) -> Draft:
    with reading() as db:
        return lists.draft(db, occasions.of(db, round_.round_id, AFTER), AFTER)


def winners(round_: World) -> list[str]:
    found = draft(round_)
    rows = [row for board in found.boards for row in board.allocation.rows if row.outcome is Outcome.PRIZE]
    return [found.persons[row.id].name for row in rows]


def test_two_boards_and_two_lists(made: Groups) -> None:
    with reading() as db:
        assert world.names(db, made.a.board()) == ["Y Thu", "Y Hà"]
        assert world.names(db, made.b.board()) == ["A Nhân", "A Thui"]
    assert winners(made.a) == ["Y Thu"]
    assert winners(made.b) == ["A Nhân"]


def test_another_audiences_list_is_not_waited_for(made: Groups) -> None:
    """Nobody sits both, so the second list misses nothing while the first is not issued."""
    assert draft(made.b).missing == ()


def test_a_round_for_everybody_waits_for_the_lists_of_all(made: Groups) -> None:
    common = made.common()
    with writing() as db:
        service.save_ladder(db, STAFF, common.round_id, ONE, 0, AFTER)
        row = occasions.of(db, common.round_id, AFTER)
    with reading() as db:
        missing = lists._earlier(db, row, AFTER)[1]
    assert [name.replace("\u00a0", " ") for name in missing] == ["Tuần 1, Bảng A", "Tuần 1, Bảng B"]


def test_prizes_go_along_with_a_copy_once(made: Groups) -> None:
    other = made.common()
    with writing() as db:
        copying.copy(db, STAFF, made.a.round_id, other.round_id, AFTER)
    with reading() as db:
        assert service.announced(db, other.round_id) == ONE
    empty, target = made.common("Vòng khác"), made.common("Vòng nữa")
    audited = made.a.audited()
    with writing() as db:
        copying.copy(db, STAFF, empty.round_id, target.round_id, AFTER)
    with reading() as db:
        assert service.announced(db, target.round_id) is None
    assert made.a.audited() == audited
