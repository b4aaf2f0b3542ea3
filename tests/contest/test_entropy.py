"""Ids and codes: long enough, in an alphabet that survives being read aloud; sample data repeats."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest import entropy


@pytest.fixture(autouse=True)
def back_to_chance() -> Iterator[None]:
    yield
    entropy.use(None)


def test_ids_and_codes_have_their_form() -> None:
    assert len(entropy.new_id()) == 13
    assert set(entropy.new_id()) <= set(entropy.ALPHABET)
    code = entropy.new_code()
    assert len(code) == 8
    assert code == code.upper()


def test_no_two_are_alike() -> None:
    assert len({entropy.new_id() for _ in range(10_000)}) == 10_000


def test_the_alphabet_has_no_letters_that_are_mistaken() -> None:
    assert len(set(entropy.ALPHABET)) == 32
    assert not set("ilou") & set(entropy.ALPHABET)


def test_every_character_is_as_likely_as_another() -> None:
    entropy.use(lambda count: bytes(range(256))[:count])
    assert all(entropy.crockford(256).count(letter) == 8 for letter in entropy.ALPHABET)


@given(st.binary(max_size=20), st.lists(st.integers(0, 70), max_size=12))
def test_a_stream_is_one_line_of_bytes_however_it_is_cut(seed: bytes, cuts: list[int]) -> None:
    stream = entropy.Stream(seed)
    assert b"".join(map(stream, cuts)) == entropy.Stream(seed)(sum(cuts))


def test_other_seeds_are_other_bytes() -> None:
    assert entropy.Stream(b"a")(32) != entropy.Stream(b"b")(32)


def test_using_none_goes_back_to_the_system() -> None:
    entropy.use(entropy.Stream(b"a"))
    first = entropy.new_id()
    entropy.use(None)
    assert entropy.new_id() != first
    entropy.use(entropy.Stream(b"a"))
    assert entropy.new_id() == first
