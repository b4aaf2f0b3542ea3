"""The whole application without its threads, staff to log in; regrades are registered with the runner."""

from __future__ import annotations

import pytest

from contest.regrades import applying, corrections, prizes, trying
from contest.rounds import corrected
from tests.contest.rounds.conftest import app_client, enter, fresh, organiser, viewer

__all__ = ["app_client", "enter", "fresh", "organiser", "viewer"]  # fixtures; pytest finds them by name


@pytest.fixture(autouse=True)
def regrading(fresh: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The jobs are registered; nothing above is connected until a test does."""
    trying.register()
    applying.register()
    monkeypatch.setattr(trying, "_boards", {})
    prizes.use_prizes(None, None)
    applying.use_after(None)
    corrected.use_corrected(corrections.how_many)
