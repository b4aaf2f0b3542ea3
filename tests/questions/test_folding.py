"""What a question is found by."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from questions.folding import fold, searchable

words = st.text(max_size=40)


def test_text_and_options_are_two_lines_without_marks() -> None:
    assert searchable("Đề án 06\nlà gì?", ["Dữ liệu", "Định danh"]) == "de an 06 la gi\ndu lieu dinh danh"


@given(words, st.lists(words, max_size=4))
def test_there_are_always_two_lines(text: str, options: list[str]) -> None:
    first, _, second = searchable(text, options).partition("\n")
    assert first == fold(text) and "\n" not in second
    assert all(fold(option) in second for option in options)
