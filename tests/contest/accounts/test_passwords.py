"""The real hashes: their parameters, and that an unknown name costs the same."""

from __future__ import annotations

import re

from contest.accounts import passwords

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
