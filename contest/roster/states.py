"""What is stored of a list that is being brought."""

from __future__ import annotations

from enum import StrEnum


class ImportState(StrEnum):
    """How far an import is. A draft may have saved its sound rows already."""

    DRAFT = "draft"
    SAVED = "saved"
    UNDONE = "undone"
