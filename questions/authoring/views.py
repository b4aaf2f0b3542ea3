"""Plain data of the authors' pages: a bank, a question with all its parts, what is searched for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from questions.audiences import Audiences
from questions.formats.model import ParsedQuestion
from questions.kinds import RIGHT_ID, Content, Key, Kind, Level, Option
from questions.models import QuestionState
from questions.picture import Picture


@dataclass(frozen=True, slots=True)
class BankRef:
    """A bank; `id` is its public one."""

    id: str
    slug: str
    name: str
    is_sample: bool
    signs_alone: bool = True


@dataclass(frozen=True, slots=True)
class BankCounts:
    """A bank with how many questions it has in each state and, of the approved ones, of each kind."""

    bank: BankRef
    states: dict[QuestionState, int]
    kinds: dict[Kind, int]

    @property
    def total(self) -> int:
        """All its questions."""
        return sum(self.states.values())


class Validity(StrEnum):
    """How a question stands to the day it is to be checked again."""

    EXPIRED = "het-han"
    SOON = "sap-het"
    GOOD = "con-han"


class Desk(StrEnum):
    """What somebody who writes or approves looks for."""

    WAITING = "cho-duyet"  # nobody approved it as it stands, and it was not sent back
    FOR_ME = "cho-toi"  # the same, and somebody else wrote it
    COMMENTED = "gop-y"  # a comment is open
    MINE = "cua-toi"


class Sort(StrEnum):
    """The orders of a list."""

    CHANGED = "moi-sua"
    OLDEST = "cu-nhat"
    TEXT = "noi-dung"
    VALID = "hieu-luc"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list is to hold; an empty part asks for nothing.

    `me` is whose `desk` it is; `in_use` asks for what contests draw instead of the newest words.
    """

    words: str = ""
    topic: str = ""
    level: Level | None = None
    kind: Kind | None = None
    state: QuestionState | None = None
    validity: Validity | None = None
    sort: Sort = Sort.CHANGED
    desk: Desk | None = None
    me: str = ""
    in_use: bool = False
    document: str = ""  # one that it rests on, by its public id
    audience: str = ""  # what suits one of these people, or `audiences.EVERYBODY`: what names nobody
    law: bool = False  # its day comes, or a document that it rests on ends or was replaced

    @property
    def is_narrow(self) -> bool:
        """Whether it leaves anything out."""
        return replace(self, sort=Sort.CHANGED, me="") != Wanted()


@dataclass(frozen=True, slots=True)
class Revision:
    """One revision of a question with its newest key."""

    number: int
    content: Content
    key: Key
    level: Level
    points: int
    valid_until: date | None
    author: str
    at: datetime | None
    settled: bool
    key_version: int
    key_author: str
    key_at: datetime | None
    approver: str = ""
    approved_at: datetime | None = None
    signed_alone: bool = False
    reviewer: str = ""

    def parsed(self, topics: tuple[str, ...] = (), audiences: Audiences = ()) -> ParsedQuestion:
        """The same as an author writes it."""
        content, key = self.content, self.key
        options, targets = _as_written(content, key)
        right = {one for one, value in key.pairs if value == RIGHT_ID} | set(key.right)
        return ParsedQuestion(
            kind=content.kind,
            text=content.text,
            options=tuple(option.text for option in options),
            right=tuple(place for place, option in enumerate(options) if option.id in right),
            explanation=key.explanation,
            basis=key.basis,
            topics=topics,
            level=self.level,
            points=self.points,
            number=key.number,
            unit=content.unit,
            valid_until=self.valid_until,
            targets=tuple(target.text for target in targets),
            accepted=key.accepted,
            exact=key.exact,
            tolerance=key.tolerance,
            in_parts=content.in_parts,
            audiences=audiences,
            picture=content.picture,
            pictures=_beside(options),
        )


def _beside(options: tuple[Option, ...]) -> tuple[Picture | None, ...]:
    return tuple(option.picture for option in options) if any(option.picture for option in options) else ()


def _as_written(content: Content, key: Key) -> tuple[tuple[Option, ...], tuple[Option, ...]]:
    """Options and targets as their author wrote them: in the right order, each target beside its option."""
    given = dict(key.pairs)
    if content.kind is Kind.ordering:
        return tuple(sorted(content.options, key=lambda option: int(given[option.id]))), ()
    if content.kind is Kind.matching:
        places = {one: place for place, one in enumerate(key.order)}
        options = tuple(sorted(content.options, key=lambda option: places.get(option.id, 0)))
        targets = {target.id: target for target in content.targets}
        paired = [targets.pop(given[option.id]) for option in options]
        rest = sorted(targets.values(), key=lambda target: places.get(target.id, 0))
        return options, (*paired, *rest)
    return content.options, ()


@dataclass(frozen=True, slots=True)
class Stored:
    """A question as it stands. `drawn` is the number of the revision that was approved last, 0 when none was:
    papers ask that one while the question is approved, whatever `newest` says."""

    id: str
    state: QuestionState
    version: int
    topics: tuple[str, ...]
    newest: Revision
    changed_by: str
    changed_at: datetime | None
    drawn: int = 0
    audiences: Audiences = ()

    @property
    def is_changed(self) -> bool:
        """Whether contests draw it as it was before: its newest words wait for somebody to approve them."""
        return self.state is QuestionState.APPROVED and self.newest.number != self.drawn

    @property
    def waits(self) -> bool:
        """Whether nobody has approved it as it stands."""
        return self.is_changed or self.state in (QuestionState.DRAFT, QuestionState.REVIEWED)

    @property
    def parsed(self) -> ParsedQuestion:
        """The newest revision as an author writes it."""
        return self.newest.parsed(self.topics, self.audiences)


@dataclass(frozen=True, slots=True)
class Found:
    """One page of a list, and how many there are on all pages."""

    rows: tuple[Stored, ...]
    count: int


@dataclass(frozen=True, slots=True)
class TopicName:
    """A topic as a list to choose from shows it; `depth` is how far below the root it stands."""

    slug: str
    name: str
    depth: int
