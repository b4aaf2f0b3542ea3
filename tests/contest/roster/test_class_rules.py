"""Coming by class as pure rules: which class, how long its code works, whom somebody says to be."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.roster.class_rules import (
    Key,
    Pupil,
    folded,
    is_class,
    is_open,
    key,
    meant,
    proof,
    proves,
    unproved,
    until,
)
from contest.roster.states import Proof, Until

SECOND = timedelta(seconds=1)
#: 20:00 in Việt Nam.
EVENING = datetime(2026, 10, 5, 13, tzinfo=UTC)
MIDNIGHT = datetime(2026, 10, 5, 17, tzinfo=UTC)
HANG = Pupil("h", "Y Thu Hằng", 2012, "HS-007", "0912345678")
BIEN = Pupil("b", "A Biên", 2012, "", "0912345678")


def test_a_class_is_its_unit_and_its_name_however_it_is_written() -> None:
    assert key("nd", "9A") == key("nd", "9a ") == Key("nd", "9a")
    assert key("nd", "Lớp 9A") != key("nd", "9A")
    assert key(None, "") == Key("", "")
    assert folded("ß" * 80) == key(None, "ß" * 80).folded == "ss" * 40, "as long as the column"
    assert key("nd", "9A") != key("cd", "9A")


@pytest.mark.parametrize(
    ("unit", "called", "is_one"), [("nd", "9A", True), ("9a", "", True), ("rao", "", False), ("", "", False)]
)
def test_a_class_has_a_name_or_is_a_unit_of_its_own(unit: str, called: str, is_one: bool) -> None:
    assert is_class(key(unit, called), {"9a"}) is is_one


@pytest.mark.parametrize(("seconds", "opened"), [(-1, True), (0, False), (1, False)])
def test_a_code_works_until_its_moment(seconds: int, opened: bool) -> None:
    assert is_open(EVENING, EVENING + seconds * SECOND) is opened
    assert not is_open(None, EVENING)


class TestUntil:
    def test_the_day_is_that_of_viet_nam(self) -> None:
        far = EVENING + timedelta(days=9)
        assert until(Until.DAY, EVENING, far) == MIDNIGHT
        assert until(Until.DAY, MIDNIGHT - SECOND, far) == MIDNIGHT
        assert until(Until.DAY, MIDNIGHT, far) == MIDNIGHT + timedelta(days=1)
        assert until(Until.ROUND, EVENING, far) == far

    @pytest.mark.parametrize("choice", Until)
    def test_never_after_the_round(self, choice: Until) -> None:
        closes = EVENING + timedelta(hours=1)
        assert until(choice, EVENING, closes) == closes

    @given(
        st.integers(0, 10**7),
        st.integers(1, 10**7),
        st.sampled_from(Until),
    )
    def test_an_opened_code_works_at_once(self, after: int, left: int, choice: Until) -> None:
        at = EVENING + after * SECOND
        end = until(choice, at, at + left * SECOND)
        assert is_open(end, at)
        assert end <= at + left * SECOND


@pytest.mark.parametrize(
    ("pupil", "asked"),
    [
        (HANG, Proof.NUMBER),
        (BIEN, Proof.PHONE),
        (Pupil("a", "A", 2012), Proof.YEAR),
        (Pupil("a", "A", None, "7"), Proof.NUMBER),
        (Pupil("a", "A", 2012, " - "), Proof.YEAR),
        (Pupil("a", "A"), None),
    ],
)
def test_of_what_the_list_knows_what_tells_most_is_asked(pupil: Pupil, asked: Proof | None) -> None:
    assert proof(pupil, True) is asked
    assert proof(pupil, False) is None


@pytest.mark.parametrize("typed", ["HS-007", "hs007", "hs 007", "Hs.007"])
def test_the_number_however_it_is_typed(typed: str) -> None:
    assert proves(HANG, typed)


@pytest.mark.parametrize(
    "typed", ["", " ", "2011", "2012", "5678", "0912345678", "HS-07", "HS", "007", "None", "none", "12"]
)
def test_anything_else_is_wrong_the_year_of_the_whole_class_too(typed: str) -> None:
    assert not proves(HANG, typed)


@pytest.mark.parametrize(
    "typed", ["5678", " 5 678 ", "45678", "0912345678", "0912 345 678", "84912345678", "+84 912.345.678"]
)
def test_the_end_of_the_phone_number_or_all_of_it(typed: str) -> None:
    assert proves(BIEN, typed)


@pytest.mark.parametrize("typed", ["", "678", "8", "0912", "5679", "2012", "x5678", "None", "0912345679"])
def test_too_little_of_it_or_another_is_wrong(typed: str) -> None:
    assert not proves(BIEN, typed)


def test_the_year_is_asked_where_nothing_better_is_known() -> None:
    assert proves(Pupil("a", "A", 2012), " 2012 ")
    assert not proves(Pupil("a", "A", 2012), "2011")


class TestUnproved:
    """Whom a classmate could come in as."""

    def test_a_year_that_others_have_tells_nobody_apart(self) -> None:
        alike = [Pupil("a", "A", 2012), Pupil("b", "B", 2012), Pupil("c", "C", 2011)]
        assert unproved(alike) == 2

    def test_nor_does_nothing(self) -> None:
        assert unproved([Pupil("a", "A")]) == 1
        assert unproved([]) == 0

    def test_who_tells_a_number_is_safe_and_takes_the_years_worth_away_still(self) -> None:
        assert unproved([HANG, BIEN]) == 0
        assert unproved([HANG, Pupil("a", "A", 2012)]) == 1, "the year is no secret of theirs"

    @given(
        st.lists(
            st.tuples(
                st.sampled_from([None, 2011, 2012]),
                st.sampled_from(["", "1"]),
                st.sampled_from(["", "0912345678"]),
            ),
            max_size=6,
        )
    )
    def test_it_counts_those_whom_somebody_else_of_the_class_can_prove_to_be(
        self, rows: list[tuple[int | None, str, str]]
    ) -> None:
        found = 0
        for place, (year, number, phone) in enumerate(rows):
            years = [other for at, (other, _, _) in enumerate(rows) if at != place]
            found += not number and not phone and (year is None or year in years)
        assert unproved([Pupil(str(place), "A", *row) for place, row in enumerate(rows)]) == found


class TestNamesakes:
    ONE = Pupil("1", "A Biên", 2012)
    OTHER = Pupil("2", "A Biên", 2013, "HS2")
    THIRD = Pupil("3", "Y Bích", 2013, "HS3")

    def test_what_is_told_says_which_of_two_with_one_name(self) -> None:
        waiting = [self.ONE, self.OTHER, self.THIRD]
        for picked in (self.ONE, self.OTHER):
            assert meant(picked, waiting, "2012") == self.ONE
            assert meant(picked, waiting, "hs2") == self.OTHER
            assert meant(picked, waiting, "HS3") is None, "another name is never meant"

    def test_who_came_is_not_meant(self) -> None:
        assert meant(self.ONE, [self.ONE, self.THIRD], "2013") is None

    @given(
        st.lists(
            st.tuples(
                st.sampled_from("AB"), st.sampled_from([None, 2012, 2013]), st.sampled_from(["", "1", "2"])
            ),
            min_size=1,
            max_size=5,
        ),
        st.sampled_from(["", "2012", "2013", "1", "2", "9"]),
    )
    def test_whoever_is_meant_has_the_name_and_the_proof(
        self, rows: list[tuple[str, int | None, str]], typed: str
    ) -> None:
        waiting = [Pupil(str(place), *row) for place, row in enumerate(rows)]
        for picked in waiting:
            found = meant(picked, waiting, typed)
            fits = [each for each in waiting if each.name == picked.name and proves(each, typed)]
            assert (found is None) == (not fits)
            assert found is None or found in fits
            if picked in fits:
                assert found == picked
