"""Which option is right, by all marks of a file: never a guess."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.formats.word.choosing import Choice, choose
from questions.formats.word.marks import Evidence, Mark

A, B, C, AB, BC = (frozenset(places) for places in ([0], [1], [2], [0, 1], [1, 2]))


def one(*evidence: tuple[Mark, frozenset[int]], more: bool = False) -> Choice:
    """The choice of a file with this question alone."""
    return choose([evidence], [more])[0]


def test_nothing_said_is_nothing_chosen() -> None:
    assert one() == Choice()


@pytest.mark.parametrize("mark", [mark for mark in Mark if mark not in (Mark.BOLD_LETTER, Mark.ITALIC)])
def test_one_mark_is_enough(mark: Mark) -> None:
    assert one((mark, B)) == Choice(B)


@pytest.mark.parametrize("mark", [Mark.BOLD_LETTER, Mark.ITALIC])
def test_weak_marks_say_something_only_where_the_whole_file_has_them(mark: Mark) -> None:
    assert one((mark, B)) == Choice()
    assert choose([((mark, B),)] * 2, [False] * 2) == [Choice()] * 2
    assert choose([((mark, B),)] * 3, [False] * 3) == [Choice(B)] * 3
    nine = [((mark, A),)] * 9
    assert choose([*nine, ()], [False] * 10) == [*[Choice(A)] * 9, Choice()]
    assert choose([*nine, (), ()], [False] * 11) == [Choice()] * 11


def test_marks_that_agree() -> None:
    assert one((Mark.BOLD, B), (Mark.COLOUR, B), (Mark.TABLE, B)) == Choice(B)


@pytest.mark.parametrize("mark", [Mark.STAR, Mark.BOLD, Mark.UNDERLINE, Mark.COLOUR, Mark.SHADE, Mark.SAID])
def test_two_options_with_one_mark_are_asked_about(mark: Mark) -> None:
    choice = one((mark, AB))
    assert choice.places == frozenset() and "A, B" in choice.fault and mark.value in choice.fault
    assert one((mark, AB), more=True) == Choice(AB)


@pytest.mark.parametrize("mark", [Mark.LINE, Mark.TABLE])
def test_an_answer_may_name_several(mark: Mark) -> None:
    assert one((mark, AB)) == Choice(AB)
    assert one((mark, AB), (Mark.BOLD, AB)) == Choice(AB)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ((Mark.BOLD, A), (Mark.UNDERLINE, B)),
        ((Mark.BOLD, A), (Mark.UNDERLINE, AB)),
        ((Mark.STAR, A), (Mark.TABLE, B)),
        ((Mark.LINE, A), (Mark.TABLE, B)),
        ((Mark.TABLE, A), (Mark.TABLE, B)),
        ((Mark.SAID, C), (Mark.COLOUR, B)),
    ],
)
def test_marks_that_disagree_are_asked_about(
    first: tuple[Mark, frozenset[int]], second: tuple[Mark, frozenset[int]]
) -> None:
    choice = one(first, second)
    assert choice.places == frozenset() and not choice.doubt
    assert first[0].value in choice.fault and second[0].value in choice.fault


UNDERLINED: list[Evidence] = [((Mark.UNDERLINE, A),), ((Mark.UNDERLINE, B),), ((Mark.UNDERLINE, C),)]


def test_stress_gives_way_to_what_the_author_marks_with() -> None:
    stressed: Evidence = ((Mark.BOLD, B), (Mark.UNDERLINE, A))
    *_, last = choose([*UNDERLINED, stressed], [False] * 4)
    assert last.places == A and not last.fault and "B" in last.doubt and Mark.BOLD.value in last.doubt


def test_two_marks_that_are_both_usual_are_asked_about() -> None:
    both: Evidence = ((Mark.BOLD, B), (Mark.UNDERLINE, A))
    agreeing: Evidence = ((Mark.BOLD, A), (Mark.UNDERLINE, A))
    assert choose([agreeing, agreeing, agreeing, both], [False] * 4)[-1].fault
    assert choose([*UNDERLINED[:1], both], [False] * 2)[-1].fault


@pytest.mark.parametrize("mark", [Mark.LINE, Mark.TABLE])
def test_a_written_answer_is_never_overruled(mark: Mark) -> None:
    against: Evidence = ((mark, B), (Mark.UNDERLINE, A))
    assert choose([*UNDERLINED, against], [False] * 4)[-1].fault


def test_a_star_against_the_usual_mark_is_asked_about() -> None:
    assert choose([*UNDERLINED, ((Mark.STAR, B), (Mark.UNDERLINE, A))], [False] * 4)[-1].fault


PLACES = st.frozensets(st.integers(0, 3), min_size=1, max_size=2)
EVIDENCE = st.lists(st.tuples(st.sampled_from(Mark), PLACES), max_size=4).map(tuple)


@given(st.lists(st.tuples(EVIDENCE, st.booleans()), max_size=12))
def test_a_choice_is_always_something_that_a_mark_said(found: list[tuple[Evidence, bool]]) -> None:
    """Whatever the marks are, what is chosen was named by one of them, and a fault chooses nothing."""
    choices = choose([evidence for evidence, _ in found], [more for _, more in found])
    for (evidence, more), choice in zip(found, choices, strict=True):
        assert not (choice.fault and choice.places)
        assert not choice.places or choice.places in {places for _, places in evidence}
        typed = any(mark in (Mark.LINE, Mark.TABLE) for mark, _ in evidence)
        assert len(choice.places) < 2 or more or typed


@given(st.lists(EVIDENCE, min_size=1, max_size=8), st.randoms())
def test_the_order_of_questions_does_not_matter(found: list[Evidence], chance: object) -> None:
    del chance
    forwards = choose(found, [False] * len(found))
    backwards = choose(found[::-1], [False] * len(found))
    assert forwards == backwards[::-1]
