"""What the prediction question asks: the last slot of some papers, which is in no bank."""

from __future__ import annotations

from contest.ruleset import percent
from contest.ruleset.rules import Ruleset
from questions.kinds import Content, Kind, parse_answer

PREDICTION = Content(Kind.prediction, "")
#: The same where a percentage is predicted; its answers are hundredths of a per cent.
PERCENT = Content(Kind.prediction, "", unit="%")


def predicted(rules: Ruleset) -> Content:
    """What the prediction's slot asks under these rules."""
    return PERCENT if rules.predicts_percent else PREDICTION


def understood(content: Content, typed: str) -> str:
    """What was typed for a slot, in the words of an op; AnswerError says what is wrong with it."""
    return percent.parse(typed) if content == PERCENT else parse_answer(content, typed)
