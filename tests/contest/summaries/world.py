"""Contests with units, people and results, closed, for reports: everything through the real services."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from contest.accounts.service import Member
from contest.accounts.states import Role
from contest.campaigns import service as campaigns
from contest.campaigns.service import RoundDraft
from contest.campaigns.states import RoundState
from contest.reports import working
from contest.summaries import service
from contest.summaries.choosing import Asked
from contest.summaries.content import Report
from contest.web.database import reading, writing
from tests.contest.rounds import world as rounds
from tests.contest.rounds.world import CLOSES, OPENS, World

#: When the first round has its results and its questions are counted.
DONE = CLOSES + timedelta(hours=1)
WEEK = timedelta(days=7)
OCTOBER = Asked(first="01/10/2026", last="31/10/2026")
ADMIN = Member("admin00000001", "admin", "Quản trị", Role.ADMIN)
COMMUNE, SCHOOL, OFFICE = "Xã Đăk Tô", "Trường THCS", "Khối UBND"
CLASS_A, CLASS_B = "Lớp 9A", "Lớp 9B"
SIZES: Mapping[str, int | None] = {COMMUNE: None, SCHOOL: None, CLASS_A: 4, CLASS_B: 3, OFFICE: 10}
PARENTS = {SCHOOL: COMMUNE, CLASS_A: SCHOOL, CLASS_B: SCHOOL, OFFICE: COMMUNE}
#: (name, unit, birth year, right answers) of the usual round.
PEOPLE: Sequence[tuple[str, str | None, int | None, int]] = (
    ("A Thui", CLASS_A, 2012, 3),
    ("Y Bích", CLASS_A, 2012, 2),
    ("A Lan", CLASS_B, 2011, 0),
    ("Nguyễn Văn Nam", OFFICE, 1990, 3),
    ("Y Hà", None, None, 1),
)


@dataclass
class Contest(World):
    """A contest with units; ``units``: name → id, ``entries``: name → entry."""

    units: dict[str, str]
    entries: dict[str, str]

    @property
    def campaign_id(self) -> str:
        """The contest."""
        with reading() as db:
            return campaigns.campaign_of(db, self.round_id) or ""

    def people(self, people: Sequence[tuple[str, str | None, int | None, int]] = PEOPLE) -> None:
        """They enter and sit, a minute apart."""
        for place, (name, unit, year, right) in enumerate(people):
            if name not in self.entries:
                where = self.units[unit] if unit else None
                self.entries[name] = self.join(name, where, year).entry_id
            self.again(name, right, OPENS + timedelta(minutes=place))

    def again(self, name: str, right: int, at: datetime) -> None:
        """Somebody who entered before sits this round."""
        entry = self.entries[name]
        self.hand_in(entry, self.start(entry, at), at + timedelta(minutes=1), right)

    def next_round(self, later: timedelta = WEEK, name: str = "Tuần 2") -> Contest:
        """One more round of the contest."""
        with writing() as db:
            draft = RoundDraft(name, OPENS + later, CLOSES + later, rounds.rules(), RoundState.READY)
            made = campaigns.add_round(db, self.campaign_id, draft, OPENS)
        return Contest(made, self.units, self.entries)


def begun(slug: str = "cds", bank: int = rounds.QUESTIONS) -> Contest:
    """An open round; one has entered, before there were units to choose from, and nobody has sat."""
    made = Contest(rounds.make(slug=slug, bank=bank).round_id, {}, {})
    early, _, year, _ = PEOPLE[-1]
    made.entries[early] = made.join(early, None, year).entry_id
    made.units = rounds.make_units(dict(SIZES), PARENTS)
    return made


def end(later: timedelta = timedelta(0)) -> None:
    """Rounds that are over close by themselves, are ranked, and their questions counted."""
    for minutes in (10, 20, 30):
        rounds.work(CLOSES + later + timedelta(minutes=minutes))


def usual(slug: str = "cds") -> Contest:
    """Five people of three units and of none, closed and counted."""
    made = begun(slug)
    made.people()
    end()
    return made


def report(asked: Asked = OCTOBER, who: Member = ADMIN, now: datetime = DONE) -> Report:
    """The figures as they are."""
    with reading() as db:
        return service.now_of(db, who, asked, now)


def of_unit(unit: str, asked: Asked = OCTOBER) -> Asked:
    """The same of one unit."""
    return Asked(asked.preset, asked.first, asked.last, asked.scope, unit)


def register() -> None:
    """The job that counts questions runs with the others."""
    working.register()
