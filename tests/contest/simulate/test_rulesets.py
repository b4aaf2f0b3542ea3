"""Each ruleset of the real contests under an invented crowd over HTTP: nothing lost, nothing unforeseen."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pysqlite3.dbapi2 as sqlite
import pytest

from contest.campaigns.states import RoundState
from contest.simulate.crowd import Plan, run
from tests.browser import ROOT, started
from tests.contest.ruleset.real.all import REAL
from tests.contest.simulate.stage import LOGIN, PASSWORD

pytestmark = pytest.mark.slow

PEOPLE, SPEED = 16, 12.0
BOARD = """
SELECT count(*), count(DISTINCT entry_id) FROM standing WHERE round_id = ?
"""
ATTEMPTS = """
SELECT entry_id, count(*), sum(state = 'open'), count(DISTINCT receipt) FROM attempt
WHERE round_id = ? GROUP BY entry_id
"""


@dataclass(frozen=True)
class Stage:
    """A running server with all contests, and its file to look into."""

    url: str
    key: bytes
    contests: dict[str, list[str]]
    file: Path

    def rows(self, sql: str, *values: str) -> list[tuple[object, ...]]:
        """What the file holds."""
        with closing(sqlite.connect(f"file:{self.file}?mode=ro", uri=True)) as db:
            return db.execute(sql, values).fetchall()


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    folder = tmp_path_factory.mktemp("stage") / "data"
    folder.mkdir()
    command = [sys.executable, "-m", "tests.contest.simulate.stage", str(folder)]
    told = json.loads(subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout)
    with started("serve", folder) as server:
        yield Stage(server.url, bytes.fromhex(told["key"]), told["contests"], folder / "hoithi.sqlite3")


@pytest.mark.parametrize("place", REAL)
def test_a_crowd_sits_by_these_rules(stage: Stage, place: str) -> None:
    slug, round_id = stage.contests[place]
    plan = Plan(stage.url, slug, PEOPLE, 7, SPEED, LOGIN, PASSWORD, stage.key)
    result, tally = asyncio.run(run(plan, lambda _: None))
    assert result.is_good, tally.told()
    assert tally.entered + tally.turned_away == PEOPLE
    assert tally.entered > PEOPLE // 3
    assert tally.handed_in > 0
    assert stage.rows("SELECT state FROM round WHERE id = ?", round_id) == [(RoundState.CLOSED.value,)]
    rules = REAL[place].rules
    sat = stage.rows(ATTEMPTS, round_id)
    assert len(sat) == tally.entered
    for _, attempts, still_open, receipts in sat:
        assert isinstance(attempts, int)
        assert rules.attempts_allowed is None or attempts <= rules.attempts_allowed
        assert rules.attempts_a_day is None or attempts <= 2 * rules.attempts_a_day, "over midnight at most"
        assert (still_open, receipts) == (0, attempts)
    assert stage.rows(BOARD, round_id) == [(len(sat), len(sat))]
