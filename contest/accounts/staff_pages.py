"""What the pages about accounts show: everybody's, one person's, one's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from contest.accounts.pages import StaffView


@dataclass(frozen=True)
class RoleChoice:
    """A role as it is chosen: its value, its name, what it may do."""

    value: str
    name: str
    may: str


@dataclass(frozen=True)
class StaffRow:
    """Somebody in the list."""

    id: str
    name: str
    login: str
    role: str
    is_active: bool
    is_self: bool
    two_step: bool = False
    seen_at: datetime | None = None  # when they were last here; None: not known, or never
    is_unused: bool = False  # not for 45 days, and it could be used


@dataclass(frozen=True)
class StaffPage:
    """`/accounts/staff?q=nhung&page=2&step=3`: who works here. `found` counts what `q` matches."""

    template: ClassVar[str] = "accounts/staff.html"
    staff: StaffView
    rows: tuple[StaffRow, ...]
    found: int
    everybody: int
    q: str = ""
    page: int = 1
    pages: int = 1
    step: int = 0
    unused: int = 0  # how many of everybody's are not used


@dataclass(frozen=True)
class Told:
    """A password to tell somebody, shown once."""

    name: str
    login: str
    password: str
    is_new: bool  # a new account, else a new password


@dataclass(frozen=True)
class StaffNewPage:
    """`/accounts/staff/new?step=3`: posted names `name login role password step`; then `told`."""

    template: ClassVar[str] = "accounts/staff_new.html"
    staff: StaffView
    roles: tuple[RoleChoice, ...]
    values: Mapping[str, str]
    errors: Mapping[str, str] = field(default_factory=dict)
    told: Told | None = None
    step: int = 0


@dataclass(frozen=True)
class MemberPage:
    """`/accounts/staff/k7q2m94x0a1bc?confirm=disabling`

    Posted names `name role version`; for a new password `password`. `mine` is somebody's own account.
    """

    template: ClassVar[str] = "accounts/member.html"
    staff: StaffView
    row: StaffRow
    roles: tuple[RoleChoice, ...]
    values: Mapping[str, str]
    version: str
    suggested: str
    errors: Mapping[str, str] = field(default_factory=dict)
    problem: str = ""
    confirm: bool = False
    is_saved: bool = False
    told: Told | None = None
    two_step: bool = False  # whether their log-in has a second step
    password_at: datetime | None = None  # since when they have their password, where it is known
    is_reset: bool = False  # it was just taken away


@dataclass(frozen=True)
class SessionRow:
    """One of one's own sessions."""

    id: str
    device: str
    began_at: datetime
    seen_at: datetime
    is_this: bool


@dataclass(frozen=True)
class MePage:
    """`/accounts/me`: posted names `old new again`."""

    template: ClassVar[str] = "accounts/me.html"
    staff: StaffView
    login: str
    sessions: tuple[SessionRow, ...]
    two_step: bool = False
    codes_left: int = 0
    errors: Mapping[str, str] = field(default_factory=dict)
    done: str = ""
    password_at: datetime | None = None


@dataclass(frozen=True)
class TwoStepPage:
    """`/accounts/me/two-step`: set up, or look after, one's second step of logging in.

    Off: `picture typed seed` are what an app scans; posted `seed code`. On: `codes_left`; posted `password
    code` to turn it off or for new recovery codes, which are shown once as `codes`. `staff` is None for an
    administrator who `must` set it up before anything else.
    """

    template: ClassVar[str] = "accounts/two_step.html"
    staff: StaffView | None
    login: str
    must: bool
    is_on: bool
    codes_left: int = 0
    seed: str = ""
    typed: str = ""
    picture: str = ""
    codes: tuple[str, ...] = ()
    errors: Mapping[str, str] = field(default_factory=dict)
    problem: str = ""
    open: str = ""  # which of the two forms was sent: "off" or "codes"


@dataclass(frozen=True)
class SigningInPage:
    """`/accounts/signing-in?saved=1`: what is asked of those who log in. Posted names `admins idle`."""

    template: ClassVar[str] = "accounts/signing_in.html"
    staff: StaffView
    values: Mapping[str, str]
    own: bool  # whether the reader has a second step
    is_public: bool  # phones come in over HTTPS, so strangers may too
    without: tuple[str, ...]  # administrators who have none yet
    problem: str = ""
    is_saved: bool = False
