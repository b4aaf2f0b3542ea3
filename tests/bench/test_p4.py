"""p4 and p4-rank: boards put in by plain inserts are the application's own, and tiny real runs."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pysqlite3.dbapi2 as sqlite
import pytest

from bench import boards, p4, shots
from bench.boards import RULES
from contest import clock, settings
from contest.people import guards
from contest.serving import prepare
from contest.standings import service as standings
from contest.web.database import reading, writing

PEOPLE = 60


def dump(file: Path) -> dict[str, list[Any]]:
    """Every table of the board, whatever tables there are by now."""
    with closing(sqlite.connect(str(file))) as db:
        named = "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'standing%' ORDER BY name"
        tables = [name for (name,) in db.execute(named)]
        found = {name: sorted(db.execute(f"SELECT * FROM {name}")) for name in tables}
        for name in tables:
            db.execute(f"DELETE FROM {name}")
        db.commit()
    return found


def test_the_rows_are_those_that_the_application_writes(tmp_path: Path) -> None:
    place, now = boards.make(tmp_path), clock.now()
    made = list(boards.results(PEOPLE, now))
    boards.fill(place, made, people=True)
    ours = dump(place.file)
    database = prepare(settings.load(tmp_path, f"sqlite:///{place.file}"))
    with writing() as db:
        standings.place(db, RULES, place.round_id, made)
    database.close()
    assert len(ours["standing"]) == PEOPLE
    assert ours == dump(place.file)


def test_results_are_the_same_in_every_run_and_many_share_a_score() -> None:
    now = clock.now()
    made = list(boards.results(1000, now))
    assert made == list(boards.results(1000, now))
    assert {one.right for one in made} <= set(range(21))
    assert len({one.right for one in made}) > 10
    assert len({one.entry_id for one in made}) == 1000


def test_those_who_look_have_a_place_of_their_own_below_the_first_rows(tmp_path: Path) -> None:
    place = p4.prepared(tmp_path, 200)
    asked = shots.read(tmp_path / shots.FILE)
    assert len(asked) == 100
    assert {(one.path, one.status, one.holds) for one in asked} == {
        (f"/standings/{place.round_id}", 200, "Chỗ của bạn")
    }
    database = prepare(settings.load(tmp_path, f"sqlite:///{place.file}"))
    with reading() as db:
        for one in asked:
            who = guards.read(one.cookie)
            own = standings.own(db, place.round_id, who.entries[0]) if who else None
            assert own and own.rank > 50 and own.total == 200
    database.close()


def test_a_small_board_is_looked_at() -> None:
    # As many as the class of boards has places: a slow test machine must turn nobody away.
    found = p4.measure(1, 0.5, lambda line: None, people=200, looking=2)
    assert (found.name, found.unit, found.bad) == ("p4", "req/s", 0)
    assert min(found.value, found.ceiling, found.ratio, found.p99_ms, found.ceiling_p99_ms) > 0


def test_ranks_among_few_and_many() -> None:
    told: list[str] = []
    found = p4.growth(1, 0.1, told.append, many=400, few=40)
    assert (found.name, found.unit, found.bad) == ("p4-rank", "ms", 0)
    assert min(found.value, found.ceiling, found.ratio, found.p99_ms, found.ceiling_p99_ms) > 0
    assert told[0] == "Dựng bảng 40 và 400 người…"
    assert p4.told(found).startswith("p4-rank: ")


def test_a_wrong_rank_is_bad(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = standings.own

    def wrong(*given: Any) -> Any:
        found = own(*given)
        return found and replace(found, rank=found.rank + 1)

    monkeypatch.setattr(standings, "own", wrong)
    assert p4.growth(1, 0.05, lambda line: None, many=40, few=20).bad > 0
