"""`/.well-known/security.txt`: what it says, and that nothing typed in the settings adds a line to it."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from contest import settings
from contest.app import SECURITY, create_app
from contest.clock import VIETNAM
from contest.office import security, service
from contest.office.rules import EMAIL, Identity, Notice, Office
from contest.settings import Settings
from contest.web.database import Database, writing
from tests.conftest import Clock

NOW = datetime(2026, 10, 5, 3, 4, 5, tzinfo=UTC)
#: A URI by its signs alone (RFC 3986).
URI = re.compile(r"[a-z]+:[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]+")
NAMES = ["Contact", "Expires", "Preferred-Languages", "Canonical"]


def office(email: str = "", phone: str = "", contact: str = "") -> Office:
    return Office(Identity(email=email, phone=phone), Notice(contact=contact))


def read(text: str) -> dict[str, list[str]]:
    """The fields of such a file; every line ends as the RFC says and is a field."""
    assert text.endswith("\r\n")
    found: dict[str, list[str]] = {}
    for line in text[:-2].split("\r\n"):
        name, colon, value = line.partition(": ")
        assert colon and "\n" not in value and "\r" not in value
        found.setdefault(name, []).append(value)
    return found


def contacts(**given: str) -> list[str]:
    text = security.text(office(**given), "", NOW)
    return read(text)["Contact"] if text else []


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ({"email": "btc@dakto.example"}, ["mailto:btc@dakto.example"]),
        ({"email": "b?c=x&y#z%@a.vn"}, ["mailto:b%3Fc%3Dx%26y%23z%25@a.vn"]),
        ({"email": "báo@xã.vn"}, ["mailto:b%C3%A1o@x%C3%A3.vn"]),
        ({"phone": "0260 383 1111"}, ["tel:+842603831111"]),
        ({"phone": "+84 (260) 383-1111"}, ["tel:+842603831111"]),
        ({"phone": "0905.123.456 / 0905 123 457"}, ["tel:+84905123456"]),
        ({"phone": "1900 1234"}, ["tel:19001234;phone-context=+84"]),
        ({"phone": "máy lẻ 12"}, []),
        ({"phone": "٠٩٠٥١٢٣٤٥٦"}, []),
        ({"contact": "Chị Nhung, 0905 123 456, (nhung@xa.vn)."}, ["mailto:nhung@xa.vn", "tel:+84905123456"]),
        ({"contact": "Phòng Văn hóa - Xã hội, UBND xã Đăk Tô"}, []),
        ({"contact": "btc0905123456@xa.vn"}, ["mailto:btc0905123456@xa.vn"]),
        ({"email": "a@b.vn", "phone": "113", "contact": "c@d.vn"}, ["mailto:a@b.vn"]),
        ({"phone": "0260 383 1111", "contact": "0905 123 456"}, ["tel:+842603831111"]),
        ({}, []),
    ],
    ids=str,
)
def test_contacts_are_uris(given: dict[str, str], wanted: list[str]) -> None:
    assert contacts(**given) == wanted


def test_without_a_contact_there_is_no_file() -> None:
    assert security.text(office(), "https://thi.xa.vn", NOW) == ""


@pytest.mark.parametrize("hour", [0, 12, 23])
def test_it_runs_out_within_a_year_and_changes_once_a_day(hour: int) -> None:
    now = NOW.replace(hour=hour)
    found = read(security.text(office("a@b.vn"), "", now))
    assert found["Expires"] == ["2027-04-03T00:00:00Z"]
    assert timedelta(days=100) < datetime.fromisoformat(found["Expires"][0]) - now < timedelta(days=365)


def test_a_day_is_a_day_of_the_zone_it_is_written_in() -> None:
    """03:00 in Việt Nam is still the evening before in UTC."""
    early = datetime(2026, 10, 5, 3, tzinfo=VIETNAM)
    assert "Expires: 2027-04-02T00:00:00Z" in security.text(office("a@b.vn"), "", early)


@pytest.mark.parametrize(
    ("root", "wanted"),
    [
        ("https://thi.xa.vn", ["https://thi.xa.vn/.well-known/security.txt"]),
        ("http://192.168.1.20:8000", None),
        ("", None),
    ],
)
def test_it_names_its_own_address_only_over_https(root: str, wanted: list[str] | None) -> None:
    found = read(security.text(office("a@b.vn"), root, NOW))
    assert found.get("Canonical") == wanted
    assert found["Preferred-Languages"] == ["vi"]


@given(st.text() | st.from_regex(EMAIL), st.text() | st.from_regex(security.NUMBER), st.text())
def test_nothing_that_was_typed_adds_a_line(email: str, phone: str, contact: str) -> None:
    text = security.text(office(email, phone, contact), "https://thi.xa.vn", NOW)
    if text:
        found = read(text)
        assert list(found) == NAMES and len(found["Contact"]) <= 2 and text.isascii()
        assert all(URI.fullmatch(uri) for uri in found["Contact"])
        assert [len(found[name]) for name in NAMES[1:]] == [1, 1, 1], "the RFC wants each once"


# --- over HTTP ------------------------------------------------------------------------------------


@pytest.fixture
def anybody(database: Database, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    """A browser without a cookie."""
    clock.set(NOW)
    monkeypatch.setattr(settings, "_current", Settings(tmp_path, "", bytes(32), (), "https://thi.xa.vn"))
    return TestClient(create_app(settings.current()), follow_redirects=False)


def test_an_installation_without_contact_says_why_there_is_none(anybody: TestClient) -> None:
    answer = anybody.get(SECURITY)
    assert (answer.status_code, answer.text) == (404, security.NO_CONTACT)


def test_what_is_set_is_told_at_once(anybody: TestClient) -> None:
    with writing() as db:
        service.save_identity(db, "x", Identity("UBND xã", email="btc@xa.vn", version=1), NOW)
    answer = anybody.get(SECURITY)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/plain; charset=utf-8")
    assert answer.headers["cache-control"] == "no-cache"
    assert read(answer.text) == {
        "Contact": ["mailto:btc@xa.vn"],
        "Expires": ["2027-04-03T00:00:00Z"],
        "Preferred-Languages": ["vi"],
        "Canonical": ["https://thi.xa.vn/.well-known/security.txt"],
    }
    assert anybody.post(SECURITY).status_code == 405
