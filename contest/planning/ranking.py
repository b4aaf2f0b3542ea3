"""Attempts, marks and the order: from the rules to their form and back. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from contest.errors import Invalid
from contest.planning import amounts
from contest.ruleset.rules import (
    BoardShown,
    Criterion,
    PredictionTarget,
    Ruleset,
    ScoreShown,
    Visibility,
)

if TYPE_CHECKING:
    from contest.planning.ranking_forms import RankingForm

#: The fields of the ladder behind points; as many as a ladder can have.
RUNGS = ("rung2", "rung3", "rung4", "rung5", "rung6", "rung7")
#: The parts of the form that are folded away while they hold these values.
FOLDED: Mapping[str, Mapping[str, str]] = {
    "attempts": {"attempts_a_day": "", "attempts_in_all": "", "pause": ""},
    "marks": {
        "wrong_costs": "",
        "below_zero": "",
        "only_perfect": "",
        "void_predicted": "",
        "mean_decimals": "2",
    },
    "ladder": dict.fromkeys(RUNGS[3:], ""),
    "precision": {"precise_seconds": "second", "precise_moments": "millisecond"},
}


def values(rules: Ruleset) -> dict[str, str]:
    """The form's fields as they show what is stored."""
    pause, unit = amounts.parted(rules.pause_minutes)
    exact = rules.precision
    fields = {
        "attempts_allowed": str(rules.attempts_allowed or ""),
        "attempts_a_day": str(rules.attempts_a_day or ""),
        "attempts_in_all": str(rules.attempts_in_all or ""),
        "pause": pause,
        "pause_unit": unit.value,
        "counting": rules.counting.value,
        "mean_decimals": str(exact.mean_decimals),
        "wrong_costs": amounts.told(rules.wrong_costs),
        "prediction": rules.prediction or "",
        "ties": rules.ties.value,
        "precise_seconds": exact.seconds.value,
        "precise_moments": exact.moments.value,
    }
    ticks = {name: "1" for name in ("below_zero", "only_perfect", "void_predicted") if getattr(rules, name)}
    return fields | ticks | _rungs([rung.value for rung in rules.criteria[1:]])


def _rungs(chosen: list[str]) -> dict[str, str]:
    return dict(zip(RUNGS, [*chosen, *([""] * len(RUNGS))], strict=False))


def changes(form: RankingForm, rules: Ruleset) -> dict[str, Any]:
    """What the form makes of the rules; Invalid for a pause of no whole minutes."""
    try:
        pause = amounts.minutes(form.pause, form.pause_unit)
    except ValueError as wrong:
        raise Invalid(fields={"pause": str(wrong)}) from wrong
    exact = {
        "seconds": form.precise_seconds,
        "moments": form.precise_moments,
        "mean_decimals": form.mean_decimals,
    }
    return {
        "attempts_allowed": form.attempts_allowed,
        "attempts_a_day": form.attempts_a_day,
        "attempts_in_all": form.attempts_in_all,
        "pause_minutes": pause,
        "counting": form.counting,
        "wrong_costs": form.wrong_costs,
        "below_zero": form.below_zero == "1",
        "only_perfect": form.only_perfect == "1",
        "prediction": form.prediction,
        "void_predicted": form.void_predicted == "1",
        "criteria": criteria(form.prediction, tuple(getattr(form, name) for name in RUNGS)),
        "ties": form.ties,
        "precision": exact,
        "visibility": closed_channels(rules) if form.close_channels else rules.visibility,
    }


def criteria(
    prediction: PredictionTarget | None, rungs: tuple[Criterion | None, ...]
) -> tuple[Criterion, ...]:
    """Points first, then what was chosen; the prediction's rung comes and goes with its question."""
    chosen = [rung for rung in rungs if rung is not None]
    if prediction is None:
        chosen = [rung for rung in chosen if rung is not Criterion.PREDICTION_ERROR]
    elif Criterion.PREDICTION_ERROR not in chosen:
        chosen = [Criterion.PREDICTION_ERROR, *chosen]
    return (Criterion.POINTS, *chosen)


def closed_channels(rules: Ruleset) -> Visibility:
    """The same visibility, but nothing of points or places before the close."""
    return Visibility(
        score=ScoreShown.AFTER_CLOSE, board=BoardShown.AFTER_CLOSE, review=rules.visibility.review
    )


def raised(typed: Mapping[str, str]) -> dict[str, str]:
    """What was typed, without gaps, the rung that ``up`` names one place higher; ``up`` then names that."""
    held = [(name, typed[name]) for name in RUNGS if typed.get(name)]
    at = next((place for place, (name, _) in enumerate(held) if name == typed.get("up")), 0)
    order = [value for _, value in held]
    if at:
        order[at - 1], order[at] = order[at], order[at - 1]
    return dict(typed) | _rungs(order) | {"up": RUNGS[max(0, at - 1)]}


def opened(
    typed: Mapping[str, str],
    errors: Collection[str],
    parts: Mapping[str, Mapping[str, str]] = FOLDED,
) -> frozenset[str]:
    """The folded parts that have something to show: a value of its own, or something wrong."""
    return frozenset(
        part
        for part, usual in parts.items()
        if any(name in errors or typed.get(name, held).strip() != held for name, held in usual.items())
    )
