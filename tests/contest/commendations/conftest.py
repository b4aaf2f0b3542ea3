"""The application of the rounds' tests, and a fresh memory for every test."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from fastapi.testclient import TestClient

from contest import settings
from contest.accounts import service as accounts
from contest.accounts.guards import COOKIE
from contest.accounts.states import Role
from contest.app import create_app
from contest.audit.service import SERVER
from contest.web.database import Database, writing
from tests.conftest import Clock
from tests.contest.rounds.conftest import app_client, enter, fresh, organiser, viewer

__all__ = ["app_client", "enter", "fresh", "organiser", "viewer"]

OnBoth = Callable[[Role | None], TestClient]


@pytest.fixture
def on_both(database: Database, clock: Clock, fresh: None) -> Iterator[OnBoth]:
    """Somebody's browser, None for a stranger's, on each kind of database: the test runs twice."""
    browser = TestClient(create_app(settings.current()), follow_redirects=False)
    browser.headers["Origin"] = "http://testserver"

    def log_in(role: Role | None) -> TestClient:
        if role is not None:
            with writing() as db:
                member = accounts.create_staff(db, SERVER, role.value, "Ai đó", role, "-", clock.now)
                browser.cookies.set(COOKIE, accounts.open_session(db, member.id, clock.now))
        return browser

    yield log_in
    browser.close()
