"""What the form of attempts and ranking posts; what it makes of the rules is in ``ranking.py``."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated

from pydantic import BeforeValidator, Field

from contest.planning import amounts
from contest.planning.forms import GroupForm, Tick, emptied
from contest.ruleset.rules import Counting, Criterion, Moment, PredictionTarget, Ties

Rung = Annotated[Criterion | None, BeforeValidator(emptied)]
Limit = Annotated[int | None, BeforeValidator(emptied)]


class RankingForm(GroupForm):
    """Attempts, marks, the prediction, and the order of criteria behind points.

    Only ticks may be missing: a form that lacks a field must not cut off what is stored.
    """

    attempts_allowed: Limit
    attempts_a_day: Limit
    attempts_in_all: Limit
    pause: Annotated[Fraction, BeforeValidator(amounts.length)]
    pause_unit: amounts.Unit
    counting: Counting
    mean_decimals: int
    wrong_costs: Annotated[int, BeforeValidator(amounts.hundredths)]
    below_zero: Tick = ""
    only_perfect: Tick = ""
    prediction: Annotated[PredictionTarget | None, BeforeValidator(emptied)]
    void_predicted: Tick = ""
    rung2: Rung
    rung3: Rung
    rung4: Rung
    rung5: Rung
    rung6: Rung
    rung7: Rung
    ties: Ties
    precise_seconds: Moment
    precise_moments: Moment
    close_channels: Tick = ""  # what several attempts or a prediction ask of the visibility
    up: str = Field(default="", max_length=10)  # the button that puts a rung one place higher
