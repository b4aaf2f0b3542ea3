"""p2: people who have answered everything, and a tiny real run that hands in for each of them."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pysqlite3.dbapi2 as sqlite
import pytest

from bench import crowd, once, p2, shots
from bench.shots import Shot

PEOPLE = 3


@pytest.fixture
def asked(tmp_path: Path) -> list[Shot]:
    """The requests of a small world."""
    crowd.make("handing", PEOPLE, tmp_path)
    return shots.read(tmp_path / shots.FILE)


def rows(folder: Path, statement: str) -> list[tuple]:
    with closing(sqlite.connect(str(folder / "hoithi.sqlite3"))) as db:
        return db.execute(statement).fetchall()


def test_everybody_has_an_open_attempt_with_all_answers(tmp_path: Path, asked: list[Shot]) -> None:
    attempts = dict(rows(tmp_path, "SELECT id, paper FROM attempt WHERE state = 'open'"))
    assert len(attempts) == PEOPLE
    stored: dict[str, dict[int, str]] = {}
    for attempt, slot, answer in rows(tmp_path, "SELECT attempt_id, slot, answer FROM answer"):
        stored.setdefault(attempt, {})[slot] = answer
    for attempt, paper in attempts.items():
        drawn = json.loads(paper)
        assert sorted(stored[attempt]) == list(range(1, 21)) and len(drawn) == 20
        assert all(stored[attempt][slot] in options for slot, (_, options) in enumerate(drawn, 1))
    assert rows(tmp_path, "SELECT DISTINCT fate FROM answer_event") == [("applied",)]
    assert rows(tmp_path, "SELECT count(*) FROM standing") == [(0,)]
    assert {shot.path.split("/")[2] for shot in asked} == set(attempts)
    assert len({shot.cookie for shot in asked}) == PEOPLE


def test_the_bank_is_as_large_as_it_says(tmp_path: Path, asked: list[Shot]) -> None:
    assert rows(tmp_path, "SELECT count(*) FROM question") == [(crowd.BANK_SIZE,)]


def test_a_few_people_hand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(once, "A_SECOND", 8)
    monkeypatch.setattr(once, "WARM_UP", 2)
    told: list[str] = []
    found = p2.measure(2, 1, told.append)
    assert (found.name, found.unit, found.bad) == ("p2", "req/s", 0)
    assert min(found.value, found.ceiling, found.ratio, found.p99_ms, found.ceiling_p99_ms) > 0
    assert [line.split(":")[0] for line in told] == ["Dựng 18 người…", "  lượt 1", "  lượt 2"]
