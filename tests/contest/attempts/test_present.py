"""Answers in words: what a paper's own reader knows them by."""

from __future__ import annotations

import pytest

from contest.attempts import present
from contest.attempts.prediction import PREDICTIONS
from contest.attempts.spelling import in_words, right_answer, spelt
from contest.ruleset.rules import PredictionTarget
from questions.kinds import Content, Key, Kind, Option

OPTIONS = (Option("aaaaa", "Một"), Option("bbbbb", "Hai"), Option("ccccc", "Ba"))
SHOWN = ("ccccc", "aaaaa", "bbbbb")
TRUTH = (Option("dung", "Đúng"), Option("sai", "Sai"))


@pytest.mark.parametrize(
    ("kind", "answer", "letters", "words"),
    [
        (Kind.one, "", "", ""),
        (Kind.one, "aaaaa", "B", "Một"),
        (Kind.one, "zzzzz", "", ""),
        (Kind.several, "aaaaa,ccccc", "A, B", "Một; Ba"),
        (Kind.several, ",,", "", ""),
    ],
)
def test_options_by_the_letters_of_this_paper(kind: Kind, answer: str, letters: str, words: str) -> None:
    content = Content(kind, "Hỏi?", OPTIONS)
    assert in_words(content, SHOWN, answer) == letters
    assert spelt(content, answer) == words


@pytest.mark.parametrize(("answer", "words"), [("dung", "Đúng"), ("sai", "Sai"), ("", ""), ("x", "")])
def test_true_or_false(answer: str, words: str) -> None:
    content = Content(Kind.true_false, "Hỏi?", TRUTH)
    assert in_words(content, ("dung", "sai"), answer) == words


def test_numbers_carry_their_unit() -> None:
    content = Content(Kind.number, "Bao nhiêu?", unit="xã")
    assert in_words(content, (), "102") == "102"
    assert (spelt(content, "102"), spelt(content, "")) == ("102 xã", "")


def test_the_key_in_the_words_of_an_op() -> None:
    assert right_answer(Content(Kind.several, "?", OPTIONS), Key(("ccccc", "aaaaa"))) == "aaaaa,ccccc"
    assert right_answer(Content(Kind.number, "?"), Key(number=0)) == "0"
    assert right_answer(Content(Kind.number, "?"), Key()) == ""


def test_every_prediction_says_what_it_asks_and_how_it_is_counted() -> None:
    for target in PredictionTarget:
        asked, unit, counted = PREDICTIONS[target]
        assert asked.endswith("?")
        assert unit in ("người", "lượt", "%")
        assert counted.startswith(("Đếm ", "Lấy "))


def test_a_title_keeps_its_line_breaks() -> None:
    assert present.lines("Tìm hiểu\nchuyển đổi số") == ("Tìm hiểu", "chuyển đổi số")
