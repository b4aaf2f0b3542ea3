"""What the pages of making a contest show."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from contest.accounts.pages import StaffView
from contest.planning.states import Group, Tone
from contest.rounds.pages import RoundView

Choices = tuple[tuple[str, str], ...]  # value, label


@dataclass(frozen=True)
class BaseRow:
    """Something to begin from: a template, or a contest to copy; a template also offers a window."""

    value: str
    name: str
    text: str
    opens: str = ""
    closes: str = ""


@dataclass(frozen=True)
class NewPage:
    """`/planning/new`: a template or a copy, the name, the window, the bank; all but the name prefilled."""

    template: ClassVar[str] = "planning/new.html"
    staff: StaffView
    templates: tuple[BaseRow, ...]
    copies: tuple[BaseRow, ...]
    banks: Choices
    values: Mapping[str, str]
    errors: Mapping[str, str] = field(default_factory=dict)
    problem: str = ""


@dataclass(frozen=True)
class GroupRow:
    """A group of settings in the list on the left, and how it stands."""

    group: Group
    name: str
    tone: Tone
    state: str


@dataclass(frozen=True)
class Piece:
    """Some words of the thể lệ; `new` ones are not stored yet."""

    text: str
    new: bool = False


@dataclass(frozen=True)
class Article:
    """One article as it will read; `here` is what the group at hand is about."""

    title: str
    items: tuple[tuple[Piece, ...], ...]
    here: bool = False

    @property
    def changed(self) -> bool:
        """Whether some of it is not stored yet."""
        return any(piece.new for pieces in self.items for piece in pieces)


@dataclass(frozen=True)
class AskedLine:
    """One thing that the entry form asks, and what for."""

    name: str
    required: bool
    why: str


@dataclass(frozen=True)
class DraftView:
    """The thể lệ of what is typed. `problem` says why the typed is not shown: then it is the stored one."""

    articles: tuple[Article, ...]
    problem: str = ""
    short: str = ""  # what the bank lacks for the typed paper, in words
    changed: bool = False
    form: tuple[AskedLine, ...] = ()  # what the entry form asks, where the group is about people
    forced: str = ""  # why something is asked that was not chosen


@dataclass(frozen=True)
class PreviewPage:
    """`/planning/k7q2m94x0a1bc/paper/preview`: the thể lệ alone; `planning/settings.html` includes it."""

    template: ClassVar[str] = "planning/_draft.html"
    draft: DraftView


@dataclass(frozen=True)
class Cell:
    """One count of the blueprint; `short` is how many questions are missing for it."""

    field: str
    label: str
    value: str
    stock: int
    short: int


@dataclass(frozen=True)
class TableRow:
    """One topic (and kind) of the blueprint."""

    name: str
    cells: tuple[Cell, ...]
    total: int


@dataclass(frozen=True)
class Table:
    """The blueprint as a table, with the sums of its columns and what may be added as a row."""

    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    sums: tuple[int, ...]
    total: int
    bank_size: int
    topics: Choices
    kinds: Choices


@dataclass(frozen=True)
class Pick:
    """A question that stands in everybody's paper, or may; ``problem`` says why it can't."""

    field: str
    text: str
    about: str = ""
    problem: str = ""


@dataclass(frozen=True)
class Fixed:
    """The questions that stand in everybody's paper, and what was found in the bank to be picked from.

    ``found`` is None while nobody looks for any; ``readable``: whether one may read the bank and so pick.
    """

    chosen: tuple[Pick, ...] = ()
    readable: bool = False
    found: tuple[Pick, ...] | None = None
    more: bool = False  # not all of what was found is shown
    most: int = 0
    write: str = ""  # where to write another one


@dataclass(frozen=True)
class PartTable:
    """The blueprint of one part of a paper."""

    number: int
    label: str
    table: Table


@dataclass(frozen=True)
class Expired:
    """Questions of the bank that will have run out at the opening; `link` leads to the bank, if one may."""

    count: int
    kept: bool
    link: str = ""


@dataclass(frozen=True)
class Week:
    """A round of the contest in the list of its weeks."""

    id: str
    name: str
    phase: str
    opens_at: datetime
    closes_at: datetime
    here: bool


@dataclass(frozen=True)
class CheckRow:
    """One line of the list before the opening; `link` leads to where it is done."""

    key: str
    done: bool
    required: bool
    text: str
    hint: str
    link: str = ""


@dataclass(frozen=True)
class Checklist:
    """The list of one round; `rehearsal` is the rehearsal's round, if one is there."""

    round_id: str
    rows: tuple[CheckRow, ...]
    left: int
    blocked: bool
    draft: bool
    waiting: bool
    can_write: bool
    can_run: bool
    rehearsal: str = ""
    is_rehearsal: bool = False


@dataclass(frozen=True)
class ChecklistPage:
    """`/planning/k7q2m94x0a1bc/checklist`: the list alone, for the round's page."""

    template: ClassVar[str] = "planning/_checklist.html"
    checklist: Checklist


@dataclass(frozen=True)
class SettingsPage:
    """`/planning/k7q2m94x0a1bc/paper`: one group of settings, and the thể lệ that they make.

    `locked` says why the fields are for reading only; `shared` the same of what all rounds share; with
    `amends` they change only for a reason, which is posted as `reason` and public.
    `choices` are what each select offers; `opened` the folded parts of the form that stand open.
    `theirs` are (label, stored value) of what somebody else stored while this was typed.
    """

    template: ClassVar[str] = "planning/settings.html"
    staff: StaffView
    round: RoundView
    group: Group
    groups: tuple[GroupRow, ...]
    values: Mapping[str, str]
    version: str
    draft: DraftView
    checklist: Checklist
    choices: Mapping[str, Choices]
    opened: Collection[str] = ()
    errors: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    problem: str = ""
    saved: bool = False
    locked: str = ""
    amends: bool = False
    shared: str = ""
    theirs: tuple[tuple[str, str], ...] = ()
    peers: tuple[str, ...] = ()
    banks: Choices = ()
    table: Table | None = None  # of the whole paper, or of its first part
    parts: tuple[PartTable, ...] = ()
    expired: Expired | None = None
    fixed: Fixed | None = None
    suggested: Fixed | None = None  # open questions, in the same way
    weeks: tuple[Week, ...] = ()
    last: Week | None = None  # the last round for the same people: the next week is made like it
    following: str = ""  # for whom that week will be, where the last one is for those selected
    note: str = ""  # what the round that was just made has not from the one it is like
    audiences: tuple[str, ...] = ()  # "Bảng A: Học sinh"
    only: str = ""  # the one whose round this is
    public: str = ""  # the start of the contest's address
    selected: bool = False  # the round is for those who were selected in another one
    prizes: str = ""  # where prizes are set, if a feature does
    prizes_of_all: str = ""  # and those of the whole contest, while its rounds are added up
    live: bool = False  # points or board are shown while the round runs


@dataclass(frozen=True)
class UnrehearsePage:
    """`/planning/k7q2m94x0a1bc/rehearsal/removal`: what goes when the rehearsal goes."""

    template: ClassVar[str] = "planning/unrehearse.html"
    staff: StaffView
    round: RoundView
    people: int
    attempts: int
    there: bool
    problem: str = ""


@dataclass(frozen=True)
class DiscardPage:
    """`/planning/k7q2m94x0a1bc/removal`: what goes when a draft is deleted; `problem` why it can't."""

    template: ClassVar[str] = "planning/discard.html"
    staff: StaffView
    round: RoundView
    rounds: int
    problem: str = ""
