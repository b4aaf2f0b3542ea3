"""Answers to rows in words: in the letters of one paper, and in full."""

from __future__ import annotations

import pytest

from contest.attempts.spelling import in_words, letter_of, right_answer, right_in_full, spelt
from questions.answering import parse_answer
from questions.kinds import PAIRED, Kind
from tests.contest.attempts.kinds import ASKED

STATEMENTS, ORDERING, MATCHING = (ASKED[kind] for kind in (Kind.statements, Kind.ordering, Kind.matching))


def ids(kind: Kind) -> dict[str, str]:
    return {option.text: option.id for option in ASKED[kind].content().options}


@pytest.mark.parametrize(
    ("kind", "letters", "full"),
    [
        (
            Kind.statements,
            "a) Sai, b) Đúng, c) Sai, d) Đúng",
            "Mật khẩu để chung được: Sai; VNeID có ví giấy tờ: Đúng; OTP đọc cho ai cũng được: Sai; "
            "Nên cập nhật máy: Đúng",
        ),
        (Kind.ordering, "A, B, C", "1. Nộp hồ sơ; 2. Xử lý; 3. Trả kết quả"),
    ],
)
def test_the_key_in_words(kind: Kind, letters: str, full: str) -> None:
    content, key = ASKED[kind].content(), ASKED[kind].key()
    shown = [ids(kind)[text] for text in ASKED[kind].options]
    answer = right_answer(content, key)
    assert parse_answer(content, answer) == answer
    assert in_words(content, shown, answer) == letters
    assert spelt(content, answer) == full == right_in_full(content, key)


def test_pairs_are_told_by_letter_and_number() -> None:
    content, key = MATCHING.content(), MATCHING.key()
    shown = [ids(Kind.matching)[text] for text in MATCHING.options]
    places = {target.text: at for at, target in enumerate(content.targets, 1)}
    said = in_words(content, shown, right_answer(content, key))
    assert said == f"A → {places[MATCHING.targets[0]]}, B → {places[MATCHING.targets[1]]}"
    full = set(right_in_full(content, key).split("; "))
    assert full == {"Một cửa → Trung tâm Phục vụ hành chính công", "VNeID → Ứng dụng định danh"}


def test_a_place_that_is_free_is_told_by_numbers() -> None:
    content = ORDERING.content()
    shown = [ids(Kind.ordering)[text] for text in ORDERING.options]
    assert in_words(content, shown, f"{shown[2]}:1") == "1. C"
    assert spelt(content, f"{shown[2]}:3,{shown[0]}:1") == "1. Nộp hồ sơ; 3. Trả kết quả"


@pytest.mark.parametrize("kind", sorted(PAIRED))
@pytest.mark.parametrize("answer", ["", "x", ":", "a:b", "aaaaa:1"])
def test_what_nobody_understands_says_nothing(kind: Kind, answer: str) -> None:
    content = ASKED[kind].content()
    assert (in_words(content, [one.id for one in content.options], answer), spelt(content, answer)) == (
        "",
        "",
    )


def test_words_and_decimals() -> None:
    short, number = ASKED[Kind.short], ASKED[Kind.number]
    assert right_in_full(short.content(), short.key()) == "VNeID hoặc ứng dụng hòa"
    assert right_in_full(number.content(), number.key()) == "3,5 % (sai số 0,1)"
    assert spelt(number.content(), "3.75") == "3,75 %"
    assert in_words(number.content(), (), "3.75") == "3,75"
    assert right_answer(number.content(), number.key()) == "3,5"


def test_statements_have_small_letters_as_on_school_papers() -> None:
    assert [letter_of(kind, 3) for kind in (Kind.statements, Kind.ordering, Kind.one)] == ["d", "D", "D"]
