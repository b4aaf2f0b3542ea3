"""Passwords, log-in names, delays and the life of a session, at their borders."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.accounts import rules
from contest.accounts.states import Idle, Role

NOW = datetime(2026, 10, 5, 1, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
MS = timedelta(milliseconds=1)


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Nguyễn Thanh Tùng", "Tùng"),
        ("Nguyễn Vân A", "Nguyễn Vân A"),
        ("Nguyễn Vân An", "An"),
        ("Ban Tổ chức (mẫu)", "Ban Tổ chức"),
        ("Nguyễn Thanh Tùng (xã Đăk Tô)", "Tùng"),
        ("Y Bích", "Y Bích"),
        ("(mẫu)", "(mẫu)"),
        ("A", "A"),
        ("", ""),
    ],
)
def test_a_name_for_little_room(name: str, short: str) -> None:
    assert rules.given_name(name) == short


# --- passwords ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "password",
    [
        "con mèo trèo cây cau",
        "ruộng bậc thang 9",
        "qZ8#kd-2Lm.p",
        "nhung cùng cả xã đi bầu cử",
        "vietnam thắng 3 không",
        "m" * 5 + "ười hai ký",
    ],
)
def test_good_passwords(password: str) -> None:
    assert rules.password_problem(password, "nhung.vhxh") == ""


@pytest.mark.parametrize(
    ("password", "problem"),
    [
        ("", rules.TOO_SHORT),
        ("mười một ký", rules.TOO_SHORT),
        ("  mười một ký  ", rules.TOO_SHORT),
        ("x" * 257, rules.TOO_LONG),
        ("a" * 12, rules.TOO_COMMON),
        ("ababababababab", rules.TOO_COMMON),
        ("xyz!xyz!xyz!x", rules.TOO_COMMON),
        ("123456789012", rules.TOO_COMMON),
        ("05.10.2026.05", rules.TOO_COMMON),
        ("............!?", rules.TOO_COMMON),
        ("Matkhau@12345", rules.TOO_COMMON),
        ("mật khẩu 2026!", rules.TOO_COMMON),
        ("ChuyểnĐổiSố2026", rules.TOO_COMMON),
        ("caicachhanhchinh", rules.TOO_COMMON),
        ("Đoàn Thanh niên 1931", rules.TOO_COMMON),
        ("admin-admin-123", rules.TOO_COMMON),
        ("QWERTYUIOP12345", rules.TOO_COMMON),
        ("nhung.vhxh.2026", rules.LIKE_LOGIN),
        ("NHUNGVHXH!!12", rules.LIKE_LOGIN),
    ],
)
def test_bad_passwords(password: str, problem: str) -> None:
    assert rules.password_problem(password, "nhung.vhxh") == problem


@pytest.mark.parametrize(
    ("password", "problem"),
    [
        ("Đăk Tô 2026 Đăk Tô", rules.TOO_COMMON),
        ("xadakto@@2026", rules.TOO_COMMON),
        ("UBND-xa-DakTo-1", rules.TOO_COMMON),
        ("đăk tô mùa lúa chín", ""),
    ],
)
def test_the_units_own_name_is_a_common_one_there(password: str, problem: str) -> None:
    assert rules.password_problem(password, "nhung.vhxh", "Ủy ban nhân dân xã Đăk Tô") == problem


def test_borders_of_length() -> None:
    text = "một câu thật dài mà không ai nghĩ ra được "
    assert rules.password_problem((text * 9)[:11].strip(), "ab") == rules.TOO_SHORT
    assert rules.password_problem((text * 9)[:12], "ab") == ""
    assert rules.password_problem((text * 9)[:256].strip().ljust(256, "x"), "ab") == ""
    assert rules.password_problem((text * 9)[:256].strip().ljust(257, "x"), "ab") == rules.TOO_LONG


@given(st.text(max_size=40))
def test_any_text_has_an_answer_and_spelling_does_not_matter(text: str) -> None:
    problem = rules.password_problem(text, "nhung")
    said = {"", rules.TOO_SHORT, rules.TOO_LONG, rules.TOO_COMMON, rules.LIKE_LOGIN}
    assert problem in said
    assert rules.normal_password(unicodedata.normalize("NFD", text)) == rules.normal_password(
        unicodedata.normalize("NFC", text)
    )


# --- log-in names ---------------------------------------------------------------------------------


@pytest.mark.parametrize("login", ["nhung", "nhung.vhxh", "a1_b-2", "123", "x" * 60])
def test_good_logins(login: str) -> None:
    assert rules.login_problem(login) == ""


@pytest.mark.parametrize("login", ["", "ab", "Nhung", "nhưng", "a b c", ".abc", "x" * 61, "abc\n", "a@b.c"])
def test_bad_logins(login: str) -> None:
    assert rules.login_problem(login) == rules.BAD_LOGIN


def test_a_login_is_looked_up_in_one_spelling() -> None:
    assert rules.normal_login("  Nhung.VHXH ") == "nhung.vhxh"
    assert rules.normal_login("ｎｈｕｎｇ") == "nhung"


# --- delays ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("failures", "wait"), [(0, 0), (1, 0), (2, 0), (3, 1), (4, 2), (5, 4), (8, 32), (9, 60), (10**6, 60)]
)
def test_the_wait_doubles_and_ends_at_a_minute(failures: int, wait: int) -> None:
    assert rules.wait_seconds(failures, NOW, NOW) == wait
    if wait:
        assert rules.wait_seconds(failures, NOW, NOW + timedelta(seconds=wait) - MS) == 1
    assert rules.wait_seconds(failures, NOW, NOW + timedelta(seconds=wait)) == 0


@given(st.integers(0, 10**9), st.integers(-(10**9), 10**9))
def test_nobody_is_ever_locked_out(failures: int, milliseconds: int) -> None:
    wait = rules.wait_seconds(failures, NOW, NOW + milliseconds * MS)
    assert 0 <= wait <= rules.LONGEST_WAIT


@pytest.mark.parametrize(("since", "count"), [(-MS, 9), (timedelta(0), 0)])
def test_failures_are_forgotten_after_a_quiet_hour(since: timedelta, count: int) -> None:
    assert rules.counted(9, NOW, NOW + timedelta(hours=1) + since) == count


# --- sessions -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("age", "idle", "alive"),
    [
        (timedelta(0), timedelta(0), True),
        (timedelta(hours=9), timedelta(hours=8) - MS, True),
        (timedelta(hours=9), timedelta(hours=8), False),
        (timedelta(hours=9), timedelta(hours=8) + SECOND, False),
        (timedelta(days=7) - MS, timedelta(0), True),
        (timedelta(days=7), timedelta(0), False),
        (timedelta(days=7) + SECOND, timedelta(0), False),
    ],
)
def test_a_session_lives_within_both_limits(age: timedelta, idle: timedelta, alive: bool) -> None:
    assert rules.is_alive(NOW - age, NOW - idle, NOW) is alive


@pytest.mark.parametrize(("since", "stale"), [(0, False), (59.999, False), (60, True), (61, True)])
def test_use_is_noted_at_most_once_a_minute(since: float, stale: bool) -> None:
    assert rules.is_stale(NOW - timedelta(seconds=since), NOW) is stale


@pytest.mark.parametrize(
    ("idle", "role", "lasts"),
    [
        (Idle.LONG, Role.ADMIN, rules.IDLE),
        (Idle.HOUR, Role.ADMIN, timedelta(hours=1)),
        (Idle.HOUR, Role.VIEWER, timedelta(hours=1)),
        (Idle.SHORT, Role.ADMIN, timedelta(minutes=5)),
        (Idle.SHORT, Role.ORGANISER, timedelta(minutes=15)),
    ],
)
def test_how_long_a_session_may_rest(idle: Idle, role: Role, lasts: timedelta) -> None:
    assert rules.SignIn(idle=idle).idle_of(role) == lasts
