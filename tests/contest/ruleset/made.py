"""Rulesets by chance: any combination of settings, of which only some are rules."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from pydantic import ValidationError

from contest.ruleset import states
from contest.ruleset.rules import BlueprintLine, Part, Precision, Ruleset, Visibility
from contest.ruleset.states import Counting, Criterion, Moment, PredictionTarget, Ties, Way
from questions.audiences import Audience

TEN = (BlueprintLine(count=10),)

#: Public ids of questions, as they are given.
QUESTIONS = tuple(f"k7q2m94x0a{number:03}" for number in range(9))

#: Any values, most of which contradict one another.
anything: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {},
    optional={
        "seconds": st.integers(30, 14400),
        "attempts_allowed": st.none() | st.integers(1, 5),
        "attempts_a_day": st.none() | st.integers(1, 3),
        "attempts_in_all": st.none() | st.integers(1, 9),
        "pause_minutes": st.integers(0, 90),
        "counting": st.sampled_from(Counting),
        "prediction": st.none() | st.sampled_from(PredictionTarget),
        "void_predicted": st.booleans(),
        "criteria": st.lists(st.sampled_from(Criterion), max_size=4).map(tuple),
        "visibility": st.builds(
            Visibility,
            score=st.sampled_from(states.ScoreShown),
            board=st.sampled_from(states.BoardShown),
            review=st.sampled_from(states.ReviewShown),
        ),
        "youngest": st.none() | st.integers(3, 100),
        "keeps_expired": st.booleans(),
        "wrong_costs": st.sampled_from([0, 25, 1000]),
        "below_zero": st.booleans(),
        "only_perfect": st.booleans(),
        "precision": st.builds(
            Precision,
            seconds=st.sampled_from(Moment),
            moments=st.sampled_from(Moment),
            mean_decimals=st.integers(0, 2),
        ),
        "ties": st.sampled_from(Ties),
        "by_hand": st.booleans(),
        "way": st.sampled_from(Way),
        "question_seconds": st.none() | st.integers(5, 3600),
        "shifts": st.none() | st.integers(2, 20),
        "fixed": st.lists(st.sampled_from(QUESTIONS), max_size=3).map(tuple),
        "suggestions": st.lists(st.sampled_from(QUESTIONS), max_size=2).map(tuple),
        "asked_of": st.none() | st.sampled_from(Audience),
        "parts": st.lists(st.builds(Part, seconds=st.integers(30, 900)), max_size=3).map(tuple),
    },
)

LADDER = [
    rung for rung in Criterion if rung not in (Criterion.POINTS, Criterion.PREDICTION_ERROR, Criterion.OLDEST)
]


@st.composite
def divided(draw: st.DrawFn) -> dict[str, Any]:
    """A paper in parts, its lines in any order."""
    times = draw(st.lists(st.integers(30, 900), min_size=2, max_size=6))
    names = st.sampled_from(["", "Trắc nghiệm", "Tình huống"])
    lines = [BlueprintLine(count=draw(st.integers(1, 9)), part=number) for number in range(1, len(times) + 1)]
    if draw(st.booleans()):
        lines.append(BlueprintLine(count=2, topic="cds", part=draw(st.integers(1, len(times)))))
    return {
        "parts": tuple(Part(seconds=each, name=draw(names)) for each in times),
        "blueprint": tuple(draw(st.permutations(lines))),
        "seconds": sum(times) + draw(st.sampled_from([0, 1, 300])),
    }


@st.composite
def paces(draw: st.DrawFn) -> dict[str, Any]:
    """How a paper is gone through, and whether rounds share out the bank."""
    way = draw(st.sampled_from(Way))
    shifts = draw(st.sampled_from([None, 2, 20]))
    chosen = st.lists(st.sampled_from(QUESTIONS), unique=True, max_size=3).map(tuple)
    seconds = draw(st.sampled_from([None, 20, 30])) if way is Way.PACED else None
    return {
        **(draw(divided()) if way is Way.PARTS else {"blueprint": TEN, "seconds": 600}),
        "way": way,
        "question_seconds": seconds,
        "suggestions": () if seconds else draw(chosen),
        "shifts": shifts,
        "asked_of": draw(st.sampled_from([None, None, *Audience])),
        "fixed": () if shifts or way is Way.PARTS else draw(chosen),
    }


@st.composite
def rulesets(draw: st.DrawFn) -> Ruleset:
    """Rules that hold: what would contradict the rest is left out."""
    several = draw(st.booleans())
    target = draw(st.none() | st.sampled_from(PredictionTarget))
    rungs = draw(st.lists(st.sampled_from(LADDER), unique=True))
    if not several:
        rungs = [rung for rung in rungs if rung is not Criterion.PERFECT_ATTEMPTS]
    if target is not None:
        rungs.insert(draw(st.integers(0, len(rungs))), Criterion.PREDICTION_ERROR)
    changes: dict[str, Any] = {
        "attempts_allowed": draw(st.sampled_from([None, 2, 5])) if several else 1,
        "counting": draw(st.sampled_from(Counting)) if several else Counting.BEST,
        "pause_minutes": draw(st.sampled_from([0, 30])) if several else 0,
        "prediction": target,
        "void_predicted": target is not None and draw(st.booleans()),
        "criteria": (Criterion.POINTS, *rungs),
        "ties": draw(st.sampled_from(Ties)),
    }
    mean = changes["counting"] is Counting.MEAN
    only_perfect = not mean and draw(st.booleans())
    cost = 0 if only_perfect else draw(st.sampled_from([0, 25]))
    precision = Precision(
        seconds=draw(st.sampled_from([Moment.SECOND, Moment.MINUTE]))
        if Criterion.SECONDS in rungs
        else Moment.SECOND,
        moments=draw(st.sampled_from(Moment))
        if {Criterion.SUBMITTED, Criterion.FIRST_START} & set(rungs)
        else Moment.MILLISECOND,
        mean_decimals=draw(st.integers(0, 2)) if mean else 2,
    )
    marks = {
        "only_perfect": only_perfect,
        "wrong_costs": cost,
        "below_zero": cost > 0 and draw(st.booleans()),
    }
    pace = draw(paces())
    by_hand = pace["way"] in (Way.FREE, Way.PARTS) and draw(st.booleans())
    return Ruleset(precision=precision, by_hand=by_hand, **changes, **marks, **pace)


def accepted(changes: dict[str, Any]) -> Ruleset | ValidationError:
    """The rules, or why they are none."""
    given: dict[str, Any] = {"blueprint": TEN, "seconds": 600}
    try:
        return Ruleset(**(given | changes))
    except ValidationError as wrong:
        return wrong
