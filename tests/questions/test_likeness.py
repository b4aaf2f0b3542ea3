"""The same question asked twice is found, in other words too, and quickly."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
