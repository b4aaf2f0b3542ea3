"""Kept boards and names: what was taken back is shown no longer, however old a page may otherwise be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from contest.standings import forgetting, kept, present, service
from contest.standings.present import Shared
from contest.web import pages
from contest.web.database import Database, writing
from tests.addresses import stand_in
from tests.conftest import Clock
from tests.contest.standings import world


@pytest.fixture
def board(database: Database, clock: Clock) -> Iterator[tuple[str, str]]:
    """A round, and the entry of An, who stands on its board."""
    pages.configure(stand_in())
    clock.set(world.OPENS + timedelta(hours=1))
    given = world.rules()
    round_id = world.make_round(given)
    (an,) = world.enter(round_id, ["An"])
    with writing() as db:
        service.place(db, given, round_id, [world.result(an, 5)])
    kept.forget()
    yield round_id, an
    kept.forget()


def test_no_page_outlives_a_name_that_was_taken_back(board: tuple[str, str], clock: Clock) -> None:
    round_id, an = board
    kept.look(round_id)
    kept.made(round_id, (an,))
    assert kept.at_hand(round_id, (an,), clock.now, kept.LATE)
    with writing() as db:
        forgetting.show_anew(db, round_id)
    assert kept.at_hand(round_id, (an,), clock.now, kept.LATE) is None


def test_what_was_read_before_a_name_was_taken_back_is_not_kept_after_it(
    board: tuple[str, str], clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A board takes a moment to make, and in that moment somebody takes a name back."""
    round_id, _ = board
    made = present._made

    def slowly(*given: Any) -> Shared:
        common = made(*given)
        with writing() as db:
            forgetting.show_anew(db, round_id)
        return common

    monkeypatch.setattr(present, "_made", slowly)
    kept.look(round_id)
    assert kept.at_hand(round_id, (), clock.now, kept.LATE) is None
    monkeypatch.undo()
    kept.look(round_id)
    assert kept.at_hand(round_id, (), clock.now, kept.LATE)
