"""What the pages of the register show: its documents, one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from contest.accounts.pages import StaffView
from questions.documents.judging import Force, Typed

FORCES = {
    Force.IN_FORCE: "Còn hiệu lực",
    Force.SOON: "Sắp hết hiệu lực",
    Force.NOT_YET: "Chưa có hiệu lực",
    Force.ENDED: "Hết hiệu lực",
    Force.REPLACED: "Đã có văn bản thay",
}
Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Use:
    """A bank with how many of its questions rest on a document."""

    bank: str
    name: str
    count: int


@dataclass(frozen=True)
class Link:
    """Another document."""

    id: str
    name: str


@dataclass(frozen=True)
class Row:
    """A document in the list."""

    id: str
    number: str
    dated: date | None
    issuer: str
    title: str
    in_force_from: date | None
    in_force_until: date | None
    force: Force
    follower: Link | None
    uses: tuple[Use, ...]


@dataclass(frozen=True)
class IndexPage:
    """`/documents?q=chuyen+doi+so&force=thay&page=2`: the register. `missing`: of how many documents the one
    that comes along knows more."""

    template: ClassVar[str] = "documents/index.html"
    staff: StaffView
    rows: tuple[Row, ...]
    found: int
    total: int
    q: str
    force: str
    page: int
    pages: int
    params: Mapping[str, str]
    missing: int
    done: str = ""
    taken: int = 0
    forces: Choices = tuple(FORCES.items())


@dataclass(frozen=True)
class NewPage:
    """`/documents/new`: put a document into the register."""

    template: ClassVar[str] = "documents/new.html"
    staff: StaffView
    form: Typed
    choices: tuple[Link, ...]
    errors: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class EditPage:
    """`/documents/m3x…`: one document, what it replaces, and the questions that rest on it."""

    template: ClassVar[str] = "documents/edit.html"
    staff: StaffView
    row: Row
    form: Typed
    choices: tuple[Link, ...]
    before: tuple[Link, ...]
    errors: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    done: str = ""
