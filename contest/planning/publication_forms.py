"""What the form of showing results posts."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field

from contest.planning import amounts
from contest.planning.forms import GroupForm
from contest.ruleset.rules import BoardShown, ReviewShown, ScoreShown


class PublicationForm(GroupForm):
    """What is shown when, and from which size on a unit is ranked."""

    score: ScoreShown
    board: BoardShown
    review: ReviewShown
    minimum_unit_size: Annotated[int, BeforeValidator(amounts.whole)] = Field(ge=1, le=10_000)
