"""The same question asked twice is found, in other words too, and quickly."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions import likeness
from questions.folding import fold
from questions.likeness import Likeness

TEXT = "Ngày Chuyển đổi số quốc gia là ngày nào trong năm 2026?"


@pytest.mark.parametrize(
    "other",
    [
        TEXT,
        "NGAY CHUYEN DOI SO quoc gia là ngày nào trong năm 2026",
        "Ngày Chuyển đổi số quốc gia là ngày nào, trong năm 2026 vậy?",
        "Trong năm 2026, Ngày Chuyển đổi số quốc gia là ngày nào?",
    ],
)
def test_the_same_or_nearly(other: str) -> None:
    assert Likeness(["Câu khác hẳn về dịch vụ công là gì?", TEXT]).find(other) == 1


@pytest.mark.parametrize(
    "other",
    [
        "Ngày Chuyển đổi số quốc gia là ngày nào trong năm 2025?",
        "Ngày Khoa học quốc gia là ngày nào?",
        "",
        "?!",
        "Ngày nào?",
    ],
)
def test_another_question(other: str) -> None:
    assert Likeness([TEXT, "Ngày gì?"]).find(other) is None


def test_short_questions_are_alike_only_as_a_whole() -> None:
    known = Likeness(["SIPAS là gì?"])
    assert (known.find("sipas là gì"), known.find("SIPAS đo gì?")) == (0, None)


def test_meeting_remembers() -> None:
    known = Likeness()
    assert [known.meet(text) for text in ("", TEXT, "Khác hẳn?", TEXT)] == [None, None, None, 1]


@given(st.lists(st.text(max_size=30), max_size=8))
def test_each_text_is_like_itself(texts: list[str]) -> None:
    known = Likeness(texts)
    for text in texts:
        found = known.find(text)
        assert found is None or texts[found] is not None
        assert found is not None or not any(char.isalnum() and char.isascii() for char in text)


@pytest.mark.parametrize("kind", ["template", "chance"])
def test_five_thousand_in_little_time(kind: str) -> None:
    chance = random.Random(1)
    words = [
        a + b for a in "bcdghklmnt" for b in ("an", "in", "on", "un", "ai", "oi", "at", "oc", "em", "iu")
    ]
    texts = [
        f"Câu hỏi số {number % 90} về dịch vụ công trực tuyến toàn trình là gì trong năm?"
        if kind == "template"
        else " ".join(chance.choices(words, k=20))
        for number in range(5_000)
    ]
    begun = time.process_time()
    known = Likeness(texts)
    for text in texts:
        assert known.find(text) is not None
    assert time.process_time() - begun < 5


WORDS = ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "2026", "57")
sentences = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join).map(fold)


@given(st.lists(sentences, max_size=14))
def test_pairs_are_those_that_comparing_every_two_would_find(texts: list[str]) -> None:
    """Of words that are this few, no two that are alike share only common ones."""
    found = set(likeness.pairs(texts))
    for one, other in found:
        assert one < other and _alike_by_hand(texts[one], texts[other])
    for other, text in enumerate(texts):
        firsts = [one for one in range(other) if _alike_by_hand(texts[one], text)]
        assert bool(firsts) is any((one, other) in found for one in firsts)


def _alike_by_hand(one: str, other: str) -> bool:
    left, right = set(one.split()), set(other.split())
    if one == other:
        return True
    if len(left) < 5 or len(right) < 5:
        return False
    numbers = [{word for word in words if any(char.isdigit() for char in word)} for words in (left, right)]
    return numbers[0] == numbers[1] and 5 * len(left & right) >= 4 * len(left | right)


@given(sentences, st.lists(sentences, max_size=8))
def test_the_nearest_is_alike_and_none_is_nearer(text: str, others: list[str]) -> None:
    named = [(str(place), other) for place, other in enumerate(others)]
    found = likeness.nearest(text, named)
    alike = [other for other in others if _alike_by_hand(text, other)]
    assert (found is None) is (not alike)
    if found is not None:
        assert others[int(found)] in alike and (text not in others or others[int(found)] == text)


def test_a_bank_of_thousands_takes_no_square() -> None:
    """Each is compared with few: a square of ten thousand would be fifty million."""
    texts = [
        fold(f"Văn bản số {one} quy định việc gì trong lĩnh vực {one % 97} ở xã {one % 89}?")
        for one in range(10_000)
    ]
    assert list(likeness.pairs(texts)) == []
