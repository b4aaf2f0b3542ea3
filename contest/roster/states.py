"""How far a list is that is being brought, and which of its people to look at."""

from __future__ import annotations

from enum import StrEnum


class ImportState(StrEnum):
    """How far an import is. A draft may have saved its sound rows already."""

    DRAFT = "draft"
    SAVED = "saved"
    UNDONE = "undone"


class Where(StrEnum):
    """Which of a roster to look at: everybody, who has not come, who has."""

    ALL = ""
    WAITING = "waiting"
    COME = "come"
