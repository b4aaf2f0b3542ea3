"""The whole application without its threads, staff to log in, a commune's units and a contest."""

from __future__ import annotations

import pytest

from contest.accounts import service as accounts
from contest.accounts.states import Role
from contest.audit.service import SERVER
from contest.web.database import Database, writing
from tests.contest.roster import desk
from tests.contest.roster.desk import Roster
from tests.contest.rounds import world
from tests.contest.rounds.conftest import app_client, enter, fresh, organiser, viewer
from tests.contest.rounds.world import World
from tests.contest.units.desk import commune

__all__ = ["app_client", "enter", "fresh", "organiser", "viewer"]  # fixtures; pytest finds them by name


@pytest.fixture
def ids(sqlite_database: Database) -> dict[str, str]:
    """Code → id of a small commune."""
    return commune()


@pytest.fixture
def contest(organiser: object, ids: dict[str, str]) -> World:
    """A contest that the organiser owns."""
    return world.make(bank=0)


@pytest.fixture
def roster(database: Database) -> Roster:
    """A contest and somebody who runs it, without pages, on both databases."""
    commune()
    made = world.make(bank=0)
    with writing() as db:
        staff = accounts.create_staff(db, SERVER, "nhung", "Lê Nhung", Role.ADMIN, "-", desk.NOW)
    return Roster(made.round_id, staff.id)
