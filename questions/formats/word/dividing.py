"""Where the questions of a file end and their answers begin, perhaps several times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from questions.formats.word import keys, splitting, words
from questions.formats.word.lines import Item, Line, Table
from questions.formats.word.words import Start

#: How far a question's first options may be from its beginning.
_NEAR = 25
#: How far it may be from the heading of its group.
_BELOW = 4


@dataclass
class Section:
    """Some items in a row: questions, or answers to those before."""

    is_answers: bool
    items: list[Item] = field(default_factory=list)


def divide(items: Sequence[Item]) -> list[Section]:
    """The sections of a file, questions first."""
    found = [Section(False)]
    first: int | None = None
    asked = False
    numbers: set[int] = set()
    for place, item in enumerate(items):
        start = words.start(item.text) if isinstance(item, Line) else None
        if not found[-1].is_answers:
            again = start is not None and start.number in numbers and len(found) > 2
            if asked and (_begins_answers(items, place, first) or (again and _is_solution(item, start))):
                found.append(Section(True))
        elif _asks(items, place) or _heads(items, place):
            found.append(Section(False))
        if start is not None and not found[-1].is_answers:
            first, asked = (start.number if first is None else first), True
            numbers |= {start.number} if start.number is not None else set()
        asked = (
            asked
            or isinstance(item, Table)
            or (isinstance(item, Line) and splitting.leading(item.text) is not None)
        )
        found[-1].items.append(item)
    return found


def _is_solution(item: Item, start: Start | None) -> bool:
    """Whether a line solves a question that was asked before: "Câu 2: Chọn B. …"."""
    return isinstance(item, Line) and start is not None and keys.is_chosen(item.text[start.end :])


def _begins_answers(items: Sequence[Item], place: int, first: int | None) -> bool:
    item = items[place]
    if keys.is_answers(item):
        return not _options_follow(items, place)
    if isinstance(item, Table):
        return False
    if words.is_end(item.text):
        return True
    return words.is_tail_heading(item.text) and _answers_follow(items, place, first)


def _answers_follow(items: Sequence[Item], place: int, first: int | None) -> bool:
    """Whether behind a heading stand answers of the whole paper, not of the question above alone."""
    behind = next((item for item in items[place + 1 :] if isinstance(item, Table) or not item.is_empty), None)
    if behind is None:
        return False
    if isinstance(behind, Table):
        return keys.table_pairs(behind) != []
    if keys.pairs(behind.text) or words.group(behind.text, 0)[0]:
        return True
    start = words.start(behind.text)
    return start is not None and start.number in (first, 1)


def _options_follow(items: Sequence[Item], place: int) -> bool:
    """Whether what looks like answers belongs to a question whose options stand below."""
    below = next((item for item in items[place + 1 :] if isinstance(item, Table) or not item.is_empty), None)
    found = splitting.leading(below.text) if isinstance(below, Line) else None
    return found is not None and found.letter in "Aa"


def _heads(items: Sequence[Item], place: int) -> bool:
    """Whether another group of questions begins here, in the midst of answers: its heading and a question."""
    item = items[place]
    if not isinstance(item, Line) or not words.group(item.text, 0)[0]:
        return False
    near = range(place + 1, min(place + _BELOW, len(items)))
    return any(_asks(items, behind) for behind in near)


def _asks(items: Sequence[Item], place: int) -> bool:
    """Whether a question with options begins here, in the midst of answers."""
    item = items[place]
    start = words.start(item.text) if isinstance(item, Line) else None
    if start is None or not isinstance(item, Line):
        return False
    if splitting.behind_question(item.text, start.end):
        return True
    letters: list[str] = []
    for line in items[place + 1 : place + _NEAR]:
        if isinstance(line, Table) or words.start(line.text) is not None:
            break
        found = splitting.leading(line.text)
        letters += [found.letter] if found else []
        letters += [one.letter for one in splitting.split(line.text, found)[1:]] if found else []
    return letters[:2] in (["A", "B"], ["a", "b"])
