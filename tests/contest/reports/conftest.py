"""The whole application without its threads, staff to log in; the job that counts is registered."""

from __future__ import annotations

import pytest

from contest.reports import working
from tests.contest.rounds.conftest import app_client, enter, fresh, organiser, viewer

__all__ = ["app_client", "enter", "fresh", "organiser", "viewer"]  # fixtures; pytest finds them by name


@pytest.fixture(autouse=True)
def counting(fresh: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The job is registered, and the tick has not looked yet."""
    monkeypatch.setattr(working, "_looked_at", None)
    working.register()
