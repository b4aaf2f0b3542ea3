"""Which rules may follow which in an open round: each field alone, and any two rulesets."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from contest.errors import Invalid
from contest.planning import amending
from contest.planning.amending import (
    EARLIER,
    FEWER,
    KEPT,
    LONGER,
    OLDER,
    PROMISED,
    SEEN,
    UNMASKED,
    UNTOLD,
    refused,
)
from contest.ruleset.rules import (
    BlueprintLine,
    BoardShown,
    Counting,
    Criterion,
    PredictionTarget,
    ReviewShown,
    Ruleset,
    ScoreShown,
    Ties,
    Visibility,
    Way,
)
from questions.audiences import Audience
from tests.contest.ruleset.made import TEN, rulesets

SHORT = (Criterion.POINTS, Criterion.SUBMITTED)
CLOSED = Visibility()
OWN = Visibility(score=ScoreShown.AT_ONCE)
LIVE = Visibility(score=ScoreShown.AT_ONCE, board=BoardShown.LIVE)


def rules(**changes: Any) -> Ruleset:
    values: dict[str, Any] = {"blueprint": TEN, "seconds": 600}
    return Ruleset(**(values | changes))


SEVERAL = {"attempts_allowed": 3}
TIMED = {"way": Way.PACED, "question_seconds": 30}
GUESS = {"prediction": PredictionTarget.PARTICIPANTS}


@pytest.mark.parametrize(
    ("before", "after", "problems"),
    [
        # The paper, its marking, the prediction: as they are.
        ({}, {"blueprint": (BlueprintLine(count=9),)}, {"blueprint": KEPT}),
        ({}, {"seconds": 601}, {"minutes": KEPT}),
        ({}, {"grace_seconds": 19}, {"minutes": KEPT}),
        ({}, {"keeps_expired": True}, {"keeps_expired": KEPT}),
        ({}, {"asked_of": Audience.PUPILS}, {"asked_of": KEPT}),
        ({"asked_of": Audience.PUPILS}, {"asked_of": Audience.PEOPLE}, {"asked_of": KEPT}),
        ({}, GUESS, {"prediction": KEPT}),
        (GUESS, {}, {"prediction": KEPT}),
        (GUESS, GUESS | {"void_predicted": True}, {"void_predicted": KEPT}),
        ({}, {"wrong_costs": 25}, {"wrong_costs": KEPT}),
        ({"wrong_costs": 25}, {"wrong_costs": 25, "below_zero": True}, {"below_zero": KEPT}),
        # How a paper is gone through, and whose share of the bank it is drawn from.
        ({}, {"way": Way.FORWARD}, {"way": KEPT}),
        ({"way": Way.PACED}, {}, {"way": KEPT}),
        ({"way": Way.PACED}, TIMED, {"question_seconds": KEPT}),
        (TIMED, TIMED | {"question_seconds": 31}, {"question_seconds": KEPT}),
        ({}, {"shifts": 2}, {"shifts": KEPT}),
        ({"shifts": 2}, {"shifts": 3}, {"shifts": KEPT}),
        # Limits: only looser.
        (SEVERAL, {"attempts_allowed": 2}, {"attempts_allowed": FEWER}),
        ({"attempts_allowed": None}, {"attempts_allowed": 20}, {"attempts_allowed": FEWER}),
        (SEVERAL, {"attempts_allowed": 4}, {}),
        (SEVERAL, {"attempts_allowed": None}, {}),
        (SEVERAL, SEVERAL | {"attempts_a_day": 1}, {"attempts_a_day": FEWER}),
        (SEVERAL | {"attempts_a_day": 1}, SEVERAL | {"attempts_a_day": 2}, {}),
        (SEVERAL | {"attempts_a_day": 1}, SEVERAL, {}),
        (SEVERAL, SEVERAL | {"attempts_in_all": 9}, {"attempts_in_all": FEWER}),
        (SEVERAL, SEVERAL | {"pause_minutes": 1}, {"pause": LONGER}),
        (SEVERAL | {"pause_minutes": 2}, SEVERAL | {"pause_minutes": 1}, {}),
        # Who may take part: only more people; names once masked stay so.
        ({}, {"youngest": 12}, {"youngest": OLDER}),
        ({"youngest": 12}, {"youngest": 13}, {"youngest": OLDER}),
        ({"youngest": 12}, {"youngest": 11}, {}),
        ({"youngest": 12}, {}, {}),
        ({}, {"show_minors_masked": False}, {"masked": UNMASKED}),
        ({"show_minors_masked": False}, {}, {}),
        # Papers: from now on, and then for good.
        ({}, {"by_hand": True}, {}),
        ({"by_hand": True}, {}, {"by_hand": PROMISED}),
        # What is shown: not earlier than promised.
        ({"visibility": CLOSED}, {"visibility": OWN}, {"score": EARLIER}),
        ({"visibility": OWN}, {"visibility": LIVE}, {"board": EARLIER}),
        ({"visibility": CLOSED}, {"visibility": LIVE}, {"score": EARLIER, "board": EARLIER}),
        ({"visibility": LIVE}, {"visibility": CLOSED}, {}),
        ({}, {"visibility": Visibility(review=ReviewShown.NEVER)}, {}),
        # The order: while nobody has seen it.
        ({}, {"criteria": SHORT}, {}),
        ({}, {"ties": Ties.COMMITTEE}, {}),
        # By age only where everybody has told their year.
        ({}, {"criteria": (*SHORT, Criterion.YOUNGEST)}, {"criteria": UNTOLD}),
        ({}, {"criteria": (*SHORT, Criterion.OLDEST)}, {"criteria": UNTOLD}),
        ({"criteria": (*SHORT, Criterion.OLDEST)}, {"criteria": (*SHORT, Criterion.YOUNGEST)}, {}),
        ({"criteria": (*SHORT, Criterion.OLDEST)}, {"criteria": SHORT}, {}),
        ({"youngest": 12}, {"youngest": 12, "criteria": (*SHORT, Criterion.YOUNGEST)}, {}),
        (
            {"visibility": LIVE},
            {"visibility": LIVE, "criteria": (*SHORT, Criterion.OLDEST)},
            {"criteria": SEEN},
        ),
        ({}, {"only_perfect": True}, {}),
        (SEVERAL, SEVERAL | {"counting": Counting.LAST}, {}),
        ({"visibility": LIVE}, {"visibility": LIVE, "criteria": SHORT}, {"criteria": SEEN}),
        ({"visibility": OWN}, {"visibility": OWN, "ties": Ties.LOT}, {"criteria": SEEN}),
        ({"visibility": LIVE}, {"criteria": SHORT}, {}),
        ({}, {"minimum_unit_size": 9}, {}),
    ],
)
def test_what_may_follow(before: dict[str, Any], after: dict[str, Any], problems: dict[str, str]) -> None:
    assert refused(rules(**before), rules(**after)) == problems


@given(rulesets(), rulesets())
def test_papers_and_marks_never_change(before: Ruleset, after: Ruleset) -> None:
    if refused(before, after):
        return
    kept = ("blueprint", "seconds", "grace_seconds", "prediction", "void_predicted", "wrong_costs")
    assert all(getattr(before, name) == getattr(after, name) for name in (*kept, "below_zero"))
    assert after.slots == before.slots


@given(rulesets())
def test_the_same_rules_may_follow(made: Ruleset) -> None:
    assert refused(made, made) == {}


@pytest.mark.parametrize(("reason", "is_one"), [("", False), ("Ngắn quá.", False), ("Đủ mười ký", True)])
def test_a_reason_is_a_sentence(reason: str, is_one: bool) -> None:
    if is_one:
        amending.check(rules(), rules(minimum_unit_size=9), reason)
        return
    with pytest.raises(Invalid) as wrong:
        amending.check(rules(), rules(minimum_unit_size=9), reason)
    assert wrong.value.fields == {"reason": amending.NO_REASON}
