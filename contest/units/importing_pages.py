"""What the pages of importing a list show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from contest.accounts.pages import StaffView
from contest.lists.pages import ImportLine, Preview


@dataclass(frozen=True)
class UploadPage:
    """`/units/upload`: choose an Excel file; the lists that wait, and those that were saved lately."""

    template: ClassVar[str] = "units/upload.html"
    staff: StaffView
    earlier: tuple[ImportLine, ...] = ()
    has_units: bool = False
    problem: str = ""
    notice: str = ""
    step: int = 0


@dataclass(frozen=True)
class FaultLine:
    """What is wrong with a row, and the parents that may be meant."""

    part: str
    text: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class RowLine:
    """A row of the preview. ``tone``: wrong, ask, look or ready; ``cells`` are as written in the file."""

    line: int
    tone: str
    name: str
    parent: str
    kind: str
    people: str
    on: str
    open: bool
    is_new: bool
    made: bool
    cells: Mapping[str, str]
    faults: tuple[FaultLine, ...] = ()
    alike: str = ""
    joins_unit: bool = False
    notes: tuple[str, ...] = ()
    changes: tuple[tuple[str, str, str], ...] = ()
    lacks_people: bool = False


@dataclass(frozen=True, kw_only=True)
class PreviewPage(Preview):
    """`/units/imports/k7q2m94x0a1bc?only=wrong&page=2`: every row with what is wrong, before saving.

    Later what was saved, and what an undoing left.
    """

    template: ClassVar[str] = "units/preview.html"
    staff: StaffView
    rows: tuple[RowLine, ...] = ()
    fresh: int = 0
    changing: int = 0
    changed: int = 0
    undoable: bool = False
    stays: tuple[tuple[str, str], ...] = ()
    step: int = 0
