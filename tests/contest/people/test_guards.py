"""The entrant's cookies: signed, bounded, and nothing else."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request
from starlette.responses import Response

from contest import settings
from contest.entropy import new_id
from contest.people import guards
from contest.people.guards import MOST_ENTRIES, Entrant, NotEntered, issue, issue_codes, read, read_codes
from contest.web.policy import Who

DEVICE, ENTRY, OTHER = "device0000000", "entry00000001", "entry00000002"


def path_for(name: str, **ids: str | int) -> str:
    """Stands for the application's addresses."""
    return "/".join([name, *map(str, ids.values())])


def request(cookies: str = "", scheme: str = "http", slug: str = "") -> Request:
    params = {"slug": slug} if slug else {}
    headers = [(b"cookie", cookies.encode())]
    return Request(
        {
            "type": "http",
            "scheme": scheme,
            "server": ("thi.example", 80),
            "path": "/",
            "query_string": b"",
            "headers": headers,
            "path_params": params,
        }
    )


def test_what_is_issued_is_read() -> None:
    assert read(issue((ENTRY, OTHER), DEVICE)) == Entrant((ENTRY, OTHER), DEVICE)


def test_the_newest_six_stay_and_none_twice() -> None:
    many = [new_id() for _ in range(MOST_ENTRIES + 2)]
    kept = read(issue(many, DEVICE))
    assert kept is not None
    assert kept.entries == tuple(many[-MOST_ENTRIES:])
    assert read(issue((ENTRY, ENTRY), DEVICE)) == Entrant((ENTRY,), DEVICE)


def test_a_device_without_entries_is_no_entrant() -> None:
    cookie = issue((), DEVICE)
    assert read(cookie) is None
    assert guards.device_of(request(f"hoithi_entry={cookie}")) == DEVICE
    assert guards.device_of(request()) == ""
    assert guards.device_of(request("hoithi_entry=forged")) == ""


@pytest.mark.parametrize(
    "cookie", ["", "~", "a~b", "." * 40, "\x00", "é~é", f"{DEVICE}.{ENTRY}", f"{DEVICE}.{ENTRY}~"]
)
def test_garbage_is_nobody(cookie: str) -> None:
    assert read(cookie) is None
    assert read_codes(cookie) == {}


@given(st.text(max_size=80))
def test_no_text_breaks_reading(cookie: str) -> None:
    assert read(cookie) is None
    assert read_codes(cookie) == {}


@given(st.data())
def test_one_changed_character_is_a_forgery(data: st.DataObject) -> None:
    cookie = issue((ENTRY, OTHER), DEVICE)
    at = data.draw(st.integers(0, len(cookie) - 1))
    char = data.draw(st.sampled_from("abc019.~_-Z"))
    changed = cookie[:at] + char + cookie[at + 1 :]
    assert (read(changed) is None) == (changed != cookie)


def test_another_servers_cookie_is_a_forgery(monkeypatch: pytest.MonkeyPatch) -> None:
    cookie = issue((ENTRY,), DEVICE)
    other = settings.Settings(settings.current().data, "", b"another server's key, 32 bytes..")
    monkeypatch.setattr(settings, "_current", other)
    assert read(cookie) is None


def test_one_cookie_is_not_the_other() -> None:
    # The same text under the other purpose has another signature.
    assert read_codes(issue((ENTRY,), DEVICE)) == {}
    assert read(issue_codes({ENTRY: "W6RD3PZK"})) is None


def test_codes_are_remembered_newest_six() -> None:
    codes = {new_id(): "W6RD3PZK" for _ in range(MOST_ENTRIES + 1)}
    assert read_codes(issue_codes(codes)) == dict(list(codes.items())[-MOST_ENTRIES:])


def test_the_cookie_holds_no_name_and_is_short() -> None:
    longest = issue([new_id() for _ in range(MOST_ENTRIES)], DEVICE)
    assert len(longest) < 160
    assert longest.isascii()


def test_the_guard_lets_an_entrant_in() -> None:
    cookie = issue((ENTRY,), DEVICE)
    assert asyncio.run(guards.entrant(request(f"hoithi_entry={cookie}"))) == Entrant((ENTRY,), DEVICE)
    assert guards.entrant.__grants__ is Who.ENTRANT  # ty: ignore[missing-attribute]


@pytest.mark.parametrize(("slug", "target"), [("thi", "campaigns.comeback/thi"), ("", "home")])
def test_the_guard_shows_a_stranger_the_way(slug: str, target: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guards, "path_for", path_for)
    with pytest.raises(NotEntered) as stopped:
        asyncio.run(guards.entrant(request(slug=slug)))
    assert stopped.value.status == 401
    assert stopped.value.login_at == target
    assert "mã dự thi" in stopped.value.message


@pytest.mark.parametrize(("scheme", "secure"), [("http", False), ("https", True)])
def test_how_a_cookie_is_set(scheme: str, secure: bool) -> None:
    response = Response()
    guards.keep(request(scheme=scheme), response, guards.ENTRY_COOKIE, "value")
    header = response.headers["set-cookie"]
    parts = {part.strip().lower() for part in header.split(";")}
    assert {"hoithi_entry=value", "httponly", "samesite=lax", "path=/", f"max-age={60 * 86400}"} <= parts
    assert ("secure" in parts) is secure


def test_an_empty_value_deletes() -> None:
    response = Response()
    guards.keep(request(), response, guards.CODE_COOKIE, "")
    assert "max-age=0" in response.headers["set-cookie"].lower()
