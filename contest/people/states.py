"""What somebody can agree to, and how they said it."""

from __future__ import annotations

from enum import StrEnum


class Consent(StrEnum):
    """One thing that somebody agrees to; a child's guardian agrees to it beside the child."""

    JOIN = "join"
    PUBLISH = "publish"
    PHOTO = "photo"
    GUARDIAN_JOIN = "guardian_join"
    GUARDIAN_PUBLISH = "guardian_publish"
    GUARDIAN_PHOTO = "guardian_photo"


#: What the guardian adds to each.
GUARDIANS = {
    Consent.JOIN: Consent.GUARDIAN_JOIN,
    Consent.PUBLISH: Consent.GUARDIAN_PUBLISH,
    Consent.PHOTO: Consent.GUARDIAN_PHOTO,
}


class How(StrEnum):
    """How it was said."""

    FORM = "form"  # ticked on the open form
    CODE = "code"  # ticked on the page that a slip opens
    CLASS = "class"  # ticked on the page that a class code opens
    HAND = "hand"  # signed on paper, typed in by staff with the registration
    PAPER = "paper"  # a guardian's signed paper that the school keeps
    OWN = "own"  # on the page of one's own data
    STAFF = "staff"  # staff did it for a request


class Relation(StrEnum):
    """What the guardian is to the child; "" where nobody said it."""

    NONE = ""
    FATHER = "father"
    MOTHER = "mother"
    OTHER = "other"
