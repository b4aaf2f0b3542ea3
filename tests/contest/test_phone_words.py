"""The phone says numbers in the same words as the server: one rule, written twice."""

from __future__ import annotations

import random

import pytest
from playwright.sync_api import Page

from contest import resources
from contest.ruleset import percent
from contest.web import filters
from questions.answering import AnswerError
from tests.contest.ruleset.test_percent import REFUSED, TYPED

pytestmark = pytest.mark.journey

BORDERS = [
    0,
    1,
    4,
    5,
    10,
    14,
    15,
    21,
    24,
    25,
    104,
    105,
    115,
    1_004,
    1_000_005,
    10**9,
    1_005 * 10**9,
    10**15 - 1,
]


def test_numbers_are_said_as_on_the_server(phone: Page) -> None:
    chance = random.Random(7)
    numbers = BORDERS + [chance.randrange(10 ** chance.randint(1, 15)) for _ in range(500)]
    numbers += [-number for number in numbers[1:60]]
    source = resources.path("static", "js", "phone-words.js").read_text("utf-8")
    told = phone.evaluate(
        f"(all) => {{ {source}; return all.map(inWords); }}", [str(each) for each in numbers]
    )
    assert told == [filters.words(each) for each in numbers]


def on_the_server(typed: str) -> str | None:
    try:
        return percent.parse(typed)
    except AnswerError:
        return None


def test_percentages_are_understood_and_said_as_on_the_server(phone: Page) -> None:
    source = resources.path("static", "js", "phone-words.js").read_text("utf-8")
    typed = [*(text for text, _ in TYPED), *REFUSED]
    told = phone.evaluate(f"(all) => {{ {source}; return all.map(asHundredths); }}", typed)
    assert told == [on_the_server(each) for each in typed]
    values = [0, 1, 5, 10, 99, 100, 1205, 1250, 1257, 9999, 10_000]
    said = phone.evaluate(
        f"(all) => {{ {source}; return all.map(withComma); }}", [str(each) for each in values]
    )
    assert [f"{each}%" for each in said] == [percent.said(each) for each in values]
