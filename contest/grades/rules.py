"""A grade is a pure function of the answers and the keys: the same ones bring the same points for ever."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from contest.ruleset import percent
from contest.ruleset.rules import Ruleset
from questions.answering import AnswerError, parse_answer
from questions.blueprint import Drawn
from questions.grading import grade as points_of
from questions.grading import is_right, is_wrong
from questions.kinds import Content, Key, Kind

PREDICTION = Content(Kind.prediction, "")


@dataclass(frozen=True, slots=True)
class PaperToGrade:
    """A paper as handed in. ``paper`` holds its questions only; ``behind`` open ones follow, then
    comes a prediction. ``answers`` maps slots, counted from 1, to answers; a missing one is unanswered."""

    attempt_id: str
    paper: tuple[Drawn, ...]
    answers: Mapping[int, str]
    has_prediction: bool = False
    behind: int = 0


@dataclass(frozen=True, slots=True)
class Graded:
    """What an attempt earned. ``detail`` has the hundredths of each slot, None for what is not graded."""

    attempt_id: str
    key_version: str
    points: int
    right: int
    detail: tuple[int | None, ...]
    prediction: int | None


@dataclass(frozen=True, slots=True)
class Material:
    """What one revision is graded with."""

    content: Content
    points: int
    version: int
    key: Key


def key_version(versions: Iterable[tuple[int, int]]) -> str:
    """SHA-256 over the paper's (revision, version of its key), sorted: it changes when, and only when,
    a key of this very paper was corrected."""
    return hashlib.sha256(json.dumps(sorted(versions), separators=(",", ":")).encode()).hexdigest()


def grade(paper: PaperToGrade, materials: Mapping[int, Material], marking: Ruleset) -> Graded:
    """The grade of one paper; an answer that can't be understood earns and costs nothing.

    The sum may be cut at 0, the marks of the single slots say what each earned or cost.
    """
    asked = [materials[drawn.revision] for drawn in paper.paper]
    answers = [paper.answers.get(slot) for slot in range(1, len(asked) + 1)]
    marks = [is_right(one.content, one.key, answer) for one, answer in zip(asked, answers, strict=True)]
    earned = [_earned(one, answer, marking) for one, answer in zip(asked, answers, strict=True)]
    ungraded = (None,) * (paper.behind + paper.has_prediction)
    versions = ((drawn.revision, materials[drawn.revision].version) for drawn in paper.paper)
    return Graded(
        paper.attempt_id,
        key_version(versions),
        points=sum(earned) if marking.below_zero else max(0, sum(earned)),
        right=sum(marks),
        detail=(*earned, *ungraded),
        prediction=prediction(
            paper.answers.get(len(asked) + len(ungraded)), in_percent=marking.predicts_percent
        )
        if paper.has_prediction
        else None,
    )


def _earned(one: Material, answer: str | None, marking: Ruleset) -> int:
    """What one answer brings: points, a part of them, or what a wrong one costs."""
    won = points_of(one.content, one.key, answer, one.points)
    return won or -marking.wrong_costs * is_wrong(one.content, one.key, answer)


def prediction(answer: str | None, *, in_percent: bool = False) -> int | None:
    """The number that was predicted, None without one; no part of a hundred is no predicted percentage."""
    try:
        text = parse_answer(PREDICTION, answer or "")
    except AnswerError:
        return None
    if not text or (in_percent and not percent.is_one(int(text))):
        return None
    return int(text)
