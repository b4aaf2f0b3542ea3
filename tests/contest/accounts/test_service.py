"""Staff in the database: log-ins, sessions, delays, the first administrator."""

from __future__ import annotations

import threading
import unicodedata
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy.exc import OperationalError
from sqlmodel import select

from contest.accounts import passwords, service, store
from contest.accounts.models import LoginFailure, Setting, Staff, StaffSession
from contest.accounts.states import Role
from contest.audit import service as audit
from contest.errors import Conflict, Invalid, NotFound
from contest.web.database import Database, reading, writing
from tests.conftest import Clock

PASSWORD = "con mèo trèo cây cau"


pytestmark = pytest.mark.usefixtures("cheap_hashes")


def add(now: datetime, login: str = "nhung", role: Role = Role.ORGANISER) -> service.Member:
    with writing() as db:
        return service.create_staff(
            db, audit.SERVER, login, "Hồ Thị Nhung", role, service.hashed(PASSWORD, login), now
        )


def rows(table: type) -> list:
    with reading() as db:
        return list(db.exec(select(table)))


# --- accounts -------------------------------------------------------------------------------------


def test_a_member_is_made_and_audited_without_a_name(database: Database, clock: Clock) -> None:
    member = add(clock.now, "  NHUNG ")
    assert (member.login, member.name, member.role) == ("nhung", "Hồ Thị Nhung", Role.ORGANISER)
    with reading() as db:
        assert service.find(db, "Nhung") == member
        assert service.find(db, "khac") is None
        assert audit.verify(db).rows == 1
        assert not service.needs_setup(db)


@pytest.mark.parametrize(
    ("role", "organiser"), [(Role.ADMIN, True), (Role.ORGANISER, True), (Role.VIEWER, False)]
)
def test_who_may_change_things(role: Role, organiser: bool) -> None:
    assert service.Member("id", "login", "Tên", role).organiser is organiser


def test_a_login_is_taken_once(database: Database, clock: Clock) -> None:
    add(clock.now)
    with pytest.raises(Invalid) as raised:
        add(clock.now, "NHUNG")
    assert raised.value.fields == {"login": service.TAKEN}
    assert len(rows(Staff)) == 1


def test_bad_input_is_said_at_its_field(sqlite_database: Database, clock: Clock) -> None:
    with pytest.raises(Invalid) as raised:
        service.hashed("ngắn", "nhung")
    assert set(raised.value.fields) == {"password"}
    with pytest.raises(Invalid) as raised, writing() as db:
        service.create_staff(db, "server", "a b", "Tên", Role.VIEWER, "hash", clock.now)
    assert set(raised.value.fields) == {"login"}


def test_a_new_password_ends_all_sessions(sqlite_database: Database, clock: Clock) -> None:
    member = add(clock.now)
    token = service.authenticate("nhung", PASSWORD, clock.now)
    other = "ruộng bậc thang mùa gặt"
    with writing() as db:
        service.set_password(db, member.id, member.id, service.hashed(other, "nhung"), clock.now)
    assert service.who_is(token, clock.now) is None
    with pytest.raises(Invalid):
        service.authenticate("nhung", PASSWORD, clock.now)
    assert service.authenticate("nhung", other, clock.now)


def test_a_password_for_nobody(sqlite_database: Database, clock: Clock) -> None:
    with pytest.raises(NotFound), writing() as db:
        service.set_password(db, "server", "0" * 13, "hash", clock.now)


# --- logging in -----------------------------------------------------------------------------------


def test_a_right_password_opens_a_session(database: Database, clock: Clock, entropy: object) -> None:
    member = add(clock.now)
    token = service.authenticate(" Nhung ", PASSWORD, clock.now)
    assert len(token) == 64
    assert service.who_is(token, clock.now) == member
    assert token not in {row.token_hash for row in rows(StaffSession)}
    assert rows(LoginFailure) == []


@pytest.mark.parametrize(
    "typed", [PASSWORD, unicodedata.normalize("NFD", PASSWORD), unicodedata.normalize("NFKD", PASSWORD)]
)
def test_every_spelling_of_a_password_fits(sqlite_database: Database, clock: Clock, typed: str) -> None:
    add(clock.now)
    assert service.authenticate("nhung", typed + " ", clock.now)


@pytest.mark.parametrize(
    ("login", "password"), [("nhung", PASSWORD + "x"), ("khong.co", PASSWORD), ("", ""), ("nhung", "")]
)
def test_every_wrong_try_says_the_same(
    sqlite_database: Database, clock: Clock, login: str, password: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(clock.now)
    verified: list[str] = []
    real = passwords.is_right
    monkeypatch.setattr(passwords, "is_right", lambda *both: verified.append(both[1]) or real(*both))
    with pytest.raises(Invalid) as raised:
        service.authenticate(login, password, clock.now)
    assert raised.value.message == service.WRONG and raised.value.fields == {}
    assert len(verified) == 1, "the same work, whoever it is"


def test_who_is_disabled_may_not_enter_and_is_thrown_out(sqlite_database: Database, clock: Clock) -> None:
    add(clock.now)
    token = service.authenticate("nhung", PASSWORD, clock.now)
    with writing() as db:
        row = store.staff_by_login(db, "nhung")
        assert row is not None
        row.disabled_at = clock.now
        db.add(row)
    assert service.who_is(token, clock.now) is None
    with pytest.raises(Invalid, match=service.WRONG):
        service.authenticate("nhung", PASSWORD, clock.now)


def test_hashing_never_holds_the_write_lock(
    sqlite_database: Database, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(clock.now)
    free: list[bool] = []

    def look(*_: object) -> bool:
        with writing():
            free.append(True)
        return False

    monkeypatch.setattr(passwords, "is_right", look)
    with pytest.raises(Invalid):
        service.authenticate("nhung", PASSWORD, clock.now)
    assert free == [True]


def test_an_outdated_hash_is_renewed(
    sqlite_database: Database, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(clock.now)
    (before,) = rows(Staff)
    monkeypatch.setattr(passwords, "_scheme", passwords._scheme.using(rounds=2))
    service.authenticate("nhung", PASSWORD, clock.now)
    (after,) = rows(Staff)
    assert after.password_hash != before.password_hash and "t=2" in after.password_hash
    assert service.authenticate("nhung", PASSWORD, clock.now)


def wrong(now: datetime, login: str = "nhung", password: str = "sai mật khẩu rồi") -> str:
    with pytest.raises(Invalid) as raised:
        service.authenticate(login, password, now)
    return raised.value.message


@pytest.mark.parametrize("login", ["nhung", "khong.co"])
def test_failures_slow_the_next_try_whoever_it_is(database: Database, clock: Clock, login: str) -> None:
    add(clock.now)
    assert [wrong(clock.now, login) for _ in range(3)] == [service.WRONG] * 3
    for seconds in (1, 2, 4, 8):
        assert wrong(clock.now, login) == service.WAIT.format(seconds=seconds)
        assert wrong(clock.move(seconds=seconds - 0.001), login) == service.WAIT.format(seconds=1)
        assert wrong(clock.move(seconds=0.001), login) == service.WRONG


def test_a_try_during_the_wait_does_not_lengthen_it(sqlite_database: Database, clock: Clock) -> None:
    add(clock.now)
    for _ in range(50):
        wrong(clock.now)
    clock.move(seconds=1)
    assert service.authenticate("nhung", PASSWORD, clock.now)


def test_even_a_right_password_waits(sqlite_database: Database, clock: Clock) -> None:
    add(clock.now)
    for _ in range(3):
        wrong(clock.now)
    assert wrong(clock.now, password=PASSWORD) == service.WAIT.format(seconds=1)


def test_success_and_a_quiet_hour_forget(sqlite_database: Database, clock: Clock) -> None:
    add(clock.now)
    for _ in range(2):
        wrong(clock.now)
    service.authenticate("nhung", PASSWORD, clock.now)
    assert rows(LoginFailure) == []
    for _ in range(3):
        wrong(clock.now)
    clock.move(hours=1)
    assert wrong(clock.now) == service.WRONG
    assert [row.count for row in rows(LoginFailure)] == [1]


def test_what_was_typed_as_a_name_is_not_stored(sqlite_database: Database, clock: Clock) -> None:
    wrong(clock.now, login=PASSWORD)
    assert PASSWORD not in {row.login for row in rows(LoginFailure)}


def test_old_failures_are_cleared_away(sqlite_database: Database, clock: Clock) -> None:
    for number in range(5):
        wrong(clock.now, login=f"ten{number}")
    clock.move(hours=1)
    wrong(clock.now, login="khac")
    assert len(rows(LoginFailure)) == 1


def at_once(count: int, deed: Callable[[], object]) -> list[str]:
    said: list[str] = []

    def run() -> None:
        try:
            said.append(str(deed()))
        except (Invalid, Conflict) as error:
            said.append(error.message)

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return said


def test_many_tries_at_once_do_not_pass_the_delay(database: Database, clock: Clock) -> None:
    add(clock.now)
    wrong(clock.now)
    said = at_once(12, lambda: service.authenticate("nhung", "sai mật khẩu rồi", clock.now))
    assert said.count(service.WRONG) == 2, "two more were free"


# --- sessions -------------------------------------------------------------------------------------


@pytest.mark.parametrize("token", ["", "x", "0" * 64, "é" * 64])
def test_a_stranger_is_nobody(sqlite_database: Database, clock: Clock, token: str) -> None:
    assert service.who_is(token, clock.now) is None


def test_an_idle_session_ends_after_eight_hours(sqlite_database: Database, clock: Clock) -> None:
    add(clock.now)
    token = service.authenticate("nhung", PASSWORD, clock.now)
    for _ in range(3):
        clock.move(hours=8, milliseconds=-1)
        assert service.who_is(token, clock.now) is not None
    clock.move(hours=8)
    assert service.who_is(token, clock.now) is None


def test_a_used_session_ends_after_seven_days(sqlite_database: Database, clock: Clock) -> None:
    add(clock.now)
    token = service.authenticate("nhung", PASSWORD, clock.now)
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
    token = service.authenticate("nhung", PASSWORD, clock.now)
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
    token = service.authenticate("nhung", PASSWORD, clock.now)
    monkeypatch.setattr(store, "touch_session", full)
    clock.move(minutes=5)
    assert service.who_is(token, clock.now) is not None


def test_logging_out_ends_this_session_only(sqlite_database: Database, clock: Clock) -> None:
    add(clock.now)
    one, two = (service.authenticate("nhung", PASSWORD, clock.now) for _ in range(2))
    for _ in range(2):
        with writing() as db:
            service.log_out(db, one, clock.now)
    assert service.who_is(one, clock.now) is None
    assert service.who_is(two, clock.now) is not None


def test_ended_sessions_are_cleared_at_the_next_log_in(sqlite_database: Database, clock: Clock) -> None:
    add(clock.now)
    service.authenticate("nhung", PASSWORD, clock.now)
    clock.move(hours=8)
    service.authenticate("nhung", PASSWORD, clock.now)
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
    assert service.normal_code("oil0-oIl1") == "01100111"


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
