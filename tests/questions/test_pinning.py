"""Options that speak of other options keep their place, however a commune's author writes them."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.blueprint import Blueprint, Line, PoolItem, draw
from questions.kinds import Content, Kind, Level, make_options
from questions.pinning import speaks_of_others

#: As they stand in papers of communes, schools and unions.
PINS = Path(__file__).with_name("pinned.txt").read_text(encoding="utf-8").split("\n---\n")
SPEAK, SILENT = (part.strip().splitlines() for part in PINS)


def bare(text: str) -> str:
    marks = "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))
    return marks.replace("đ", "d").replace("Đ", "D")


WAYS: dict[str, Callable[[str], str]] = {
    "as written": str,
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "without diacritics": bare,
    "capitals": str.upper,
    "small": str.lower,
    "with a full stop": lambda text: f" {text}. ",
    "in quotes": lambda text: f"“{text}”",
    "with its letter": lambda text: f"D. {text}",
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
}


@pytest.mark.parametrize("way", WAYS)
def test_it_speaks_of_others_however_it_is_typed(way: str) -> None:
    assert [text for text in SPEAK if not speaks_of_others(["Một", WAYS[way](text)])] == []


@pytest.mark.parametrize("way", [way for way in WAYS if way != "with its letter"])
def test_what_speaks_of_the_matter_may_be_shuffled(way: str) -> None:
    assert [text for text in SILENT if speaks_of_others([WAYS[way](text)])] == []


def test_the_wordings_are_many_and_each_is_there_once() -> None:
    assert len(SPEAK) > 150 and len(SILENT) > 40
    assert len({*SPEAK, *SILENT}) == len(SPEAK) + len(SILENT)


@given(st.sampled_from(SPEAK), st.integers(0, 3), st.binary(max_size=16))
def test_no_seed_moves_them(text: str, place: int, seed: bytes) -> None:
    texts = ["Một", "Hai", "Ba"]
    texts.insert(place, text)
    content = Content(Kind.one, "Câu nào?", make_options(Kind.one, texts))
    ids = tuple(option.id for option in content.options)
    item = PoolItem(1, (), Level.recognise, Kind.one, ids, content.shuffle)
    (drawn,) = draw(Blueprint((Line(1),)), [item], seed)
    assert drawn.options == ids


@given(st.text(max_size=60))
def test_any_text_is_judged(text: str) -> None:
    assert speaks_of_others([text]) in (True, False)
