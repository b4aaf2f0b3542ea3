"""Passwords that are read out: easy to say, hard to guess, never refused by our own rule."""

from __future__ import annotations

import random
import re

import pytest

from contest import entropy
from contest.accounts import rules
from contest.accounts.first_passwords import GROUPS, WORDS, first_password


def test_four_words_with_two_digits_each() -> None:
    assert re.fullmatch(r"([a-z]{2,5}\d\d-){3}[a-z]{2,5}\d\d", first_password())
    assert len({first_password() for _ in range(200)}) == 200


def test_the_words_are_enough_and_different() -> None:
    assert len(WORDS) == len(set(WORDS)) == 64 and GROUPS == 4


def test_the_policy_takes_every_one() -> None:
    """Words that people take for passwords are none of ours, and the shortest is long enough."""
    assert not rules.WORST & set(WORDS)
    shortest = "-".join([min(WORDS, key=len) + "00"] * GROUPS)
    assert rules.password_problem(shortest, "nhung") == ""
    for login in WORDS:
        assert rules.password_problem(first_password(), login) == ""


@pytest.mark.parametrize("byte", [255, 200])
def test_the_choice_is_even(monkeypatch: pytest.MonkeyPatch, byte: int) -> None:
    """A byte beyond the last whole hundred would make low digits likelier: it is drawn again."""
    drawn = iter([byte, byte, 7] * 50)
    monkeypatch.setattr(entropy, "_source", lambda count: bytes(next(drawn) for _ in range(count)))
    first = first_password()
    assert set(re.findall(r"\d\d", first)) <= {"07"}


def test_all_words_and_digits_come(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entropy, "_source", random.Random(1).randbytes)
    told = "-".join(first_password() for _ in range(1_500))
    assert set(re.findall(r"[a-z]+", told)) == set(WORDS)
    assert len(set(re.findall(r"\d\d", told))) == 100
