"""What the inventory is made of: an item, how Luật 91/2025/QH15 sorts it, how long it is kept. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Sort(StrEnum):
    """As Luật 91/2025/QH15 sorts personal data; the value is what people read."""

    BASIC = "Cơ bản"
    SENSITIVE = "Nhạy cảm"
    CHILD = "Cơ bản, của trẻ em"


class Keep(StrEnum):
    """How long something is kept; ``spans`` says it in words."""

    NAMES = "names"
    DRAFT = "draft"
    SIGNALS = "signals"
    RESULTS = "results"
    PROOF = "proof"
    STAFF = "staff"
    SESSION = "session"
    LOGIN = "login"
    AUDIT = "audit"
    LOGS = "logs"
    COPIES = "copies"
    PHONE = "phone"


RUNS = "Người điều hành cuộc thi"
SEES = "Người có phần việc trong cuộc thi"
PUBLIC = "Người điều hành; công khai khi người đó đồng ý"
NOBODY = "Chỉ máy chủ"
ADMIN = "Quản trị"
SELF = "Chính người đó, trên máy của mình"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is kept of people. ``where``: columns as "table.column", or files.

    ``forgets``: the feature that lets go of it when somebody is forgotten; "" with ``stays``, why not.
    """

    what: str
    purpose: str
    sort: Sort
    keep: Keep
    sees: str
    where: tuple[str, ...]
    forgets: str = ""
    stays: str = ""


def item(
    what: str,
    purpose: str,
    sort: Sort,
    keep: Keep,
    sees: str,
    where: str,
    forgets: str = "",
    stays: str = "",
) -> Item:
    """An item with its columns or files in one line of words."""
    return Item(what, purpose, sort, keep, sees, tuple(where.split()), forgets, stays)
