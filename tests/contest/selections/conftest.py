"""The desk's fixtures, for tests of selections."""

from __future__ import annotations

from tests.contest.rounds.conftest import app_client, enter, fresh, organiser, viewer

__all__ = ["app_client", "enter", "fresh", "organiser", "viewer"]
