"""Sessions of staff, and how the first administrator comes to be."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy.exc import OperationalError

from contest.accounts import rules, service, signing_in, store
from contest.accounts.models import Setting, Staff, StaffSession
from contest.accounts.states import Role
from contest.errors import Conflict, Invalid
from contest.web.database import Database, writing
from tests.conftest import Clock
from tests.contest.accounts.staffing import add, at_once, rows

PASSWORD = "con mèo trèo cây cau"

pytestmark = pytest.mark.usefixtures("cheap_hashes")

# --- sessions -------------------------------------------------------------------------------------


@pytest.mark.parametrize("token", ["", "x", "0" * 64, "é" * 64])
def test_a_stranger_is_nobody(sqlite_database: Database, clock: Clock, token: str) -> None:
    assert service.who_is(token, clock.now) is None


def test_an_idle_session_ends_after_eight_hours(sqlite_database: Database, clock: Clock) -> None:
    add(clock.now)
    token = signing_in.authenticate("nhung", PASSWORD, clock.now).token
    for _ in range(3):
        clock.move(hours=8, milliseconds=-1)
        assert service.who_is(token, clock.now) is not None
    clock.move(hours=8)
    assert service.who_is(token, clock.now) is None


def test_a_used_session_ends_after_seven_days(sqlite_database: Database, clock: Clock) -> None:
    add(clock.now)
    token = signing_in.authenticate("nhung", PASSWORD, clock.now).token
    for _ in range(7 * 24 - 1):
        clock.move(hours=1)
        assert service.who_is(token, clock.now) is not None
    clock.move(hours=1, milliseconds=-1)
    assert service.who_is(token, clock.now) is not None
    clock.move(milliseconds=1)
    assert service.who_is(token, clock.now) is None


def test_use_is_written_at_most_once_a_minute(sqlite_database: Database, clock: Clock) -> None:
    add(clock.now)
    start = clock.now
    token = signing_in.authenticate("nhung", PASSWORD, clock.now).token
    for seconds, noted in ((59.999, 0), (0.001, 60), (30, 60), (30, 120)):
        clock.move(seconds=seconds)
        service.who_is(token, clock.now)
        (row,) = rows(StaffSession)
        assert row.seen_at - start == timedelta(seconds=noted)


def test_a_full_disk_does_not_keep_staff_out(
    sqlite_database: Database, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OperationalError("UPDATE", None, Exception("disk is full"))

    add(clock.now)
    token = signing_in.authenticate("nhung", PASSWORD, clock.now).token
    monkeypatch.setattr(store, "touch_session", full)
    clock.move(minutes=5)
    assert service.who_is(token, clock.now) is not None


def test_logging_out_ends_this_session_only(sqlite_database: Database, clock: Clock) -> None:
    add(clock.now)
    one, two = (signing_in.authenticate("nhung", PASSWORD, clock.now).token for _ in range(2))
    for _ in range(2):
        with writing() as db:
            service.log_out(db, one, clock.now)
    assert service.who_is(one, clock.now) is None
    assert service.who_is(two, clock.now) is not None


def test_ended_sessions_are_cleared_at_the_next_log_in(sqlite_database: Database, clock: Clock) -> None:
    add(clock.now)
    signing_in.authenticate("nhung", PASSWORD, clock.now)
    clock.move(hours=8)
    signing_in.authenticate("nhung", PASSWORD, clock.now)
    assert len(rows(StaffSession)) == 1


# --- the first administrator ----------------------------------------------------------------------


def fresh_code() -> str:
    with writing() as db:
        code = service.ensure_setup_code(db)
    assert code is not None
    return code


def test_the_first_administrator(database: Database, clock: Clock) -> None:
    code = fresh_code()
    assert code not in {row.value for row in rows(Setting)}
    token = service.set_up(code, "Nhung", "Hồ Thị Nhung", PASSWORD, clock.now)
    member = service.who_is(token, clock.now)
    assert member is not None and member.role is Role.ADMIN
    with pytest.raises(Conflict, match=service.ALREADY):
        service.set_up(code, "khac", "Khác", PASSWORD, clock.now)
    with writing() as db:
        assert service.ensure_setup_code(db) is None
    assert rows(Setting) == []


def test_only_the_newest_code_works(sqlite_database: Database, clock: Clock) -> None:
    old, new = fresh_code(), fresh_code()
    with pytest.raises(Invalid) as raised:
        service.set_up(old, "nhung", "Nhung", PASSWORD, clock.now)
    assert raised.value.fields == {"code": service.WRONG_CODE}
    assert service.set_up(new, "nhung", "Nhung", PASSWORD, clock.now)


@pytest.mark.parametrize("typing", [str.lower, lambda code: code.replace("-", " "), lambda code: f" {code} "])
def test_a_code_may_be_typed_in_many_ways(
    sqlite_database: Database, clock: Clock, typing: Callable[[str], str]
) -> None:
    assert service.set_up(typing(fresh_code()), "nhung", "Nhung", PASSWORD, clock.now)


def test_letters_people_mistake_are_put_right() -> None:
    assert rules.normal_code("oil0-oIl1") == "01100111"


def test_without_a_code_nothing_else_is_said(sqlite_database: Database, clock: Clock) -> None:
    with pytest.raises(Invalid) as raised:
        service.set_up("", "A B", "Nhung", "ngắn", clock.now)
    assert set(raised.value.fields) == {"code"}


def test_with_the_code_every_problem_is_said_and_the_code_stays(
    sqlite_database: Database, clock: Clock
) -> None:
    code = fresh_code()
    with pytest.raises(Invalid) as raised:
        service.set_up(code, "A B", "Nhung", "ngắn", clock.now)
    assert set(raised.value.fields) == {"login", "password"}
    assert service.set_up(code, "nhung", "Nhung", PASSWORD, clock.now)


def test_of_two_at_once_one_becomes_administrator(database: Database, clock: Clock) -> None:
    code = fresh_code()
    numbers = iter(range(100))
    said = at_once(5, lambda: service.set_up(code, f"nhung{next(numbers)}", "Nhung", PASSWORD, clock.now))
    assert said.count(service.ALREADY) == 4
    assert len(rows(Staff)) == 1
