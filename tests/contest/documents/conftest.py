"""The whole application with staff to log in, as the desk's tests have it."""

from __future__ import annotations

from tests.contest.rounds.conftest import app_client, enter, fresh, organiser, viewer

__all__ = ["app_client", "enter", "fresh", "organiser", "viewer"]  # fixtures; pytest finds them by their name
