"""Class codes: six signs that follow from the class and a number, read back however they are typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from contest import settings
from contest.entropy import ALPHABET
from contest.people import class_codes, codes

CLASS = "m3q2m94x0a1bc"


@pytest.fixture(autouse=True)
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server with its own key."""
    monkeypatch.setattr(settings, "_current", settings.Settings(tmp_path, "", b"k" * 32))


def test_each_number_is_another_code_and_the_same_number_the_same() -> None:
    made = [class_codes.of(CLASS, number) for number in range(500)]
    assert len(set(made)) == 500
    assert class_codes.of(CLASS, 7) == made[7]
    assert class_codes.of("n3q2m94x0a1bc", 7) != made[7]
    assert all(len(code) == 6 and set(code) <= set(ALPHABET.upper()) for code in made)


@pytest.mark.parametrize(
    "typed", ["W6RD3P", "w6r-d3p", " w6r d3p ", "W6R.D3P", "w6rd3p\u200b".strip("\u200b")]
)
def test_however_it_is_typed(typed: str) -> None:
    assert class_codes.normalise(typed) == "W6RD3P"


@pytest.mark.parametrize(("typed", "read"), [("OIL0IL", "011011"), ("oil-oil", "011011")])
def test_letters_that_look_like_digits(typed: str, read: str) -> None:
    assert class_codes.normalise(typed) == read


@pytest.mark.parametrize(
    "typed", ["", "W6RD3", "W6RD3P7", "W6RD-3PZK", "W6RĐ3P", "U6RD3P", "<b>abc", "x" * 5000]
)
def test_what_is_none(typed: str) -> None:
    assert class_codes.normalise(typed) is None


def test_a_class_code_is_never_a_persons() -> None:
    assert codes.normalise("W6RD3P") is None
    assert class_codes.hashed("W6RD3P") != codes.code_hash("W6RD3P", settings.current().secret)


def test_another_server_has_other_codes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here, hashed = class_codes.of(CLASS, 0), class_codes.hashed("W6RD3P")
    monkeypatch.setattr(settings, "_current", settings.Settings(tmp_path, "", b"x" * 32))
    assert class_codes.of(CLASS, 0) != here
    assert class_codes.hashed("W6RD3P") != hashed


def test_for_the_eye() -> None:
    assert class_codes.shown("W6RD3P") == "W6R-D3P"
    assert class_codes.normalise(class_codes.shown("W6RD3P")) == "W6RD3P"
