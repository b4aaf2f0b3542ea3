"""The ladder's form: a rung goes up, nothing is cut off, folded parts open by themselves."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from contest.errors import Invalid
from contest.planning import drafting, edits, ranking
from contest.planning.labels import CHOICES
from contest.planning.states import Group
from contest.ruleset.rules import Counting, Criterion, Moment, Ruleset, Ties
from contest.ruleset.wording import ORDINALS
from contest.web.forms import PostedForm
from tests.contest.planning.test_drafting import SETTINGS, VERSION, post
from tests.contest.ruleset.made import TEN, rulesets

LONGEST = (
    Criterion.POINTS,
    Criterion.PERFECT_ATTEMPTS,
    Criterion.PREDICTION_ERROR,
    Criterion.FIRST_START,
    Criterion.SECONDS,
    Criterion.YOUNGEST,
    Criterion.SUBMITTED,
)


def test_the_form_has_room_for_the_longest_ladder() -> None:
    # Youngest and oldest exclude each other; points are not chosen.
    assert len(ranking.RUNGS) == len(Criterion) - 2 == len(ORDINALS) - 1
    typed: dict[str, Any] = dict(zip(ranking.RUNGS, LONGEST[1:], strict=True))
    made = post(Group.RANKING, **typed)
    assert made.rules.criteria == LONGEST
    assert post(Group.RANKING, made) == made


@pytest.mark.parametrize(
    "name", [*ranking.RUNGS, "ties", "counting", "pause", "wrong_costs", "attempts_in_all"]
)
def test_a_form_without_a_field_cuts_nothing_off(name: str) -> None:
    posted = drafting.values(Group.RANKING, SETTINGS) | VERSION
    del posted[name]
    with pytest.raises(Invalid) as wrong:
        edits.edit_of(Group.RANKING, PostedForm(posted, {}, {}))
    assert name in wrong.value.fields


@given(rulesets())
def test_saving_another_group_leaves_the_order_alone(rules: Ruleset) -> None:
    settings = replace(SETTINGS, rules=rules)
    # As long as four hours at most, and no shorter than its parts.
    seconds = min(rules.seconds + 1, 4 * 3600)
    minutes, rest = divmod(seconds, 60)
    changed = post(Group.PAPER, settings, minutes=str(minutes), seconds=str(rest))
    assert changed.rules == rules.changed(seconds=seconds)
    assert post(Group.PUBLICATION, settings, minimum_unit_size="9").rules == rules.changed(
        minimum_unit_size=9
    )


def test_gaps_close() -> None:
    made = post(Group.RANKING, rung2="", rung3="prediction_error", rung4="", rung6="submitted")
    assert made.rules.criteria == (Criterion.POINTS, Criterion.PREDICTION_ERROR, Criterion.SUBMITTED)


def rungs(**typed: str) -> dict[str, str]:
    return dict.fromkeys(ranking.RUNGS, "") | typed


@pytest.mark.parametrize(
    ("typed", "wanted", "focus"),
    [
        ({"rung2": "seconds", "rung3": "submitted", "up": "rung3"}, ["submitted", "seconds"], "rung2"),
        ({"rung2": "seconds", "rung5": "submitted", "up": "rung5"}, ["submitted", "seconds"], "rung2"),
        ({"rung2": "a", "rung3": "b", "rung4": "c", "up": "rung4"}, ["a", "c", "b"], "rung3"),
        ({"rung3": "b", "up": "rung3"}, ["b"], "rung2"),
        ({"rung2": "a", "rung3": "b", "up": "rung4"}, ["a", "b"], "rung2"),
        ({"rung2": "a", "rung3": "b", "up": "<b>"}, ["a", "b"], "rung2"),
        ({"up": "rung7"}, [], "rung2"),
    ],
)
def test_a_rung_goes_up(typed: dict[str, str], wanted: list[str], focus: str) -> None:
    raised = ranking.raised(rungs(**typed) | {"counting": "mean"})
    assert [raised[name] for name in ranking.RUNGS if raised[name]] == wanted
    assert [raised[name] for name in ranking.RUNGS[: len(wanted)]] == wanted
    assert (raised["up"], raised["counting"]) == (focus, "mean")


def test_a_form_without_rungs_is_no_fault() -> None:
    assert ranking.raised({"up": "rung3"})["rung2"] == ""


def test_usual_rules_are_folded_away() -> None:
    assert ranking.opened(ranking.values(Ruleset(blueprint=TEN, seconds=600)), ()) == frozenset()
    assert ranking.opened({}, ()) == frozenset()


@pytest.mark.parametrize(
    ("changes", "part"),
    [
        ({"attempts_a_day": 1}, "attempts"),
        ({"attempts_in_all": 9}, "attempts"),
        ({"pause_minutes": 30}, "attempts"),
        ({"wrong_costs": 25}, "marks"),
        ({"only_perfect": True}, "marks"),
        ({"counting": Counting.MEAN, "precision": {"mean_decimals": 0}}, "marks"),
        ({"precision": {"seconds": Moment.MINUTE}}, "precision"),
        ({"precision": {"moments": Moment.SECOND}}, "precision"),
        ({"criteria": LONGEST[:2] + LONGEST[3:6]}, "ladder"),
    ],
)
def test_a_part_with_something_in_it_stands_open(changes: dict[str, Any], part: str) -> None:
    rules = Ruleset(blueprint=TEN, seconds=600, attempts_allowed=5).changed(**changes)
    assert ranking.opened(ranking.values(rules), ()) == {part}


@pytest.mark.parametrize("part", list(ranking.FOLDED))
def test_a_part_with_something_wrong_stands_open(part: str) -> None:
    for name in ranking.FOLDED[part]:
        assert ranking.opened({}, [name]) == {part}


def test_every_choice_of_the_rules_is_offered() -> None:
    def offered(name: str) -> set[str]:
        return {value for value, _ in CHOICES[name]}

    assert offered("rungs") == {"", *Criterion} - {Criterion.POINTS}
    assert offered("ties") == set(Ties)
    assert offered("precise_moments") == set(Moment)
    assert offered("precise_seconds") == set(Moment) - {Moment.MILLISECOND}
