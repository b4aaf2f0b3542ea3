"""Which option is right, of all that the marks of a file say; where they disagree the author is asked.

The rules, in their order:
1. What marks all options, or none, says nothing. A bold letter alone and italics say something only where
   they single out one option in nearly every question of the file.
2. All marks of a question that say something must name the same options, else it is asked.
3. One exception: a mark that singles out one option in nearly every question is what the author marks with;
   another look that is rare in the file is stress then. The question is taken, and said to be looked at.
   The answers at the end and an answer line are never overruled so.
4. More than one option is right only where an answer names them, or the question says that there are several.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from questions.formats.answers import letter
from questions.formats.word.marks import Evidence, Mark, Places

_WEAK = frozenset((Mark.BOLD_LETTER, Mark.ITALIC))
_TYPED = frozenset((Mark.LINE, Mark.TABLE))
_LOOKS = frozenset((Mark.BOLD, Mark.BOLD_LETTER, Mark.UNDERLINE, Mark.ITALIC, Mark.COLOUR, Mark.SHADE))
#: In so many of ten questions a mark must single out one option to be the one that the author uses.
_USUAL = 9
_FEWEST = 3

_DOUBLED = (
    "{} cùng được đánh dấu ({}). Chọn một phương án; nếu đều đúng thì bấm Sửa cả câu "
    "và ghi “{}” ở ô Đáp án đúng."
)
_CONTRARY = "Đáp án không thống nhất: {}. Chọn phương án đúng."
_STRESSED = "Lấy {} theo {}. {} cũng khác các phương án còn lại ({}), bạn xem lại."


@dataclass(frozen=True, slots=True)
class Choice:
    """The right places, or why they have to be asked for; `doubt` is to be looked at."""

    places: Places = frozenset()
    fault: str = ""
    doubt: str = ""


def choose(found: Sequence[Evidence], several: Sequence[bool]) -> list[Choice]:
    """One choice a question. `several` says which of them are known to have more than one right option."""
    usual, seldom = _usual(found), _seldom(found)
    return [
        _choice([one for one in each if one[0] not in _WEAK or one[0] in usual], more, usual, seldom)
        for each, more in zip(found, several, strict=True)
    ]


def _usual(found: Sequence[Evidence]) -> frozenset[Mark]:
    """The marks that single out one option in nearly every question."""
    single = [mark for each in found for mark, places in each if len(places) == 1]
    enough = len(found) >= _FEWEST
    return frozenset(mark for mark in Mark if enough and 10 * single.count(mark) >= _USUAL * len(found))


def _seldom(found: Sequence[Evidence]) -> frozenset[Mark]:
    """The looks that at most one question in four has."""
    seen = [mark for each in found for mark, _ in each]
    return frozenset(mark for mark in _LOOKS if 4 * seen.count(mark) <= len(found))


def _choice(
    found: Sequence[tuple[Mark, Places]], more: bool, usual: Collection[Mark], seldom: Collection[Mark]
) -> Choice:
    named = {places for _, places in found}
    if not named:
        return Choice()
    if len(named) == 1:
        places = named.pop()
        is_told = more or any(mark in _TYPED for mark, _ in found)
        return Choice(places) if len(places) == 1 or is_told else Choice(fault=_doubled(places, found))
    return _stressed(found, usual, seldom) or Choice(fault=_contrary(found))


def _stressed(
    found: Sequence[tuple[Mark, Places]], usual: Collection[Mark], seldom: Collection[Mark]
) -> Choice | None:
    """The choice where a rare look goes against the mark that the author uses."""
    if any(mark in _TYPED for mark, _ in found):
        return None
    main = {places for mark, places in found if mark in usual and len(places) == 1}
    beside = [(mark, places) for mark, places in found if places not in main]
    if len(main) != 1 or not all(mark in seldom for mark, _ in beside):
        return None
    places = main.pop()
    by = [mark for mark, named in found if named == places]
    others = frozenset().union(*(named for _, named in beside)) - places
    doubt = _STRESSED.format(
        _named(places), _listed(by), _options(others), _listed(mark for mark, _ in beside)
    )
    return Choice(places, doubt=doubt)


def _doubled(places: Places, found: Iterable[tuple[Mark, Places]]) -> str:
    return _DOUBLED.format(_options(places), _listed(mark for mark, _ in found), _named(places))


def _contrary(found: Sequence[tuple[Mark, Places]]) -> str:
    return _CONTRARY.format("; ".join(f"{mark.value} chỉ {_named(places)}" for mark, places in found))


def _named(places: Places) -> str:
    return ", ".join(letter(place) for place in sorted(places))


def _options(places: Places) -> str:
    return f"Phương án {_named(places)}"


def _listed(marks: Iterable[Mark]) -> str:
    return ", ".join(dict.fromkeys(mark.value for mark in marks))
