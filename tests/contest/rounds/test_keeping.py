"""Names go a year after the last round closed; results stay."""

from __future__ import annotations

from datetime import timedelta

import pytest

from contest.campaigns.rules import names_until
from contest.people import service as people
from contest.rounds import keeping
from contest.web.database import Database, reading
from tests.contest.rounds import world

SECOND = timedelta(seconds=1)
DUE = names_until(world.CLOSES, 12)


@pytest.fixture(autouse=True)
def never_looked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "_looked_at", None)


def name_of(entry: str) -> str:
    with reading() as db:
        return people.full_names(db, [entry])[entry].name


@pytest.mark.parametrize(("moment", "erased"), [(DUE - SECOND, 0), (DUE, 1), (DUE + SECOND, 1)])
def test_names_go_on_the_promised_day(database: Database, moment: object, erased: int) -> None:
    made = world.make()
    entry = made.join("Y Bích").entry_id
    assert keeping.erase_due(moment) == erased  # ty: ignore[invalid-argument-type]
    assert (name_of(entry) == "Y Bích") is not bool(erased)


def test_it_is_audited_once_and_results_stay(sqlite_database: Database) -> None:
    made = world.make(world.rules(visibility=world.at_once()))
    made.sit("A Thui", world.OPENS, right=2)
    before = made.audited()
    assert keeping.erase_due(DUE) == 1
    assert keeping.erase_due(DUE + keeping.LOOK_EVERY) == 0
    assert made.audited() == before + 1
    assert [row.points for row in made.board()] == [200]


def test_it_looks_once_an_hour(sqlite_database: Database) -> None:
    made = world.make()
    assert keeping.erase_due(DUE) == 0
    made.join("A Thui")
    assert keeping.erase_due(DUE + keeping.LOOK_EVERY - SECOND) == 0
    assert keeping.erase_due(DUE + keeping.LOOK_EVERY) == 1


def test_a_barred_person_plays_but_is_not_ranked(database: Database) -> None:
    made = world.make(world.rules(visibility=world.at_once()))
    organiser = made.join("Lê Thị Tổ Chức").entry_id
    world.bar(organiser)
    attempt = made.start(organiser, world.OPENS)
    made.hand_in(organiser, attempt, world.OPENS + timedelta(minutes=1), right=3)
    other = made.sit("A Thui", world.OPENS, right=1)
    assert [row.entry_id for row in made.board()] == [other]
