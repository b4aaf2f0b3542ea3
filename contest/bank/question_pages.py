"""What the pages of one question show: its form with the phone's view beside it, and its history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from contest.accounts.pages import StaffView
from contest.bank.rules import Piece
from contest.bank.sheet import Sheet
from questions.authoring.views import BankRef, TopicName
from questions.kinds import Kind
from questions.models import QuestionState


@dataclass(frozen=True)
class Choice:
    """One option as the phone shows it."""

    id: str
    letter: str
    text: str
    chosen: bool = False
    given: str = ""


@dataclass(frozen=True)
class Shown:
    """A question as the phone's macros take it; nothing is answered."""

    kind: Kind
    text: str
    options: tuple[Choice, ...]
    unit: str
    shuffled: bool
    slot: int = 0
    answer: str = ""
    saved: bool = False
    in_percent: bool = False  # only a contest's own prediction is
    targets: tuple[Choice, ...] = ()  # what options may be matched to
    places: int = 0  # digits that a number may have behind the comma
    figure: str = ""


@dataclass(frozen=True)
class Theirs:
    """What somebody else saved meanwhile, for the author to compare: (label, text) rows that differ."""

    by: str
    at: datetime | None
    rows: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class NewPage:
    """`/bank/k7q2m94x0a1bc/questions/new?topic=cchc&level=van-dung`: write a question."""

    template: ClassVar[str] = "bank/new.html"
    staff: StaffView
    bank: BankRef
    sheet: Sheet
    shown: Shown
    topics: tuple[TopicName, ...]
    errors: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    problem: str = ""
    twin: str = ""
    theirs: Theirs | None = None
    version: int = 0


@dataclass(frozen=True)
class EditPage:
    """`/bank/k7q2m94x0a1bc/questions/m3x…`: a question as it stands, to change.

    `done` says what saving did; `used` that papers may hold this revision; `alike` is another question with
    the same words, `twin` the very same one.
    """

    template: ClassVar[str] = "bank/edit.html"
    staff: StaffView
    bank: BankRef
    id: str
    state: QuestionState
    number: int
    key_version: int
    by: str
    at: datetime | None
    approver: str
    used: bool
    version: int
    sheet: Sheet
    shown: Shown
    topics: tuple[TopicName, ...]
    may_edit: bool
    moves: tuple[tuple[QuestionState, str], ...]
    may_delete: bool
    done: str = ""
    alike: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    problem: str = ""
    twin: str = ""
    theirs: Theirs | None = None


@dataclass(frozen=True)
class PhonePage:
    """`/bank/k7q2m94x0a1bc/phone`: the phone's view alone; the form's pages include the same file."""

    template: ClassVar[str] = "bank/_phone.html"
    shown: Shown


@dataclass(frozen=True)
class Change:
    """One part of a question that a revision changed, word by word."""

    label: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Entry:
    """One revision, or one correction of its key. Without `changes` it is the first, told whole.

    `approver` let the revision into contests, "" when nobody did.
    """

    number: int
    key_version: int
    by: str
    at: datetime | None
    approver: str
    changes: tuple[Change, ...]
    first: bool
    current: bool
    only_key: bool


@dataclass(frozen=True)
class HistoryPage:
    """`/bank/k7q2m94x0a1bc/questions/m3x…/history`: who changed what and when, newest first."""

    template: ClassVar[str] = "bank/history.html"
    staff: StaffView
    bank: BankRef
    id: str
    text: str
    state: QuestionState
    version: int
    entries: tuple[Entry, ...]
    may_restore: bool
