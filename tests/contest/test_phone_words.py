"""The phone says numbers in the same words as the server: one rule, written twice."""

from __future__ import annotations

import random

import pytest
from playwright.sync_api import Page

from contest import resources
from contest.web import filters

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
