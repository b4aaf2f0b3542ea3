"""What a question is found by."""

from __future__ import annotations

import sys

from hypothesis import given
from hypothesis import strategies as st

from questions.folding import fold, is_text, searchable, storable

words = st.text(max_size=40)


def test_text_and_options_are_two_lines_without_marks() -> None:
    assert searchable("Đề án 06\nlà gì?", ["Dữ liệu", "Định danh"]) == "de an 06 la gi\ndu lieu dinh danh"


@given(words, st.lists(words, max_size=4))
def test_there_are_always_two_lines(text: str, options: list[str]) -> None:
    first, _, second = searchable(text, options).partition("\n")
    assert first == fold(text) and "\n" not in second
    assert all(fold(option) in second for option in options)


@given(words)
def test_what_can_be_stored_stays_as_it_came(text: str) -> None:
    kept = storable(text)
    assert is_text(kept) and storable(kept) == kept
    assert kept == text or not is_text(text)


def test_a_sign_of_any_kind_leaves_what_can_be_stored() -> None:
    assert all(is_text(storable(f"a{chr(code)}b")) for code in range(sys.maxunicode + 1))
    assert storable("Mở\x00 lớp.\r\nThêm\tmáy \U0001f468\u200d\U0001f469\ufffe") == (
        "Mở lớp.\nThêm máy \U0001f468\U0001f469"
    )
