"""A rehearsal opens at once, counts nowhere, and goes away whole; on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlmodel import Session, SQLModel

from contest.accounts import service as accounts
from contest.accounts.service import Member
from contest.accounts.states import ContestRole, Role
from contest.campaigns import amending
from contest.campaigns import service as campaigns
from contest.campaigns.rules import Phase
from contest.errors import Conflict
from contest.jobs import runner
from contest.people import leaving
from contest.people import service as people
from contest.planning import readiness, rehearsing, rules, service, store
from contest.planning.states import Group
from contest.rounds import monitor, timeline
from contest.rounds import service as rounds
from contest.web.database import Database, reading, writing
from tests.conftest import Clock
from tests.contest.planning import plans
from tests.contest.rounds.world import World

STAFF = "staff00000001"
#: What stays of a contest that is gone: the chain of deeds, and the note that the work was done.
STAYS = {"audit", "audit_head", "job"}


@pytest.fixture
def real(database: Database, clock: Clock) -> str:
    """A contest in draft; nobody takes part yet."""
    plans.fill_bank()
    return plans.make(clock.now)


def rehearse(round_id: str, clock: Clock) -> str:
    with writing() as db:
        return rehearsing.rehearse(db, STAFF, round_id, clock.now)


def unrehearse(round_id: str, clock: Clock) -> str:
    with writing() as db:
        return rehearsing.unrehearse(db, STAFF, round_id, clock.now)


def sizes(db: Session) -> dict[str, int]:
    """Rows of every table."""
    tables = SQLModel.metadata.sorted_tables
    return {
        table.name: db.connection().execute(select(func.count()).select_from(table)).scalar_one()
        for table in tables
    }


def kept(found: dict[str, int]) -> Iterator[tuple[str, int]]:
    return ((name, count) for name, count in found.items() if name not in STAYS)


def test_it_is_the_same_contest_open_for_four_hours(real: str, clock: Clock) -> None:
    view = plans.view(rehearse(real, clock), clock.now)
    wanted = plans.view(real, clock.now)
    assert (view.phase, view.rules, view.bank_slug) == (Phase.OPEN, wanted.rules, wanted.bank_slug)
    assert (view.slug, view.rehearsal_of) == ("tim-hieu-chuyen-doi-so-chay-thu", wanted.campaign_id)
    assert view.closes_at - view.opens_at == rules.REHEARSAL_LASTS
    assert view.title == f"{rules.REHEARSAL_LINE}\n{wanted.title}"


def test_whoever_has_a_part_in_the_contest_has_it_in_the_rehearsal(real: str, clock: Clock) -> None:
    helper = plans.member(clock.now, "giup")
    with writing() as db:
        accounts.grant(
            db, STAFF, helper.id, plans.view(real, clock.now).campaign_id, ContestRole.PROCTOR, clock.now
        )
    made = rehearse(real, clock)
    with reading() as db:
        parts = {
            (who.login, part) for who, part in accounts.parts_in(db, plans.view(made, clock.now).campaign_id)
        }
    assert parts == {("nguoi-lam", ContestRole.OWNER), ("giup", ContestRole.PROCTOR)}


def test_twice_is_one_rehearsal(real: str, clock: Clock) -> None:
    assert rehearse(real, clock) == rehearse(real, clock)


def test_a_rehearsal_has_no_rehearsal_and_no_settings_of_its_own(real: str, clock: Clock) -> None:
    made = rehearse(real, clock)
    with pytest.raises(Conflict) as refused:
        rehearse(made, clock)
    assert refused.value.message == rehearsing.OF_A_REHEARSAL
    with pytest.raises(Conflict) as refused:
        plans.change(made, Group.PAPER, clock.now, minutes="20")
    assert refused.value.message == rules.REHEARSAL


def test_it_is_on_no_list(real: str, clock: Clock) -> None:
    made = rehearse(real, clock)
    owner = plans.member(clock.now)
    with reading() as db:
        assert campaigns.on_show(db, clock.now) == ()
        listed = [row.round.id for campaign in monitor.index(db, owner, clock.now) for row in campaign.rounds]
        assert campaigns.current(db, plans.view(made, clock.now).slug, clock.now).id == made
    assert listed == [real]


def test_a_bank_that_is_too_small_is_said(real: str, clock: Clock) -> None:
    plans.change(real, Group.PAPER, clock.now, **{"q|*|*|cds": "60"})
    with pytest.raises(Conflict) as refused:
        rehearse(real, clock)
    assert "thiếu" in refused.value.message


@pytest.mark.parametrize("closed", [False, True])
def test_it_goes_away_with_everybody_in_it(
    real: str, clock: Clock, closed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rehearsing, "SLICE", 2)
    monkeypatch.setattr(store, "MOST_AT_ONCE", 1)
    with reading() as db:
        before = dict(kept(sizes(db)))
    made = rehearse(real, clock)
    world = World(made)
    for name in ("A Thui", "Y Bích", "Rơ Châm H."):
        world.sit(name, clock.now, 2)
    world.start(world.join("Lê Nhung").entry_id, clock.now)
    if closed:
        with writing() as db:
            rounds.close_now(db, STAFF, made, clock.move(minutes=5))
        runner.run_pending(clock.move(minutes=1))
    slug = plans.view(made, clock.now).slug
    assert unrehearse(real, clock) == real
    with reading() as db, pytest.raises(campaigns.NotFound):
        campaigns.public_view(db, made, clock.now)
    assert runner.run_pending(clock.now) > 3
    with reading() as db:
        assert dict(kept(sizes(db))) == before
        assert readiness.rehearsal(db, plans.view(real, clock.now).campaign_id, clock.now) is None
    assert plans.view(real, clock.now).rehearsed_at == clock.now
    assert plans.view(rehearse(real, clock), clock.now).slug == slug


def test_the_real_contests_timeline_tells_of_its_rehearsal(real: str, clock: Clock) -> None:
    """On each of its rounds, whichever was rehearsed; on the rehearsal's own page nothing of it."""
    with writing() as db:
        second = service.add_week(db, STAFF, real, real, clock.now)
    member = Member(STAFF, "tung", "Tùng", Role.ADMIN)

    def told(round_id: str) -> list[str]:
        with reading() as db:
            rows = timeline.timeline(db, member, round_id, 1, clock.now).rows
        return [row.what for row in rows if "chạy thử" in row.what.lower()]

    made = rehearse(second, clock)
    World(made).join("Y Bích")
    assert (told(real), told(second), told(made)) == (*[["Chạy thử"]] * 2, [])
    unrehearse(second, clock)
    both = ["Xóa bản chạy thử, 1 người đã vào thử", "Chạy thử"]
    assert (told(real), told(second)) == (both, both)


def test_somebody_who_takes_part_elsewhere_too_stays(real: str, clock: Clock) -> None:
    made = rehearse(real, clock)
    joined = World(made).join("Y Bích")
    with writing() as db:
        (person,) = leaving.people_behind(db, [joined.entry_id])
        db.add(people.Entry(**_elsewhere(db, joined.entry_id, plans.view(real, clock.now).campaign_id)))
    unrehearse(made, clock)
    runner.run_pending(clock.now)
    with reading() as db:
        assert sizes(db)["person"] == 1
        assert sizes(db)["entry"] == 1
    assert person


def _elsewhere(db: Session, entry_id: str, campaign_id: str) -> dict[str, Any]:
    row = db.get(people.Entry, entry_id)
    assert row is not None
    return row.model_dump(exclude={"id", "campaign_id"}) | {"campaign_id": campaign_id}


def test_a_new_one_may_begin_before_the_old_one_is_gone(real: str, clock: Clock) -> None:
    old = rehearse(real, clock)
    unrehearse(old, clock)
    new = rehearse(real, clock)
    assert new != old
    runner.run_pending(clock.now)
    assert plans.view(new, clock.now).phase is Phase.OPEN
    with pytest.raises(campaigns.NotFound):
        plans.view(old, clock.now)


def test_removing_what_is_not_there(real: str, clock: Clock) -> None:
    with pytest.raises(Conflict) as refused:
        unrehearse(real, clock)
    assert refused.value.message == rehearsing.NONE_THERE
    assert plans.view(real, clock.now).rehearsed_at is None


def discard(round_id: str, clock: Clock) -> None:
    with writing() as db:
        rehearsing.discard(db, STAFF, round_id, clock.now)


def test_a_draft_is_deleted_with_its_weeks(database: Database, clock: Clock) -> None:
    plans.fill_bank()
    plans.member(clock.now)
    with reading() as db:
        before = {**dict(kept(sizes(db))), "staff_session": 2}
    real = plans.make(clock.now, base="weekly")
    discard(real, clock)
    with reading() as db:
        assert dict(kept(sizes(db))) == before
    with pytest.raises(campaigns.NotFound):
        discard(real, clock)


def test_what_is_no_draft_or_has_people_or_a_rehearsal_stays(real: str, clock: Clock) -> None:
    rehearse(real, clock)
    with pytest.raises(Conflict, match="chạy thử"):
        discard(real, clock)
    unrehearse(real, clock)
    runner.run_pending(clock.now)
    World(real).join("Y Bích")
    with pytest.raises(Conflict) as refused:
        discard(real, clock)
    assert refused.value.message == rehearsing.HAS_ENTRIES
    with writing() as db:
        readiness.schedule(db, STAFF, real, clock.now)
    with pytest.raises(Conflict) as refused:
        discard(real, clock)
    assert refused.value.message == rehearsing.NOT_DRAFT


def test_rules_that_were_amended_meanwhile_stay_with_the_change(real: str, clock: Clock) -> None:
    """The rehearsal is under the rules of before, which only the change still points at."""
    made = rehearse(real, clock)
    with writing() as db:
        readiness.schedule(db, STAFF, real, clock.now)
    clock.set(plans.view(real, clock.now).opens_at)
    before = plans.view(real, clock.now).rules
    plans.change(real, Group.PUBLICATION, clock.now, minimum_unit_size="9", reason="Theo góp ý.")
    unrehearse(real, clock)
    runner.run_pending(clock.now)
    with reading() as db:
        assert campaigns.campaign_of(db, made) is None
        assert [each.before for each in amending.amendments(db, real)] == [before]
