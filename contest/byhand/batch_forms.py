"""What the page of many papers posts: rows side by side, the times of all, what comes after. Pure."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from contest import entropy
from contest.byhand.batch import Judged, Row
from contest.byhand.forms import SheetForm
from contest.errors import Invalid
from contest.web.forms import BROKEN, Form

#: So many papers stand on the page at once: a form has room for so many fields.
A_PAGE = 40
#: So many empty rows are there to begin with, and are added by a press.
FEW = 10

Who = Annotated[str, Field(max_length=120)]
Hint = Annotated[str, Field(max_length=300)]
Code = Annotated[str, Field(max_length=10)]
Answer = Annotated[str, Field(max_length=3000)]
Entry = Annotated[str, Field(pattern=r"^([0-9a-z]{13})?$")]
Mark = Annotated[str, Field(pattern=r"^([0-9a-z]{13}(\.[0-9a-f]{8})?)?$")]


class Press(StrEnum):
    """The buttons of the page."""

    CHECK = "check"
    MORE = "more"  # more empty rows
    HAND_IN = "hand_in"


class BatchForm(Form):
    """Papers side by side; ``mark``: the id of each one's deed, and what was read back of it."""

    step: Press = Press.CHECK
    began: str = Field(default="", max_length=40)
    ended: str = Field(default="", max_length=40)
    stood: str = Field(default="", max_length=3)
    reason: str = Field(default="", max_length=300)
    once: str = Field(default="", max_length=13)
    unit: str = Field(default="", max_length=13)
    who: list[Who] = Field(default_factory=list, max_length=A_PAGE)
    hint: list[Hint] = Field(default_factory=list, max_length=A_PAGE)
    code: list[Code] = Field(default_factory=list, max_length=A_PAGE)
    answer: list[Answer] = Field(default_factory=list, max_length=A_PAGE)
    entry: list[Entry] = Field(default_factory=list, max_length=A_PAGE)
    mark: list[Mark] = Field(default_factory=list, max_length=A_PAGE)
    rest: str = Field(default="", max_length=80_000)

    @property
    def times(self) -> SheetForm:
        """The times and the reason, as the page of one paper has them."""
        once = self.once if len(self.once) == 13 else entropy.new_id()
        return SheetForm(once=once, began=self.began, ended=self.ended, stood=self.stood, reason=self.reason)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The papers; Invalid when a list lacks one, for then nobody knows what belongs together."""
        lists = (self.who, self.hint, self.code, self.answer, self.entry, self.mark)
        if len({len(each) for each in lists}) > 1:
            raise Invalid(fields={"form": BROKEN})
        return tuple(
            _marked(Row(line, who, hint, code, answer, entry), mark)
            for line, (who, hint, code, answer, entry, mark) in enumerate(zip(*lists, strict=True), 1)
        )


class BatchFileForm(Form):
    """A sheet of answers with the times of all of them; ``pasted``: instead of a file."""

    began: str = Field(default="", max_length=40)
    ended: str = Field(default="", max_length=40)
    stood: str = Field(default="", max_length=3)
    reason: str = Field(default="", max_length=300)
    pasted: str = Field(default="", max_length=80_000)


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


def packed(rows: Sequence[Row]) -> str:
    """The papers that come after those of the page, as the form carries them."""
    if not rows:
        return ""
    return json.dumps([[row.who, row.hint, row.code, row.answer] for row in rows], ensure_ascii=False)


def unpacked(carried: str) -> tuple[Row, ...]:
    """The other way round; Invalid when it is not ours."""
    try:
        found = json.loads(carried) if carried else []
        rows = [Row(0, *(str(cell)[:3000] for cell in cells)) for cells in found]
    except (ValueError, TypeError, RecursionError) as broken:
        raise Invalid(fields={"form": BROKEN}) from broken
    return tuple(rows)
