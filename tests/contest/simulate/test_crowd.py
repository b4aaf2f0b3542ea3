"""What a crowd comes with: the same phones for the same seed, where the demo's token allows it."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.requests import Request

from contest import settings
from contest.people import guards
from contest.settings import Settings
from contest.simulate.chance import Chance
from contest.simulate.crowd import Plan, cookies

KEY = b"k" * 32


@pytest.fixture(autouse=True)
def server(tmp_path: Path) -> None:
    settings.use(Settings(tmp_path, "", KEY))


def device(given: dict[str, str]) -> str:
    """The device id that the server reads from these cookies."""
    line = "; ".join(f"{name}={value}" for name, value in given.items())
    return guards.device_of(Request({"type": "http", "headers": [(b"cookie", line.encode())]}))


def plan(key: bytes = KEY) -> Plan:
    return Plan("http://127.0.0.1:1", "thi", 2, 7, key=key)


def test_the_same_person_has_the_same_phone_and_others_have_others() -> None:
    first = device(cookies(plan(), Chance((7, "person", 1))))
    assert len(first) == 13
    assert first == device(cookies(plan(), Chance((7, "person", 1))))
    assert first != device(cookies(plan(), Chance((7, "person", 2))))
    assert first != device(cookies(plan(), Chance((8, "person", 1))))


def test_a_phone_that_never_entered_holds_no_entry() -> None:
    given = cookies(plan(), Chance((7, "person", 1)))
    assert guards.read(given[guards.ENTRY_COOKIE]) is None


def test_without_a_token_the_server_names_the_phones() -> None:
    assert cookies(plan(b""), Chance((7, "person", 1))) == {}


def test_another_servers_key_is_worth_nothing() -> None:
    assert device(cookies(plan(b"x" * 32), Chance((7, "person", 1)))) == ""
