"""What an installation knows of itself, part by part: each is saved, and may be in conflict, by itself."""

from __future__ import annotations

from enum import StrEnum


class Part(StrEnum):
    """One page of the settings."""

    IDENTITY = "identity"
    NOTICE = "notice"
    REACH = "reach"
    PROOFS = "proofs"
