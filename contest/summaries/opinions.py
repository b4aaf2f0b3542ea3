"""How content those were whose results a report counts: by the grades that they gave, nobody's words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from sqlmodel import Session

from contest.campaigns.service import RoundView
from contest.feedback import rules
from contest.feedback import service as feedback
from contest.summaries.content import FeedbackLine
from contest.summaries.rules import Sat


def said(db: Session, counted: Sequence[RoundView], sat: Sequence[Sat]) -> FeedbackLine | None:
    """What was said of these rounds by those who have a result in them; None where nobody said anything."""
    mine = {(one.round_id, one.entry_id) for one in sat}
    return line(feedback.given(db, [view.id for view in counted]), mine)


def line(
    given: Iterable[tuple[str, str, int, bool]], results: Collection[tuple[str, str]]
) -> FeedbackLine | None:
    """(round, entry, grade, whether with words) of some of these results as a report tells it. Pure."""
    theirs = [(grade, wrote) for round_id, entry_id, grade, wrote in given if (round_id, entry_id) in results]
    if not theirs:
        return None
    counts = [sum(grade == each for grade, _ in theirs) for each in rules.GRADES]
    return FeedbackLine(
        answered=len(theirs),
        results=len(results),
        texts=sum(wrote for _, wrote in theirs),
        grades=rules.told(counts),
    )
