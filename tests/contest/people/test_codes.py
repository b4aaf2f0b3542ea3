"""Entry codes: as people type them, as the server keeps them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.entropy import ALPHABET, new_code
from contest.people.codes import LENGTH, code_hash, derive, normalise, shown

KEY, OTHER_KEY = b"k" * 32, b"o" * 32
CODES = st.text(alphabet=ALPHABET.upper(), min_size=LENGTH, max_size=LENGTH)


@pytest.mark.parametrize(
    "typed",
    [
        "W6RD3PZK",
        "w6rd-3pzk",
        " W6RD 3PZK ",
        "w6rd–3pzk",
        "W6RD\u00a03PZK",
        "w.6.r.d.3.p.z.k",
        "W6RD\u20113PZK",
    ],
)
def test_however_it_is_typed(typed: str) -> None:
    assert normalise(typed) == "W6RD3PZK"


def test_letters_that_look_like_digits() -> None:
    assert normalise("OoIi-lL00") == "00111100"


@pytest.mark.parametrize(
    "typed", ["", "W6RD3PZ", "W6RD3PZKA", "W6RD3PZU", "W6RD3PZĐ", "W6RD3PZ!", "ｗ6RD3PZK", "-" * 50]
)
def test_what_can_be_no_code(typed: str) -> None:
    assert normalise(typed) is None


@given(CODES)
def test_a_code_shown_is_read_back(code: str) -> None:
    assert normalise(shown(code)) == code
    assert normalise(shown(code).lower()) == code


@given(st.text(max_size=30))
def test_normal_is_normal(text: str) -> None:
    code = normalise(text)
    assert code is None or (normalise(code) == code and len(code) == LENGTH)


def test_new_codes_are_normal() -> None:
    assert all(normalise(code) == code for code in (new_code() for _ in range(100)))


def test_the_hash_depends_on_code_and_key() -> None:
    assert len(code_hash("W6RD3PZK", KEY)) == 64
    assert code_hash("W6RD3PZK", KEY) == code_hash("W6RD3PZK", KEY)
    assert code_hash("W6RD3PZK", KEY) != code_hash("W6RD3PZK", OTHER_KEY)
    assert code_hash("W6RD3PZK", KEY) != code_hash("W6RD3PZM", KEY)


def test_what_is_derived_depends_on_everything() -> None:
    plain = derive(KEY, "entry id", "seed", 13)
    assert len(plain) == 13
    assert set(plain) <= set(ALPHABET)
    others = [
        derive(OTHER_KEY, "entry id", "seed", 13),
        derive(KEY, "entry code", "seed", 13),
        derive(KEY, "entry id", "seed2", 13),
        derive(KEY, "entry id", "seed", 13, 1),
    ]
    assert len({plain, *others}) == 5
    assert derive(KEY, "entry id", "seed", 13) == plain
