"""One press on the typing page, and what comes next. Pure."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.attempts.by_hand_rules import MOST_STOOD
from contest.byhand.forms import SheetForm
from contest.byhand.states import Step
from contest.byhand.typing import Turn, times, turn
from tests.contest.byhand.test_rules import IDS, NUMBER, ONE, SEVERAL

LINES = (ONE, SEVERAL, NUMBER)
DAY = date(2026, 10, 5)
GOOD: dict[str, Any] = {"began": "08:00", "ended": "08:09", "reason": "Không có điện thoại"}


def press(step: Step = Step.CHECK, **typed: Any) -> Turn:
    form = SheetForm(**({"once": "0" * 13, "step": step, "answer": ["A", "BC", "7"]} | GOOD | typed))
    return turn(form, LINES, DAY)


def test_what_is_sound_is_read_back() -> None:
    found = press()
    assert (found.mode, found.typed, found.twice) == ("review", ("A", "BC", "7"), False)
    assert found.answers[1] == IDS[2]
    assert found.stated is not None and found.stated.stood == 0
    assert not found.ready


def test_what_is_not_is_asked_again_as_it_was_typed() -> None:
    found = press(answer=["AB", "bc", ""])
    assert (found.mode, found.typed) == ("type", ("AB", "bc", ""))
    assert list(found.errors) == [1]


def test_once_more_from_empty_fields() -> None:
    found = press(Step.AGAIN)
    assert (found.mode, found.carried) == ("second", "A|BC|7")
    assert press(Step.AGAIN, answer=["X", "", ""]).mode == "type", "what is wrong is mended first"


def test_two_typings_that_agree_are_read_back_as_such() -> None:
    found = press(Step.COMPARE, first="A|BC|7", answer=["a", "c,b", "7"])
    assert (found.mode, found.twice) == ("review", True)


def test_two_that_differ_say_where_and_keep_the_first() -> None:
    found = press(Step.COMPARE, first="A|BC|7", answer=["A", "BD", ""])
    assert (found.mode, found.typed, list(found.errors)) == ("type", ("A", "BC", "7"), [2, 3])


def test_back_to_the_fields_nothing_is_lost() -> None:
    found = press(Step.EDIT, first="A||7", answer=[])
    assert (found.mode, found.typed) == ("type", ("A", "", "7"))


def test_handed_in_is_what_was_read_back() -> None:
    found = press(Step.HAND_IN, first="A|BC|7", answer=["D", "D", "D"])
    assert found.ready
    assert found.answers[1] == IDS[2]


@pytest.mark.parametrize("wrong", [{"first": "A|XY|7"}, {"began": ""}, {"reason": ""}, {"stood": "x"}])
def test_nothing_unsound_is_handed_in(wrong: dict[str, Any]) -> None:
    found = press(Step.HAND_IN, **({"first": "A|BC|7"} | wrong))
    assert not found.ready
    assert found.errors or found.fields


@pytest.mark.parametrize(("stood", "minutes"), [("", 0), ("0", 0), ("7", 7), (str(MOST_STOOD), MOST_STOOD)])
def test_minutes_that_stood(stood: str, minutes: int) -> None:
    stated, errors = times(SheetForm(once="0" * 13, stood=stood, **GOOD), DAY)
    assert errors == {}
    assert stated is not None and stated.stood_seconds == 60 * minutes


@pytest.mark.parametrize("stood", [str(MOST_STOOD + 1), "-1", "a", "1.5", "٣"])
def test_minutes_that_are_none(stood: str) -> None:
    stated, errors = times(SheetForm(once="0" * 13, stood=stood, **GOOD), DAY)
    assert stated is None
    assert list(errors) == ["stood"]


def test_everything_that_is_wrong_is_said_at_once() -> None:
    _, errors = times(SheetForm(once="0" * 13, stood="x"), DAY)
    assert set(errors) == {"began", "ended", "stood", "reason"}


@given(
    st.sampled_from(Step),
    st.lists(st.text(alphabet="ABCDEĐS 0123|", max_size=4), max_size=6),
    st.text(alphabet="ABCD7|", max_size=12),
)
def test_any_press_leads_somewhere(step: Step, answer: list[str], first: str) -> None:
    found = press(step, answer=answer, first=first)
    assert found.mode in ("type", "second", "review", "ready")
    assert found.ready == (found.mode == "ready")
    assert not (found.ready and (found.errors or found.fields or found.stated is None))
    if found.mode in ("review", "ready"):
        assert set(found.answers) == {1, 2, 3}
