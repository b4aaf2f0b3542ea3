"""The whole application without its threads, staff to log in, and no memory from other tests."""

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
from contest.attempts import papers
from contest.audit.service import SERVER
from contest.grades import service as grades
from contest.jobs import runner
from contest.rounds import closing
from contest.settings import Settings
from contest.standings import present
from contest.web.database import Database, writing
from tests.conftest import Clock


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Forget pools, keys and boards; only closing is registered with the runner."""
    for forget in (papers.forget_pools, grades.forget_keys, present.forget_boards):
        forget()
    for name, empty in (("_steps", {}), ("_ticks", []), ("_failures", {})):
        monkeypatch.setattr(runner, name, empty)
    closing.register()
    settings.use(Settings(tmp_path, "", b"k" * 32))


@pytest.fixture
def app_client(sqlite_database: Database, clock: Clock, fresh: None) -> Iterator[TestClient]:
    """A stranger's browser that follows no redirect by itself."""
    # Without `with`: the application's threads stay away, the test works jobs off by itself.
    browser = TestClient(create_app(settings.current()), follow_redirects=False)
    browser.headers["Origin"] = "http://testserver"
    yield browser
    browser.close()


Enter = Callable[[Role], TestClient]


@pytest.fixture
def enter(app_client: TestClient, clock: Clock) -> Enter:
    """Log somebody of a role in."""

    def log_in(role: Role) -> TestClient:
        with writing() as db:
            member = accounts.create_staff(db, SERVER, role.value, "Nguyễn Thanh Tùng", role, "-", clock.now)
            token = accounts.open_session(db, member.id, clock.now)
        app_client.cookies.set(COOKIE, token)
        return app_client

    return log_in


@pytest.fixture
def organiser(enter: Enter) -> TestClient:
    """An organiser's browser."""
    return enter(Role.ORGANISER)


@pytest.fixture
def viewer(enter: Enter) -> TestClient:
    """The browser of somebody who may only look."""
    return enter(Role.VIEWER)
