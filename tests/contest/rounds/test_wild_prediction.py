"""A prediction as long as a phone takes is kept like any other: nobody keeps a round from closing by it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from contest.standings import service as standings
from contest.web.database import Database, reading
from tests.contest.rounds import world
from tests.contest.rounds.world import CLOSES, OPENS


@pytest.mark.parametrize("wild", [2**31 - 1, 2**31, 10**15 - 1])
def test_a_wild_prediction_is_ranked(database: Database, wild: int) -> None:
    made = world.make(world.predicting())
    near = made.sit("A Thui", OPENS, 3, prediction=2)
    far = made.sit("Y Bích", OPENS + timedelta(minutes=1), 3, prediction=wild)
    world.work(CLOSES + timedelta(minutes=30))
    world.work(CLOSES + timedelta(minutes=31))
    with reading() as db:
        placed = {one.entry_id: one for one in standings.every(db, made.round_id)}
    assert placed[far].prediction == wild
    assert placed[far].prediction_error == wild - 2
    assert (placed[near].rank, placed[far].rank) == (1, 2)
