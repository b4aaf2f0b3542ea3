"""What staff may do."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a staff member may do beside what each contest gives them."""

    ADMIN = "admin"  # everything: the installation, all accounts, all contests
    ORGANISER = "organiser"  # may make contests, banks and units; owns the contests they make
    VIEWER = "viewer"  # a member: only what contests give


class Idle(StrEnum):
    """How soon a session that nobody uses ends."""

    LONG = "long"  # 8 hours: a working day
    HOUR = "hour"
    SHORT = "short"  # 15 minutes, administrators 5: what TCVN 14423 asks of levels 1 and 2


class ContestRole(StrEnum):
    """A part that somebody has in one contest; one person may have several."""

    OWNER = "owner"
    AUTHOR = "author"
    APPROVER = "approver"
    PROCTOR = "proctor"
    VIEWER = "viewer"


class Permission(StrEnum):
    """What a contest's routes ask for."""

    SEE = "see"
    HELP = "help"  # codes, extra time: what a proctor does for people
    WRITE = "write"  # settings, blueprint, questions
    APPROVE = "approve"  # voids, ties, lists
    RUN = "run"  # open, extend, pause, close, give roles
