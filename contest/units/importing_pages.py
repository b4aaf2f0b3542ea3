"""What the pages of importing a list show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from contest.accounts.pages import StaffView


@dataclass(frozen=True)
class ImportLine:
    """One list among the earlier ones."""

    id: str
    file_name: str
    at: datetime
    state: str
    waiting: int
    made: int
    undoable: bool


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


@dataclass(frozen=True)
class PreviewPage:
    """`/units/imports/k7q2m94x0a1bc?only=wrong&page=2`: every row with what is wrong, before saving.

    Later what was saved, and what an undoing left. `edit` is the line whose cells are open.
    """

    template: ClassVar[str] = "units/preview.html"
    staff: StaffView
    id: str
    file_name: str
    state: str
    version: int
    seen: str = ""
    rows: tuple[RowLine, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    only: str = ""
    page: int = 1
    pages: int = 1
    edit: int = 0
    fresh: int = 0
    changing: int = 0
    made: int = 0
    changed: int = 0
    undoable: bool = False
    stays: tuple[tuple[str, str], ...] = ()
    mine: bool = True
    problem: str = ""
    step: int = 0
