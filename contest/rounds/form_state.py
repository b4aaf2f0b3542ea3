"""A form of the desk between two showings: its own id, what was typed, what is wrong with it."""

from __future__ import annotations

from contest import entropy
from contest.errors import Conflict, Invalid
from contest.rounds.deed_pages import Asked
from contest.rounds.deeds import Used
from contest.web.forms import PostedForm


def fresh() -> Asked:
    """An empty form with an id of its own."""
    return Asked(entropy.new_id())


def again(posted: PostedForm, problem: Conflict | Invalid) -> Asked:
    """The form as it was typed, with what is wrong."""
    once = posted.text("once")
    fields = problem.fields if isinstance(problem, Invalid) else {}
    # A used form is shown as a new one: whoever presses again after reading means it.
    is_good = len(once) == 13 and once.isalnum() and not isinstance(problem, Used)
    known = once if is_good else entropy.new_id()
    return Asked(known, posted.values, fields, "" if fields else problem.message)
