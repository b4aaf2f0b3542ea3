"""Right codes pass; wrong ones are counted, and time heals."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.people.guessing import BURST, CONTEST_BURST, NAME_BURST, NAME_EVERY, Budget, Guesses, network

NOW = datetime(2026, 10, 5, 1, tzinfo=UTC)
CDS = "campaign00001"


def spent(now: datetime = NOW, burst: int = BURST) -> Budget:
    budget = Budget(BURST)
    for _ in range(burst):
        assert budget.allowed("a", now)
        budget.wrong("a", now)
    return budget


class TestBudget:
    def test_one_less_than_all_leaves_one(self) -> None:
        assert spent(burst=BURST - 1).allowed("a", NOW)

    def test_a_machine_is_stopped_and_others_are_not(self) -> None:
        budget = spent()
        assert not budget.allowed("a", NOW)
        assert budget.allowed("b", NOW)

    def test_one_comes_back_each_second(self) -> None:
        budget = spent()
        assert not budget.allowed("a", NOW + timedelta(milliseconds=999))
        assert budget.allowed("a", NOW + timedelta(seconds=1))
        budget.wrong("a", NOW + timedelta(seconds=1))
        assert not budget.allowed("a", NOW + timedelta(seconds=1))

    def test_never_more_than_the_burst(self) -> None:
        budget = spent()
        later = NOW + timedelta(days=9)
        for _ in range(BURST):
            budget.wrong("a", later)
        assert not budget.allowed("a", later)

    def test_a_clock_that_goes_back_gives_nothing(self) -> None:
        assert not spent().allowed("a", NOW - timedelta(hours=1))

    def test_memory_is_bounded(self) -> None:
        budget = Budget(1, most=2)
        for key in ("a", "b", "c"):
            budget.wrong(key, NOW)
        assert budget.allowed("a", NOW)
        assert not budget.allowed("b", NOW)
        assert not budget.allowed("c", NOW)

    def test_forgotten_it_begins_anew(self) -> None:
        budget = spent()
        budget.forget()
        assert budget.allowed("a", NOW)

    def test_many_threads_at_the_brim_break_nothing(self) -> None:
        budget = Budget(BURST, most=2)
        faults: list[BaseException] = []

        def guess(name: str) -> None:
            try:
                for number in range(300):
                    budget.wrong(f"{name}{number % 4}", NOW)
            except KeyError as fault:
                faults.append(fault)

        threads = [threading.Thread(target=guess, args=(name,)) for name in "abcd"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
        assert not faults
        assert len(budget._whole) == 2

    @given(st.lists(st.integers(0, 3_000), max_size=200), st.integers(1, 9), st.sampled_from([1, 30]))
    def test_in_any_span_no_more_than_the_burst_and_what_came_back(
        self, steps: list[int], burst: int, every: int
    ) -> None:
        """Whoever sends whenever they may: `burst` and one for each `every` that passed, never more."""
        budget, now, sent = Budget(burst, timedelta(seconds=every)), NOW, 0
        for step in steps:
            now += timedelta(milliseconds=step)
            while budget.allowed("a", now):
                budget.wrong("a", now)
                sent += 1
        assert sent <= burst + (now - NOW) // timedelta(seconds=every)


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("testclient", "testclient"),
        ("", ""),
    ],
)
def test_a_home_counts_as_one(address: str, counted: str) -> None:
    assert network(address) == counted


def attacked(contest: int, burst: int) -> Guesses:
    """A contest whose budget others have used up."""
    guesses = Guesses(contest, burst)
    for number in range(contest):
        assert guesses.allowed(CDS, f"198.51.100.{number}", NOW)
        guesses.wrong(CDS, f"198.51.100.{number}", NOW)
    return guesses


class TestGuesses:
    def test_a_whole_school_may_mistype_as_it_likes(self) -> None:
        guesses = Guesses()
        for _ in range(CONTEST_BURST - 1):
            guesses.wrong(CDS, "203.0.113.7", NOW)
        assert guesses.allowed(CDS, "203.0.113.7", NOW)

    def test_a_school_that_sent_thousands_is_heard_again_at_once(self) -> None:
        """All of them were looked at while there was room; they are no debt of hours when there is none."""
        guesses = Guesses()
        for _ in range(CONTEST_BURST - 1):
            guesses.wrong(CDS, "203.0.113.7", NOW)
        for number in range(200):
            guesses.wrong(CDS, f"198.51.100.{number}", NOW)
        assert not guesses.allowed(CDS, "203.0.113.7", NOW)
        assert guesses.allowed(CDS, "203.0.113.7", NOW + timedelta(seconds=1))
        assert guesses.allowed(CDS, "192.0.2.1", NOW)

    def test_an_attacked_contest_still_looks_at_the_codes_of_others(self) -> None:
        guesses = attacked(20, 3)
        for _ in range(3):
            assert guesses.allowed(CDS, "203.0.113.7", NOW)
            guesses.wrong(CDS, "203.0.113.7", NOW)
        assert not guesses.allowed(CDS, "203.0.113.7", NOW)
        assert guesses.allowed(CDS, "203.0.113.8", NOW)

    def test_and_other_contests_go_on(self) -> None:
        guesses = Guesses(1, 1)
        guesses.wrong(CDS, "203.0.113.7", NOW)
        assert not guesses.allowed(CDS, "203.0.113.7", NOW)
        assert guesses.allowed("campaign00002", "203.0.113.7", NOW)

    def test_time_heals_both(self) -> None:
        guesses = Guesses(1, 1)
        guesses.wrong(CDS, "a", NOW)
        assert not guesses.allowed(CDS, "a", NOW + timedelta(milliseconds=999))
        assert guesses.allowed(CDS, "a", NOW + timedelta(seconds=1))

    def test_other_addresses_of_a_home_are_no_way_round(self) -> None:
        guesses = attacked(1, 10)
        for number in range(10):
            guesses.wrong(CDS, f"2001:db8:1:2::{number}", NOW)
        assert not guesses.allowed(CDS, "2001:db8:1:2:ffff::9", NOW)
        assert guesses.allowed(CDS, "2001:db8:1:3::9", NOW)

    def test_forgotten_it_begins_anew(self) -> None:
        guesses = attacked(1, 1)
        guesses.wrong(CDS, "a", NOW)
        guesses.forget()
        assert guesses.allowed(CDS, "a", NOW)


class TestOdds:
    """What decision 0026 says of a guesser's chances, from the numbers in the code."""

    DAY = 8 * 3600

    def looked_at(self, addresses: int = 1) -> int:
        """Wrong codes of one contest that are looked at in a school day, at most."""
        return CONTEST_BURST + self.DAY + addresses * (BURST + self.DAY)

    def test_a_persons_code(self) -> None:
        assert self.looked_at() * 10_000 / 32**8 < 0.0007, "ten thousand codes that work, one machine"

    def test_the_code_of_a_class(self) -> None:
        assert self.looked_at() * 100 / 32**6 < 0.007, "a hundred classes that are open, one machine"

    def test_what_proves_a_pupil(self) -> None:
        tries = NAME_BURST + self.DAY // NAME_EVERY.total_seconds()
        assert tries / 10_000 < 0.05, "the year is soon found; four digits of a phone are not, all day long"
