"""What the pages of official papers show: all of an occasion's, and the form of one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from contest.accounts.pages import StaffView
from contest.paperwork.states import Kind
from contest.rounds.pages import RoundView


@dataclass(frozen=True)
class Row:
    """A paper in the list. ``hindrance``: why it can't be made yet; ``is_draft``: it would be one."""

    kind: Kind
    title: str
    says: str
    hindrance: str
    is_draft: bool


@dataclass(frozen=True)
class IndexPage:
    """`/paperwork/k7q2m94x0a1bc`: the papers of a round, or of a whole contest, and what each needs.

    ``version``: the list that was issued last, 0 for none; ``home``: the round whose rules are printed.
    """

    template: ClassVar[str] = "paperwork/index.html"
    staff: StaffView
    round: RoundView
    rows: tuple[Row, ...]
    version: int
    home: str
    is_closed: bool


@dataclass(frozen=True)
class Choice:
    """Something to tick."""

    value: str
    text: str
    is_ticked: bool


@dataclass(frozen=True)
class PaperPage:
    """`/paperwork/k7q2m94x0a1bc/quyet-dinh-trao-giai?layout=doan`: what one paper says beside its facts.

    ``layouts``: (value, name, what it follows). ``asks``: the questions beside the letterhead. ``templates``:
    the office's own for this kind, id and name.
    """

    template: ClassVar[str] = "paperwork/paper.html"
    staff: StaffView
    round: RoundView
    kind: Kind
    title: str
    says: str
    is_draft: bool
    has_head: bool
    has_number: bool
    asks: frozenset[str]
    layout: str
    layouts: tuple[tuple[str, str, str], ...]
    values: Mapping[str, str]
    templates: tuple[tuple[str, str], ...] = ()
    grounds: tuple[Choice, ...] = ()
    prizes: tuple[Choice, ...] = ()
    errors: Mapping[str, str] = field(default_factory=dict)
