"""Each limit at its border, and the words that go with it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from contest.doctor import postgres_rules, rules
from contest.doctor.rules import GB, MB, Finding, State

NOW = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
TICK = timedelta(milliseconds=50)


@pytest.mark.parametrize(
    ("free", "state", "said"),
    [
        (2 * GB, State.OK, "2,0 GB"),
        (2 * GB - 1, State.WARN, "1,9 GB"),
        (GB // 2, State.WARN, "0,5 GB"),
        (GB // 2 - 1, State.WRONG, "0,4 GB"),
        (0, State.WRONG, "0,0 GB"),
    ],
)
def test_room_on_the_disk(free: int, state: State, said: str) -> None:
    told = rules.disk(free)
    assert (told.state, said in told.said, bool(told.todo)) == (state, True, state is not State.OK)


@pytest.mark.parametrize(
    ("free", "kept", "state"),
    [
        (0, True, State.OK),
        (128 * MB, False, State.OK),
        (128 * MB - 1, False, State.WRONG),
        (0, False, State.WRONG),
    ],
)
def test_room_that_is_kept(free: int, kept: bool, state: State) -> None:
    told = rules.ballast(free, kept=kept)
    assert (told.state, "64 MB" in told.said, bool(told.todo)) == (state, True, state is not State.OK)


@pytest.mark.parametrize(
    ("after", "newest", "state"),
    [
        (NOW + TICK, None, State.OK),
        (NOW + TICK, NOW + TICK + rules.APART, State.OK),
        (NOW + TICK, NOW + TICK + rules.APART + timedelta(milliseconds=1), State.WRONG),
        (NOW, None, State.WRONG),
        (NOW - TICK, None, State.WRONG),
    ],
)
def test_a_clock(after: datetime, newest: datetime | None, state: State) -> None:
    assert rules.clock(NOW, after, newest, "+0700").state is state


@pytest.mark.parametrize("year", [1970, 2025, 2100])
def test_a_clock_of_no_such_year(year: int) -> None:
    then = datetime(year, 6, 1, tzinfo=UTC)
    told = rules.clock(then, then + TICK, None, "+0700")
    assert told.state is State.WRONG and "không thể đúng" in told.said


@pytest.mark.parametrize(("ahead", "said"), [(3600, "nhanh hơn 3600 giây"), (-3, "chậm hơn 3 giây")])
def test_a_clock_that_was_set_while_the_server_ran(ahead: int, said: str) -> None:
    assert said in rules.server_clock(ahead).said


def test_a_clock_that_is_behind_says_by_what() -> None:
    told = rules.clock(NOW, NOW + TICK, NOW + timedelta(hours=1), "+0700")
    assert "02:00:00, 20/11/2026" in told.said and "chậm" in told.said


@pytest.mark.parametrize(
    ("told", "state"),
    [
        (rules.python((3, 11, 0)), State.OK),
        (rules.python((3, 10, 9)), State.WRONG),
        (rules.sqlite_version((3, 51, 3), (3, 51, 3)), State.OK),
        (rules.sqlite_version((3, 51, 2), (3, 51, 3)), State.WRONG),
        (rules.packages([]), State.OK),
        (rules.packages(None), State.OK),
        (rules.packages(["fastapi"]), State.WARN),
        (rules.wal(64 * MB), State.OK),
        (rules.wal(64 * MB + 1), State.WARN),
        (rules.journal("wal"), State.OK),
        (rules.journal("delete"), State.WARN),
        (rules.synchronous(2), State.OK),
        (rules.synchronous(3), State.OK),
        (rules.synchronous(1), State.WRONG),
        (rules.schema("b", "b"), State.OK),
        (rules.schema("a", "b"), State.WRONG),
        (rules.schema("", "b"), State.WRONG),
        (rules.lan(("10.0.0.2",), named=False), State.OK),
        (rules.lan((), named=True), State.OK),
        (rules.lan((), named=False), State.WARN),
        (rules.key(32, known=False, sample=False), State.OK),
        (rules.key(32, known=True, sample=True), State.OK),
        (rules.key(32, known=True, sample=False), State.WRONG),
        (rules.key(31, known=False, sample=False), State.WRONG),
        (rules.key(None, known=False, sample=False), State.WRONG),
        (rules.port(8000, free=True, answer=None), State.OK),
        (rules.port(8000, free=False, answer=(200, "ok")), State.OK),
        (rules.port(8000, free=False, answer=(503, "schema")), State.WRONG),
        (rules.port(8000, free=False, answer=(200, "<html>")), State.WARN),
        (rules.port(8000, free=False, answer=None), State.WARN),
        (rules.server_clock(3600), State.WRONG),
        (rules.server_clock(-3), State.WRONG),
        (rules.backup(None, NOW, "x"), State.WARN),
        (rules.backup(NOW - timedelta(days=1), NOW, "x"), State.OK),
        (rules.backup(NOW - timedelta(days=1, seconds=1), NOW, "x"), State.WARN),
        (postgres_rules.standby("s1", "on", 1, 0), State.OK),
        (postgres_rules.standby("s1", "on", 2, 1), State.OK),
        (postgres_rules.standby("s1", "on", 0, 0), State.WRONG),
        (postgres_rules.standby("s1", "on", 1, 1), State.WRONG),
        (postgres_rules.standby("", "on", 0, 0), State.OK),
        (postgres_rules.standby("", "on", 1, 1), State.WARN),
        (postgres_rules.standby("s1", "local", 1, 0), State.WARN),
    ],
)
def test_a_state(told: Finding, state: State) -> None:
    assert told.state is state
    assert bool(told.todo) is (state is not State.OK) and told.said.endswith(".")


@pytest.mark.parametrize(
    ("mode", "well"), [(0o700, True), (0o750, False), (0o701, False), (0o500, False), (0o777, False)]
)
def test_the_mode_of_a_folder(mode: int, well: bool) -> None:
    assert (rules.folder_mode("x", mode) is None) is well


@pytest.mark.parametrize(
    ("mode", "closed", "state"),
    [
        (0o600, True, None),
        (0o644, True, State.WARN),
        (0o644, False, State.WRONG),
        (0o640, False, State.WRONG),
        (0o400, True, State.WRONG),
        (0o444, True, State.WRONG),
        (0o200, True, State.WRONG),
    ],
)
def test_the_mode_of_a_file(mode: int, closed: bool, state: State | None) -> None:
    told = rules.file_mode("x", mode, closed=closed)
    assert (told and told.state) == state
    assert told is None or told.todo == "chmod 600 x"


@pytest.mark.parametrize(
    ("url", "state"),
    [
        ("", State.OK),
        ("https://thi.example.vn", State.OK),
        ("http://10.0.0.2:8000/", State.OK),
        ("thi.example.vn", State.WRONG),
        ("ftp://thi.example.vn", State.WRONG),
        ("https://", State.WRONG),
        ("https://thi.example.vn/thi", State.WRONG),
        ("https://thi.example.vn?x=1", State.WRONG),
        ("https://a:b@thi.example.vn", State.WRONG),
        ("https://thi.example.vn:99999", State.WRONG),
        ("http://[::1", State.WRONG),
    ],
)
def test_a_public_address(url: str, state: State) -> None:
    assert rules.public_url(url).state is state


def test_what_breaks_an_invariant_is_counted_and_a_few_are_named() -> None:
    assert rules.violated("I1", "Còn đủ", [], "x").state is State.OK
    told = rules.violated("I1", "Còn đủ", ["a", "b", "c", "d"], "x")
    assert (told.state, told.said) == (State.WRONG, "Còn đủ: 4 chỗ sai (a, b, c, …).")


SOUND = {"fsync": "on", "synchronous_commit": "on", "synchronous_standby_names": ""}


@pytest.mark.parametrize(
    ("changed", "version", "wrong"),
    [
        ({}, 170_010, set()),
        ({"fsync": "off"}, 170_010, {"fsync"}),
        ({"synchronous_commit": "off"}, 170_010, {"synchronous_commit"}),
        ({}, 130_002, {"postgresql"}),
    ],
)
def test_what_a_postgresql_promises(changed: dict[str, str], version: int, wrong: set[str]) -> None:
    told = postgres_rules.postgresql({**SOUND, **changed}, version, 0, 0)
    assert {one.check for one in told if one.state is State.WRONG} == wrong
    assert [one.check for one in told] == ["postgresql", "fsync", "synchronous_commit", "standby"]


def test_only_what_is_wrong_stops_a_script() -> None:
    well, soon = rules.ok("a", "x."), rules.warn("b", "x.", "y")
    assert rules.exit_code([]) == rules.exit_code([well, soon]) == 0
    assert rules.exit_code([well, rules.wrong("c", "x.", "y"), soon]) == 1
