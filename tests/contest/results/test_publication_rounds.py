"""Whatever happens in a round, the other program comes to the same result, byte by byte."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contest.results.publication_content import rows_of
from contest.web.database import Database
from tests.conftest import Clock
from tests.contest.results.press import DONE, checked
from tests.contest.results.rounds_by_chance import Round

LATER = DONE + timedelta(minutes=20)
ONE_DATABASE = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@settings(max_examples=12, deadline=None, suppress_health_check=ONE_DATABASE)
@given(seed=st.integers(0, 2**32))
def test_the_other_program_agrees(database: Database, clock: Clock, tmp_path: Path, seed: int) -> None:
    made = Round(Random(seed))
    made.play()
    version = made.press.publish(now=LATER)
    code, said = checked(made.press.file(version), tmp_path)
    assert code == 0, (seed, said)
    rows = rows_of(made.press.content(version))
    board = [
        (one.rank, one.entry_id, one.attempt_id, one.points, one.right, one.seconds, one.prediction_error)
        for one in made.contest.board()
    ]
    names = ("rank", "entry", "attempt", "points", "right", "seconds", "error")
    assert [tuple(row.get(name) for name in names) for row in rows if "rank" in row] == board
    told = json.loads(made.press.content(version))
    assert (told["ranked"], told["unranked"]) == (len(board), len(rows) - len(board))
