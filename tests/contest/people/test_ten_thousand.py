"""Ten thousand guesses of codes, by one machine and by many: none enters, and honest people still do."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlmodel import Session

from contest.entropy import ALPHABET
from contest.people import service
from contest.people.guessing import BURST, CONTEST_BURST, Guesses
from contest.people.service import Joined
from contest.web.database import reading
from tests.conftest import Clock

Join = Callable[..., Joined]
GUESSES, SEED = 10_000, 20261201
SCHOOL = "203.0.113.7"


@dataclass
class Door:
    """The door of a contest as `campaigns.comeback` keeps it: looked at if allowed, counted if wrong."""

    db: Session
    campaign: str
    guesses: Guesses
    clock: Clock
    looked_at: int = 0

    def knock(self, address: str, code: str) -> str | None:
        """The entry that opens; "" when the code was not looked at."""
        if not self.guesses.allowed(self.campaign, address, self.clock.now):
            return ""
        self.looked_at += 1
        found = service.by_code(self.db, self.campaign, code)
        if found is None:
            self.guesses.wrong(self.campaign, address, self.clock.now)
        return found


@pytest.fixture
def people(join: Join) -> list[Joined]:
    """Thirty who have entered and hold their codes."""
    return [join(name=f"Người {number}") for number in range(30)]


@pytest.fixture
def door(campaign: str, people: list[Joined], clock: Clock) -> Iterator[Door]:
    """Nobody has guessed yet."""
    with reading() as db:
        yield Door(db, campaign, Guesses(), clock)


def guessed(chance: random.Random, length: int = 8) -> str:
    return "".join(chance.choices(ALPHABET, k=length)).upper()


@pytest.mark.faults
@pytest.mark.parametrize("machines", [1, 500])
def test_none_of_ten_thousand_enters_and_the_honest_do(
    door: Door, people: list[Joined], machines: int
) -> None:
    """One a millisecond. Expected hits: 10,000 · 30 / 2^40, one in 3.6 million runs."""
    chance = random.Random(SEED)
    entered = []
    for number in range(GUESSES):
        door.clock.move(milliseconds=1)
        machine = f"198.51.{number % machines // 250}.{number % machines % 250}"
        if door.knock(machine, guessed(chance)):
            entered.append(number)
        if number % 500 == 0:
            honest = people[number // 500]
            assert door.knock(SCHOOL, honest.code) == honest.entry_id, number
    assert entered == []
    assert door.looked_at <= CONTEST_BURST + BURST * machines + 10 * machines + 30


def test_past_the_budget_one_machine_has_one_a_second(door: Door, people: list[Joined]) -> None:
    honest = people[0]
    chance = random.Random(SEED)
    for _ in range(CONTEST_BURST):
        door.guesses.wrong(door.campaign, "198.51.100.1", door.clock.now)
    for _ in range(200):
        door.clock.move(milliseconds=100)
        door.knock("198.51.100.1", guessed(chance))
    assert door.looked_at <= 20 + 1
    assert door.knock(SCHOOL, honest.code) == honest.entry_id
    door.clock.set(door.clock.now + timedelta(hours=3))
    assert door.knock("198.51.100.1", honest.code) == honest.entry_id, "time heals"


@pytest.mark.faults
def test_a_school_behind_the_guessers_own_address_enters_while_the_budget_lasts(
    door: Door, people: list[Joined]
) -> None:
    """One of the school's own machines guesses as fast as it can, and their pupils come in meanwhile."""
    chance = random.Random(SEED)
    for number in range(CONTEST_BURST - 1):
        assert not door.knock(SCHOOL, guessed(chance))
        if number % 500 == 0:
            honest = people[number // 500]
            assert door.knock(SCHOOL, honest.code) == honest.entry_id
