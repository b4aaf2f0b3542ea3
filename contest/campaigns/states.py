"""What is stored of a round; what it shows is ``campaigns.rules.phase``."""

from __future__ import annotations

from enum import StrEnum


class RoundState(StrEnum):
    """A draft is staff's affair; a ready round follows the clock; closing and closed do not."""

    DRAFT = "draft"
    READY = "ready"
    CLOSING = "closing"
    CLOSED = "closed"
