"""What the figures of an item mean for who writes questions, by thresholds that the page declares.

A finding is a reason to read the question again, never a verdict on it: see decision 0032 for each number.
"""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction

from questions.analysis.choosing import is_single, replaceable
from questions.analysis.figures import Choice, Item
from questions.kinds import Kind

#: With fewer attempts nothing is said of an item: of 30 a share is known to within 18 points.
FEW = 30
#: With fewer, not how well it tells people apart: a correlation of 50 is known to within 0.28.
FEW_APART = 50
#: With fewer, not that an option is idle: of 100 at most one in fifty takes it.
FEW_IDLE = 100
#: From this facility on nearly everybody gets it.
EASY = Fraction(95, 100)
#: Up to this one, or up to what blind guessing earns, hardly anybody does.
HARD = Fraction(20, 100)
#: Below this discriminative efficiency Moodle calls a question dubious.
WEAK = Fraction(15, 100)
#: An option that a smaller part of the people takes is idle: it makes the choice no harder.
IDLE = Fraction(2, 100)
#: A wrong option needs so many choosers before their totals say anything,
CHOOSERS = 10
#: or, when nobody took the right one, at least this part of the people.
CROWD = Fraction(1, 2)


class Finding(StrEnum):
    """What is said of an item, the most urgent first."""

    WRONG_KEY = "wrong_key"
    LEAKED = "leaked"
    HARD = "hard"
    EASY = "easy"
    WEAK = "weak"
    IDLE = "idle"
    FEW = "few"


def findings(item: Item, kind: Kind, *, leaked: bool = False) -> tuple[Finding, ...]:
    """Everything that is to be said of an item, the most urgent first; nothing of one that works."""
    if item.people < FEW:
        return (Finding.FEW,)
    holds = {
        Finding.WRONG_KEY: bool(rivals(item, kind)) or turns_over(item),
        Finding.LEAKED: leaked,
        Finding.HARD: is_hard(item),
        Finding.EASY: is_easy(item),
        Finding.WEAK: is_weak(item),
        Finding.IDLE: bool(idle(item, kind)),
    }
    return tuple(finding for finding, does in holds.items() if does)


def is_easy(item: Item) -> bool:
    """Whether nearly everybody gets it."""
    return item.facility is not None and item.facility >= EASY


def is_hard(item: Item) -> bool:
    """Whether hardly anybody gets it, or no more than guess it."""
    return item.facility is not None and item.facility <= max(HARD, item.guess or 0)


def turns_over(item: Item) -> bool:
    """Whether the better people clearly do worse on it: a correlation below -2/√s, which chance alone brings
    about once in fifty questions."""
    found = item.discrimination
    return found is not None and found < 0 and found * found * item.people >= 4


def rivals(item: Item, kind: Kind) -> tuple[Choice, ...]:
    """Wrong choices whose takers have more altogether than those who got the item, though it gave them
    nothing; or, when nobody got it, the one that most people took."""
    wrong = [one for one in item.choices if one.people >= CHOOSERS and one.best < item.most]
    if item.right:
        # Compared crosswise, so that nothing is divided.
        return tuple(one for one in wrong if one.totals * item.right > item.right_totals * one.people)
    if not is_single(kind):
        return ()
    return tuple(one for one in wrong if one.people > CROWD * item.people)


def is_weak(item: Item) -> bool:
    """Whether it hardly tells the better from the others, though it is neither too easy nor too hard."""
    if item.people < FEW_APART or is_easy(item) or is_hard(item) or turns_over(item):
        return False
    return item.efficiency is not None and item.efficiency < WEAK


def idle(item: Item, kind: Kind) -> tuple[Choice, ...]:
    """Wrong options that hardly anybody takes. Where nearly everybody is right, all are; where nobody is, the
    right one is among them: nothing is said."""
    if item.people < FEW_IDLE or not replaceable(kind) or is_easy(item) or not item.right:
        return ()
    few = [one for one in item.choices if one.people < IDLE * item.people]
    return tuple(one for one in few if not (one.people and one.best >= item.most))
