"""servers-2 and servers-4: tiny real runs on a real PostgreSQL."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import p1_servers
from bench.load import Load
from tests.contest.moving_world import empty_url

__all__ = ["empty_url"]  # a fixture; pytest finds it by its name here


def test_two_servers_beside_one(empty_url: str) -> None:
    told: list[str] = []
    found = p1_servers.measure(2, 1, 0.3, told.append, people=8, address=empty_url)
    assert (found.name, found.unit, found.bad) == ("servers-2", "req/s", 0), told
    assert min(found.value, found.ceiling, found.ratio, found.p99_ms) > 0


def test_each_has_people_of_its_own_and_all_have_one_key(tmp_path: Path, empty_url: str) -> None:
    folders = p1_servers.shared(tmp_path, 3, 7, empty_url)
    theirs = [(folder / p1_servers.REQUESTS).read_text("ascii").splitlines() for folder in folders]
    assert [len(lines) for lines in theirs] == [3, 2, 2]
    assert len({line for lines in theirs for line in lines}) == 7
    assert len({(folder / p1_servers.KEY).read_bytes() for folder in folders}) == 1


def test_loads_at_the_same_time_are_one() -> None:
    both = p1_servers.added([Load(100, 2.0, 1.0, 9.0, 0), Load(60, 1.0, 2.0, 5.0, 3)])
    assert both == Load(160, 2.0, 2.0, 9.0, 3)


def test_without_a_database_it_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(p1_servers.VARIABLE, raising=False)
    told: list[str] = []
    assert p1_servers.measure(2, 1, 0.3, told.append).bad == 1
    assert told == [p1_servers.NO_DATABASE]
