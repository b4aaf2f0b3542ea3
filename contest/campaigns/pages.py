"""What the pages of a contest show: the front page, the rules, entering, the code card."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from contest.campaigns.notice import Privacy as Privacy
from contest.people.asking import USUAL, Fields
from contest.ruleset.differences import Difference

#: Audiences to choose from: id, "Bảng A: Học sinh", who belongs to it and its ages.
Choices = tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class ContestCard:
    """One contest on the home page."""

    slug: str
    title: str
    organiser: str
    round_name: str
    phase: str
    opens: datetime
    closes: datetime


@dataclass(frozen=True)
class HomePage:
    """`/`"""

    template: ClassVar[str] = "home.html"
    contests: tuple[ContestCard, ...]
    holder: str = ""  # whose installation it is


@dataclass(frozen=True)
class Prize:
    """One step of the prize ladder; the amount in đồng."""

    name: str
    count: int
    amount: int


@dataclass(frozen=True)
class AudienceCard:
    """An audience on the front page, with its own time, paper and prizes; `round`: the one it cares about."""

    id: str
    label: str
    told: str
    round: str
    round_name: str
    phase: str
    opens: datetime
    closes: datetime
    questions: int
    has_prediction: bool
    minutes: int
    limits: str
    results: str
    prizes: tuple[Prize, ...] = ()
    has_board: bool = False
    paused: bool = False
    suggestions: int = 0  # open questions


@dataclass(frozen=True)
class Standing:
    """What this phone has done in the round so far: decides the button of the front page."""

    entered: bool = False
    open_attempt: str = ""
    next_slot: int = 1
    last_attempt: str = ""
    attempts_left: int = 0
    is_same: bool = False  # another registration of the same person counts instead
    out: str = ""  # why the round is for others, who were selected
    is_asked: bool = False  # to say first which audience they belong to


@dataclass(frozen=True)
class LandingPage:
    """`/campaigns/chuyen-doi-so-2026`

    `audiences`: for a visitor of a contest that has some; `own`: for whoever belongs to one, and then it
    is about that one's round.
    """

    template: ClassVar[str] = "campaigns/landing.html"
    slug: str
    organiser: tuple[str, ...]
    kind: str
    title: tuple[str, ...]
    about: str
    round: str
    round_name: str
    phase: str
    opens: datetime
    closes: datetime
    seconds: int  # until it opens while waiting, until it closes while open, else 0
    audience: str
    questions: int
    has_prediction: bool
    minutes: int
    attempts: int  # 0: no limit in this round
    limits: str  # the same and every other limit, in words
    counting: str  # "lấy lượt cao nhất"; shown only when several attempts are allowed
    results: str  # "Có sau khi tuần thi đóng"
    summary: tuple[str, ...]
    contact: str
    mine: Standing = Standing()
    prizes: tuple[Prize, ...] = ()
    has_board: bool = False
    paused: bool = False
    code_only: bool = False
    chosen: str = ""  # for whom of an earlier round it is, in a sentence
    listed: bool = False  # and who they are is a page of its own
    season: bool = False  # its rounds are added up, on a page of their own
    amended_at: datetime | None = None  # when the thể lệ last changed after the opening
    audiences: tuple[AudienceCard, ...] = ()
    own: str = ""
    which_code: str = ""  # where the code comes from that is asked for
    by_class: bool = False
    asked: str = ""  # all that the form asks, in one sentence
    suggestions: int = 0  # open questions


@dataclass(frozen=True)
class RuleSection:
    """One article of the thể lệ: a heading, paragraphs, then points."""

    title: str
    paragraphs: tuple[str, ...] = ()
    items: tuple[str, ...] = ()


@dataclass(frozen=True)
class Amended:
    """One change of the thể lệ after the opening: when, why, and what reads differently by article."""

    at: datetime
    reason: str
    articles: tuple[Difference, ...]


@dataclass(frozen=True)
class RulesPage:
    """`/campaigns/chuyen-doi-so-2026/rules?audience=a1aaaaaaaaaaa`; `audiences`: whose thể lệ there are,
    (id, "Bảng A"), `audience` is the one shown."""

    template: ClassVar[str] = "campaigns/rules.html"
    slug: str
    title: tuple[str, ...]
    round_name: str
    sections: tuple[RuleSection, ...]
    digest: str  # first characters of the ruleset's SHA-256
    commitment: str = ""  # of the seed papers are drawn from
    seed: str = ""  # once the round is closed, where lots are drawn from it
    amended: tuple[Amended, ...] = ()  # the newest first
    audiences: tuple[tuple[str, str], ...] = ()
    audience: str = ""


@dataclass(frozen=True)
class WarmUpPage:
    """`/campaigns/chuyen-doi-so-2026/warm-up`: what a paper needs of this phone, tried by a script."""

    template: ClassVar[str] = "campaigns/warm_up.html"
    slug: str
    title: tuple[str, ...]


@dataclass(frozen=True)
class UnitRow:
    """A unit to choose; `place` says where it belongs, when its own name would not."""

    id: str
    name: str
    place: str = ""


@dataclass(frozen=True)
class UnitsPage:
    """`/campaigns/chuyen-doi-so-2026/units?q=nguyen+du`: the finder's rows, also a part of EnterPage."""

    template: ClassVar[str] = "campaigns/_units.html"
    query: str
    units: tuple[UnitRow, ...]
    chosen: str = ""
    more: int = 0  # how many more match than are shown


@dataclass(frozen=True)
class EnterPage:
    """`/campaigns/chuyen-doi-so-2026/entries/new`

    Posted names: `name`, `q` and `find` (the finder's button), `audience`, `consent_join`,
    and as far as `asks` has them `unit`, `birth_year`, `grown` (1: is 16, 0: is not), `phone`,
    `consent_publish`, `consent_photo`; with `guardian`: `guardian_name`, `relation`, `guardian_join`,
    `guardian_publish`, `guardian_photo`; `notice` and `text` tell which words were read; with
    `challenge` (JSON, `proofs`): `proof`, which a script fills in.
    """

    template: ClassVar[str] = "campaigns/enter.html"
    slug: str
    title: tuple[str, ...]
    privacy: Privacy
    audiences: Choices = ()  # nothing is asked when there is one or none
    values: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    query: str = ""
    units: tuple[UnitRow, ...] = ()
    chosen: str = ""
    more: int = 0
    asks: Fields = USUAL
    guardian: bool = False
    code_only: bool = False  # then it only says where a code comes from
    who_gives: str = ""
    contact: str = ""
    challenge: str = ""


@dataclass(frozen=True)
class InvitedPage:
    """`/campaigns/chuyen-doi-so-2026/entries/code`, once the code of a slip was typed: consent is asked.

    Posted names: `code`, `notice`, `consent_join`, `consent_publish`; with `asks_year`: `birth_year`; with
    `asks_grown`: `grown`; with `guardian`: `guardian_name`, `guardian_join`, `guardian_publish`.
    """

    template: ClassVar[str] = "campaigns/invited.html"
    slug: str
    title: tuple[str, ...]
    privacy: Privacy
    code: str
    name: str
    unit: str
    contact: str = ""
    asks_year: bool = False
    asks_grown: bool = False
    guardian: bool = False
    values: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class CodePage:
    """`/campaigns/chuyen-doi-so-2026/entry`"""

    template: ClassVar[str] = "campaigns/code.html"
    slug: str
    title: tuple[str, ...]
    name: str
    unit: str
    code: str  # 8 characters, or "" when only its HMAC is left: it is shown once
    qr: str  # a whole SVG with its name space and quiet zone, or "" with no code
    until: datetime
    host: str
    contact: str
    round: str = ""  # the round that is open, if one is
    minutes: int = 0
    open_attempt: str = ""
    next_slot: int = 1


@dataclass(frozen=True)
class ComebackPage:
    """`/campaigns/chuyen-doi-so-2026/entries/code`; posts `code`."""

    template: ClassVar[str] = "campaigns/comeback.html"
    slug: str
    title: tuple[str, ...]
    contact: str
    code: str = ""
    error: str = ""
    code_only: bool = False
    by_class: bool = False
    by_slip: bool = True
