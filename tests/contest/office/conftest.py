"""The whole application without its threads, an administrator, and pictures to upload."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from PIL import Image

from contest import settings
from contest.accounts import service as accounts
from contest.accounts.guards import COOKIE
from contest.accounts.states import Role
from contest.app import create_app
from contest.audit.service import SERVER
from contest.settings import Settings
from contest.web.database import Database, writing
from tests.conftest import Clock


@pytest.fixture(autouse=True)
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation with nothing set."""
    monkeypatch.setattr(settings, "_current", Settings(tmp_path, "", b"k" * 32))


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
    """`enter(Role.ADMIN, "nhung", "Hồ Thị Nhung")`: a browser of its own for somebody of a role."""

    def log_in(role: Role, login: str = "", name: str = "Nguyễn Thanh Tùng") -> TestClient:
        with writing() as db:
            member = accounts.create_staff(db, SERVER, login or role.value, name, role, "-", clock.now)
            token = accounts.open_session(db, member.id, clock.now)
        browser = TestClient(stranger.app, follow_redirects=False, cookies={COOKIE: token})
        browser.headers["Origin"] = "http://testserver"
        return browser

    return log_in


@pytest.fixture
def admin(enter: Enter) -> TestClient:
    """An administrator's browser."""
    return enter(Role.ADMIN)


def picture(
    kind: str = "PNG", size: tuple[int, int] = (600, 400), mode: str = "RGB", **more: object
) -> bytes:
    """A picture with something in it."""
    image = Image.linear_gradient("L").resize(size).convert(mode)
    out = io.BytesIO()
    image.save(out, kind, **more)
    return out.getvalue()
