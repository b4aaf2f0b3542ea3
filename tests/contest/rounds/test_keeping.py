"""Names go a year after the last round closed; results stay."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlmodel import select

from contest import entropy
from contest.attempts import adjusting_store
from contest.campaigns import service as campaigns
from contest.campaigns.rules import names_until
from contest.people import service as people
from contest.people.models import Entry
from contest.people.rules import ERASED_REASON
from contest.rounds import judging, keeping, timing
from contest.rounds.deeds import Order
from contest.rounds.models import RoundDeed
from contest.standings import staging
from contest.web.database import Database, reading, writing
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


def order(reason: str) -> Order:
    return Order(entropy.new_id(), world.STAFF, reason)


def told(made: world.World, entry: str, attempt: str) -> str:
    """All that is stored of why, and the hall's programme."""
    with reading() as db:
        person = people.full_names(db, [entry])[entry]
        deeds = [row.reason for row in db.exec(select(RoundDeed).where(RoundDeed.round_id == made.round_id))]
        traces = [row.reason for row in adjusting_store.adjustments(db, attempt)]
        programme = [text for _, text in staging.of(db, made.round_id).programme]
        return "; ".join([str(person.barred_reason), *deeds, *traces, *programme])


def test_reasons_that_may_name_people_go_with_the_names(database: Database) -> None:
    made = world.make(world.rules(visibility=world.at_once()))
    other = world.make(world.rules(visibility=world.at_once()), bank=0, slug="khac")
    kept = []
    for contest in (made, other):
        entry = contest.sit("Y Bích", world.OPENS, right=2)
        attempt = contest.start(contest.join("A Thui").entry_id, world.OPENS)
        with writing() as db:
            view = campaigns.view(db, contest.round_id, world.OPENS)
            judging.void(db, order("Y Bích làm hộ A Thui"), contest.round_id, attempt, world.OPENS)
            judging.bar(db, order("Em của Y Bích ra đề"), contest.round_id, entry, world.OPENS)
            timing.extend(
                db, order("Mất điện"), contest.round_id, world.CLOSES + SECOND, world.CLOSES, world.OPENS
            )
            staging.set_programme(db, world.STAFF, view, "09:45 Y Bích hát", 0, world.OPENS)
        kept.append((contest, entry, attempt))
    with writing() as db:
        assert people.forget_campaign(db, campaigns.view(db, other.round_id, DUE).campaign_id, DUE) == 2
    assert keeping.erase_due(DUE + SECOND) == 2
    for contest, entry, attempt in kept:
        said = told(contest, entry, attempt)
        assert "Bích" not in said and "Mất điện" in said
        assert said.count(ERASED_REASON) == 4
        with reading() as db:
            campaign = campaigns.view(db, contest.round_id, DUE).campaign_id
            assert people.barred_in(db, campaign) == (entry,)
    rows = made.audited()
    assert keeping.erase_due(DUE + SECOND + keeping.LOOK_EVERY) == 0
    assert made.audited() == rows, "nothing is left, nothing is noted"


def test_one_persons_reason_goes_with_their_name(database: Database) -> None:
    made = world.make()
    entries = [made.join(name).entry_id for name in ("Y Bích", "A Thui")]
    for entry in entries:
        world.bar(entry)
    with writing() as db:
        row = db.get(Entry, entries[0])
        assert row is not None
        people.forget(db, row.person_id, DUE)
    with reading() as db:
        found = people.full_names(db, entries)
        assert [found[entry].barred_reason for entry in entries] == [ERASED_REASON, "Ban Tổ chức"]


def test_a_barred_person_plays_but_is_not_ranked(database: Database) -> None:
    made = world.make(world.rules(visibility=world.at_once()))
    organiser = made.join("Lê Thị Tổ Chức").entry_id
    world.bar(organiser)
    attempt = made.start(organiser, world.OPENS)
    made.hand_in(organiser, attempt, world.OPENS + timedelta(minutes=1), right=3)
    other = made.sit("A Thui", world.OPENS, right=1)
    assert [row.entry_id for row in made.board()] == [other]
