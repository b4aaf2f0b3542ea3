"""The desk's fixtures, and no counts from other tests."""

from __future__ import annotations

import pytest

from contest.seasons import present
from tests.contest.rounds.conftest import app_client, enter, fresh, organiser, viewer

__all__ = ["app_client", "enter", "fresh", "organiser", "viewer"]


@pytest.fixture(autouse=True)
def forgotten(fresh: None) -> None:
    """Sums by unit are made anew."""
    present.forget_units()
