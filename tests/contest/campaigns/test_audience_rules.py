"""Audiences as rules: names, ages at their borders, what is chosen, what staff type."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.campaigns import audience_rules as rules
from contest.campaigns.audience_rules import Audience, Typed, pick_own
from contest.campaigns.rules import Phase, pick_current
from contest.web.filters import NBSP
from tests.contest.groups import ELDERS, PUPILS, SERVANTS

NOW = datetime(2026, 10, 5, 1, tzinfo=UTC)
ALL = (PUPILS, SERVANTS, ELDERS)
ANYBODY = Audience("d1ddddddddddd", "D", "Người dân")


def plain(text: str) -> str:
    return text.replace(NBSP, " ")


def test_how_an_audience_is_called() -> None:
    assert plain(PUPILS.short) == "Bảng A"
    assert plain(PUPILS.label) == "Bảng A: Học sinh"
    assert PUPILS.whom == "học sinh các trường trung học cơ sở"
    assert SERVANTS.whom == "cán bộ, công chức", "its name, inside a sentence"
    assert replace(SERVANTS, name="CBCCVC").whom == "CBCCVC", "an abbreviation keeps its capitals"


@pytest.mark.parametrize(
    ("youngest", "oldest", "said"),
    [(None, None, ""), (11, 15, "từ 11 đến 15 tuổi"), (18, None, "từ 18 tuổi"), (None, 30, "đến 30 tuổi")],
)
def test_ages_in_words(youngest: int | None, oldest: int | None, said: str) -> None:
    assert plain(replace(ANYBODY, youngest=youngest, oldest=oldest).ages) == said


def test_what_is_told_beside_the_label() -> None:
    assert plain(PUPILS.told) == "Học sinh các trường trung học cơ sở, từ 11 đến 15 tuổi"
    assert plain(SERVANTS.told) == "Từ 18 tuổi"
    assert ANYBODY.told == ""
    assert replace(ANYBODY, who="người dân").told == "", "what the name says is not said again"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Tuần 1", "Tuần 1, Bảng A"),
        ("Tuần 1 bảng A", "Tuần 1 bảng A"),
        ("BẢNG A, tuần 2", "BẢNG A, tuần 2"),
        ("Bảng AB", "Bảng AB, Bảng A"),
        ("Vòng loại bảng B", "Vòng loại bảng B, Bảng A"),
    ],
)
def test_a_rounds_name_says_whose_it_is_once(name: str, shown: str) -> None:
    assert plain(rules.named(name, PUPILS)) == shown
    assert rules.named(name, None) == name


@pytest.mark.parametrize(
    ("year", "fit"), [(2010, False), (2011, True), (2013, True), (2015, True), (2016, False), (None, True)]
)
def test_ages_count_by_the_year(year: int | None, fit: bool) -> None:
    """11 to 15 in 2026: born in 2011 up to 2015."""
    assert rules.fits(PUPILS, year, NOW) is fit
    assert bool(rules.problem(PUPILS, year, NOW)) is not fit


@pytest.mark.parametrize(("moment", "fit"), [(-1, False), (0, True)])
def test_the_year_turns_with_the_wall_clock_of_viet_nam(moment: int, fit: bool) -> None:
    """Who was born in 2016 turns 11 by the year when 2027 begins there, seven hours before it does in UTC."""
    midnight = datetime(2026, 12, 31, 17, 0, tzinfo=UTC)
    assert rules.fits(PUPILS, 2016, midnight + timedelta(seconds=moment)) is fit


def test_the_refusal_names_the_ages() -> None:
    said = plain(rules.problem(PUPILS, 1990, NOW))
    assert said.startswith("Bảng A: Học sinh dành cho người từ 11 đến 15 tuổi, tính theo năm sinh.")


def test_only_one_that_fits_is_suggested() -> None:
    assert rules.suggested(ALL, 2013, NOW) == PUPILS.id
    assert rules.suggested(ALL, 1990, NOW) == SERVANTS.id
    assert rules.suggested(ALL, 1960, NOW) == "", "civil servants and the elderly both fit"
    assert rules.suggested(ALL, 2009, NOW) == "", "none fits"
    assert rules.suggested(ALL, None, NOW) == ""
    assert rules.suggested((), 1990, NOW) == ""


def test_choosing() -> None:
    assert rules.chosen((), "", 1990, NOW) is None, "a contest without audiences asks nothing"
    assert rules.chosen(ALL, SERVANTS.id, 1990, NOW) == SERVANTS
    assert rules.chosen((SERVANTS,), "", 1990, NOW) == SERVANTS, "where there is one, nothing is asked"
    for wanted in ("", "x" * 13, PUPILS.code):
        with pytest.raises(ValueError, match=rules.CHOOSE):
            rules.chosen(ALL, wanted, 1990, NOW)
    for found in (ALL, (PUPILS,)):
        with pytest.raises(ValueError, match="tính theo năm sinh"):
            rules.chosen(found, PUPILS.id, 1990, NOW)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("A", PUPILS),
        (" bảng a ", PUPILS),
        ("BẢNG A: HỌC SINH", PUPILS),
        ("học sinh", PUPILS),
        ("Hoc sinh", PUPILS),
        ("A - Học sinh", PUPILS),
        ("cán bộ công chức", SERVANTS),
        ("b", SERVANTS),
        ("C.", ELDERS),
        ("D", None),
        ("bảng", None),
        ("học", None),
    ],
)
def test_what_a_cell_of_a_list_means(text: str, wanted: Audience | None) -> None:
    assert rules.written(ALL, text) == wanted


def test_whose_rounds_are_whose() -> None:
    assert rules.is_for(None, None) and rules.is_for(None, "x") and rules.is_for(PUPILS, PUPILS.id)
    assert not rules.is_for(PUPILS, SERVANTS.id) and not rules.is_for(PUPILS, None)
    sides = (None, PUPILS, SERVANTS)
    apart = {(one, other) for one, other in product(sides, sides) if not rules.shares_people(one, other)}
    assert apart == {(PUPILS, SERVANTS), (SERVANTS, PUPILS)}


def test_the_next_letter_is_the_first_that_is_free() -> None:
    assert rules.next_code(()) == "A"
    assert rules.next_code((PUPILS, ELDERS)) == "B"
    assert rules.next_code([replace(ANYBODY, code=letter) for letter in rules.LETTERS]) == ""
    assert rules.next_code((replace(ANYBODY, code="a"),)) == "B"


# --- which round somebody cares about ---------------------------------------------------------------


class Shown:
    """A round with a phase, a place in time, and whose it is."""

    def __init__(self, phase: Phase, day: int, only: Audience | None) -> None:
        self.phase, self.only = phase, only
        self.opens_at = NOW + timedelta(days=day)


rounds_drawn = st.lists(
    st.builds(
        Shown, st.sampled_from(list(Phase)), st.integers(0, 5), st.sampled_from([None, PUPILS, SERVANTS])
    ),
    max_size=6,
)


@given(rounds_drawn, st.sampled_from([PUPILS, SERVANTS]))
def test_nobody_is_shown_a_round_of_another_audience(rounds: list[Shown], own: Audience) -> None:
    found = pick_own(rounds, own.id)
    theirs = [each for each in rounds if each.only in (None, own)]
    assert found is pick_current(theirs)
    assert found is None or found.only in (None, own)


@given(rounds_drawn)
def test_who_has_said_nothing_sees_what_a_visitor_sees(rounds: list[Shown]) -> None:
    assert pick_own(rounds, None) is pick_current(rounds)


# --- what staff type --------------------------------------------------------------------------------


def test_what_is_typed_makes_an_audience() -> None:
    made, errors = rules.checked(
        Typed("bảng b", "Đoàn viên", "đoàn viên, thanh niên.", "16", "30"), (PUPILS,), "x"
    )
    assert errors == {}
    assert made == Audience("x", "B", "Đoàn viên", "đoàn viên, thanh niên", 16, 30)


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"code": ""}, "code", rules.NO_CODE),
        ({"code": "Bảng "}, "code", rules.NO_CODE),
        ({"code": "A!"}, "code", rules.BAD_CODE),
        ({"code": "A B"}, "code", rules.BAD_CODE),
        ({"code": "ABCDEFGHI"}, "code", rules.BAD_CODE),
        ({"code": "a"}, "code", rules.CODE_TWICE.format(code="A")),
        ({"name": ""}, "name", rules.NO_NAME),
        ({"name": "HỌC SINH"}, "name", rules.NAME_TWICE.format(name="HỌC SINH")),
        ({"youngest": "2"}, "youngest", rules.BAD_AGE),
        ({"youngest": "mười"}, "youngest", rules.BAD_AGE),
        ({"youngest": "٣٤"}, "youngest", rules.BAD_AGE),
        ({"oldest": "111"}, "oldest", rules.BAD_AGE),
        ({"oldest": "-5"}, "oldest", rules.BAD_AGE),
        ({"youngest": "16", "oldest": "15"}, "oldest", rules.BACKWARDS),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(changes: dict[str, str], field: str, said: str) -> None:
    given_ = {"code": "B", "name": "Đoàn viên", "who": "", "youngest": "", "oldest": ""} | changes
    made, errors = rules.checked(Typed(**given_), (PUPILS,), "x")
    assert made is None
    assert errors == {field: said}


def test_borders_of_the_ages() -> None:
    made, errors = rules.checked(Typed("B", "Mọi người", "", "3", "110"), (), "x")
    assert errors == {}
    assert made is not None
    assert (made.youngest, made.oldest) == (3, 110)
    same, errors = rules.checked(Typed("B", "Mười lăm", "", "15", "15"), (), "x")
    assert errors == {} and same is not None


@given(st.text(max_size=12), st.text(max_size=12), st.text(max_size=4), st.text(max_size=4))
def test_anything_typed_is_an_audience_or_a_sentence(code: str, name: str, least: str, most: str) -> None:
    made, errors = rules.checked(Typed(code, name, "", least, most), (PUPILS,), "x")
    assert (made is None) == bool(errors)
    if made is not None:
        again, errors = rules.checked(
            Typed(made.code, made.name, made.who, str(made.youngest or ""), str(made.oldest or "")),
            (PUPILS,),
            "x",
        )
        assert errors == {} and again == made
