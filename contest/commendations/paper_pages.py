"""What the pages of papers show: the printed list, certificates, and the check of one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from contest.accounts.pages import StaffView
from contest.rounds.pages import RoundView


@dataclass(frozen=True)
class PrintPage:
    """`/commendations/k7q2m94x0a1bc/print?version=2`: what stands on the paper beside the list."""

    template: ClassVar[str] = "commendations/print.html"
    staff: StaffView
    round: RoundView
    version: int  # 0: the draft
    values: Mapping[str, str]
    errors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Winner:
    """Who a certificate is for."""

    code: str
    serial: int
    name: str
    unit: str
    prize: str


@dataclass(frozen=True)
class CertificatesPage:
    """`/commendations/k7q2m94x0a1bc/certificates`: a design, what is printed onto, the day of signing."""

    template: ClassVar[str] = "commendations/certificates.html"
    staff: StaffView
    round: RoundView
    version: int  # 0: nothing was issued
    designs: tuple[tuple[str, str], ...] = ()
    ways: tuple[tuple[str, str], ...] = ()
    winners: tuple[Winner, ...] = ()
    design: str = ""
    onto: str = ""
    day: str = ""
    is_public: bool = True  # whether the code on the paper opens from everywhere
    values: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class VerifyPage:
    """`/commendations/verify/k7q2m94x0a1bc`: whether a certificate is genuine.

    ``state``: genuine, replaced (another prize now), revoked, unknown. Names as far as they are public.
    """

    template: ClassVar[str] = "commendations/verify.html"
    state: str
    code: str = ""
    name: str = ""
    unit: str = ""
    prize: str = ""
    now_prize: str = ""
    contest: str = ""
    organiser: tuple[str, ...] = ()
    round_name: str = ""
    issued_at: datetime | None = None
    serial: int = 0
    version: int = 0
    has_picture: bool = False  # whether anybody may take it as a picture


@dataclass(frozen=True)
class StockPage:
    """`/commendations/k7q2m94x0a1bc/certificates/stock`: the own ground, forms, how they lie."""

    template: ClassVar[str] = "commendations/stock.html"
    staff: StaffView
    round: RoundView
    designs: tuple[tuple[str, str], ...]
    ways: tuple[tuple[str, str], ...]
    parts: tuple[tuple[str, str], ...]
    values: Mapping[str, str]
    opened: frozenset[str]  # the parts that are printed
    ground: str = ""  # the picture's address
    size: str = ""
    is_saved: bool = False
    errors: Mapping[str, str] = field(default_factory=dict)
