"""The whole application without its threads, staff to log in, and a few units."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from tests.conftest import Clock
from tests.contest.elsewhere.writing import Desk
from tests.contest.rounds import world
from tests.contest.rounds.conftest import app_client, enter, fresh, organiser, viewer
from tests.contest.rounds.world import OPENS

__all__ = ["app_client", "enter", "fresh", "organiser", "viewer"]  # fixtures; pytest finds them by name


@pytest.fixture
def desk(organiser: TestClient, clock: Clock) -> Desk:
    """An organiser's, with a school, its class and a village."""
    clock.set(OPENS)
    sizes: dict[str, int | None] = {"Trường A": None, "Lớp 9A": 30, "Thôn 1": 40}
    return Desk(organiser, world.make_units(sizes, {"Lớp 9A": "Trường A"}))
