"""Open questions of a round, in the form of the paper: a tick each, named by its id."""

from __future__ import annotations

from collections.abc import Mapping

from contest.errors import Invalid
from contest.planning.fixed import ID
from contest.ruleset.rules import Ruleset

PREFIX = "op|"
BROKEN = "Câu hỏi mở được chọn không đọc được. Tải lại trang rồi chọn lại."


def values(rules: Ruleset) -> dict[str, str]:
    """The ticks of the open questions that the rules name."""
    return {PREFIX + question: "1" for question in rules.suggestions}


def split(posted: Mapping[str, str]) -> tuple[tuple[str, ...], dict[str, str]]:
    """A posted form in two: the questions that are ticked, and everything else. Invalid for what is none."""
    chosen = ticked(posted)
    if not all(map(ID.fullmatch, chosen)):
        raise Invalid(fields={"suggestions": BROKEN})
    return chosen, {name: text for name, text in posted.items() if not name.startswith(PREFIX)}


def ticked(posted: Mapping[str, str]) -> tuple[str, ...]:
    """The questions that are ticked, as they came."""
    return tuple(name.removeprefix(PREFIX) for name in posted if name.startswith(PREFIX) and posted[name])
