"""What staff may do."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a staff member may do, from most to least."""

    ADMIN = "admin"
    ORGANISER = "organiser"
    VIEWER = "viewer"
