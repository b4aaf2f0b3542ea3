"""Accounts that nobody uses: when somebody was last here, what the list says of it, and the one click."""

from __future__ import annotations

import runpy
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import text as sql
from sqlalchemy import update
from sqlmodel import select

from contest.accounts import rules, service, signing_in, staffing
from contest.accounts.models import Staff
from contest.accounts.states import Role
from contest.audit import service as audit
from contest.web.database import Database, reading, writing
from tests.conftest import Clock
from tests.contest.accounts.conftest import PASSWORD, Desk
from tests.contest.accounts.staffing import add
from tests.house import tree
from tests.parsed import HTMLParser, text

LONG, MS = timedelta(days=45), timedelta(milliseconds=1)


@pytest.mark.parametrize("ago", [LONG, LONG + MS, LONG * 3])
def test_unused_from_the_forty_fifth_day(clock: Clock, ago: timedelta) -> None:
    then = clock.now - ago
    assert rules.is_unused(then, then, clock.now)
    assert rules.is_unused(None, then, clock.now), "never used counts from when it was made"
    assert not rules.is_unused(then + ago - LONG + MS, then, clock.now)
    assert not rules.is_unused(clock.now + LONG, then, clock.now), "a clock set back"


def seen(login: str) -> datetime | None:
    with reading() as db:
        return db.exec(select(Staff.seen_at).where(Staff.login == login)).one()


@pytest.mark.usefixtures("cheap_hashes")
def test_the_last_visit_is_noted_to_the_minute(database: Database, clock: Clock) -> None:
    add(clock.now)
    assert seen("nhung") is None
    clock.move(days=3)
    token = signing_in.authenticate("nhung", PASSWORD, clock.now).token
    came = clock.now
    assert seen("nhung") == came
    clock.move(seconds=59)
    assert service.who_is(token, clock.now) and seen("nhung") == came
    clock.move(seconds=1)
    assert service.who_is(token, clock.now) and seen("nhung") == clock.now
    last = clock.now
    clock.move(hours=9)
    assert service.who_is(token, clock.now) is None and seen("nhung") == last, (
        "a session that ended is no visit"
    )


@pytest.mark.usefixtures("cheap_hashes")
def test_since_when_somebody_has_their_password(database: Database, clock: Clock) -> None:
    member = add(clock.now)
    made = clock.now

    def since() -> datetime | None:
        with reading() as db:
            return staffing.account(db, member.id).password_at

    assert since() == made
    clock.move(days=1)
    signing_in.authenticate("nhung", PASSWORD, clock.now)
    assert since() == made, "a log-in is no new password"
    with writing() as db:
        service.set_password(db, "x", member.id, "-", clock.now)
    assert since() == clock.now


def table(page: HTMLParser) -> list[list[str]]:
    return [[text(cell) for cell in row.css("td")][3:] for row in page.css("tbody tr")]


def test_the_list_tells_and_one_click_shuts(
    desk: Desk, staff: Callable[..., service.Member], clock: Clock
) -> None:
    staff("bo.khong", Role.VIEWER)
    gone = staff("gone", Role.VIEWER)
    clock.set("2026-10-06 08:00:00")
    made = clock.now
    desk("moi", Role.VIEWER)
    with writing() as db:
        staffing.disable(db, "x", gone.id, clock.now)
    clock.move(days=44)
    browser = desk()
    page = HTMLParser(browser.get("/accounts/staff").text)
    day = clock.now.strftime("%d/%m/%Y")
    assert table(page) == [
        [day, ""],
        ["chưa lần nào", "Khóa"],
        ["06/10/2026", ""],
        ["chưa lần nào", "Đã khóa"],
    ]
    assert "1 tài khoản bỏ không" in text(page.css_first(".banner"))
    (form,) = page.css("tbody form")
    answer = browser.post(form.attributes["action"] or "", follow_redirects=True)
    assert answer.status_code == 200 and "Mở lại tài khoản" in answer.text
    page = HTMLParser(browser.get("/accounts/staff").text)
    assert not page.css("tbody form") and not page.css(".banner")
    assert made < clock.now


def test_nobody_is_offered_to_shut_themselves_out(desk: Desk, clock: Clock) -> None:
    browser = desk()
    with writing() as db:
        for row in db.exec(select(Staff)):
            row.seen_at = row.created_at = clock.now - LONG
            db.add(row)
    page = HTMLParser(browser.get("/accounts/staff").text)
    assert not page.css("tbody form")


def test_passwords_tell_their_day_where_it_helps(
    desk: Desk, staff: Callable[..., service.Member], clock: Clock
) -> None:
    clock.set("2026-10-05 08:00:00")
    other = staff("bo.khong", Role.VIEWER)
    browser = desk()
    for path in (f"/accounts/staff/{other.id}", "/accounts/me"):
        assert "Mật khẩu đang dùng đặt ngày 05/10/2026" in text(HTMLParser(browser.get(path).text).body)


def test_an_upgrade_takes_the_last_deed_or_session_for_the_last_visit(
    database: Database, clock: Clock
) -> None:
    """Else everybody who was added long ago would seem to have been away since."""
    path = tree.ROOT / "alembic" / "versions" / "20261207_last_seen.py"
    migration = runpy.run_path(str(path))
    did, has_session, neither = (person(login, clock.now) for login in ("lam", "xem", "vang"))
    with writing() as db:
        audit.record(db, did, "test.note", "x", {}, clock.move(days=40))
        service.open_session(db, did, clock.now - timedelta(days=9))
        service.open_session(db, has_session, clock.move(days=1))
        db.flush()
        db.connection().execute(update(Staff).values(seen_at=None))
        for statement in (migration["LAST_DEED"], migration["LAST_SESSION"]):
            db.connection().execute(sql(statement))
    assert [seen(login) for login in ("lam", "xem", "vang")] == [
        clock.now - timedelta(days=1),
        clock.now,
        None,
    ]
    assert neither


def person(login: str, now: datetime) -> str:
    with writing() as db:
        return service.create_staff(db, audit.SERVER, login, login, Role.VIEWER, "-", now).id
