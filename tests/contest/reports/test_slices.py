"""Counting a round goes through it once: a slice costs what is in it, however large the round."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bench import analysis
from contest.attempts.answered import answered
from contest.web import database
from contest.web.database import reading

SLICE = 40
#: Instructions of SQLite's machine between two calls.
EVERY = 100


def costs(folder: Path, papers: int) -> list[int]:
    """What each slice of a round of so many papers costs."""
    folder.mkdir()
    _, round_id, _ = analysis.make(folder, papers)
    found, after, seen = [], "", 0
    try:
        while rows := counted(round_id, after, found):
            seen, after = seen + len(rows), rows[-1].entry_id
    finally:
        database.current().close()
    assert seen == papers
    return found[:-1]


def counted(round_id: str, after: str, found: list[int]) -> list[Any]:
    steps: list[int] = []
    with reading() as db:
        raw: Any = db.connection().connection.driver_connection
        raw.set_progress_handler(lambda: steps.append(1), EVERY)
        rows = answered(db, round_id, after, SLICE)
        raw.set_progress_handler(None, EVERY)
    found.append(len(steps))
    return rows


def test_a_slice_costs_the_same_in_a_large_round(tmp_path: Path) -> None:
    small, large = costs(tmp_path / "small", 200), costs(tmp_path / "large", 2_000)
    assert (len(small), len(large)) == (5, 50)
    assert max(large) < 1.5 * max(small), (small, large)
