"""The real hashes: their parameters, and that an unknown name costs the same."""

from __future__ import annotations

import re
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest

from contest.accounts import passwords
from contest.errors import Busy

PARAMETERS = re.compile(r"\$argon2id\$v=19\$m=19456,t=2,p=1\$[^$]{20,}\$[^$]{40,}")


def test_parameters_are_owasp_s_minimum() -> None:
    stored = passwords.hash_password("con mèo trèo cây cau")
    assert PARAMETERS.fullmatch(stored)
    assert passwords.is_right("con mèo trèo cây cau", stored)
    assert not passwords.is_right("con mèo trèo cây cao", stored)
    assert not passwords.is_outdated(stored)


def test_nobody_has_the_same_parameters_and_no_password() -> None:
    assert PARAMETERS.fullmatch(passwords.NOBODY)
    assert not passwords.is_outdated(passwords.NOBODY)
    assert not passwords.is_right("", passwords.NOBODY)


def test_the_same_password_hashes_differently() -> None:
    assert passwords.hash_password("con mèo trèo") != passwords.hash_password("con mèo trèo")


def test_weaker_hashes_are_outdated() -> None:
    assert passwords.is_outdated(passwords._scheme.using(rounds=1).hash("con mèo trèo"))


def test_a_flood_is_turned_away_instead_of_holding_every_thread() -> None:
    with ExitStack() as taken:
        for _ in range(passwords.MOST_AT_ONCE):
            taken.enter_context(passwords.place())
        with pytest.raises(Busy) as full, passwords.place():
            pass
        assert full.value.status == 503 and full.value.retry_after > 0
    with passwords.place():
        pass


def test_a_place_is_given_back_after_an_error() -> None:
    for _ in range(2 * passwords.MOST_AT_ONCE):
        with pytest.raises(ValueError, match="wrong"), passwords.place():
            raise ValueError("wrong")


class Counted:
    """A scheme that counts how many hash at once."""

    def __init__(self) -> None:
        self.now = self.most = 0
        self.one = threading.Lock()
        self.pair = threading.Barrier(2, timeout=30)

    def verify(self, password: str, stored: str) -> bool:
        with self.one:
            self.now += 1
            self.most = max(self.most, self.now)
        self.pair.wait()
        with self.one:
            self.now -= 1
        return bool(password and stored)


def test_two_hash_at_once_whoever_else_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each takes 19 MB and a core: more would take both from answers."""
    scheme = Counted()
    monkeypatch.setattr(passwords, "_scheme", scheme)
    with ThreadPoolExecutor(12) as threads:
        assert all(threads.map(lambda _: passwords.is_right("con mèo", "x"), range(24)))
    assert scheme.most == 2
