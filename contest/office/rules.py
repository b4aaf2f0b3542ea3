"""What an installation says of itself, as plain values, and what makes a good one. Pure.

Whoever prints a document, a poster or a page takes names, place and logo from here
(``office.service.current(db)``); everything has a default that works on a fresh installation.
"""

from __future__ import annotations

import ipaddress
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, datetime
from typing import Any, TypeVar
from urllib.parse import SplitResult, urlsplit

SHORT = "Hội thi"
#: The version of what nobody has saved yet; the first that is saved is 2.
FIRST = 1
MONTHS = 12
MONTHS_MOST = 60
FIRST_NOTICE = date(2026, 11, 23)
PURPOSE = "Tính thành tích, xét giải, báo cáo số liệu chung. Không dùng vào việc khác."
PUBLISHED = (
    "Tên, đơn vị, kết quả, chỉ khi bạn đồng ý ở dưới, trên trang cuộc thi. "
    "Tên người chưa đủ 16 tuổi chỉ ghi chữ cái đầu."
)

NO_ADDRESS = "Ghi địa chỉ như http://192.168.1.20:8000 hoặc https://thi.xa-cua-ban.vn."
NO_PATH = "Chỉ ghi đến tên miền và cổng, không ghi phần sau dấu gạch chéo."
ONLY_HERE = "Địa chỉ này chỉ mở được trên chính máy chủ. Chọn địa chỉ khác."
BAD_EMAIL = "Ghi thư điện tử như bantochuc@xa.gov.vn."
EMAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+")
LABEL = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?")
LAST_PORT = 65_535


@dataclass(frozen=True)
class Identity:
    """Who holds the contests. ``logo`` is the digest of the logo's bytes, "" without one."""

    name: str = ""  # "UBND xã Đăk Tô"
    above: str = ""  # "Tỉnh Quảng Ngãi", "Tỉnh đoàn Quảng Ngãi": the line above it on documents
    short: str = SHORT  # in the bar on top
    place: str = ""  # "Đăk Tô": "Đăk Tô, ngày 10 tháng 10 năm 2026"
    address: str = ""
    phone: str = ""
    email: str = ""
    logo: str = ""
    version: int = FIRST

    @property
    def is_set(self) -> bool:
        """Whether anybody has filled it in."""
        return self.version > FIRST


@dataclass(frozen=True)
class Notice:
    """The privacy notice. ``version`` is what a person's consent refers to; it grows with each change.

    Without ``holder`` the organiser of the contest is named, without ``contact`` the contest's own.
    """

    holder: str = ""
    contact: str = ""
    months: int = MONTHS
    purpose: str = PURPOSE
    published: str = PUBLISHED
    version: int = FIRST
    dated: date = FIRST_NOTICE

    @property
    def is_set(self) -> bool:
        """Whether anybody has filled it in."""
        return self.version > FIRST


@dataclass(frozen=True)
class Reach:
    """Where phones reach this server: ``public`` is a root without a slash at its end, "" = find out."""

    public: str = ""
    version: int = FIRST

    @property
    def is_set(self) -> bool:
        """Whether anybody has chosen."""
        return self.version > FIRST


@dataclass(frozen=True)
class Proofs:
    """Whether phones do a little work before they register by the open form: off, until staff want it."""

    is_on: bool = False
    version: int = FIRST


@dataclass(frozen=True)
class Office:
    """The installation."""

    identity: Identity = Identity()
    notice: Notice = Notice()
    reach: Reach = Reach()
    proofs: Proofs = Proofs()


PartValue = Identity | Notice | Reach | Proofs
P = TypeVar("P", bound=Identity | Notice | Reach | Proofs)
#: What a row holds beside its content.
OF_THE_ROW = frozenset({"version", "dated"})


def canonical(part: PartValue) -> str:
    """The one spelling of a part's content, without its version."""
    content = {name: value for name, value in asdict(part).items() if name not in OF_THE_ROW}
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def understood(empty: P, content: str, version: int) -> P:
    """A stored part. What an older version did not know keeps its default, what a newer one knew is left."""
    stored: Mapping[str, Any] = json.loads(content)
    known = {field.name for field in fields(empty)} - OF_THE_ROW
    return replace(empty, version=version, **{name: stored[name] for name in known & stored.keys()})


# --- addresses ------------------------------------------------------------------------------------


def public_address(typed: str) -> tuple[str, str]:
    """An address for phones as it is stored, and what is wrong with what was typed; one of them is ""."""
    text = typed.strip().rstrip("/")
    parts = _split(text if "://" in text else f"http://{text}")
    if parts is None or parts.scheme not in ("http", "https") or not _is_host(parts.hostname or ""):
        return "", NO_ADDRESS
    if parts.path or parts.query or parts.fragment or "@" in parts.netloc:
        return "", NO_PATH
    if is_own_machine(parts.hostname or ""):
        return "", ONLY_HERE
    return f"{parts.scheme}://{parts.netloc.lower()}", ""


def _split(text: str) -> SplitResult | None:
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return None
    is_bare = parts.netloc.endswith(":")
    return None if is_bare or (port is not None and not 0 < port <= LAST_PORT) else parts


def _is_host(name: str) -> bool:
    try:
        return not ipaddress.ip_address(name).is_unspecified
    except ValueError:
        labels = name.split(".")
        is_number = labels[-1].isdigit()  # 192.168.1 is a slip, not a name
        return len(name) <= 253 and not is_number and all(LABEL.fullmatch(label) for label in labels)


def is_own_machine(name: str) -> bool:
    """Whether a host's name reaches only the machine that says it."""
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def host_of(root: str) -> str:
    """The name or the number in a root address."""
    return urlsplit(root).hostname or ""


def is_private(host: str) -> bool:
    """Whether a host is a number within somebody's own network."""
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return False


# --- the notice -----------------------------------------------------------------------------------


def months_promised(notices: Iterable[Notice], versions: Iterable[str]) -> int:
    """How long names may be kept: the shortest of the promises that people agreed to.

    ``notices`` are all there ever were, the newest first; where nobody agreed to any, it is the newest's.
    """
    known = tuple(notices)
    months = {str(notice.version): notice.months for notice in known}
    agreed = [months.get(version, MONTHS) for version in versions]
    return min(agreed) if agreed else known[0].months


# --- time -----------------------------------------------------------------------------------------

LAST_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def months_later(moment: datetime, months: int) -> datetime:
    """The same day so many months later, or that month's last; ``moment`` is on its zone's clock."""
    years, month = divmod(moment.month - 1 + months, 12)
    day = min(moment.day, LAST_DAYS[month])
    try:
        return moment.replace(year=moment.year + years, month=month + 1, day=day)
    except ValueError:  # 29 February of a year that has none
        return moment.replace(year=moment.year + years, month=month + 1, day=28)
