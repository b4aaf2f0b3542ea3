"""For whom a round is, as a form and back. Pure."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field

from contest.errors import Invalid
from contest.planning.forms import Tick, emptied
from contest.planning.season_forms import SeasonForm
from contest.ruleset.selection import MOST_PLACES, Border, By, Selection

HOW_MANY = "Ghi số người hoặc số đơn vị được chọn, từ 1 đến 10.000."
NAMES = ("origin", "chosen_by", "places", "border")


class RoundsForm(SeasonForm):
    """Everything that goes over several rounds. ``origin`` is the number of the round that selects."""

    origin: Annotated[int | None, BeforeValidator(emptied)] = Field(ge=1, le=10_000)
    chosen_by: By
    places: Annotated[int | None, BeforeValidator(emptied)] = Field(ge=1, le=MOST_PLACES)
    border: Border
    listed: Tick = ""


def values(found: Selection | None) -> dict[str, str]:
    """The fields as the form shows what is stored."""
    if found is None:
        return {
            "origin": "",
            "chosen_by": By.PEOPLE.value,
            "places": "",
            "border": Border.ALL.value,
            "listed": "1",
        }
    shown = {"listed": "1"} if found.public else {}
    who = {"origin": str(found.round), "chosen_by": found.by.value, "places": str(found.places)}
    return who | {"border": found.border.value} | shown


def selection_of(form: RoundsForm) -> Selection | None:
    """What was chosen; Invalid without a number. For everybody, the rest says nothing."""
    if form.origin is None:
        return None
    if form.places is None:
        raise Invalid(fields={"places": HOW_MANY})
    return Selection(
        round=form.origin,
        by=form.chosen_by,
        places=form.places,
        border=form.border,
        public=form.listed == "1",
    )
