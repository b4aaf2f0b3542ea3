"""The whole application without its threads, and somebody who doubts their result."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from contest.accounts.guards import COOKIE
from contest.people.guessing import guesses
from tests.conftest import Clock
from tests.contest.results import complaining
from tests.contest.results.complaining import NOW, Desk, Sitter
from tests.contest.rounds import world
from tests.contest.rounds.conftest import app_client, enter, fresh, organiser, viewer
from tests.contest.rounds.world import OPENS, World

__all__ = ["app_client", "enter", "fresh", "organiser", "viewer"]  # fixtures; pytest finds them by name


@pytest.fixture
def contest(app_client: TestClient, clock: Clock) -> World:
    """A round that goes on."""
    guesses.forget()
    clock.set(OPENS)
    return world.make()


@pytest.fixture
def sitter(app_client: TestClient, contest: World, clock: Clock) -> Sitter:
    """Y Bích, who sat; the round has its result since an hour."""
    made = complaining.sitter(app_client, contest, "Y Bích")
    complaining.sitter(app_client, contest, "A Thui", 1)
    complaining.close()
    clock.set(NOW)
    return made


@pytest.fixture
def desk(organiser: TestClient, contest: World, clock: Clock) -> Desk:
    """The organiser's; the round has its result."""
    world.give_part(world.Role.ORGANISER, contest.round_id, world.ContestRole.OWNER)
    return Desk(organiser, contest, organiser.cookies[COOKIE])
