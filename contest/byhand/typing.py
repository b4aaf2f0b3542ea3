"""From what the typing page posted to what it shows next. Pure but for reading the form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from contest.attempts.by_hand_rules import MOST_STOOD, Stated
from contest.byhand.forms import SheetForm
from contest.byhand.letters import Line, differences, in_letters, read_all
from contest.byhand.rules import joined, moment, parted
from contest.byhand.states import Step

WRONG_STOOD = f"Ghi số phút bằng chữ số, từ 0 đến {MOST_STOOD}; không dừng thì để trống."
NO_REASON = "Điền ô này."


@dataclass(frozen=True)
class Turn:
    """What comes next: a mode of the page, or with ``ready`` the answers and times to hand in."""

    mode: str
    typed: tuple[str, ...] = ()
    errors: Mapping[int, str] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)
    twice: bool = False
    answers: Mapping[int, str] = field(default_factory=dict)
    stated: Stated | None = None
    ready: bool = False

    @property
    def carried(self) -> str:
        """What was typed, in one field."""
        return joined(self.typed)


def turn(form: SheetForm, lines: Sequence[Line], day: date) -> Turn:
    """One press on the page. ``day``: on which the paper was printed."""
    match form.step:
        case Step.AGAIN:
            return _again(form, lines)
        case Step.COMPARE:
            return _compare(form, lines, day)
        case Step.EDIT:
            return Turn("type", parted(form.first))
        case Step.CHECK:
            return _check(form, lines, tuple(form.answer), day, twice=form.again == "1")
        case Step.HAND_IN:
            checked = _check(form, lines, parted(form.first), day, twice=form.again == "1")
            if checked.mode != "review":
                return checked
            return Turn("ready", checked.typed, answers=checked.answers, stated=checked.stated, ready=True)


def _again(form: SheetForm, lines: Sequence[Line]) -> Turn:
    typed = tuple(form.answer)
    read = read_all(lines, typed)
    return Turn("type", typed, read.errors) if read.errors else Turn("second", typed)


def _compare(form: SheetForm, lines: Sequence[Line], day: date) -> Turn:
    first = parted(form.first)
    if differ := differences(lines, first, form.answer):
        # The first typing stands in the fields; what differs says both.
        return Turn("type", first, differ)
    return _check(form, lines, first, day, twice=True)


def _check(form: SheetForm, lines: Sequence[Line], typed: tuple[str, ...], day: date, *, twice: bool) -> Turn:
    read = read_all(lines, typed)
    stated, fields = times(form, day)
    if read.errors or fields or stated is None:
        return Turn("type", typed, read.errors, fields)
    said = tuple(in_letters(line, read.answers[slot]) for slot, line in enumerate(lines, 1))
    return Turn("review", said, twice=twice, answers=read.answers, stated=stated)


def times(form: SheetForm, day: date) -> tuple[Stated | None, dict[str, str]]:
    """The stated times and what is wrong with them, and whether a reason is given."""
    errors: dict[str, str] = {}
    found = {}
    for name, typed in (("began", form.began), ("ended", form.ended)):
        try:
            found[name] = moment(typed, day)
        except ValueError as wrong:
            errors[name] = str(wrong)
    stood = form.stood or "0"
    if not (stood.isascii() and stood.isdigit() and int(stood) <= MOST_STOOD):
        errors["stood"] = WRONG_STOOD
    if not form.reason:
        errors["reason"] = NO_REASON
    return (None if errors else Stated(found["began"], found["ended"], int(stood))), errors
