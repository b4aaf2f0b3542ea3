"""`privacy.retention`: what goes when, told before it is done; and done by itself, in slices, once."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

import pytest
from fastapi.testclient import TestClient
from sqlmodel import select

from contest import settings
from contest.accounts.states import Role
from contest.attempts import forgetting as attempts
from contest.audit.models import Audit
from contest.campaigns.rules import names_until
from contest.privacy import clearing, forgetting, periods, retention
from contest.privacy.kinds import Keep
from contest.privacy.retention import Due
from contest.web.database import Database, reading, writing
from tests.conftest import Clock
from tests.contest.privacy import canary
from tests.contest.privacy.canary import Canary
from tests.contest.privacy.conftest import Enter
from tests.contest.privacy.people import staff
from tests.contest.rounds import world
from tests.parsed import HTMLParser, text

URL = "/privacy/retention"
FORM = {"signals": "7", "copies": "10"}
SECOND = timedelta(seconds=1)
NAMES_GO = names_until(world.CLOSES, 12)
DEVICES_GO = world.CLOSES + timedelta(days=30)


@pytest.fixture
def told(database: Database) -> Canary:
    """A contest that is over, with names and devices."""
    made = canary.make(staff())
    canary.close(made.contest)
    return made


def plan(now: datetime) -> dict[str, Due]:
    with reading() as db:
        return {one.what: one for one in retention.plan(db, now, settings.current().data)}


def devices(told: Canary) -> int:
    with reading() as db:
        return attempts.count_devices(db, [told.contest.round_id])


def noted(action: str) -> list[dict[str, object]]:
    with reading() as db:
        rows = [json.loads(row.content) for row in db.exec(select(Audit).order_by("seq"))]
    return [row["detail"] for row in rows if row["action"] == action]


def test_the_dry_run_says_what_goes_when_and_does_nothing(told: Canary) -> None:
    found = plan(world.CLOSES + timedelta(hours=1))
    names, holders = found["Họ tên, năm sinh, số điện thoại"], found["Mã máy đã làm bài"]
    assert (names.count, names.on, names.is_now(NAMES_GO - SECOND)) == (3, NAMES_GO, False)
    assert (holders.on, holders.is_now(DEVICES_GO)) == (DEVICES_GO, True)
    assert found["Dấu hiệu bất thường"].count == 2
    later = plan(NAMES_GO)
    assert later["Họ tên, năm sinh, số điện thoại"].is_now(NAMES_GO) and devices(told) == holders.count


@pytest.mark.parametrize(("moment", "gone"), [(DEVICES_GO - SECOND, 0), (DEVICES_GO, 4), (NAMES_GO, 4)])
def test_devices_and_signals_go_on_their_day(told: Canary, moment: datetime, gone: int) -> None:
    done = retention.run(moment)
    assert done[Keep.SIGNALS] == gone
    assert (devices(told) == 0) is bool(gone)
    assert retention.run(moment)[Keep.SIGNALS] == 0, "twice is once"


def test_names_go_with_them_and_the_files_are_cleared(told: Canary) -> None:
    assert retention.run(NAMES_GO)[Keep.NAMES] == 4
    with reading() as db:
        assert clearing.is_waiting(db)
    assert canary.in_rows_of("person") == [] and canary.in_rows_of("round_deed") == []
    (detail,) = noted("privacy.retention")
    assert (detail["names"], detail["signals"]) == (4, 4)
    assert told.contest.board(), "results stay"


def test_slices_are_small_and_all_are_done(told: Canary, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "SLICE", 1)
    assert retention.run(DEVICES_GO)[Keep.SIGNALS] == 4 and devices(told) == 0


def test_a_shorter_period_goes_earlier(told: Canary) -> None:
    with writing() as db:
        assert periods.save(db, world.STAFF, {Keep.SIGNALS: 2}, world.CLOSES)
        assert not periods.save(db, world.STAFF, {Keep.SIGNALS: 2}, world.CLOSES)
    assert retention.run(world.CLOSES + timedelta(days=2) - SECOND)[Keep.SIGNALS] == 0
    assert retention.run(world.CLOSES + timedelta(days=2))[Keep.SIGNALS] == 4
    assert noted("privacy.periods") == [{"signals": 2}]


def test_it_looks_once_a_day(told: Canary) -> None:
    retention.keep_due(DEVICES_GO - SECOND)
    assert retention.keep_due(DEVICES_GO) == 0 and devices(told) > 0
    assert retention.keep_due(DEVICES_GO - SECOND + retention.LOOK_EVERY) == 4


def test_what_a_restore_set_aside_goes_by_its_name(told: Canary) -> None:
    data = settings.current().data
    old, new, other = (
        data / name
        for name in (
            "truoc-khoi-phuc-20261006-080000",
            "truoc-khoi-phuc-20261101-080000",
            "truoc-khoi-phuc-x",
        )
    )
    for folder in (old, new, other):
        folder.mkdir()
        (folder / "hoithi.sqlite3").write_text(canary.NAME)
    now = datetime.fromisoformat("2026-11-05T08:00:00+07:00")
    assert plan(now)["Dữ liệu thay ra khi khôi phục"].count == 1
    assert retention.run(now)[Keep.COPIES] == 1
    assert not old.exists() and new.exists() and other.exists()


def test_what_a_phone_brings_after_it_was_forgotten_goes_too(told: Canary) -> None:
    with writing() as db:
        forgetting.forget(db, told.person, by=world.STAFF, now=canary.AT)
    with writing() as db:
        canary.say_again(db, told)
    assert canary.in_rows_of("answer") != []
    retention.run(canary.AT + timedelta(days=1))
    assert canary.in_rows_of("answer") == []


# --- the page ---------------------------------------------------------------------------------------


def page_of(browser: TestClient, query: str = "") -> HTMLParser:
    answer = browser.get(URL + query)
    assert answer.status_code == 200
    return HTMLParser(answer.text)


def test_the_page_shows_what_goes(enter: Enter, clock: Clock) -> None:
    canary.close(canary.make(staff()).contest)
    clock.set(DEVICES_GO)
    admin = enter(Role.ADMIN)
    rows = [text(row) for row in page_of(admin).css("table tbody tr")]
    assert any(row.startswith("Đến hạn") and "Mã máy" in row for row in rows)
    assert any(f"{NAMES_GO:%m/%Y}" in row and "Họ tên" in row for row in rows)
    assert page_of(admin).css_first("form[action='/privacy/retention/run'] button") is not None


def test_periods_are_set_and_shown(admin: TestClient) -> None:
    answer = admin.post(URL, data=FORM)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{URL}?saved=1")
    page = page_of(admin, "?saved=1")
    assert {node.attributes["name"]: node.attributes["value"] for node in page.css("main input")} == FORM
    assert "Đã lưu" in text(page.css_first(".banner"))


@pytest.mark.parametrize(
    ("name", "value"), [("signals", "31"), ("signals", "0"), ("copies", "x"), ("copies", "")]
)
def test_what_is_out_of_bounds_is_told_and_kept(admin: TestClient, name: str, value: str) -> None:
    answer = admin.post(URL, data=FORM | {name: value})
    page = HTMLParser(answer.text)
    assert answer.status_code == 422
    field = page.css_first(f"input[name={name}]")
    assert field is not None and field.attributes["value"] == value
    assert field.attributes.get("aria-invalid") == "true"
    with reading() as db:
        assert periods.days(db) == {keep: one.usual for keep, one in periods.PERIODS.items()}


@pytest.mark.parametrize("role", [Role.ORGANISER, Role.VIEWER])
def test_nobody_else_sets_them(enter: Enter, role: Role) -> None:
    assert enter(role).post(URL, data=FORM).status_code == 403


def test_a_stranger_sets_nothing(stranger: TestClient) -> None:
    assert stranger.post(URL, data=FORM).status_code == 401
    with reading() as db:
        assert periods.days(db)[Keep.COPIES] == 30
