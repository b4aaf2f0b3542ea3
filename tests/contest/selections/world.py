"""A contest with a round that selects and one for those who were selected, through the real services."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from contest import entropy
from contest.attempts import starting
from contest.attempts.starting import StartOutcome
from contest.campaigns import editing
from contest.campaigns.service import RoundView
from contest.people import service as people
from contest.ruleset.selection import Selection
from contest.selections import computing, present, service
from contest.selections.computing import State
from contest.selections.service import Order
from contest.web.database import reading, to_ms, writing
from tests.contest.rounds.world import CLOSES, STAFF
from tests.contest.seasons import world as weeks
from tests.contest.seasons.world import Weeks

#: Between the two rounds, and in the second one.
BETWEEN = CLOSES + timedelta(minutes=5)
FINAL = weeks.OPENS + weeks.WEEK + timedelta(minutes=1)


@dataclass
class Final:
    """Two rounds: the first selects for the second."""

    weeks: Weeks

    @property
    def round_id(self) -> str:
        """The round for those who were selected."""
        return self.weeks[1].round_id

    def view(self, now: datetime = BETWEEN) -> RoundView:
        """That round."""
        return self.weeks.view(1, now)

    def state(self, now: datetime = BETWEEN) -> State:
        """Where the selection stands."""
        with reading() as db:
            return computing.state(db, self.view(now), now)

    def chosen(self, now: datetime = BETWEEN) -> list[str]:
        """The names on the list as it is now, in its order."""
        found = self.state(now)
        assert found.computed is not None
        with reading() as db:
            listed = (
                [row.entry_id for row in present.store.people(db, self.round_id)]
                if found.frozen
                else found.computed.people
            )
            known = people.full_names(db, listed)
        return [known[entry_id].name for entry_id in listed]

    def somebody(self) -> str:
        """The first entry of the computed list."""
        computed = self.state().computed
        assert computed is not None
        return computed.people[0]

    def seen(self, now: datetime = BETWEEN) -> str:
        """The digest of the computed list."""
        computed = self.state(now).computed
        assert computed is not None
        return computed.digest

    def confirm(self, now: datetime = BETWEEN, seen: str = "") -> None:
        """Staff confirm what they see."""
        digest = seen or self.seen(now)
        with writing() as db:
            service.confirm(db, STAFF, self.round_id, digest, now)

    def undo(self, now: datetime = BETWEEN) -> None:
        """And take it back."""
        with writing() as db:
            service.undo(db, STAFF, self.round_id, now)

    def change(self, entry: str, chosen: bool, now: datetime = BETWEEN, once: str = "") -> None:
        """One person in or out."""
        with writing() as db:
            service.change(db, order(once), self.round_id, entry, chosen, now)

    def decide(self, *subjects: str, once: str = "") -> None:
        """Who of those at the border goes on."""
        with writing() as db:
            service.decide(db, order(once), self.round_id, subjects, BETWEEN)

    def start(self, *entries: str, now: datetime = FINAL) -> StartOutcome:
        """A phone with these entries presses start."""
        request = starting.StartRequest(self.round_id, entries, entropy.new_id(), to_ms(now))
        with writing() as db:
            (outcome,) = starting.start_batch(db, [request])
        return outcome


def order(once: str = "", reason: str = "Bốc thăm trước Ban Tổ chức") -> Order:
    """What a form asks for."""
    return Order(once or entropy.new_id(), STAFF, reason)


def make(places: int = 2, **given: Any) -> Final:
    """A contest whose second round is for the best of the first."""
    made = Final(weeks.make(None, weeks=2))
    choose(made, Selection(round=1, places=places, **given))
    return made


def choose(made: Final, selection: Selection | None) -> None:
    """Set for whom the second round is."""
    with writing() as db:
        editing.set_selection(db, made.round_id, selection)
        service.forget(db, made.round_id)


def qualify(made: Final, **right: int) -> dict[str, str]:
    """Each sits the first round with so many right answers, all in the same minute, so that equal answers
    are equal places; name → entry."""
    found = {}
    for name, count in right.items():
        found[name] = made.weeks.enter(name)
        made.weeks.sit(0, found[name], count)
    made.weeks.close(0)
    return found
