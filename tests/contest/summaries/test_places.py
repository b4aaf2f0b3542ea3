"""Which line a unit is counted with, and how many people a line stands for."""

from __future__ import annotations

from contest.summaries import place_rules

TREE = {"xa": None, "truong": "xa", "a": "truong", "b": "truong", "ubnd": "xa"}


def test_one_commune_above_all_tells_nothing() -> None:
    assert place_rules.start(TREE, "") == "xa"
    assert place_rules.start(TREE, "truong") == "truong"
    assert place_rules.start({"x": None, "y": None}, "") == ""
    assert place_rules.start({"x": None}, "") == ""
    assert place_rules.start({"x": "gone", "y": "x"}, "") == "x"
    assert place_rules.start({}, "") == ""


def test_units_are_counted_with_the_one_right_below() -> None:
    assert place_rules.places(TREE, "xa") == {
        "xa": "xa",
        "truong": "truong",
        "a": "truong",
        "b": "truong",
        "ubnd": "ubnd",
    }


def test_what_is_not_below_stands_nowhere() -> None:
    assert place_rules.places(TREE, "truong") == {"truong": "truong", "a": "a", "b": "b"}
    assert place_rules.places(TREE, "a") == {"a": "a"}


def test_several_at_the_top() -> None:
    assert place_rules.places({"x": None, "y": "x", "z": None}, "") == {"x": "x", "y": "x", "z": "z"}


def test_a_size_is_as_told_else_the_sum_below_when_all_are_known() -> None:
    assert place_rules.sizes(TREE, {"a": 3, "b": 4, "ubnd": 5}) == {
        "xa": 12,
        "truong": 7,
        "a": 3,
        "b": 4,
        "ubnd": 5,
    }
    assert place_rules.sizes(TREE, {"a": 3, "ubnd": 5}) == {"a": 3, "ubnd": 5}
    assert place_rules.sizes(TREE, {"a": 3, "b": 4, "truong": 9})["truong"] == 9
    assert place_rules.sizes(TREE, {"a": 0, "b": 4}) == {"b": 4}


def test_a_tree_that_goes_round_ends() -> None:
    round_ = {"x": "y", "y": "x"}
    assert place_rules.sizes(round_, {"x": 2}) == {"x": 2}
    assert set(place_rules.places(round_, "")) == {"x", "y"}
