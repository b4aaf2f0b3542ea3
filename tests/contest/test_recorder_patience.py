"""How long somebody waits for the writer before others are refused: a crowd is bounded by time."""

from __future__ import annotations

import time

import pytest

from contest.recorder import BATCH_LIMIT, PATIENCE, PATIENCE_ALONE, QUEUE_LIMIT, Recorder, Waiting
from contest.web.database import Database


def crowded(database: Database, waiting: int, seconds: float) -> Recorder:
    """A writer whose queue stands, the first one in it for so long."""
    writer = Recorder(database)
    since = time.monotonic() - seconds
    for number in range(waiting):
        writer._queue.append(Waiting("w", number, None, None, since))  # ty: ignore[invalid-argument-type]
    return writer


@pytest.mark.parametrize(
    ("waiting", "seconds", "full"),
    [
        (0, 0.0, False),
        (10, 1.0, False),
        (BATCH_LIMIT, PATIENCE * 2, False),
        (BATCH_LIMIT + 1, PATIENCE / 2, False),
        (BATCH_LIMIT + 1, PATIENCE * 1.1, True),
        (1, PATIENCE_ALONE * 1.1, True),
        (QUEUE_LIMIT, 0.0, True),
    ],
    ids=[
        "empty",
        "a-slow-disk",
        "one-batch",
        "a-young-crowd",
        "a-crowd-that-waits",
        "a-disk-that-stands",
        "full",
    ],
)
def test_the_queue_is_bounded_by_time(
    sqlite_database: Database, waiting: int, seconds: float, full: bool
) -> None:
    """A hiccup of the disk is waited for; behind a crowd that waits already nobody is let in."""
    writer = crowded(sqlite_database, waiting, seconds)
    assert writer.is_full is full
    assert (writer.strain >= 1) is full
