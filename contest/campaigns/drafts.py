"""Contests and rounds that are to be made, as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from contest.campaigns.states import RoundState
from contest.people.asking import USUAL, Fields
from contest.ruleset.rules import Ruleset


@dataclass(frozen=True)
class RoundDraft:
    """A round to make."""

    name: str
    opens_at: datetime
    closes_at: datetime
    rules: Ruleset
    state: RoundState = RoundState.READY


@dataclass(frozen=True)
class CampaignDraft:
    """A campaign to make, with its first round."""

    slug: str
    title: str
    organiser: str
    bank_slug: str
    first: RoundDraft
    contact: str = ""
    about: str = ""
    is_sample: bool = False
    audience: str = ""
    rehearsal_of: str | None = None
    fields: Fields = USUAL
    id: str = ""  # "" takes a new one; a form that brings its own is harmless when sent twice
