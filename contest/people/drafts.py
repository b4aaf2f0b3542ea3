"""Who is to enter, as plain data, and what they get."""

from __future__ import annotations

from dataclasses import dataclass


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


@dataclass(frozen=True, slots=True)
class Joined:
    """An entry and its code, which is told this once."""

    entry_id: str
    code: str
