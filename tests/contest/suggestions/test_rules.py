"""Which suggestions a list shows, on plain values."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.suggestions.rules import Sieve, Suggestion, sifted
from questions.folding import fold


def said(one: Suggestion) -> Suggestion:
    """The same as a search sees it."""
    return replace(one, said=fold(one.text), called=fold(one.name))


ONE = said(Suggestion("a1", 4, 1, "Cần gì?", "Mở lớp ở thôn", True, "A Thui", "u1", "Thôn 1"))
TWO = said(Suggestion("a2", 5, 2, "Góp ý?", "Lắp WIFI, hỏi A Thui", False, "Y Bích", "u2", "Thôn 2"))
ALL = (ONE, TWO)


@pytest.mark.parametrize(
    ("sieve", "found"),
    [
        (Sieve(), [ONE, TWO]),
        (Sieve("mo LOP"), [ONE]),
        (Sieve("lớp mở"), [ONE]),
        (Sieve("thui"), [ONE, TWO]),
        (Sieve("thui", nameless=True), [TWO]),
        (Sieve("lop wifi"), []),
        (Sieve(unit="u2"), [TWO]),
        (Sieve(unit="u2", nameless=True), [ONE, TWO]),
        (Sieve(number=1), [ONE]),
        (Sieve(only_marked=True), [ONE]),
        (Sieve("?!"), [ONE, TWO]),
    ],
)
def test_what_matches(sieve: Sieve, found: list[Suggestion]) -> None:
    assert sifted(ALL, sieve) == found


@given(st.builds(Sieve, st.text(max_size=9), st.sampled_from(["", "u1", "u3"]), st.integers(0, 3)))
def test_a_part_in_the_same_order(sieve: Sieve) -> None:
    found = sifted(ALL, sieve)
    assert found == [one for one in ALL if one in found]


def test_an_address_says_only_what_is_asked() -> None:
    assert Sieve().as_query() == {}
    whole = Sieve("wifi", "u1", 2, True, True)
    assert whole.as_query() == {"q": "wifi", "unit": "u1", "number": "2", "marked": "1", "nameless": "1"}
