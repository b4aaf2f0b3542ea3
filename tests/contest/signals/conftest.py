"""The whole application without its threads, staff to log in."""

from __future__ import annotations

import pytest

from contest.signals import finding, service
from tests.contest.rounds.conftest import app_client, enter, fresh, organiser, viewer

__all__ = ["app_client", "enter", "fresh", "organiser", "viewer"]  # fixtures; pytest finds them by name


@pytest.fixture(autouse=True)
def looking(fresh: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The job is registered, and the sweep has not looked yet."""
    finding.register()
    monkeypatch.setattr(service, "_looked_at", None)
