"""The desk of the rounds' tests, with contests that are made as organisers make them."""

from __future__ import annotations

import pytest

from contest.planning import rehearsing
from tests.contest.rounds.conftest import app_client, enter, fresh, organiser, viewer

__all__ = ["app_client", "enter", "fresh", "organiser", "viewer"]  # fixtures, found by their names here


@pytest.fixture(autouse=True)
def removing(fresh: None) -> None:
    """Removals are registered with the runner."""
    rehearsing.register()
