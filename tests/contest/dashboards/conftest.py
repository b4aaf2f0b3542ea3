"""The whole application without its threads, staff to log in; nothing is kept from test to test."""

from __future__ import annotations

import pytest

from contest.dashboards import kept
from tests.contest.rounds.conftest import app_client, enter, fresh, organiser, viewer

__all__ = ["app_client", "enter", "fresh", "organiser", "viewer"]  # fixtures; pytest finds them by name


@pytest.fixture(autouse=True)
def counted_anew(fresh: None) -> None:
    """No count of another test."""
    kept.forget()
