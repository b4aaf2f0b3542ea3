"""`accounts.reset_two_step` and `hoithi staff two-step-off`: somebody lost phone and paper."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from typer.testing import CliRunner

from contest import clock as wall
from contest import server_key, settings
from contest.accounts import service, signing_in, staff_router
from contest.accounts.models import SecondFactor
from contest.accounts.states import Role
from contest.cli import app
from contest.web import database as web_database
from contest.web.database import reading
from tests.conftest import Clock
from tests.contest.accounts.conftest import PASSWORD, Desk
from tests.contest.accounts.staffing import add, audited, rows
from tests.contest.accounts.stepping import turned_on
from tests.contest.accounts.test_login import problem
from tests.contest.accounts.test_two_step import member


def url() -> str:
    return f"/accounts/staff/{member().id}/two-step"


def test_it_goes_and_their_sessions_with_it(desk: Desk, clock: Clock) -> None:
    nhung, admin = desk("nhung", Role.ORGANISER), desk("chinh")
    turned_on(member(), clock)
    before = audited()
    page = HTMLParser(admin.get(f"/accounts/staff/{member().id}").text)
    assert page.css_first(f'form[action="{url()}"]') is not None
    answers = [admin.post(url()).headers["location"] for _ in range(2)]
    assert answers == [f"/accounts/staff/{member().id}?reset=1", f"/accounts/staff/{member().id}"]
    assert audited() == before + 1
    assert nhung.get("/accounts/me").status_code == 303
    assert not signing_in.authenticate("nhung", PASSWORD, clock.now).is_half
    page = HTMLParser(admin.get(answers[0]).text)
    assert page.css_first(f'form[action="{url()}"]') is None and page.css_first(".banner") is not None


def test_ones_own_is_turned_off_elsewhere(desk: Desk, clock: Clock) -> None:
    browser = desk("nhung")
    turned_on(member(), clock)
    answer = browser.post(url())
    assert (answer.status_code, problem(answer.text)) == (409, staff_router.OWN_STEP)
    assert len(rows(SecondFactor)) == 1


def test_ladder(desk: Desk, stranger: TestClient, clock: Clock) -> None:
    other = desk("nhung", Role.ORGANISER)
    turned_on(member(), clock)
    assert stranger.post(url()).status_code == 401
    assert other.post(url()).status_code == 403
    admin = desk("chinh")
    assert admin.post(url(), data={"x": "1"}).status_code == 422
    assert admin.get(url()).status_code == 405
    assert admin.post("/accounts/staff/0000000000000/two-step").status_code == 404
    assert admin.post("/accounts/staff/x/two-step").status_code == 404
    assert len(rows(SecondFactor)) == 1


def test_log_out_leaves_what_others_keep_on_the_phone(desk: Desk) -> None:
    answer = desk("nhung").post("/accounts/logout")
    assert answer.headers["clear-site-data"] == '"cache"'


@pytest.mark.usefixtures("cheap_hashes")
def test_on_the_servers_own_machine(sqlite_template: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    shutil.copyfile(sqlite_template, data / "hoithi.sqlite3")
    server_key.keys_in(data)
    settings.use(settings.load(data))
    web_database.configure(settings.current().database_url)
    turned_on(add(wall.now()), Clock(wall.now()))
    web_database.current().close()
    said = []
    for _ in range(2):
        told = CliRunner().invoke(app, ["staff", "two-step-off", "nhung", "--data", str(data)])
        assert told.exit_code == 0, told.output
        said.append(told.output)
    assert said[0].startswith("Đã gỡ bước thứ hai") and "chưa bật" in said[1]
    with reading() as db:
        assert service.find(db, "nhung") is not None
    assert rows(SecondFactor) == []
    missing = CliRunner().invoke(app, ["staff", "two-step-off", "ai", "--data", str(data)])
    assert missing.exit_code != 0
