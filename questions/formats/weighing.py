"""Options of other programs, each with what it earns in hundredths of the points, and pairs, as a draft."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from questions import numbers
from questions.folding import fold, tidy
from questions.formats.answers import letter
from questions.formats.drafts import Draft
from questions.formats.noting import doubt
from questions.formats.words import (
    ACCEPTED_BAR,
    KIND_NAMES,
    PAIR_SIGN,
    PARTS_NAME,
    TRUTH_LETTERS,
    TRUTHS,
    WHOLE_NAME,
    write_points,
)
from questions.kinds import Kind

WHOLE = Decimal(100)
#: Shares are written with few digits: 33.33333, 16.67.
_NEAR = Decimal("0.5")
_MOST_POINTS = 999_999

Weighed = Sequence[tuple[str, Decimal]]

PARTIAL = "Trong tệp gốc, phương án {} được một phần điểm. Ở đây chỉ phương án đúng nhất có điểm."
OTHER_SHARES = (
    "Trong tệp gốc, các phương án có trọng số riêng. Ở đây mỗi phương án đúng được phần điểm như nhau, "
    "chọn sai một phương án thì bị trừ một phần."
)
OTHER_ANSWERS = "Đáp án “{}” chỉ được một phần điểm trong tệp gốc nên không nhận ở đây."
WILDCARD = "Đáp án có dấu * thay cho chữ bất kỳ. Ở đây phải ghi rõ từng đáp án."


def decimal(text: str) -> Decimal | None:
    """A number as programs write it, 3.5 or 1e3; None if it is none that can be kept."""
    try:
        value = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        return None
    return value if value.is_finite() and abs(value.adjusted()) < 30 else None


def choose(draft: Draft, weighed: Weighed, *, single: bool, whole: bool = False) -> None:
    """One or several right, by what each option earns."""
    draft.options = [text for text, _ in weighed]
    earning = [place for place, (_, weight) in enumerate(weighed) if weight > 0]
    if single:
        draft.kind = KIND_NAMES[Kind.one]
        best = max((weighed[place][1] for place in earning), default=Decimal(0))
        draft.marked = {place for place in earning if weighed[place][1] == best}
        rest = [letter(place) for place in earning if place not in draft.marked]
        doubt(draft, "answer", PARTIAL.format(", ".join(rest)) if rest else "")
        return
    draft.kind, draft.marked = KIND_NAMES[Kind.several], set(earning)
    draft.scoring = WHOLE_NAME if whole else PARTS_NAME
    if earning and not whole and not _is_even(weighed, len(earning)):
        doubt(draft, "answer", OTHER_SHARES)


def _is_even(weighed: Weighed, count: int) -> bool:
    """Whether each right one earns the same part and each wrong one takes as much away: our own way."""
    share = WHOLE / count
    return all(abs(abs(weight) - share) <= _NEAR for _, weight in weighed)


def write_freely(draft: Draft) -> None:
    """An essay: whoever marked it elsewhere, here nobody does."""
    draft.kind = KIND_NAMES[Kind.suggestion]


def truth(draft: Draft, *, is_true: bool) -> None:
    """A sentence that is true or false."""
    draft.kind = KIND_NAMES[Kind.true_false]
    draft.answer = "Đúng" if is_true else "Sai"


def pair(draft: Draft, pairs: Sequence[tuple[str, str]], *, whole: bool = False) -> None:
    """Matching; where all that is matched is true or false, statements."""
    truths = [TRUTHS.get(fold(right)) for _, right in pairs]
    draft.scoring = WHOLE_NAME if whole else PARTS_NAME
    if pairs and None not in truths and all(left for left, _ in pairs):
        draft.kind = KIND_NAMES[Kind.statements]
        draft.options = [left for left, _ in pairs]
        draft.answer = ", ".join(TRUTH_LETTERS[place or 0] for place in truths)
        return
    draft.kind = KIND_NAMES[Kind.matching]
    draft.options = [f"{_side(left)} {PAIR_SIGN} {tidy(right)}".strip() for left, right in pairs]


def _side(left: str) -> str:
    # The sign between both sides may not stand in the first.
    return tidy(left).replace(PAIR_SIGN, "⇒")


def put_in_order(draft: Draft, items: Sequence[str], *, whole: bool) -> None:
    """Items as they stand when they are right."""
    draft.kind, draft.options = KIND_NAMES[Kind.ordering], list(items)
    draft.scoring = WHOLE_NAME if whole else PARTS_NAME


def accept(draft: Draft, answers: Weighed) -> None:
    """Short answers; `*` stood for anything in the program they come from."""
    draft.kind = KIND_NAMES[Kind.short]
    whole = [text for text, weight in answers if weight >= WHOLE - _NEAR]
    part = [text for text, weight in answers if 0 < weight < WHOLE - _NEAR]
    draft.answer = f" {ACCEPTED_BAR} ".join(_literal(text) for text in whole)
    if part:
        doubt(draft, "answer", OTHER_ANSWERS.format(", ".join(map(_literal, part))))
    if any("*" in text.replace("\\*", "") for text in whole):
        doubt(draft, "answer", WILDCARD)


def _literal(text: str) -> str:
    return tidy(text.replace("\\*", "*")).replace("\n", " ")


def count(draft: Draft, answer: str, tolerance: str) -> None:
    """A number as programs write it."""
    draft.kind = KIND_NAMES[Kind.number]
    value, margin = decimal(answer), decimal(tolerance or "0")
    draft.answer = tidy(answer) if value is None else numbers.written(value)
    draft.tolerance = tidy(tolerance) if margin is None else numbers.written(margin) if margin else ""


def earn(draft: Draft, grade: str) -> None:
    """The points of a question as programs write them, 1.0000000; without any they go without saying."""
    value = decimal(grade) if grade.strip() else WHOLE / 100
    hundredths = int(value * 100) if value is not None and value >= 0 else -1
    draft.points = write_points(hundredths) if 0 <= hundredths <= _MOST_POINTS else tidy(grade)


def percent(count: int) -> str:
    """An even share of so many, as programs write it: 33.33333."""
    return numbers.plain(round(WHOLE / count, 5))
