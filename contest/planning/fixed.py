"""Questions that stand in everybody's paper, in the form of the paper: a tick each, named by its id."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from contest.errors import Invalid
from contest.planning.cells import LEVEL_NAMES
from contest.planning.pages import Pick
from contest.ruleset.rules import Ruleset
from contest.web.filters import when
from questions.kinds import Level
from questions.naming import Named, problem

PREFIX = "fx|"
ID = re.compile(r"[0-9a-z]{13}")
#: So many are shown of what was found; more words find fewer.
MOST_FOUND = 20
BROKEN = "Câu chung được chọn không đọc được. Tải lại trang rồi chọn lại."
#: Stands for the text of a question whose bank one may not read.
HIDDEN = "Một câu của ngân hàng mà bạn không được xem"
GONE = "Câu này không còn trong ngân hàng nào"


def values(rules: Ruleset) -> dict[str, str]:
    """The ticks of the questions that the rules name."""
    return {PREFIX + question: "1" for question in rules.fixed}


def split(posted: Mapping[str, str]) -> tuple[tuple[str, ...], dict[str, str]]:
    """A posted form in two: the questions that are ticked, and everything else. Invalid for what is none."""
    chosen = ticked(posted)
    if not all(map(ID.fullmatch, chosen)):
        raise Invalid(fields={"fixed": BROKEN})
    return chosen, {name: text for name, text in posted.items() if not name.startswith(PREFIX)}


def ticked(posted: Mapping[str, str]) -> tuple[str, ...]:
    """The questions that are ticked, as they came."""
    return tuple(name.removeprefix(PREFIX) for name in posted if name.startswith(PREFIX) and posted[name])


def searches(posted: Mapping[str, str]) -> bool:
    """Whether a form only looks for questions: by its button, or by Enter after other words than before."""
    is_new = posted.get("find", "").strip() != posted.get("found", "").strip()
    return bool(posted.get("look")) or (bool(posted.get("enter")) and is_new)


def picks(
    chosen: Iterable[str],
    known: Mapping[str, Named],
    readable: Mapping[str, bool],
    bank: str,
    on: date | None,
) -> tuple[Pick, ...]:
    """The ticked ones with what they ask, those in trouble first, then by their words.

    ``readable``: bank → whether one may read it; what others ask is nobody else's to see before the contest.
    """
    rows = [_pick(id, known.get(id), readable, bank, on) for id in chosen if ID.fullmatch(id)]
    return tuple(sorted(rows, key=lambda row: (not row.problem, row.text, row.field)))


def _pick(id: str, question: Named | None, readable: Mapping[str, bool], bank: str, on: date | None) -> Pick:
    wrong = problem(question, bank, on)
    if question is None:
        return Pick(PREFIX + id, GONE, "", wrong)
    if not readable.get(question.bank):
        return Pick(PREFIX + id, HIDDEN, "", wrong)
    return Pick(PREFIX + id, question.text, about(question.level, question.valid_until), wrong)


def about(level: Level, valid_until: date | None) -> str:
    """What is told of a question beside its text."""
    until = f", hạn {when(valid_until)}" if valid_until else ""
    return f"{LEVEL_NAMES[level]}{until}"
