"""The figures beside the same definitions written down plainly, on rows by chance; what changes nothing."""

from __future__ import annotations

from fractions import Fraction
from math import isclose
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from questions.analysis.figures import MOST_WRITTEN, Analysis, Asked, analyse
from questions.analysis.tally import Tally
from questions.kinds import Content, Kind, Option
from tests.questions.analysis import plain
from tests.questions.analysis.plain import Row, columns, cov, mean, moment

#: The machine that tests is shared; how long an example takes says nothing.
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
MARKS = st.sampled_from([0, 25, 50, 100])


@st.composite
def papers(draw: st.DrawFn, marks: st.SearchStrategy[int] = MARKS) -> list[Row]:
    """Some people; each got some of six items in an order of their own, or all got the same."""
    people, same = draw(st.integers(1, 9)), draw(st.booleans())
    common = draw(st.lists(st.integers(1, 6), min_size=1, max_size=6, unique=True))
    rows = []
    for _ in range(people):
        items = draw(st.permutations(common))
        kept = items if same else items[: draw(st.integers(1, len(items)))]
        rows.append(Row({item: (draw(marks), draw(st.sampled_from("abcd"))) for item in kept}))
    return rows


def found(rows: list[Row]) -> Analysis:
    return analyse(plain.tally(rows), plain.asked(rows))


def near(value: Fraction | None, wanted: float) -> bool:
    return value is not None and isclose(float(value), wanted, rel_tol=1e-9, abs_tol=1e-9)


@unhurried
@given(papers())
def test_each_item_is_what_the_definitions_say(rows: list[Row]) -> None:
    for item in found(rows).items:
        xs, _, os = columns(rows, item.item)
        assert item.facility == mean(xs) / 100
        assert item.right == xs.count(100)
        if len(xs) == 1:
            assert item.discrimination is item.efficiency is item.spread is None
            continue
        assert near(item.spread, float(cov(xs, xs)) ** 0.5 / 100)
        product = cov(xs, xs) * cov(os, os)
        if product:
            assert near(item.discrimination, float(cov(xs, os)) / float(product) ** 0.5)
        else:
            assert item.discrimination is None
        best = cov(sorted(xs), sorted(os))
        assert item.efficiency == (cov(xs, os) / best if best else None)
        assert item.falls is (cov(xs, os) < 0)


@unhurried
@given(papers())
def test_weights_are_what_the_definitions_say_and_only_of_one_paper(rows: list[Row]) -> None:
    items = found(rows).items
    if not all(item.everywhere for item in items):
        assert all(item.intended is item.effective is None for item in items)
        return
    assert sum(item.intended or 0 for item in items) == 1
    covs = {one.item: cov(*columns(rows, one.item)[:2]) if len(rows) > 1 else None for one in items}
    whole = sum(float(value) ** 0.5 for value in covs.values() if value is not None and value > 0)
    for item in items:
        value = covs[item.item]
        if value is None or value < 0 or not whole:
            assert item.effective is None
        else:
            assert near(item.effective, float(value) ** 0.5 / whole)


@unhurried
@given(papers())
def test_the_whole_is_what_the_definitions_say(rows: list[Row]) -> None:
    whole, totals, s = found(rows).whole, [row.total for row in rows], len(rows)
    assert (whole.people, whole.mean) == (s, mean(totals))
    assert whole.mean_share == Fraction(sum(totals), sum(100 * len(row.got) for row in rows))
    if s <= 1:
        assert whole.deviation is None
        return
    m2, m3, m4 = (moment(totals, power) for power in (2, 3, 4))
    k2 = s * m2 / (s - 1)
    assert near(whole.deviation, float(k2) ** 0.5)
    if s <= 2 or not k2:
        assert whole.skewness is None
    else:
        k3 = s * s * m3 / ((s - 1) * (s - 2))
        assert near(whole.skewness, float(k3) / float(k2) ** 1.5)
    if s <= 3 or not k2:
        assert whole.kurtosis is None
    else:
        k4 = s * s * ((s + 1) * m4 - 3 * (s - 1) * m2 * m2) / ((s - 1) * (s - 2) * (s - 3))
        assert whole.kurtosis is not None and near(whole.kurtosis, float(k4 / k2**2))


@unhurried
@given(papers())
def test_consistency_takes_questions_of_one_paper_and_places_of_many(rows: list[Row]) -> None:
    whole, s = found(rows).whole, len(rows)
    lengths = {len(row.got) for row in rows}
    totals = [row.total for row in rows]
    if len(lengths) > 1 or lengths == {1} or s <= 2 or not moment(totals, 2):
        assert whole.consistency is whole.error_ratio is whole.standard_error is None
        return
    (p,) = lengths
    if whole.same:
        places = [[row.got[item][0] for row in rows] for item in rows[0].got]
    else:
        places = [[list(row.got.values())[place][0] for row in rows] for place in range(p)]
    alpha = Fraction(p, p - 1) * (1 - sum(cov(xs, xs) for xs in places) / cov(totals, totals))
    assert whole.consistency == alpha <= 1
    assert near(whole.error_ratio, float(1 - alpha) ** 0.5)
    assert near(whole.standard_error, float(1 - alpha) ** 0.5 * float(cov(totals, totals)) ** 0.5)


@unhurried
@given(papers(), st.randoms())
def test_neither_the_order_of_people_nor_the_slices_change_anything(rows: list[Row], chance: Random) -> None:
    mixed = list(rows)
    chance.shuffle(mixed)
    made = plain.tally(mixed[: len(mixed) // 2])
    made.merge(plain.tally(mixed[len(mixed) // 2 :]))
    assert analyse(made, plain.asked(rows)) == found(rows)


@unhurried
@given(papers(), st.randoms())
def test_the_order_of_the_questions_of_one_paper_changes_nothing(rows: list[Row], chance: Random) -> None:
    mixed = []
    for row in rows:
        items = list(row.got.items())
        chance.shuffle(items)
        mixed.append(Row(dict(items)))
    before, after = found(rows), found(mixed)
    assert after.items == before.items
    if before.whole.same:
        assert after.whole == before.whole


@unhurried
@given(papers())
def test_figures_keep_to_their_bounds(rows: list[Row]) -> None:
    made = found(rows)
    for item in made.items:
        assert item.facility is not None and 0 <= item.facility <= 1
        assert item.discrimination is None or -1 <= item.discrimination <= 1
        assert item.efficiency is None or item.efficiency <= 1
        assert all(value is None or 0 <= value <= 1 for value in item.fifths)
        assert sum(choice.people for choice in item.choices) + item.silent == item.people
        assert sum(choice.totals for choice in item.choices) == sum(columns(rows, item.item)[1])
    effects = [item.effective for item in made.items if item.effective is not None]
    assert not effects or isclose(float(sum(effects)), 1, rel_tol=1e-9)


@unhurried
@given(papers())
def test_fifths_together_are_the_facility_of_one_paper(rows: list[Row]) -> None:
    made = found(rows)
    if made.whole.same:
        for item in made.items:
            assert all(value is not None for value in item.fifths)
            assert sum(value or 0 for value in item.fifths) / 5 == item.facility


@unhurried
@given(papers(), st.integers(2, 9))
def test_marks_in_other_units_change_no_share(rows: list[Row], times: int) -> None:
    larger = [Row({item: (mark * times, said) for item, (mark, said) in row.got.items()}) for row in rows]
    made = analyse(plain.tally(larger), plain.asked(larger, 100 * times))
    before = found(rows)
    assert (made.whole.mean_share, made.whole.consistency) == (
        before.whole.mean_share,
        before.whole.consistency,
    )
    for one, other in zip(made.items, before.items, strict=True):
        assert (one.facility, one.efficiency, one.fifths) == (other.facility, other.efficiency, other.fifths)


def test_a_question_that_everybody_got_tells_nobody_apart() -> None:
    first, second = found(plain.same([[100, 0], [100, 100], [100, 0]])).items
    assert first.facility == 1
    assert first.discrimination is first.efficiency is None
    assert second.discrimination is None, "the rest is the same for everybody"
    assert first.effective == 0


@pytest.mark.parametrize(("people", "defined"), [(1, 0), (2, 1), (3, 3), (4, 4)])
def test_how_many_people_a_figure_needs(people: int, defined: int) -> None:
    marks = [[100, 0], [0, 0], [100, 100], [0, 100]][:people]
    whole = found(plain.same(marks)).whole
    known = [whole.deviation, whole.skewness, whole.consistency, whole.kurtosis]
    assert sum(value is not None for value in known) == defined


def test_nobody_is_no_error() -> None:
    made = analyse(Tally(), {})
    assert made.items == ()
    assert (made.whole.people, made.whole.mean, made.whole.mean_share) == (0, None, None)
    assert made.whole.deviation is made.whole.deviation_share is made.whole.consistency is None


def test_a_question_worth_nothing_has_no_facility() -> None:
    rows = plain.same([[0], [0]])
    (item,) = analyse(plain.tally(rows), plain.asked(rows, 0)).items
    assert item.facility is item.spread is item.guess is None


def test_marks_below_zero_are_counted_as_they_are() -> None:
    rows = plain.same([[100, -25], [-25, -25], [100, 100]])
    first, _ = found(rows).items
    assert first.facility == Fraction(175, 300)
    assert found(rows).whole.points == 225
    assert [(choice.answer, choice.best) for choice in first.choices[:2]] == [("a", 100), ("b", -25)]


def test_a_question_of_every_paper_is_compared_with_the_rest_one_that_was_drawn_with_the_whole() -> None:
    rows = [
        Row({1: (100, "a"), 2: (0, "b")}),
        Row({3: (100, "a"), 1: (0, "b")}),
        Row({1: (0, "b"), 2: (0, "b")}),
    ]
    items = {one.item: one for one in found(rows).items}
    assert [items[name].everywhere for name in (1, 2, 3)] == [True, False, False]
    assert items[1].intended is None


def test_somebody_lower_on_a_question_that_turns_things_round_has_no_weight() -> None:
    items = found(plain.same([[100, 0, 0], [0, 100, 100], [0, 100, 100]])).items
    assert [one.falls for one in items] == [True, False, False]
    assert [one.effective is None for one in items] == [True, False, False]


def test_written_answers_are_told_the_most_frequent_first() -> None:
    content = Content(Kind.number, "Bao nhiêu tỉnh, thành phố?")
    made = Tally()
    for number in range(20):
        for _ in range(20 - number):
            made.add((1,), (100 if number == 1 else 0,), (str(number + 30),))
    made.add((1,), (0,), ("",))
    (item,) = analyse(made, {1: Asked(content, 100)}).items
    assert [one.answer for one in item.choices] == [str(number) for number in range(30, 30 + MOST_WRITTEN)]
    assert (item.silent, item.right, item.guess) == (1, 19, None)


def test_each_of_several_options_has_its_choosers() -> None:
    content = Content(Kind.several, "Những gì?", (Option("x", "X"), Option("y", "Y"), Option("z", "Z")))
    made = Tally()
    made.add((1, 2), (100, 100), ("x,y", "x"))
    made.add((1, 2), (0, 100), ("x,z", "x"))
    item = analyse(made, {1: Asked(content, 100), 2: Asked(content, 100)}).items[0]
    assert [(one.answer, one.people, one.totals, one.best) for one in item.choices] == [
        ("x", 2, 300, 100),
        ("y", 1, 200, 100),
        ("z", 1, 100, 0),
    ]
    assert item.guess == Fraction(1, 7)


def test_an_attempt_that_does_not_fit_together_is_refused() -> None:
    with pytest.raises(ValueError, match="a mark and an answer"):
        Tally().add((1, 2), (100,), ("a",))
