"""A seed → a contest: its questions, its rules, who takes part, and everything that goes wrong."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from pydantic import ValidationError

from contest.campaigns.audience_rules import Audience
from contest.ruleset.rules import (
    BlueprintLine,
    BoardShown,
    Counting,
    Criterion,
    Moment,
    Part,
    Precision,
    PredictionTarget,
    Ruleset,
    ScoreShown,
    Ties,
    Visibility,
    Way,
)
from contest.simulate.chance import Chance
from questions.formats.model import ParsedQuestion
from questions.kinds import Kind
from questions.wording import GRADED

BANK = "ngan-hang"
UNITS = {"t1": "Thôn Đăk Rao", "t2": "Thôn Kon Tu", "t3": "Trường THCS"}
#: So many questions of each kind.
OF_EACH = 3
WAYS = (Way.FREE, Way.FREE, Way.FREE, Way.FORWARD, Way.PACED, Way.PARTS)
LADDERS = (
    (),
    (Criterion.POINTS, Criterion.SUBMITTED),
    (Criterion.POINTS, Criterion.SECONDS, Criterion.FIRST_START),
    (Criterion.POINTS, Criterion.YOUNGEST, Criterion.SECONDS),
    (Criterion.PERFECT_ATTEMPTS, Criterion.POINTS, Criterion.OLDEST),
    (Criterion.SECONDS, Criterion.POINTS),
)
AUDIENCES = (
    Audience("a1aaaaaaaaaaa", "A", "Học sinh", "", None, 90),
    Audience("b1bbbbbbbbbbb", "B", "Cán bộ", "", None, 90),
)


def bank() -> list[ParsedQuestion]:
    """Questions of every kind that is graded."""
    made = []
    for number in range(OF_EACH):
        text = f"Câu {number}: thủ tục nào làm được qua mạng?"
        options = tuple(f"Thủ tục {letter}{number}" for letter in "mnpq")
        turned = (*options[1:], options[0])
        made += [
            ParsedQuestion(Kind.one, text, options, (number,)),
            ParsedQuestion(Kind.several, f"{text} Chọn mọi ý.", options, (0, 2), in_parts=number == 1),
            ParsedQuestion(Kind.true_false, f"{text} Đúng hay sai?", ("Đúng", "Sai"), (number % 2,)),
            ParsedQuestion(Kind.number, f"{text} Mấy ngày?", number=5 + number, tolerance=number),
            ParsedQuestion(Kind.statements, f"{text} Từng ý?", options, (0, number), in_parts=number != 2),
            ParsedQuestion(Kind.ordering, f"{text} Thứ tự?", turned, in_parts=number == 1),
            ParsedQuestion(Kind.matching, f"{text} Ghép?", options, targets=turned, in_parts=number == 0),
            ParsedQuestion(Kind.short, f"{text} Ở đâu?", accepted=("cổng", "Cổng dịch vụ công")),
        ]
    return made


@dataclass(frozen=True, slots=True)
class Blow:
    """Something that goes wrong at a moment."""

    at: float
    what: str


@dataclass(frozen=True, slots=True)
class Plan:
    """One contest and its troubles. Seconds count from the opening."""

    seed: int
    chance: Chance
    rules: Ruleset
    audiences: tuple[Audience, ...]
    people: int
    window: float
    blows: tuple[Blow, ...]
    network: float  # how bad it is, from 0 to 1
    lockstep: bool  # everybody thinks and taps alike, a question or two that nobody knows: many are level

    @property
    def calm(self) -> float:
        """From here on nothing goes wrong any more; people are still at it."""
        return self.window * 0.8


def make(seed: int) -> Plan:
    """The contest of this seed."""
    chance = Chance(("contest", seed))
    window = float(chance.number(150, 420, "window"))
    lockstep = chance.happens(0.5, "lockstep")
    groups = AUDIENCES if chance.happens(0.2, "audiences") else ()
    return Plan(
        seed,
        chance,
        _rules(chance.of("rules"), lockstep),
        groups,
        chance.number(3, 5, "people") if lockstep else chance.number(2, 4, "people"),
        window,
        _blows(chance.of("blows"), window * 0.8),
        chance.share("network") ** 2,
        lockstep,
    )


def _rules(chance: Chance, lockstep: bool) -> Ruleset:
    """The first drawn rules that contradict nothing."""
    for number in range(200):
        try:
            return Ruleset(**_drawn(chance.of(number), lockstep))
        except ValidationError:
            continue
    raise AssertionError("no rules without a contradiction")


def _drawn(chance: Chance, lockstep: bool) -> dict[str, Any]:
    way = chance.pick(WAYS, "way")
    seconds = chance.number(40, 150, "seconds")
    given: dict[str, Any] = {
        "blueprint": _lines(chance, way, HARD if lockstep else GRADED),
        "seconds": seconds,
        "grace_seconds": chance.pick((0, 5, 20), "grace"),
        "attempts_allowed": chance.pick((1, 2, 2, 3, None), "attempts"),
        "counting": chance.pick((Counting.BEST, *Counting), "counting"),
        "prediction": chance.pick((None, *PredictionTarget), "prediction"),
        "wrong_costs": chance.pick((0, 0, 25), "costs"),
        "below_zero": chance.happens(0.2, "below zero"),
        "only_perfect": chance.happens(0.1, "perfect"),
        "void_predicted": chance.happens(0.3, "void"),
        "ties": chance.pick(tuple(Ties), "ties"),
        "way": way,
        "visibility": chance.pick((Visibility(), Visibility(), AT_ONCE, LIVE), "shown"),
        "precision": Precision(
            seconds=chance.pick((Moment.SECOND, Moment.SECOND, Moment.MINUTE), "precision"),
            moments=chance.pick((Moment.MILLISECOND, *Moment), "moments"),
            mean_decimals=chance.number(0, 2, "decimals"),
        ),
    }
    ladder = chance.pick(LADDERS, "ladder")
    if ladder:
        error = () if given["prediction"] is None else (Criterion.PREDICTION_ERROR,)
        given["criteria"] = (*ladder[:1], *error, *ladder[1:])
    if way is Way.PACED:
        given["question_seconds"] = chance.number(15, 60, "question")
    if way is Way.PARTS:
        given["parts"] = (Part(seconds=max(30, seconds // 2)), Part(seconds=max(30, seconds // 2)))
    return given


AT_ONCE = Visibility(score=ScoreShown.AT_ONCE)
LIVE = Visibility(score=ScoreShown.AT_ONCE, board=BoardShown.LIVE)


#: What is hardly ever guessed.
HARD = (Kind.short, Kind.number)


def _lines(chance: Chance, way: Way, among: Collection[Kind]) -> tuple[BlueprintLine, ...]:
    """Three to five questions of different kinds, as far as there are so many."""
    kinds = sorted(among, key=lambda kind: chance.share("kind", kind.value))
    chosen = kinds[: chance.number(3, 5, "lines")]
    half = len(chosen) // 2
    return tuple(
        BlueprintLine(count=1, kind=kind, part=1 + (way is Way.PARTS and at >= half))
        for at, kind in enumerate(chosen)
    )


BLOWS = (
    *("forward an hour", "back an hour", "1970", "stands", "over the deadline", "right again"),
    *("busy", "full", "unreadable", "commit fails", "commit unheard", "killed", "killed at commit"),
    *("killed behind commit", "stopped", "stopped"),
)


def _blows(chance: Chance, until: float) -> tuple[Blow, ...]:
    """None for one contest in eight; up to six for the others."""
    count = chance.number(0, 7, "count")
    times = sorted(chance.between(2, until, "at", number) for number in range(min(count, 6)))
    return tuple(Blow(at, chance.pick(BLOWS, "what", number)) for number, at in enumerate(times))


HOUR = timedelta(hours=1)
