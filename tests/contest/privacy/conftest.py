"""The server's key of these tests, and nothing remembered from one to the next; somebody at the desk."""

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
from contest.privacy import clearing, retention
from contest.rounds import closing, keeping
from contest.web.database import Database, writing
from tests.conftest import Clock


@pytest.fixture(autouse=True)
def server_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Settings with a key and a data folder that are no other server's."""
    data = tmp_path / "data"
    data.mkdir()
    made = settings.Settings(data, "", b"privacy tests' own server key 32")
    monkeypatch.setattr(settings, "_current", made)
    monkeypatch.setattr(clearing, "_is_asked", True)
    monkeypatch.setattr(clearing, "_not_before", None)
    monkeypatch.setattr(retention, "_looked_at", None)
    monkeypatch.setattr(keeping, "_looked_at", None)
    closing.register()
    yield


@pytest.fixture
def stranger(sqlite_database: Database, clock: Clock) -> Iterator[TestClient]:
    """A stranger's browser that follows no redirect by itself."""
    browser = TestClient(create_app(settings.current()), follow_redirects=False)
    browser.headers["Origin"] = "http://testserver"
    yield browser
    browser.close()


Enter = Callable[..., TestClient]


@pytest.fixture
def enter(stranger: TestClient, clock: Clock) -> Enter:
    """`enter(Role.ADMIN)`: a browser of its own for somebody of a role."""

    def log_in(role: Role) -> TestClient:
        with writing() as db:
            member = accounts.create_staff(db, SERVER, role.value, "Y Bích", role, "-", clock.now)
            token = accounts.open_session(db, member.id, clock.now)
        browser = TestClient(stranger.app, follow_redirects=False, cookies={COOKIE: token})
        browser.headers["Origin"] = "http://testserver"
        return browser

    return log_in


@pytest.fixture
def admin(enter: Enter) -> TestClient:
    """An administrator's browser."""
    return enter(Role.ADMIN)
