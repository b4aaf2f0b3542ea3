"""The names of a roster go when the contest's names go, and with a draft contest that is deleted."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlmodel import select

from contest.campaigns import service as campaigns
from contest.campaigns.rules import names_until
from contest.campaigns.states import RoundState
from contest.people.models import Person
from contest.planning import rehearsing
from contest.rounds import keeping
from contest.web.database import reading, writing
from tests.contest.roster import desk
from tests.contest.roster.desk import HANG, NOW, THUI, Roster
from tests.contest.rounds import world

DUE = names_until(world.CLOSES, 12)


@pytest.fixture(autouse=True)
def never_looked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "_looked_at", None)


def persons() -> list[str]:
    with reading() as db:
        return sorted(db.exec(select(Person.name)))


@pytest.mark.parametrize(("late", "left"), [(-1, ["A Thui", "Y Thu Hằng"]), (0, [""]), (1, [""])])
def test_they_go_on_the_promised_day(roster: Roster, late: int, left: list[str]) -> None:
    """Who came is erased as every participant is; of who never came, nothing stays."""
    roster.bring(THUI, HANG)
    desk.come(roster.round_id, "A Thui")
    keeping.erase_due(DUE + timedelta(seconds=late))
    assert persons() == left
    assert desk.names(roster.round_id) == (left if late < 0 else [])


def test_what_was_erased_is_counted_in_the_chain(roster: Roster) -> None:
    roster.bring(THUI, HANG)
    assert keeping.erase_due(DUE) == 2
    assert persons() == []
    assert keeping.erase_due(DUE + keeping.LOOK_EVERY) == 0


def test_a_draft_contest_that_is_deleted_takes_its_list_along(roster: Roster) -> None:
    roster.bring(THUI, HANG)
    roster.begin(THUI)
    with writing() as db:
        campaigns.set_state(db, roster.round_id, RoundState.READY, RoundState.DRAFT)
    with writing() as db:
        rehearsing.discard(db, roster.staff, roster.round_id, NOW)
    assert persons() == []
    with reading() as db:
        assert campaigns.campaign_of(db, roster.round_id) is None
