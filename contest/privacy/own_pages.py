"""What the pages of one's own data show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar

from contest.campaigns.pages import UnitRow


@dataclass(frozen=True)
class Section:
    """A part of what is kept: a heading and facts, each with its name; ``note``: what is to be said of it."""

    title: str
    facts: tuple[tuple[str, str], ...]
    note: str = ""


@dataclass(frozen=True)
class Switch:
    """Something agreed to or not, and the sentence that says what it is; ``holds``: whether it is so in
    effect, since a child's yes waits for the guardian's."""

    what: str
    label: str
    given: bool
    holds: bool


@dataclass(frozen=True)
class AskedRow:
    """A request that was made: what, when, where it stands in words."""

    what: str
    made_at: datetime
    stands: str
    words: str = ""
    reply: str = ""
    until: date | None = None


@dataclass(frozen=True)
class OwnPage:
    """`/privacy/mine/chuyen-doi-so-2026`"""

    template: ClassVar[str] = "privacy/own.html"
    slug: str
    title: tuple[str, ...]
    sections: tuple[Section, ...]
    switches: tuple[Switch, ...]
    requests: tuple[AskedRow, ...] = ()
    kinds: tuple[tuple[str, str], ...] = ()
    contact: str = ""
    is_out: bool = False
    text: str = ""  # the stored text that was agreed to, where one is kept
    notice: str = ""
    problem: str = ""


@dataclass(frozen=True)
class OwnTextPage:
    """`/privacy/mine/chuyen-doi-so-2026/agreed`: the very words that were agreed to."""

    template: ClassVar[str] = "privacy/own_text.html"
    slug: str
    title: tuple[str, ...]
    version: int
    since: datetime
    parts: tuple[tuple[str, str], ...]
    ticks: tuple[str, ...]


@dataclass(frozen=True)
class CorrectPage:
    """`/privacy/mine/chuyen-doi-so-2026/correction`; `may`: what they put right by themselves, the rest is
    asked for with `words`. Posted names: `name`, `unit`, `birth_year`, `phone`, `words`, `q`, `find`."""

    template: ClassVar[str] = "privacy/correct.html"
    slug: str
    title: tuple[str, ...]
    may: frozenset[str]
    asks: frozenset[str]
    why: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    query: str = ""
    units: tuple[UnitRow, ...] = ()
    chosen: str = ""
    more: int = 0


@dataclass(frozen=True)
class WithdrawPage:
    """`/privacy/mine/chuyen-doi-so-2026/withdrawal`; `waits`: why not at this moment."""

    template: ClassVar[str] = "privacy/withdraw.html"
    slug: str
    title: tuple[str, ...]
    waits: str = ""
    error: str = ""


@dataclass(frozen=True)
class RejoinPage:
    """`/privacy/mine/chuyen-doi-so-2026/return`: what is read before agreeing anew. Posted names `mark sure`;
    `mark` tells which words were read."""

    template: ClassVar[str] = "privacy/rejoin.html"
    slug: str
    title: tuple[str, ...]
    parts: tuple[tuple[str, str], ...]
    sentence: str
    mark: str
    waits: str = ""
    error: str = ""


@dataclass(frozen=True)
class ErasePage:
    """`/privacy/mine/chuyen-doi-so-2026/deletion`; `asks`: why it has to be asked for."""

    template: ClassVar[str] = "privacy/erase.html"
    slug: str
    title: tuple[str, ...]
    waits: str = ""
    asks: str = ""
    results: bool = False
    errors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ErasedPage:
    """`/privacy/mine/chuyen-doi-so-2026/deleted`: the same for everybody who comes here."""

    template: ClassVar[str] = "privacy/erased.html"
    slug: str
    title: tuple[str, ...]
    contact: str = ""
