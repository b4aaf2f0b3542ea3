"""Who is to enter, as plain data, and what they get."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from contest.people.consent_rules import Text
from contest.people.states import Consent, How, Relation


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """What the entry form says, checked. ``device`` makes the same form sent twice one entry."""

    name: str
    birth_year: int | None
    unit_id: str | None
    phone: str | None = None
    publish: bool = False
    guardian: str | None = None
    guardian_join: bool = False
    guardian_publish: bool = False
    device: str = ""
    notice: str = ""  # the version of the privacy notice that was on the form
    grown: bool = False  # said to be 16, where no year is told
    needs_unit: bool = True  # False: the contest lets people come without one
    photo: bool = False
    guardian_photo: bool = False
    relation: Relation = Relation.NONE
    text: Text | None = None  # the very words that they agree to
    seen: str = ""  # the mark of the words that were on the form
    how: How = How.FORM


class Agrees(Protocol):
    """What somebody agrees to, whichever way they come in."""

    @property
    def publish(self) -> bool: ...
    @property
    def photo(self) -> bool: ...
    @property
    def guardian_join(self) -> bool: ...
    @property
    def guardian_publish(self) -> bool: ...
    @property
    def guardian_photo(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Joined:
    """An entry and its code, which is told this once."""

    entry_id: str
    code: str


def given(draft: Agrees, how: How, guardians: How | None = None) -> Mapping[Consent, How]:
    """What of it is a yes, and how it was said; ``guardians``: how theirs was, where it was another way."""
    theirs = guardians or how
    told = {
        Consent.JOIN: (True, how),
        Consent.PUBLISH: (draft.publish, how),
        Consent.PHOTO: (draft.photo, how),
        Consent.GUARDIAN_JOIN: (draft.guardian_join, theirs),
        Consent.GUARDIAN_PUBLISH: (draft.guardian_publish, theirs),
        Consent.GUARDIAN_PHOTO: (draft.guardian_photo, theirs),
    }
    return {what: way for what, (yes, way) in told.items() if yes}
