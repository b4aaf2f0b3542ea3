"""Announcing places from the last one up: what is covered is on no screen and no phone."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from contest.errors import Conflict
from contest.standings import staging
from contest.web.database import Database
from tests.contest.standings import world
from tests.contest.standings.stagehand import (
    LATER,
    NOW,
    close,
    do,
    filled,
    names,
    phone,
    prepare,
    put,
    screen,
)


@pytest.fixture(autouse=True)
def fresh(database: Database, tmp_path: Path) -> None:
    prepare(tmp_path)


def ceremony(round_id: str, size: int, now: datetime = NOW) -> None:
    do(staging.cover, round_id, size, now=now)


def press(round_id: str, seen: int, **more: Any) -> None:
    do(staging.uncover, round_id, seen, now=LATER, **more)


def test_places_come_from_the_last_one_up() -> None:
    round_id = filled()
    ceremony(round_id, 3)
    assert screen(round_id).screen == "board"
    close(round_id)
    before = screen(round_id, LATER)
    assert (before.screen, before.covered, names(before)) == ("reveal", 3, [])
    assert names(phone(round_id, LATER)) == ["Người 2", "Người 1", "Người 0"]
    press(round_id, 3)
    now = screen(round_id, LATER)
    assert (now.covered, names(now), [row.name for row in now.news]) == (2, ["Người 3"], ["Người 3"])
    assert [row and row.name for row in now.rows] == [None, None, "Người 3"]
    press(round_id, 2)
    press(round_id, 1)
    end = screen(round_id, LATER)
    assert (end.covered, names(end)) == (0, ["Người 5", "Người 4", "Người 3"])
    assert names(phone(round_id, LATER))[0] == "Người 5"


def test_pressing_twice_announces_one_place() -> None:
    round_id = filled()
    close(round_id)
    ceremony(round_id, 3, LATER)
    press(round_id, 3)
    press(round_id, 3)
    assert screen(round_id, LATER).covered == 2
    press(round_id, 2, whole=True)
    assert screen(round_id, LATER).covered == 0
    press(round_id, 0)


def test_who_shares_a_place_is_announced_together() -> None:
    round_id = world.make_round(world.rules())
    for name in ("A Thui", "Y Bích"):
        put(round_id, name, 9)
    put(round_id, "Lê Bảo", 5)
    ceremony(round_id, 1)
    close(round_id)
    assert (screen(round_id, LATER).covered, names(phone(round_id, LATER))) == (2, ["Lê Bảo"])
    press(round_id, 2)
    live = screen(round_id, LATER)
    assert live.covered == 0 and {row.name for row in live.news} == {"A Thui", "Y Bích"}


def test_own_place_among_the_covered_ones_is_not_told_on_the_phone() -> None:
    round_id = filled(people=2)
    first = put(round_id, "Đinh Xuân Ân", 15)
    ceremony(round_id, 3)
    close(round_id)
    page = phone(round_id, LATER, first)
    assert (page.covered, page.rows, page.around, page.units) == (3, (), (), ())


def test_more_places_than_people() -> None:
    round_id = filled(people=2)
    ceremony(round_id, 20)
    close(round_id)
    assert screen(round_id, LATER).covered == 2
    press(round_id, 2, whole=True)
    assert names(screen(round_id, LATER)) == ["Người 1", "Người 0"]


def test_an_announcement_is_over_when_it_is_taken_back() -> None:
    round_id = filled()
    ceremony(round_id, 3)
    close(round_id)
    ceremony(round_id, 0, LATER)
    assert (screen(round_id, LATER).screen, len(phone(round_id, LATER).rows)) == ("board", 6)


def test_nothing_is_announced_before_there_are_results() -> None:
    round_id = filled()
    ceremony(round_id, 3)
    with pytest.raises(Conflict, match="chưa có kết quả"):
        do(staging.uncover, round_id, 3)
