"""Staff in the database: log-ins, sessions, delays, the first administrator."""

from __future__ import annotations

import unicodedata
from datetime import datetime

import pytest

from contest.accounts import passwords, service, signing_in, store
from contest.accounts.models import LoginFailure, Staff, StaffSession
from contest.accounts.states import Role
from contest.audit import service as audit
from contest.errors import Invalid, NotFound
from contest.web.database import Database, reading, writing
from tests.conftest import Clock
from tests.contest.accounts.staffing import add, at_once, rows

PASSWORD = "con mèo trèo cây cau"

pytestmark = pytest.mark.usefixtures("cheap_hashes")

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
    token = signing_in.authenticate("nhung", PASSWORD, clock.now).token
    other = "ruộng bậc thang mùa gặt"
    with writing() as db:
        service.set_password(db, member.id, member.id, service.hashed(other, "nhung"), clock.now)
    assert service.who_is(token, clock.now) is None
    with pytest.raises(Invalid):
        signing_in.authenticate("nhung", PASSWORD, clock.now)
    assert signing_in.authenticate("nhung", other, clock.now)


def test_a_password_for_nobody(sqlite_database: Database, clock: Clock) -> None:
    with pytest.raises(NotFound), writing() as db:
        service.set_password(db, "server", "0" * 13, "hash", clock.now)


# --- logging in -----------------------------------------------------------------------------------


def test_a_right_password_opens_a_session(database: Database, clock: Clock, entropy: object) -> None:
    member = add(clock.now)
    token = signing_in.authenticate(" Nhung ", PASSWORD, clock.now).token
    assert len(token) == 64
    assert service.who_is(token, clock.now) == member
    assert token not in {row.token_hash for row in rows(StaffSession)}
    assert rows(LoginFailure) == []


@pytest.mark.parametrize(
    "typed", [PASSWORD, unicodedata.normalize("NFD", PASSWORD), unicodedata.normalize("NFKD", PASSWORD)]
)
def test_every_spelling_of_a_password_fits(sqlite_database: Database, clock: Clock, typed: str) -> None:
    add(clock.now)
    assert signing_in.authenticate("nhung", typed + " ", clock.now)


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
        signing_in.authenticate(login, password, clock.now)
    assert raised.value.message == signing_in.WRONG and raised.value.fields == {}
    assert len(verified) == 1, "the same work, whoever it is"


def test_who_is_disabled_may_not_enter_and_is_thrown_out(sqlite_database: Database, clock: Clock) -> None:
    add(clock.now)
    token = signing_in.authenticate("nhung", PASSWORD, clock.now).token
    with writing() as db:
        row = store.staff_by_login(db, "nhung")
        assert row is not None
        row.disabled_at = clock.now
        db.add(row)
    assert service.who_is(token, clock.now) is None
    with pytest.raises(Invalid, match=signing_in.WRONG):
        signing_in.authenticate("nhung", PASSWORD, clock.now)


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
        signing_in.authenticate("nhung", PASSWORD, clock.now)
    assert free == [True]


def test_an_outdated_hash_is_renewed(
    sqlite_database: Database, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(clock.now)
    (before,) = rows(Staff)
    monkeypatch.setattr(passwords, "_scheme", passwords._scheme.using(rounds=2))
    signing_in.authenticate("nhung", PASSWORD, clock.now)
    (after,) = rows(Staff)
    assert after.password_hash != before.password_hash and "t=2" in after.password_hash
    assert signing_in.authenticate("nhung", PASSWORD, clock.now)


def wrong(now: datetime, login: str = "nhung", password: str = "sai mật khẩu rồi") -> str:
    with pytest.raises(Invalid) as raised:
        signing_in.authenticate(login, password, now)
    return raised.value.message


@pytest.mark.parametrize("login", ["nhung", "khong.co"])
def test_failures_slow_the_next_try_whoever_it_is(database: Database, clock: Clock, login: str) -> None:
    add(clock.now)
    assert [wrong(clock.now, login) for _ in range(3)] == [signing_in.WRONG] * 3
    for seconds in (1, 2, 4, 8):
        assert wrong(clock.now, login) == signing_in.WAIT.format(seconds=seconds)
        assert wrong(clock.move(seconds=seconds - 0.001), login) == signing_in.WAIT.format(seconds=1)
        assert wrong(clock.move(seconds=0.001), login) == signing_in.WRONG


def test_a_try_during_the_wait_does_not_lengthen_it(sqlite_database: Database, clock: Clock) -> None:
    add(clock.now)
    for _ in range(50):
        wrong(clock.now)
    clock.move(seconds=1)
    assert signing_in.authenticate("nhung", PASSWORD, clock.now)


def test_even_a_right_password_waits(sqlite_database: Database, clock: Clock) -> None:
    add(clock.now)
    for _ in range(3):
        wrong(clock.now)
    assert wrong(clock.now, password=PASSWORD) == signing_in.WAIT.format(seconds=1)


def test_success_and_a_quiet_hour_forget(sqlite_database: Database, clock: Clock) -> None:
    add(clock.now)
    for _ in range(2):
        wrong(clock.now)
    signing_in.authenticate("nhung", PASSWORD, clock.now)
    assert rows(LoginFailure) == []
    for _ in range(3):
        wrong(clock.now)
    clock.move(hours=1)
    assert wrong(clock.now) == signing_in.WRONG
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


def test_many_tries_at_once_do_not_pass_the_delay(database: Database, clock: Clock) -> None:
    add(clock.now)
    wrong(clock.now)
    said = at_once(12, lambda: signing_in.authenticate("nhung", "sai mật khẩu rồi", clock.now))
    assert said.count(signing_in.WRONG) == 2, "two more were free"
