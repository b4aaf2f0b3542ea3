"""The application of the rounds' tests, and a fresh memory for every test."""

from __future__ import annotations

from tests.contest.rounds.conftest import app_client, enter, fresh, organiser, viewer

__all__ = ["app_client", "enter", "fresh", "organiser", "viewer"]
