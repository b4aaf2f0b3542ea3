"""What the page of many papers posts: rows side by side, the times of all, what comes after. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from itertools import zip_longest
from typing import Annotated

from pydantic import Field

from contest import entropy
from contest.byhand.batch import Judged, Row
from contest.byhand.forms import SheetForm
from contest.errors import Invalid
from contest.web.forms import BROKEN, Form, PostedForm, clean

#: So many papers stand on the page at once: a form has room for so many fields.
A_PAGE = 40
#: So many empty rows are there to begin with, and are added by a press.
FEW = 10

#: So many of the papers that come after stand in one hidden field: a field may have one megabyte.
A_FIELD = 10
#: What the form carries of each paper, side by side.
PARTS = ("who", "hint", "code", "answer", "entry", "mark")
_ENTRY = re.compile(r"([0-9a-z]{13})?")
_MARK = re.compile(r"([0-9a-z]{13}(\.[0-9a-f]{8})?)?")

Entry = Annotated[str, Field(pattern=f"^{_ENTRY.pattern}$")]
Mark = Annotated[str, Field(pattern=f"^{_MARK.pattern}$")]


class Press(StrEnum):
    """The buttons of the page."""

    CHECK = "check"
    MORE = "more"  # more empty rows
    NAMES = "names"  # rows with the names of a unit
    HAND_IN = "hand_in"


class BatchForm(Form):
    """Papers side by side; ``mark``: the id of each one's deed, and what was read back of it; ``rest``: the
    papers that come after; ``pasted``: a table instead of a file.

    How long a cell may be says the judge of rows, beside the row: a form that was refused tells no place.
    """

    step: Press = Press.CHECK
    began: str = Field(default="", max_length=40)
    ended: str = Field(default="", max_length=40)
    stood: str = Field(default="", max_length=3)
    reason: str = Field(default="", max_length=300)
    once: str = Field(default="", max_length=13)
    unit: str = Field(default="", pattern=f"^{_ENTRY.pattern}$")
    who: list[str] = Field(default_factory=list, max_length=A_PAGE)
    hint: list[str] = Field(default_factory=list, max_length=A_PAGE)
    code: list[str] = Field(default_factory=list, max_length=A_PAGE)
    answer: list[str] = Field(default_factory=list, max_length=A_PAGE)
    entry: list[Entry] = Field(default_factory=list, max_length=A_PAGE)
    mark: list[Mark] = Field(default_factory=list, max_length=A_PAGE)
    rest: list[str] = Field(default_factory=list)
    pasted: str = ""

    @property
    def times(self) -> SheetForm:
        """The times and the reason, as the page of one paper has them."""
        once = self.once if len(self.once) == 13 else entropy.new_id()
        return SheetForm(once=once, began=self.began, ended=self.ended, stood=self.stood, reason=self.reason)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The papers; Invalid when a list lacks one, for then nobody knows what belongs together."""
        lists = [getattr(self, part) for part in PARTS]
        if len({len(each) for each in lists}) > 1:
            raise Invalid(fields={"form": BROKEN})
        return tuple(
            _marked(Row(line, who, hint, code, answer, entry), mark)
            for line, (who, hint, code, answer, entry, mark) in enumerate(zip(*lists, strict=True), 1)
        )


def kept(posted: PostedForm) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """The papers of a page and those after them, of a form that was not understood: all that was typed."""
    lists = [posted.lists.get(part, []) for part in PARTS]
    rows = [
        _marked(
            Row(0, who, hint, code, answer, entry if _ENTRY.fullmatch(entry) else ""),
            mark if _MARK.fullmatch(mark) else "",
        )
        for who, hint, code, answer, entry, mark in zip_longest(*lists, fillvalue="")
    ]
    try:
        rest = unpacked(posted.lists.get("rest", []))
    except Invalid:
        rest = ()
    return fresh(rows[:A_PAGE]) or padded(()), (*rows[A_PAGE:], *rest)


def _marked(row: Row, mark: str) -> Row:
    once, _, seen = mark.partition(".")
    return replace(row, once=once or entropy.new_id(), seen=seen)


def mark(one: Judged) -> str:
    """What the form carries of a paper that was read back."""
    return f"{one.row.once}.{one.mark}" if one.is_sound else one.row.once


def fresh(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Rows with ids for their deeds, numbered as they stand on the page."""
    return tuple(
        replace(row, line=line, once=row.once or entropy.new_id()) for line, row in enumerate(rows, 1)
    )


def padded(rows: Sequence[Row], more: int = FEW) -> tuple[Row, ...]:
    """Rows with some empty ones behind them, as far as the page goes."""
    return fresh([*rows, *[Row(0)] * min(more, A_PAGE - len(rows))])


def packed(rows: Sequence[Row]) -> tuple[str, ...]:
    """The papers that come after those of the page, as the fields of the form carry them."""
    cells = [[row.who, row.hint, row.code, row.answer] for row in rows]
    parts = [cells[start : start + A_FIELD] for start in range(0, len(cells), A_FIELD)]
    return tuple(json.dumps(part, ensure_ascii=False) for part in parts)


def unpacked(carried: Sequence[str]) -> tuple[Row, ...]:
    """The other way round; Invalid when it is not ours."""
    return tuple(row for part in carried if part for row in _unpacked(part))


def _unpacked(part: str) -> list[Row]:
    try:
        found = json.loads(part)
    except (ValueError, RecursionError) as broken:
        raise Invalid(fields={"form": BROKEN}) from broken
    if not isinstance(found, list) or not all(map(_is_paper, found)):
        raise Invalid(fields={"form": BROKEN})
    # JSON can write what no field brings: half a letter, which no database keeps.
    return [Row(0, *map(clean, cells)) for cells in found]


def _is_paper(cells: object) -> bool:
    return isinstance(cells, list) and len(cells) == 4 and all(isinstance(cell, str) for cell in cells)
