"""The whole application without its threads, and staff to log in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from contest import settings
from contest.accounts import service as accounts
from contest.accounts.guards import COOKIE
from contest.accounts.states import Role
from contest.app import create_app
from contest.audit.service import SERVER
from contest.settings import Settings
from contest.web.database import Database, writing
from tests.conftest import Clock
from tests.contest.units import desk

LogIn = Callable[..., TestClient]


@pytest.fixture(autouse=True)
def server_key(tmp_path: Path) -> None:
    """Settings with a key of this test."""
    settings.use(Settings(tmp_path, "", b"k" * 32))


@pytest.fixture
def app_client(sqlite_database: Database, clock: Clock, server_key: None) -> Iterator[TestClient]:
    """A stranger's browser that follows no redirect by itself."""
    browser = TestClient(create_app(settings.current()), follow_redirects=False)
    browser.headers["Origin"] = "http://testserver"
    yield browser
    browser.close()


@pytest.fixture
def log_in(app_client: TestClient, clock: Clock) -> LogIn:
    """Log somebody in: another login is another person in the same browser."""

    def enter(role: Role, login: str = "") -> TestClient:
        with writing() as db:
            member = accounts.find(db, login or role.value) or accounts.create_staff(
                db, SERVER, login or role.value, "Nguyễn Thanh Tùng", role, "-", clock.now
            )
            token = accounts.open_session(db, member.id, clock.now)
        app_client.cookies.set(COOKIE, token)
        return app_client

    return enter


@pytest.fixture
def organiser(log_in: LogIn) -> TestClient:
    """An organiser's browser."""
    return log_in(Role.ORGANISER)


@pytest.fixture
def viewer(log_in: LogIn) -> TestClient:
    """The browser of somebody who may only look."""
    return log_in(Role.VIEWER)


@pytest.fixture
def ids(sqlite_database: Database) -> desk.Ids:
    """Code → id of a small commune."""
    return desk.commune()
