"""The whole application without its threads: somebody who handed in, and who runs the contest."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from contest.accounts.guards import COOKIE
from tests.conftest import Clock
from tests.contest.feedback.saying import Desk, Sayer
from tests.contest.rounds import world
from tests.contest.rounds.conftest import app_client, enter, fresh, organiser, viewer
from tests.contest.rounds.world import OPENS, World

__all__ = ["app_client", "enter", "fresh", "organiser", "viewer"]  # fixtures; pytest finds them by name


@pytest.fixture
def contest(app_client: TestClient, clock: Clock) -> World:
    """A round that goes on."""
    clock.set(OPENS)
    return world.make()


@pytest.fixture
def sayer(app_client: TestClient, contest: World) -> Sayer:
    """Y Bích, who has just handed in."""
    return Sayer.sat(app_client, contest, "Y Bích")


@pytest.fixture
def desk(organiser: TestClient, contest: World) -> Desk:
    """The organiser's, who owns the contest."""
    world.give_part(world.Role.ORGANISER, contest.round_id, world.ContestRole.OWNER)
    return Desk(organiser, contest, organiser.cookies[COOKIE] or "")
