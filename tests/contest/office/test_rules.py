"""The installation as plain values: stored and understood, addresses, promises, months."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from contest.clock import VIETNAM
from contest.office import rules
from contest.office.rules import Identity, Notice, Office, Reach, public_address


def test_a_fresh_installation_has_something_to_say() -> None:
    fresh = Office()
    assert fresh.identity.short == "Hội thi" and not fresh.identity.is_set
    assert (fresh.notice.months, fresh.notice.version, fresh.notice.is_set) == (12, 1, False)
    assert fresh.notice.purpose and fresh.notice.published
    assert fresh.reach.public == "" and not fresh.reach.is_set


@pytest.mark.parametrize(
    "part",
    [
        Identity(
            "UBND xã Đăk Tô", "Tỉnh Quảng Ngãi", "Đăk Tô", "Đăk Tô", "12 Lê Duẩn", "0260", "a@b.vn", "ab"
        ),
        Notice("UBND xã", "Chị Nhung", 24, "Để xét giải.", "Tên."),
        Reach("https://thi.example"),
    ],
)
def test_what_is_stored_is_understood(part: rules.PartValue) -> None:
    text = rules.canonical(part)
    assert "version" not in text and "dated" not in text
    assert rules.understood(type(part)(), text, 7) == replace(part, version=7)


def test_other_versions_of_us_are_understood() -> None:
    """A field that this version does not know is left, one that is missing keeps its default."""
    found = rules.understood(Identity(), '{"name":"UBND xã","motto":"x","version":99}', 3)
    assert found == Identity(name="UBND xã", version=3)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("http://192.168.1.20:8000", "http://192.168.1.20:8000"),
        ("192.168.1.20:8000/", "http://192.168.1.20:8000"),
        ("  https://Thi.Dakto.Example/  ", "https://thi.dakto.example"),
        ("thi.truong.local:8000", "http://thi.truong.local:8000"),
        ("http://[fd00::1]:8000", "http://[fd00::1]:8000"),
        ("may-chu", "http://may-chu"),
        ("https://thi.example:443", "https://thi.example:443"),
    ],
)
def test_an_address_for_phones(typed: str, stored: str) -> None:
    assert public_address(typed) == (stored, "")


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", rules.NO_ADDRESS),
        ("/", rules.NO_ADDRESS),
        ("ftp://thi.example", rules.NO_ADDRESS),
        ("javascript:alert(1)", rules.NO_ADDRESS),
        ("http://", rules.NO_ADDRESS),
        ("http://thi.example:", rules.NO_ADDRESS),
        ("http://thi.example:0", rules.NO_ADDRESS),
        ("http://thi.example:65536", rules.NO_ADDRESS),
        ("http://thi.example:port", rules.NO_ADDRESS),
        ("http://[fd00::1", rules.NO_ADDRESS),
        ("http://192.168.1", rules.NO_ADDRESS),
        ("http://192.168.1.300", rules.NO_ADDRESS),
        ("http://0.0.0.0:8000", rules.NO_ADDRESS),
        ("cuộc thi xã Đăk Tô", rules.NO_ADDRESS),
        ("http://thi..example", rules.NO_ADDRESS),
        ("http://-thi.example", rules.NO_ADDRESS),
        ("http://" + "a." * 130 + "vn", rules.NO_ADDRESS),
        ("https://thi.example/cuoc-thi", rules.NO_PATH),
        ("https://thi.example?a=1", rules.NO_PATH),
        ("https://thi.example#a", rules.NO_PATH),
        ("https://ai:matkhau@thi.example", rules.NO_PATH),
        ("localhost:8000", rules.ONLY_HERE),
        ("http://127.0.0.1:8000", rules.ONLY_HERE),
        ("http://[::1]:8000", rules.ONLY_HERE),
    ],
)
def test_what_is_no_address_for_phones(typed: str, problem: str) -> None:
    assert public_address(typed) == ("", problem)


@pytest.mark.parametrize(
    ("versions", "months"),
    [((), 24), (("3",), 24), (("1",), 12), (("2",), 6), (("1", "3"), 12), (("3", "2"), 6), (("9",), 12)],
)
def test_the_shortest_promise_holds(versions: tuple[str, ...], months: int) -> None:
    notices = (Notice(months=24, version=3), Notice(months=6, version=2), Notice())
    assert rules.months_promised(notices, versions) == months


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2026-10-11T20:00", 12, "2027-10-11T20:00"),
        ("2026-10-31T20:00", 1, "2026-11-30T20:00"),
        ("2026-12-31T20:00", 2, "2027-02-28T20:00"),
        ("2027-12-31T20:00", 2, "2028-02-29T20:00"),
        ("2028-02-29T20:00", 12, "2029-02-28T20:00"),
        ("2026-01-15T00:00", 60, "2031-01-15T00:00"),
    ],
)
def test_months_later(start: str, months: int, end: str) -> None:
    moment = datetime.fromisoformat(start).replace(tzinfo=VIETNAM)
    assert rules.months_later(moment, months) == datetime.fromisoformat(end).replace(tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("host", "is_own", "is_private"),
    [
        ("localhost", True, False),
        ("127.0.0.5", True, True),
        ("192.168.1.20", False, True),
        ("10.0.0.1", False, True),
        ("8.8.8.8", False, False),
        ("thi.example", False, False),
        ("", False, False),
    ],
)
def test_kinds_of_hosts(host: str, is_own: bool, is_private: bool) -> None:
    assert (rules.is_own_machine(host), rules.is_private(host)) == (is_own, is_private)


@pytest.mark.parametrize(("last", "is_one"), [(61, True), (62, False)])
def test_a_hosts_name_has_253_characters_at_most(last: int, is_one: bool) -> None:
    host = ".".join((*(letter * 63 for letter in "abc"), "d" * last))
    stored, problem = public_address(host)
    assert (stored, problem) == ((f"http://{host}", "") if is_one else ("", rules.NO_ADDRESS))
