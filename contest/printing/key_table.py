"""The key of shuffled papers: a row for each question's place, a column for each code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from contest.printing import pdf as paper
from contest.printing import plain

MEDIA_TYPE = paper.MEDIA_TYPE
#: More codes than this stand on turned paper.
MOST_UPRIGHT = 8


@dataclass(frozen=True)
class KeyTable:
    """`rows`: ("1", what is right at that place in each code's paper)."""

    title: str
    round: str
    codes: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    note: str = ""

    @property
    def is_wide(self) -> bool:
        """Whether the paper is turned."""
        return len(self.codes) > MOST_UPRIGHT or any(
            len(said) > 24 for _, answers in self.rows for said in answers
        )


def pdf(table: KeyTable, *, standards: Sequence[str] = ()) -> bytes:
    """The table on A4; its head on every page."""
    data = {
        "title": plain.line(table.title),
        "round": plain.line(table.round),
        "note": plain.line(table.note),
        "codes": list(table.codes),
        "rows": [[label, [plain.line(said) for said in answers]] for label, answers in table.rows],
        "wide": table.is_wide,
    }
    return paper.compile("key-table.typ", data, standards=standards)
