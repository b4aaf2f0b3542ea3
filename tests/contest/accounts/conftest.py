"""The log-in pages on a small application of their own, and staff to log in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI, Request
from fastapi.testclient import TestClient

from contest import settings
from contest.accounts import (
    confirming_router,
    guards,
    passwords,
    second_step_router,
    service,
    two_step_router,
)
from contest.accounts.guards import CurrentStaff, Organiser
from contest.accounts.router import router
from contest.accounts.states import Role
from contest.app import create_app
from contest.audit.service import SERVER
from contest.settings import Settings
from contest.web import errors, pages
from contest.web.database import Database, writing
from tests.conftest import Clock

PASSWORD = "con mèo trèo cây cau"


@pytest.fixture
def cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cheap hashes: how long Argon2 takes is tested elsewhere."""
    cheap = passwords._scheme.using(memory_cost=8, rounds=1)
    monkeypatch.setattr(passwords, "_scheme", cheap)
    monkeypatch.setattr(passwords, "NOBODY", cheap.hash("nobody at all"))


def application() -> FastAPI:
    """The accounts' routes, and stand-ins for what they lead to."""
    app = FastAPI()
    errors.install(app)
    for each in (router, confirming_router.router, second_step_router.router, two_step_router.router):
        app.include_router(each)

    @app.get("/", name="home")
    def home() -> str:
        return "home"

    @app.get("/rounds", name="rounds.index")
    def index(staff: CurrentStaff) -> str:
        return guards.view(staff).role

    @app.get("/rounds/{round}", name="rounds.show")
    def show(round: str, staff: CurrentStaff) -> str:
        return round

    @app.post("/rounds/{round}/opening", name="rounds.open")
    def open_now(round: str, organiser: Organiser, request: Request) -> str:
        return organiser.login

    return app


@pytest.fixture
def server_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The key that cookies and second factors rest on."""
    monkeypatch.setattr(settings, "_current", Settings(tmp_path, "", b"k" * 32))


@pytest.fixture
def client(
    sqlite_database: Database, clock: Clock, cheap_hashes: None, server_key: None
) -> Iterator[TestClient]:
    """A browser that follows no redirect by itself."""
    app = application()
    pages.configure(app)
    with TestClient(app, follow_redirects=False) as browser:
        yield browser


@pytest.fixture
def staff(sqlite_database: Database, clock: Clock, cheap_hashes: None) -> Callable[..., service.Member]:
    """Add somebody: `staff("nhung", Role.VIEWER)`."""

    def add(login: str, role: Role = Role.ORGANISER) -> service.Member:
        with writing() as db:
            password_hash = service.hashed(PASSWORD, login)
            return service.create_staff(db, SERVER, login, f"Tên {login}", role, password_hash, clock.now)

    return add


@pytest.fixture
def enter(client: TestClient) -> Callable[[str], None]:
    """Log in with the password all have."""

    def log_in(login: str) -> None:
        answer = client.post("/accounts/login", data={"login": login, "password": PASSWORD})
        assert answer.status_code == 303, answer.text

    return log_in


@pytest.fixture
def stranger(
    sqlite_database: Database,
    clock: Clock,
    cheap_hashes: None,
    server_key: None,
) -> TestClient:
    """A stranger's browser before the whole application."""
    browser = TestClient(create_app(settings.current()), follow_redirects=False)
    browser.headers["Origin"] = "http://testserver"
    return browser


Desk = Callable[..., TestClient]


@pytest.fixture
def desk(stranger: TestClient, staff: Callable[..., service.Member], clock: Clock) -> Desk:
    """`desk("nhung", Role.VIEWER)`: somebody's browser, logged in; the account is made when there is none."""

    def sit(login: str = "admin", role: Role = Role.ADMIN) -> TestClient:
        with writing() as db:
            found = service.find(db, login)
        member = found or staff(login, role)
        with writing() as db:
            token = service.open_session(db, member.id, clock.now)
        browser = TestClient(stranger.app, follow_redirects=False, cookies={guards.COOKIE: token})
        browser.headers["Origin"] = "http://testserver"
        return browser

    return sit
