"""A contest of several weeks whose rounds are added up, made through the real services."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from contest.attempts.rules import Verdict
from contest.campaigns import editing
from contest.campaigns import service as campaigns
from contest.campaigns.service import RoundDraft, RoundView
from contest.people import service as people
from contest.ruleset.rules import Ruleset
from contest.ruleset.season import Season
from contest.seasons import service
from contest.seasons.service import Placed
from contest.web.database import reading, writing
from tests.contest.rounds import world
from tests.contest.rounds.world import CLOSES, OPENS, World

#: From one round to the next: all of it fits into a working day, since staff log out by themselves.
WEEK = timedelta(hours=2, minutes=15)
SLUG = "cds"
LAST = OPENS + timedelta(hours=7, minutes=30)
SUM = Season()


@dataclass
class Weeks:
    """The rounds of one contest, each a week after the other."""

    rounds: list[World]

    def __getitem__(self, week: int) -> World:
        return self.rounds[week]

    def opens(self, week: int) -> datetime:
        """When a round opens."""
        return OPENS + week * WEEK

    def closed(self, week: int) -> datetime:
        """When its results are there."""
        return CLOSES + week * WEEK + timedelta(minutes=1)

    def enter(self, name: str, unit: str | None = None) -> str:
        """Somebody enters the contest."""
        return self.rounds[0].join(name, unit).entry_id

    def sit(self, week: int, entry: str, right: int, minutes: int = 1, after: int = 0) -> str:
        """They hand in so many right answers after so many minutes; the attempt."""
        now = self.opens(week) + timedelta(minutes=after)
        attempt = self.rounds[week].start(entry, now)
        done = self.rounds[week].hand_in(entry, attempt, now + timedelta(minutes=minutes), right)
        assert done is Verdict.APPLIED
        return attempt

    def close(self, week: int) -> None:
        """The round closes by itself, and its results are added."""
        world.work(CLOSES + week * WEEK)
        world.work(self.closed(week))

    def view(self, week: int = 0, now: datetime = LAST) -> RoundView:
        """A round."""
        return self.rounds[week].view(now)

    def board(self) -> list[Placed]:
        """The whole season's board."""
        with reading() as db:
            return list(service.every(db, self.view().campaign_id))

    def places(self) -> list[tuple[int, str, int]]:
        """(rank, name, right answers in all) of everybody on it."""
        placed = self.board()
        with reading() as db:
            persons = people.full_names(db, [one.entry_id for one in placed])
        return [(one.rank, persons[one.entry_id].name, one.points // 100) for one in placed]


def make(season: Season | None = SUM, weeks: int = 3, given: Ruleset | None = None, **changes: Any) -> Weeks:
    """A contest with so many rounds."""
    first = world.make(given, **changes)
    with writing() as db:
        campaign_id = campaigns.campaign_of(db, first.round_id)
        assert campaign_id is not None
        editing.set_season(db, campaign_id, season)
        made = [first]
        for week in range(1, weeks):
            window = OPENS + week * WEEK, CLOSES + week * WEEK
            draft = RoundDraft(f"Tuần {week + 1}", *window, given or world.rules())
            made.append(World(campaigns.add_round(db, campaign_id, draft, OPENS - timedelta(days=1))))
    return Weeks(made)
