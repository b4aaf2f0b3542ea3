"""What the pages of banks show: all banks, one bank's list, its coverage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar

from contest.accounts.pages import StaffView
from questions.audiences import AUDIENCE_NAMES, EVERYBODY
from questions.authoring.views import BankRef, Desk, Sort, TopicName, Validity, Wanted
from questions.kinds import Level
from questions.models import QuestionState
from questions.wording import ASKED, KIND_NAMES, LEVEL_NAMES

KINDS = {kind: name.capitalize() for kind, name in KIND_NAMES.items()}
LEVELS = {level: name.capitalize() for level, name in LEVEL_NAMES.items()}
STATES = {
    QuestionState.DRAFT: "Bản nháp",
    QuestionState.REVIEWED: "Đã soát",
    QuestionState.APPROVED: "Đã duyệt",
    QuestionState.RETIRED: "Ngừng dùng",
}
VALIDITIES = {
    Validity.EXPIRED: "Đã hết hạn",
    Validity.SOON: "Hết hạn trong 30 ngày",
    Validity.GOOD: "Còn hạn hoặc không hạn",
}
DESKS = {
    Desk.WAITING: "Chờ duyệt",
    Desk.FOR_ME: "Chờ bạn duyệt",
    Desk.COMMENTED: "Có góp ý chưa xử lý",
    Desk.MINE: "Của bạn",
}
SORTS = {
    Sort.CHANGED: "Mới sửa trước",
    Sort.OLDEST: "Theo thứ tự nhập",
    Sort.TEXT: "Theo nội dung, A đến Z",
    Sort.VALID: "Gần hết hạn trước",
}
Choices = tuple[tuple[str, str], ...]

#: Whom a question may be for.
AUDIENCES: Choices = tuple((one.value, name) for one, name in AUDIENCE_NAMES.items())

#: The lists to choose from: parameter, label, choices.
FILTERS: tuple[tuple[str, str, Choices], ...] = (
    ("desk", "Việc cần làm", tuple(DESKS.items())),
    ("state", "Trạng thái", tuple(STATES.items())),
    ("level", "Mức độ", tuple(LEVELS.items())),
    ("kind", "Loại", tuple((kind, KINDS[kind]) for kind in ASKED)),
    ("audience", "Dùng được cho", (*AUDIENCES, (EVERYBODY, "Câu chung, không ghi đối tượng"))),
    ("valid", "Hiệu lực", tuple(VALIDITIES.items())),
)


@dataclass(frozen=True)
class BankRow:
    """A bank in the list. `kinds` are those of its approved questions."""

    bank: BankRef
    total: int
    draft: int
    approved: int
    retired: int
    kinds: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class IndexPage:
    """`/bank`: all banks that one may see. `name` and `errors` are of the form for a new one."""

    template: ClassVar[str] = "bank/index.html"
    staff: StaffView
    banks: tuple[BankRow, ...]
    name: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class QuestionRow:
    """A question in the list. `right` is its right answer in words, `by` who changed it last, "" unknown;
    `changed`: contests draw it as it was before; `remarks`: how many comments are open."""

    id: str
    text: str
    kind: str
    level: str
    topics: tuple[str, ...]
    state: QuestionState
    right: str
    by: str
    at: datetime | None
    valid_until: date | None
    expired: bool
    changed: bool = False
    remarks: int = 0
    audiences: tuple[str, ...] = ()


@dataclass(frozen=True)
class Signing:
    """Who approves in a bank: whether its only approver may sign alone, and how many approvers there are."""

    alone: bool
    approvers: int


@dataclass(frozen=True)
class Result:
    """What was done, told once above the list. `change_id` can be undone; `refused` were left as they are."""

    count: int = 0
    change_id: str = ""
    refused: int = 0
    undone: bool = False
    deleted: bool = False


@dataclass(frozen=True)
class ShowPage:
    """`/bank/k7q2m94x0a1bc?q=mot+cua&topic=cchc&state=approved&page=2`: a bank's questions, 50 a page."""

    template: ClassVar[str] = "bank/show.html"
    staff: StaffView
    bank: BankRef
    wanted: Wanted
    params: Mapping[str, str]
    rows: tuple[QuestionRow, ...]
    found: int
    is_empty: bool
    page: int
    pages: int
    topics: tuple[TopicName, ...]
    deeds: tuple[tuple[str, Choices], ...]
    result: Result | None = None
    problem: str = ""
    chosen: frozenset[str] = frozenset()
    deed: str = ""
    until: str = ""  # the day that was typed
    past: str = ""  # the same where it is over, and somebody has to say that it is meant
    every: bool = False  # all that the list finds, not those alone that are ticked
    most: int = 0  # how many can be changed at once
    errors: Mapping[str, str] = field(default_factory=dict)
    writes: bool = False
    expired: int = 0  # approved questions that have run out, told unless the list is about them
    waiting: int = 0  # questions of others that wait for this member, told unless the list is about them
    signing: Signing | None = None  # an organiser may change it
    law: int = 0  # questions whose law changed or soon will, told unless the list is about them
    document: str = ""  # what the document is called that the list is about
    filters: tuple[tuple[str, str, Choices], ...] = FILTERS
    sorts: Choices = tuple(SORTS.items())


@dataclass(frozen=True)
class Cell:
    """How many questions a topic has at one level."""

    level: Level
    count: int


@dataclass(frozen=True)
class CoverageRow:
    """A topic with what it and those below it have."""

    topic: TopicName
    cells: tuple[Cell, ...]
    total: int
    holes: int


@dataclass(frozen=True)
class ReachRow:
    """What an audience has to be asked: at each level, of it what names the audience; `holes` are cells that
    only others have questions for."""

    audience: str
    name: str
    cells: tuple[Cell, ...]
    total: int
    named: int
    holes: int


@dataclass(frozen=True)
class CoveragePage:
    """`/bank/k7q2m94x0a1bc/coverage?audience=hoc-sinh`: approved questions by topic and level, of all or for
    one audience, and where none are; `common` of the bank's name nobody."""

    template: ClassVar[str] = "bank/coverage.html"
    staff: StaffView
    bank: BankRef
    rows: tuple[CoverageRow, ...]
    totals: tuple[Cell, ...]
    total: int
    untied: int
    holes: int
    writes: bool
    audience: str = ""
    common: int = 0
    reaches: tuple[ReachRow, ...] = ()
    levels: tuple[str, ...] = tuple(LEVELS.values())
    audiences: Choices = (*AUDIENCES, (EVERYBODY, "Câu chung"))
