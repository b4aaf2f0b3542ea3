"""Short answers as a teacher compares them."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.alike import same_words

SAME = [
    ("hòa bình", "hoà bình"),
    ("kỹ thuật", "kĩ thuật"),
    ("thúy", "thuý"),
    ("ủy ban", "uỷ ban"),
    ("Lý Thường Kiệt", "Lí Thường Kiệt"),
    ("quý", "quí"),
    ("y tế", "i tế"),
    ("Đăk Tô", "  đăk   tô "),
    ("ĐỀ ÁN 06", "đề án 06"),
    ("Hà Nội", "Hà\u00a0Nội"),
    ("Hà Nội", "Hà Nội."),
    ("dịch vụ công", "dịch-vụ-công"),
    ("của", "cuả"),
    ("Hà Nội", unicodedata.normalize("NFD", "Hà Nội")),
    ("%", " % "),
    ("50%", "50 %"),
    ("c++", "C ++"),
    ("“Hà Nội”", "(Hà Nội)"),
]
OTHER = [
    ("hay", "hai"),
    ("tay", "tai"),
    ("thúy", "thúi"),
    ("quay", "quai"),
    ("Hà Nội", "Hà"),
    ("06", "6"),
    ("", "Hà Nội"),
    ("%", "$"),
    ("C++", "C"),
    ("C#", "C++"),
    ("x > 5", "x < 5"),
    ("50%", "50"),
    ("…", "Hà Nội"),
]


@pytest.mark.parametrize("exact", [False, True])
@pytest.mark.parametrize(("given_words", "accepted"), SAME)
def test_two_ways_of_writing_are_one(given_words: str, accepted: str, exact: bool) -> None:
    assert same_words(given_words, accepted, exact=exact)
    assert same_words(accepted, given_words, exact=exact)


@pytest.mark.parametrize("exact", [False, True])
@pytest.mark.parametrize(("given_words", "accepted"), OTHER)
def test_other_words_are_others(given_words: str, accepted: str, exact: bool) -> None:
    assert not same_words(given_words, accepted, exact=exact)


@pytest.mark.parametrize(
    ("given_words", "accepted"),
    [("ha noi", "Hà Nội"), ("Dak To", "Đăk Tô"), ("ky thuat", "kĩ thuật"), ("hoa", "hòa"), ("ma", "mã")],
)
def test_diacritics_count_only_where_they_are_asked_for(given_words: str, accepted: str) -> None:
    assert same_words(given_words, accepted)
    assert not same_words(given_words, accepted, exact=True)


@given(st.text(max_size=40), st.text(max_size=40), st.booleans())
def test_likeness_has_no_direction_and_needs_words(one: str, other: str, exact: bool) -> None:
    assert same_words(one, other, exact=exact) == same_words(other, one, exact=exact)
    assert not same_words(one, "", exact=exact)


@given(st.text(max_size=40).filter(lambda text: text.strip()))
def test_what_is_like_with_diacritics_is_like_without(text: str) -> None:
    for exact in (False, True):
        assert same_words(text, unicodedata.normalize("NFD", text), exact=exact)
