"""What the pages of one question show: its form with the phone's view beside it, and its history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from contest.accounts.pages import StaffView
from contest.bank.pages import AUDIENCES, Choices
from contest.bank.rules import Piece
from contest.bank.sheet import Sheet
from contest.bank.twin_pages import Beside
from contest.web.figures import Figure
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
    picture: Figure | None = None


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
    picture: Figure | None = None


@dataclass(frozen=True)
class Theirs:
    """What somebody else saved meanwhile, for the author to compare: (label, text) rows that differ."""

    by: str
    at: datetime | None
    rows: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Change:
    """One part of a question that a revision changed, word by word; `was` and `now` are its pictures."""

    label: str
    pieces: tuple[Piece, ...]
    was: tuple[Figure, ...] = ()
    now: tuple[Figure, ...] = ()


@dataclass(frozen=True)
class RemarkView:
    """One thing that was said of a question; `settled` says who saw to it, and when, "" while it is open."""

    id: str
    by: str
    at: datetime
    said: str
    sends_back: bool
    settled_by: str = ""
    settled_at: datetime | None = None


@dataclass(frozen=True)
class Review:
    """How a question stands between those who write and those who approve.

    `drawn` is the revision that contests ask, 0 when none was ever approved; `changes` is how the newest one
    differs from it; `waits`, the newest one is not approved; `needs_another`, this member wrote it, so
    somebody else has to approve it; `signed_alone`, who approved it had written it.
    """

    drawn: int = 0
    waits: bool = False
    changed: bool = False
    changes: tuple[Change, ...] = ()
    reviewer: str = ""
    approver: str = ""
    approved_at: datetime | None = None
    signed_alone: bool = False
    needs_another: bool = False
    may_drop: bool = False
    remarks: tuple[RemarkView, ...] = ()
    said: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)

    @property
    def open_remarks(self) -> int:
        """How many of the comments are open."""
        return sum(one.settled_at is None for one in self.remarks)


@dataclass(frozen=True)
class NewPage:
    """`/bank/k7q2m94x0a1bc/questions/new?topic=cchc&level=van-dung`: write a question."""

    template: ClassVar[str] = "bank/new.html"
    staff: StaffView
    bank: BankRef
    sheet: Sheet
    shown: Shown
    topics: tuple[TopicName, ...]
    kinds: tuple[tuple[Kind, str], ...]
    errors: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    problem: str = ""
    twin: str = ""
    theirs: Theirs | None = None
    beside: Beside | None = None
    audiences: Choices = AUDIENCES
    version: int = 0


@dataclass(frozen=True)
class EditPage:
    """`/bank/k7q2m94x0a1bc/questions/m3x…`: a question as it stands, to change.

    `right` and `marking` tell in words what stands. `done` says what saving did; `used` that papers may hold
    this revision; `alike` is another question with the same words, `twin` the very same one.
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
    used: bool
    version: int
    sheet: Sheet
    shown: Shown
    topics: tuple[TopicName, ...]
    kinds: tuple[tuple[Kind, str], ...]
    right: str
    marking: str
    may_edit: bool
    moves: tuple[tuple[QuestionState, str], ...]
    may_delete: bool
    review: Review = Review()
    done: str = ""
    alike: str = ""
    usage: str = ""  # how it did in contests so far
    errors: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    problem: str = ""
    twin: str = ""
    theirs: Theirs | None = None
    beside: Beside | None = None
    audiences: Choices = AUDIENCES


@dataclass(frozen=True)
class PhonePage:
    """`/bank/k7q2m94x0a1bc/phone`: the phone's view alone; the form's pages include the same file."""

    template: ClassVar[str] = "bank/_phone.html"
    shown: Shown


@dataclass(frozen=True)
class Entry:
    """One revision, or one correction of its key. Without `changes` it is the first, told whole.

    `approver` let the revision into contests, "" when nobody did, `signed_alone` when they had written it;
    `drawn` is what contests ask now.
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
    drawn: bool = False
    approved_at: datetime | None = None
    signed_alone: bool = False
    reviewer: str = ""


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
