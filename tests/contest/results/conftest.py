"""The whole application without its threads: staff to log in, somebody who doubts their result, versions that
are made by hand."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from contest.accounts.guards import COOKIE
from contest.people.guessing import guesses
from contest.results import publishing_job
from contest.web.database import Database
from tests.conftest import Clock
from tests.contest.results import complaining
from tests.contest.results.complaining import NOW, Desk, Sitter
from tests.contest.results.press import Press, crowd
from tests.contest.rounds import world
from tests.contest.rounds.conftest import app_client, enter, fresh, organiser, viewer
from tests.contest.rounds.world import OPENS, World

__all__ = ["app_client", "enter", "fresh", "organiser", "viewer"]  # fixtures; pytest finds them by name


@pytest.fixture(autouse=True)
def preparing(fresh: None) -> None:
    """The job is registered."""
    publishing_job.register()


@pytest.fixture
def file(sqlite_database: Database) -> bytes:
    """A published file: three people, a prediction."""
    made = Press.of(world.make(world.predicting()))
    crowd(made.contest, ("A Thui", 3), ("Y Blưi", 2), ("A Khung", 2), prediction=4)
    made.close()
    return made.file(made.publish())


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
