"""A form of the desk between two showings: its own id, what was typed, what is wrong with it."""

from __future__ import annotations

from contest import entropy
from contest.errors import Conflict, Invalid
from contest.rounds.deed_pages import Asked
from contest.web.forms import PostedForm


def fresh() -> Asked:
    """An empty form with an id of its own."""
    return Asked(entropy.new_id())


def again(posted: PostedForm, problem: Conflict | Invalid) -> Asked:
    """The form as it was typed, with what is wrong."""
    once = posted.text("once")
    fields = problem.fields if isinstance(problem, Invalid) else {}
    known = once if len(once) == 13 and once.isalnum() else entropy.new_id()
    return Asked(known, posted.values, fields, "" if fields else problem.message)
