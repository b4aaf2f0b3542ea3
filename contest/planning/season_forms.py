"""What goes over several rounds as a form, and back. Pure."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, ValidationError

from contest.errors import Invalid
from contest.planning.forms import GroupForm, emptied
from contest.ruleset import season
from contest.ruleset.season import BAD_BEST, CONTRADICTIONS, Season, SeasonRung, Way

#: Where each contradiction is said.
FIELD_OF = dict(zip((said for _, said in CONTRADICTIONS), ("best", "best", "tie1", "tie1"), strict=True)) | {
    BAD_BEST: "best"
}
TIES = ("tie1", "tie2", "tie3")

Rung = Annotated[SeasonRung | None, BeforeValidator(emptied)]


class SeasonForm(GroupForm):
    """Whether the rounds are added up, how many of them, and what decides between equal sums."""

    season: Literal["", "sum", "best"]
    best: Annotated[int | None, BeforeValidator(emptied)]
    tie1: Rung
    tie2: Rung
    tie3: Rung


def values(found: Season | None) -> dict[str, str]:
    """The fields as the form shows what is stored."""
    if found is None:
        return {"season": "", "best": "", **dict.fromkeys(TIES, "")}
    rungs = (*found.rungs, *([""] * len(TIES)))
    ties = {name: str(rung) for name, rung in zip(TIES, rungs, strict=False)}
    return {"season": found.way.value, "best": str(found.best or ""), **ties}


def season_of(form: SeasonForm) -> Season | None:
    """What was chosen; Invalid where it contradicts itself. Switched off, the rest says nothing."""
    if not form.season:
        return None
    rungs = tuple(rung for rung in (form.tie1, form.tie2, form.tie3) if rung is not None)
    try:
        return Season(way=Way(form.season), best=form.best, rungs=rungs)
    except ValidationError as error:
        said = season.sentences(error)
    raise Invalid(said[0], fields={FIELD_OF[each]: each for each in said})
