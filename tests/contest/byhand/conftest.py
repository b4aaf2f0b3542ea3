"""The whole application without its threads, staff to log in, and an open round that takes papers."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from contest.accounts.states import ContestRole, Role
from tests.conftest import Clock
from tests.contest.byhand.batch_room import Room
from tests.contest.byhand.desk import Paper
from tests.contest.rounds import world
from tests.contest.rounds.conftest import Enter, app_client, enter, fresh, organiser, viewer
from tests.contest.rounds.world import World

__all__ = ["app_client", "enter", "fresh", "organiser", "viewer"]  # fixtures; pytest finds them by name


@pytest.fixture
def proctor(enter: Enter) -> TestClient:
    """The browser of somebody who helps in the hall."""
    return enter(Role.VIEWER)


@pytest.fixture
def contest(proctor: TestClient, clock: Clock) -> World:
    """A contest with papers, at its first minute; the proctor helps in it."""
    made = world.make(world.rules(by_hand=True))
    world.give_part(Role.VIEWER, made.round_id, ContestRole.PROCTOR)
    clock.set(world.OPENS)
    return made


@pytest.fixture
def paper(proctor: TestClient, contest: World, clock: Clock) -> Paper:
    """A paper that was printed for A Thui at the first minute; half an hour later."""
    entry = contest.join("A Thui").entry_id
    made = Paper.printed(proctor, contest, entry, clock.now)
    clock.move(minutes=30)
    return made


@pytest.fixture
def room(proctor: TestClient, contest: World, clock: Clock) -> Room:
    """A room that sat with shuffled papers at the first minute; half an hour later."""
    return Room(proctor, contest, clock)
