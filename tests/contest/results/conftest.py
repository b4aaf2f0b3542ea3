"""The whole application without its threads, staff to log in; versions are made by hand."""

from __future__ import annotations

import pytest

from contest.results import publishing_job
from contest.web.database import Database
from tests.contest.results.press import Press, crowd
from tests.contest.rounds import world
from tests.contest.rounds.conftest import app_client, enter, fresh, organiser, viewer

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
