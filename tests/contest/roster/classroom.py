"""A class that comes in with its code, in tests without pages."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from contest.campaigns import editing
from contest.campaigns.classmates import Classmates, Joined, Taken, Told, Who
from contest.campaigns.service import RoundView
from contest.campaigns.ways import Entrance
from contest.people.inviting import Agreed
from contest.roster import classes, pupils
from contest.roster.classes import Class
from contest.roster.sheet_rules import MemberRow
from contest.roster.states import Until
from contest.web.database import reading, writing
from tests.contest.roster import desk
from tests.contest.roster.desk import NOW, Roster

SCHOOL = "Trường THCS Nguyễn Du"
ROWS = (
    MemberRow(2, "Y Thu Hằng", "2011", SCHOOL, "9A", code="HS1"),
    MemberRow(3, "A Biên", "2012", SCHOOL, "9A"),
    MemberRow(4, "A Phương", "", SCHOOL, "9A", code="0007"),
    MemberRow(5, "Y Bích", "", SCHOOL, "9A"),
    MemberRow(6, "A Thui", "2012", SCHOOL, "9B"),
)
PHONE, OTHER = "d7q2m94x0a1bc", "e7q2m94x0a1bc"
GROWN = Agreed(None, grown=True)
CHILD = Agreed(2011, guardian="A Bố", guardian_join=True)


class Classroom:
    """A roster with classes, their codes open."""

    def __init__(self, roster: Roster, *rows: MemberRow) -> None:
        self.roster = roster
        roster.bring(*(rows or ROWS))

    def view(self, now: datetime = NOW) -> RoundView:
        """The contest."""
        return self.roster.view(now)

    def open(self, class_id: str = "", until: Until = Until.ROUND, now: datetime = NOW) -> None:
        """Open one class, or all."""
        view = self.view(now)
        with writing() as db:
            classes.open_classes(db, self.roster.staff, view, class_id, until, now)

    def shut(self, class_id: str = "", now: datetime = NOW) -> None:
        """Close one class, or all."""
        view = self.view(now)
        with writing() as db:
            classes.shut(db, self.roster.staff, view, class_id, now)

    def renew(self, class_id: str, seen: str, now: datetime = NOW) -> None:
        """Another code."""
        view = self.view(now)
        with writing() as db:
            classes.renew(db, self.roster.staff, view, class_id, seen, now)

    def listed(self, now: datetime = NOW) -> dict[str, Class]:
        """The classes by their last word: 9A."""
        with reading() as db:
            found = classes.listed(db, self.view(now).campaign_id, now)
        return {each.place.partition(",")[0].split()[-1]: each for each in found}

    def code(self, called: str = "9A") -> str:
        """The code of a class."""
        return self.listed()[called].code

    def entered_by(self, **changes: Any) -> None:
        """Change how the contest is entered."""
        entrance = Entrance(**changes)
        with writing() as db:
            editing.set_entrance(db, self.view().campaign_id, entrance)

    def look(self, code: str, now: datetime = NOW) -> Any:
        """The names behind a code."""
        view = self.view(now)
        with reading() as db:
            return pupils.look(db, view, code, now)

    def names(self, code: str, now: datetime = NOW) -> tuple[list[str], list[str]]:
        """Who waits, who has come."""
        found = self.look(code, now)
        assert isinstance(found, Classmates)
        return [each.name for each in found.waiting], [each.name for each in found.come]

    def id(self, name: str) -> str:
        """Somebody of the roster."""
        return desk.members(self.roster.round_id)[name].id

    def pick(self, name: str, code: str = "", now: datetime = NOW) -> Who:
        """Press a name."""
        view = self.view(now)
        with reading() as db:
            return pupils.pick(db, view, code or self.code(), self.id(name), now)

    def tell(
        self, name: str, typed: str = "", device: str = PHONE, code: str = "", now: datetime = NOW
    ) -> Told:
        """Say what the list knows."""
        view = self.view(now)
        with reading() as db:
            return pupils.tell(db, view, code or self.code(), self.id(name), typed, device, now)

    def come(
        self, name: str, agreed: Agreed = CHILD, device: str = PHONE, code: str = "", now: datetime = NOW
    ) -> Joined | Taken | None:
        """Enter."""
        view = self.view(now)
        with writing() as db:
            return pupils.come(db, view, code or self.code(), self.id(name), device, agreed, now)


LATER = NOW + timedelta(minutes=5)
