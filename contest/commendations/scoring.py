"""What somebody brought, in words. Pure."""

from __future__ import annotations

from contest.ruleset.rules import Ruleset, counts_right
from contest.web.filters import NBSP, number, points


def score(rules: Ruleset, right: int, hundredths: int) -> str:
    """Of a round: right answers of all, or points where the count does not say them."""
    if counts_right(rules):
        return f"{right}/{rules.questions_count}"
    return f"{points(hundredths)}{NBSP}điểm"


def total(hundredths: int, rounds: int) -> str:
    """Of a whole contest: the sum, and in how many rounds they have a place."""
    return f"{points(hundredths)}{NBSP}điểm, {number(rounds)}{NBSP}vòng"
