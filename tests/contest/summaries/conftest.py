"""The whole application without its threads, staff to log in; the job that counts questions is registered."""

from __future__ import annotations

from tests.contest.reports.conftest import app_client, counting, enter, fresh, organiser, viewer

__all__ = ["app_client", "counting", "enter", "fresh", "organiser", "viewer"]  # fixtures
