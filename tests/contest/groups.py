"""A contest with audiences: pupils and civil servants with a round each in the same hours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from contest.campaigns import audiences
from contest.campaigns import service as campaigns
from contest.campaigns.audience_rules import Audience
from contest.campaigns.service import CampaignDraft, RoundDraft
from contest.campaigns.states import RoundState
from contest.people import audiences as belonging
from contest.web.database import reading, writing
from tests.contest.rounds import world
from tests.contest.rounds.world import CLOSES, OPENS, World

PUPILS = Audience("a1aaaaaaaaaaa", "A", "Học sinh", "học sinh các trường trung học cơ sở", 11, 15)
SERVANTS = Audience("b1bbbbbbbbbbb", "B", "Cán bộ, công chức", "", 18, None)
ELDERS = Audience("c1ccccccccccc", "C", "Người cao tuổi", "", 60, None)
BEFORE = OPENS - timedelta(days=3)
SLUG = "cds"


@dataclass
class Groups:
    """The contest: the rounds of Bảng A and of Bảng B."""

    a: World
    b: World

    @property
    def campaign(self) -> str:
        """The contest's id."""
        with reading() as db:
            found = campaigns.campaign_of(db, self.a.round_id)
        assert found is not None
        return found

    def common(self, name: str = "Chung kết", **changes: Any) -> World:
        """One more round, for everybody."""
        with writing() as db:
            draft = RoundDraft(name, OPENS, CLOSES, world.rules(**changes))
            return World(campaigns.add_round(db, self.campaign, draft, BEFORE))

    def join(self, name: str, audience: Audience | None, year: int = 1990, unit: str | None = None) -> str:
        """Somebody enters, and says whom they belong to."""
        entry = self.a.join(name, unit, year).entry_id
        if audience is not None:
            with writing() as db:
                belonging.choose(db, entry, audience.id)
        return entry


def make(
    rules_a: Any = None,
    rules_b: Any = None,
    state: RoundState = RoundState.READY,
    opens_b: datetime = OPENS,
    closes_b: datetime = CLOSES,
    **changes: Any,
) -> Groups:
    """A contest with two audiences; pupils have three questions, civil servants two."""
    world.fill_bank(world.QUESTIONS)
    with writing() as db:
        first = RoundDraft("Tuần 1", OPENS, CLOSES, rules_a or world.rules(), state, PUPILS.id)
        title = "Tìm hiểu\nchuyển đổi số"
        words: dict[str, Any] = {"audiences": (PUPILS, SERVANTS), "contact": "Điện thoại 0260 000 0000"}
        draft = CampaignDraft(SLUG, title, "UBND xã Đăk Tô", "bank", first, **(words | changes))
        a = campaigns.create(db, draft, BEFORE)
        campaign = campaigns.campaign_of(db, a)
        assert campaign is not None
        lines = (world.BlueprintLine(count=2),)
        second = RoundDraft(
            "Tuần 1", opens_b, closes_b, rules_b or world.rules(blueprint=lines), state, SERVANTS.id
        )
        b = campaigns.add_round(db, campaign, second, BEFORE)
        world.give_parts(db, a)
        return Groups(World(a), World(b))


def stored(campaign: str) -> tuple[Audience, ...]:
    """The contest's audiences as they are stored."""
    with reading() as db:
        return audiences.of(db, campaign)


def audience_of(entry: str) -> str | None:
    """Whom somebody belongs to."""
    with reading() as db:
        return belonging.of_one(db, entry)
