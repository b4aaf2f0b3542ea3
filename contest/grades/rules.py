"""A grade is a pure function of the answers and the keys: the same ones bring the same points for ever."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from contest.ruleset import percent
from contest.ruleset.rules import Ruleset
from questions.answering import AnswerError, parse_answer
from questions.blueprint import Drawn
from questions.grading import grade as points_of
from questions.grading import is_right, is_wrong
from questions.kinds import Content, Key, Kind

PREDICTION = Content(Kind.prediction, "")
#: Answers of one question that are kept judged: beyond the usual ones somebody is making them up.
MOST_MARKS = 1_000


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


def differs(before: Graded, after: Graded) -> bool:
    """Whether a paper earns something else by other keys, in whatever question."""
    was, now = (
        (before.points, before.right, before.detail),
        (after.points, after.right, after.detail),
    )
    return was != now


class Mark(NamedTuple):
    """What an answer is: wholly right, so many hundredths worth, something that earns nothing."""

    is_right: bool
    points: int
    is_wrong: bool


@dataclass(frozen=True, slots=True)
class Material:
    """What one revision is graded with."""

    content: Content
    points: int
    version: int
    key: Key
    _marks: dict[str | None, Mark] = field(default_factory=dict, compare=False, repr=False)

    def mark(self, answer: str | None) -> Mark:
        """The mark of an answer. Many people give one of a few, so each of these is judged once."""
        found = self._marks.get(answer)
        if found is None:
            judged = (self.content, self.key, answer)
            found = Mark(is_right(*judged), points_of(*judged, self.points), is_wrong(*judged))
            if len(self._marks) < MOST_MARKS:
                self._marks[answer] = found
        return found


def key_version(versions: Iterable[tuple[int, int]]) -> str:
    """SHA-256 over the paper's (revision, version of its key), sorted: it changes when, and only when,
    a key of this very paper was corrected."""
    # As `json.dumps` writes them, which every paper would wait longer for.
    pairs = ",".join([f"[{revision},{version}]" for revision, version in sorted(versions)])
    return hashlib.sha256(f"[{pairs}]".encode()).hexdigest()


def grade(paper: PaperToGrade, materials: Mapping[int, Material], marking: Ruleset) -> Graded:
    """The grade of one paper; an answer that can't be understood earns and costs nothing.

    The sum may be cut at 0, the marks of the single slots say what each earned or cost.
    """
    asked = [materials[drawn.revision] for drawn in paper.paper]
    marks = [one.mark(paper.answers.get(slot)) for slot, one in enumerate(asked, 1)]
    # Points, a part of them, or what a wrong answer costs.
    earned = [mark.points or -marking.wrong_costs * mark.is_wrong for mark in marks]
    ungraded = (None,) * (paper.behind + paper.has_prediction)
    versions = ((drawn.revision, materials[drawn.revision].version) for drawn in paper.paper)
    return Graded(
        paper.attempt_id,
        key_version(versions),
        points=sum(earned) if marking.below_zero else max(0, sum(earned)),
        right=sum(mark.is_right for mark in marks),
        detail=(*earned, *ungraded),
        prediction=prediction(
            paper.answers.get(len(asked) + len(ungraded)), in_percent=marking.predicts_percent
        )
        if paper.has_prediction
        else None,
    )


def prediction(answer: str | None, *, in_percent: bool = False) -> int | None:
    """The number that was predicted, None without one; no part of a hundred is no predicted percentage."""
    try:
        text = parse_answer(PREDICTION, answer or "")
    except AnswerError:
        return None
    if not text or (in_percent and not percent.is_one(int(text))):
        return None
    return int(text)
