"""What the pages of imports show: the upload, the preview, one row, the list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from contest.accounts.pages import StaffView
from contest.bank.import_rules import Tab
from contest.bank.pages import AUDIENCES, Choices
from contest.bank.states import ImportState, RowState
from contest.bank.twin_pages import Facing
from contest.web.figures import Figure


@dataclass(frozen=True)
class BankName:
    """The bank a page belongs to; `id` is its public one."""

    id: str
    name: str


@dataclass(frozen=True)
class BatchView:
    """One import. `ready` of `sound` rows have nothing to look at; `wrong` ones wait to be mended."""

    id: str
    bank: BankName
    file_name: str
    by: str
    state: ImportState
    version: int
    created_at: datetime
    confirmed_at: datetime | None
    undone_at: datetime | None
    saved: int
    retired: int
    rows: int
    ready: int
    look: int
    wrong: int
    left_out: int
    notes: tuple[str, ...] = ()
    drafts: int = 0  # of its questions, still drafts in the bank

    @property
    def sound(self) -> int:
        """How many rows the next confirming saves."""
        return self.ready + self.look

    @property
    def is_open(self) -> bool:
        """Whether rows can still be mended and saved."""
        return self.state is not ImportState.UNDONE

    @property
    def gone(self) -> int:
        """How many questions undoing took out of the bank altogether."""
        return self.saved - self.retired


@dataclass(frozen=True)
class TabView:
    """A filter with its count."""

    tab: Tab
    name: str
    count: int
    tone: str = ""


@dataclass(frozen=True)
class OptionView:
    """An option as understood."""

    letter: str
    text: str
    is_right: bool
    picture: Figure | None = None


@dataclass(frozen=True)
class ProblemView:
    """One problem with where it is: "Cột Đáp án đúng, ô F12"."""

    where: str
    message: str
    is_error: bool


class Control(StrEnum):
    """How a part is mended."""

    RADIO = "radio"
    CHECKBOX = "checkbox"
    SELECT = "select"
    TEXT = "text"


@dataclass(frozen=True)
class Repair:
    """One thing to mend on the spot. `choices` are (value, text, chosen)."""

    name: str
    label: str
    control: Control
    value: str = ""
    choices: tuple[tuple[str, str, bool], ...] = ()


@dataclass(frozen=True)
class RowView:
    """A row as understood, what is wrong with it, and what may be done about it."""

    number: int
    line: int
    sheet: str
    place: str  # "Câu 12" where lines have no numbers
    called: str
    version: int
    state: RowState
    kind: str
    text: str
    options: tuple[OptionView, ...]
    answer: str
    level: str
    topics: str
    basis: str
    problems: tuple[ProblemView, ...]
    repairs: tuple[Repair, ...]
    twin: str = ""
    keeps_order: bool = False
    marking: str = ""  # how it is marked, where the kind alone does not say it
    audiences: str = ""  # whom it is for, "" everybody
    picture: Figure | None = None
    beside: tuple[Facing, ...] = ()  # what it is like, on the left, and itself

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All its pictures."""
        listed = (self.picture, *(option.picture for option in self.options))
        return tuple(one for one in listed if one is not None)

    @property
    def is_urgent(self) -> bool:
        """Whether its problems are shown open."""
        return self.state in (RowState.WRONG, RowState.LOOK)


@dataclass(frozen=True)
class UploadPage:
    """`/bank/k7q2m94x0a1bc/upload`: bring a file; the drafts that wait already."""

    template: ClassVar[str] = "bank/upload.html"
    staff: StaffView
    bank: BankName
    example: str
    waiting: tuple[BatchView, ...] = ()
    error: str = ""


@dataclass(frozen=True)
class ReadingView:
    """How far a file is. `step` says what is done now, "" when that has no count."""

    id: str
    file_name: str
    is_waiting: bool
    step: str = ""
    done: int = 0
    total: int = 0

    @property
    def width(self) -> int:
        """Of this step, in per cent."""
        return 100 * self.done // self.total if self.total else 0


@dataclass(frozen=True)
class ReadingPage:
    """`/bank/imports/reading/k7q2m94x0a1bc`: a file that takes more than a moment to read."""

    template: ClassVar[str] = "bank/reading.html"
    staff: StaffView
    bank: BankName
    reading: ReadingView


@dataclass(frozen=True)
class ReadingPart:
    """The part of it that is asked for again and again."""

    template: ClassVar[str] = "bank/_reading.html"
    reading: ReadingView


@dataclass(frozen=True)
class PreviewPage:
    """`/bank/imports/k7q2m94x0a1bc?tab=wrong&page=2`: the rows of a file before they are saved.

    `told` is what just happened; `held` is set when the page asks before undoing: so many questions stay.
    """

    template: ClassVar[str] = "bank/preview.html"
    staff: StaffView
    batch: BatchView
    tabs: tuple[TabView, ...]
    tab: Tab
    rows: tuple[RowView, ...]
    page: int = 1
    pages: int = 1
    told: str = ""
    problem: str = ""
    held: int | None = None


@dataclass(frozen=True)
class MendPage:
    """`/bank/imports/k7q2m94x0a1bc/rows/12`: the whole of one row, to be typed anew.

    `values` are the fields as typed or stored, `options` the options; `theirs` is what somebody else stored
    meanwhile: (name, what is stored). `cut` options more than there are letters have no box.
    """

    template: ClassVar[str] = "bank/mend.html"
    staff: StaffView
    batch: BatchView
    row: RowView
    values: Mapping[str, str]
    options: tuple[str, ...]
    kinds: tuple[tuple[str, str], ...]
    levels: tuple[tuple[str, str], ...]
    scorings: tuple[tuple[str, str], ...]
    topics: tuple[tuple[str, str], ...]
    cut: int = 0
    tab: str = ""
    page: int = 1
    problem: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)
    theirs: tuple[tuple[str, str], ...] = ()
    audiences: Choices = AUDIENCES


@dataclass(frozen=True)
class ImportsPage:
    """`/bank/k7q2m94x0a1bc/imports`: every file that was brought to a bank."""

    template: ClassVar[str] = "bank/imports.html"
    staff: StaffView
    bank: BankName
    batches: tuple[BatchView, ...]
    total: int = 0
    page: int = 1
    pages: int = 1
