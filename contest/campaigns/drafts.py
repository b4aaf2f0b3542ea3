"""What a contest and its rounds are made from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from contest.campaigns.audience_rules import Audience
from contest.campaigns.states import RoundState
from contest.people.asking import USUAL, Fields
from contest.ruleset.rules import Ruleset
from contest.ruleset.season import Season
from contest.ruleset.selection import Selection


@dataclass(frozen=True)
class RoundDraft:
    """A round to make."""

    name: str
    opens_at: datetime
    closes_at: datetime
    rules: Ruleset
    state: RoundState = RoundState.READY
    audience_id: str | None = None
    selection: Selection | None = None


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
    season: Season | None = None
    fields: Fields = USUAL
    asks_feedback: bool = True
    id: str = ""  # "" takes a new one; a form that brings its own is harmless when sent twice
    audiences: tuple[Audience, ...] = ()
