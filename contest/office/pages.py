"""What the pages of the settings show. ``step`` is the number in the first run's strip, 0 outside of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar

from contest.accounts.pages import StaffView


@dataclass(frozen=True)
class Theirs:
    """What somebody else has saved meanwhile: who, when, and the fields that differ from what was typed."""

    by: str
    at: datetime
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Section:
    """A row of the settings: what it is for, what it says now, and whether anybody has filled it in."""

    title: str
    about: str
    says: str
    is_set: bool
    link: str
    look: bool = False  # something there needs a look


@dataclass(frozen=True)
class IndexPage:
    """`/office`"""

    template: ClassVar[str] = "office/index.html"
    staff: StaffView
    sections: tuple[Section, ...]


@dataclass(frozen=True)
class IdentityPage:
    """`/office/identity?step=1`

    Posted to `/office/identity/upload`: `name above short place address phone email`, the file `logo`,
    `unlogo` (take the logo off), `version`, `step`.
    """

    template: ClassVar[str] = "office/identity.html"
    staff: StaffView
    values: Mapping[str, str]
    version: int
    logo: str = ""  # its address
    step: int = 0
    is_saved: bool = False
    errors: Mapping[str, str] = field(default_factory=dict)
    theirs: Theirs | None = None


@dataclass(frozen=True)
class UnitsStepPage:
    """`/office/units-step`: the ways to a list of units, one step of the first run."""

    template: ClassVar[str] = "office/units_step.html"
    staff: StaffView
    step: int = 2


@dataclass(frozen=True)
class Edition:
    """A privacy notice that people agreed to."""

    version: int
    dated: date
    months: int


@dataclass(frozen=True)
class PrivacyPage:
    """`/office/privacy?step=4`: posted names `holder contact months purpose published version step`."""

    template: ClassVar[str] = "office/privacy.html"
    staff: StaffView
    values: Mapping[str, str]
    version: int
    editions: tuple[Edition, ...] = ()
    step: int = 0
    is_saved: bool = False
    errors: Mapping[str, str] = field(default_factory=dict)
    theirs: Theirs | None = None


@dataclass(frozen=True)
class PhonesPage:
    """`/office/phones?step=5`: posted names `way other version step`.

    `root` is where phones go now, `qr` its picture; `refused` names a host that this server turns away,
    `is_gone` says that the address is no longer this machine's.
    """

    template: ClassVar[str] = "office/phones.html"
    staff: StaffView
    root: str
    qr: str
    found: str  # what "auto" comes to
    addresses: tuple[str, ...]
    way: str
    other: str
    version: int
    refused: str = ""
    is_gone: bool = False
    is_local: bool = False
    step: int = 0
    is_saved: bool = False
    errors: Mapping[str, str] = field(default_factory=dict)
    theirs: Theirs | None = None
    port: int = 8000  # the one to let through a firewall


@dataclass(frozen=True)
class ProofsPage:
    """`/office/proofs`: posted names `state version`.

    `is_secure`: this very page came over HTTPS, so that it may be switched on; `insecure`: the address on
    posters where that is none, so that whoever comes by it is asked for nothing.
    """

    template: ClassVar[str] = "office/proofs.html"
    staff: StaffView
    state: str
    is_on: bool
    version: int
    is_secure: bool
    insecure: str = ""
    is_saved: bool = False
    errors: Mapping[str, str] = field(default_factory=dict)
    theirs: Theirs | None = None
    port: int = 8000  # the one to close to the internet


@dataclass(frozen=True)
class ReadyPage:
    """`/office/ready`: the end of the first run, and what comes next."""

    template: ClassVar[str] = "office/ready.html"
    staff: StaffView
    name: str
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True)
class ViolationLine:
    """How often one kind of thing was kept out of one of our pages."""

    route: str
    what: str
    source: str
    count: int
    last_at: datetime


@dataclass(frozen=True)
class ViolationsPage:
    """`/office/violations`: what browsers reported in the last ninety days."""

    template: ClassVar[str] = "office/violations.html"
    staff: StaffView
    lines: tuple[ViolationLine, ...]
