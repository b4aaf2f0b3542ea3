"""Changing a contest: one group at a time, never over somebody else, never once people answer."""

from __future__ import annotations

from datetime import timedelta

import pytest

from contest.attempts import service as attempts
from contest.audit import service as audit
from contest.campaigns import service as campaigns
from contest.campaigns.rules import Phase
from contest.errors import Conflict, Invalid
from contest.people import service as people
from contest.planning import readiness, rules, service
from contest.planning.drafting import typed
from contest.planning.states import Group
from contest.web.database import Database, reading, writing
from tests.conftest import Clock
from tests.contest.planning import plans
from tests.contest.rounds.world import World

STAFF = "staff00000001"


@pytest.fixture
def draft(database: Database, clock: Clock) -> str:
    """A draft of three attempts a week, with a bank that is big enough."""
    plans.fill_bank()
    return plans.make(clock.now, base="weekly")


def schedule(round_id: str, clock: Clock) -> None:
    with writing() as db:
        readiness.schedule(db, STAFF, round_id, clock.now)


def opened(round_id: str, clock: Clock) -> World:
    """The contest at its opening."""
    schedule(round_id, clock)
    clock.set(plans.view(round_id, clock.now).opens_at)
    return World(round_id)


def rows() -> int:
    with reading() as db:
        return audit.verify(db).rows


def test_each_group_is_stored(draft: str, clock: Clock) -> None:
    later = plans.view(draft, clock.now).closes_at + timedelta(days=1)
    plans.change(draft, Group.NAME, clock.now, title="Tên mới\ncủa xã", slug="ten-moi", contact="0260")
    plans.change(draft, Group.TIME, clock.now, closes_at=typed(later), round_name="Tuần đầu")
    plans.change(draft, Group.PEOPLE, clock.now, youngest="12", audience="học sinh", masked="")
    plans.change(draft, Group.PAPER, clock.now, minutes="20", **{"q|*|*|cds": "12"})
    plans.change(draft, Group.RANKING, clock.now, attempts_allowed="2", prediction="")
    now = plans.change(draft, Group.PUBLICATION, clock.now, minimum_unit_size="9", review="never")
    assert (now.title, now.slug, now.contact, now.round_name) == (
        "Tên mới\ncủa xã",
        "ten-moi",
        "0260",
        "Tuần đầu",
    )
    assert (now.closes_at, now.audience, now.rules.youngest) == (later, "học sinh", 12)
    assert (now.rules.seconds, now.rules.questions_count, now.rules.attempts_allowed) == (1200, 17, 2)
    assert (now.rules.prediction, now.rules.minimum_unit_size, now.rules.show_minors_masked) == (
        None,
        9,
        False,
    )


def test_a_change_of_rules_is_a_new_row_and_the_same_rules_are_the_same_row(draft: str, clock: Clock) -> None:
    first = plans.view(draft, clock.now).rules_sha256
    plans.change(draft, Group.PAPER, clock.now, minutes="20")
    second = plans.view(draft, clock.now).rules_sha256
    plans.change(draft, Group.PAPER, clock.now, minutes="15")
    assert plans.view(draft, clock.now).rules_sha256 == first != second


def test_nothing_new_is_no_change(draft: str, clock: Clock) -> None:
    before = rows()
    plans.change(draft, Group.PAPER, clock.now)
    assert rows() == before
    plans.change(draft, Group.PAPER, clock.now, minutes="20")
    assert rows() == before + 1


def test_a_stale_form_stores_nothing(draft: str, clock: Clock) -> None:
    stale = plans.values(draft, Group.PAPER, clock.now)["version"]
    plans.change(draft, Group.PAPER, clock.now, minutes="20")
    with pytest.raises(service.Stale):
        plans.change(draft, Group.PAPER, clock.now, version=stale, minutes="30")
    assert plans.view(draft, clock.now).rules.seconds == 1200


def test_two_organisers_in_two_groups_do_not_meet(draft: str, clock: Clock) -> None:
    old = plans.values(draft, Group.RANKING, clock.now)["version"]
    plans.change(draft, Group.PAPER, clock.now, minutes="20")
    made = plans.change(draft, Group.RANKING, clock.now, version=old, attempts_allowed="5")
    assert (made.rules.seconds, made.rules.attempts_allowed) == (1200, 5)


def test_an_address_of_another_contest_is_refused(draft: str, clock: Clock) -> None:
    other = plans.make(clock.now, title="Cuộc thi khác")
    for slug in (plans.view(draft, clock.now).slug, "new", "Có dấu", "-x"):
        with pytest.raises(Invalid) as wrong:
            plans.change(other, Group.NAME, clock.now, slug=slug)
        assert list(wrong.value.fields) == ["slug"]


def test_weeks_change_together_until_one_has_begun(draft: str, clock: Clock) -> None:
    with writing() as db:
        second = service.add_week(db, STAFF, draft, draft, clock.now)
    plans.change(draft, Group.PAPER, clock.now, minutes="20")
    assert plans.view(second, clock.now).rules.seconds == 1200
    opened(draft, clock)
    plans.change(second, Group.PAPER, clock.now, minutes="25")
    assert [plans.view(each, clock.now).rules.seconds for each in (draft, second)] == [1200, 1500]
    for group, fields in ((Group.PEOPLE, {"audience": "ai cũng được"}), (Group.PAPER, {"bank": "khac"})):
        plans.fill_bank(3, "khac")
        with pytest.raises(Invalid) as wrong:
            plans.change(second, group, clock.now, **fields)
        assert list(wrong.value.fields.values()) == [service.SHARED]


def test_the_next_week_is_added_once_however_often_the_button_is_pressed(draft: str, clock: Clock) -> None:
    for _ in range(2):
        with writing() as db:
            made = service.add_week(db, STAFF, draft, draft, clock.now)
    rounds = plans.loaded(draft, clock.now).rounds
    assert [(each.name, each.phase) for each in rounds] == [("Tuần 1", Phase.DRAFT), ("Tuần 2", Phase.DRAFT)]
    assert rounds[1].id == made
    assert rounds[1].opens_at - rounds[0].opens_at == timedelta(days=7)


@pytest.mark.parametrize("group", [Group.TIME, Group.PAPER])
def test_once_open_window_and_paper_stand(draft: str, clock: Clock, group: Group) -> None:
    opened(draft, clock)
    with pytest.raises(Conflict) as refused:
        plans.change(draft, group, clock.now)
    assert refused.value.message == rules.OPENED


def test_once_somebody_started_nothing_changes_even_when_the_window_moves(draft: str, clock: Clock) -> None:
    world = opened(draft, clock)
    world.start(world.join("Y Bích").entry_id, clock.now)
    with writing() as db:
        later = clock.now + timedelta(days=1)
        campaigns.set_window(db, draft, later, later + timedelta(days=1))
    assert plans.view(draft, clock.now).phase is Phase.WAITING
    with pytest.raises(Conflict) as refused:
        plans.change(draft, Group.PAPER, clock.now, minutes="20")
    assert refused.value.message == rules.STARTED
    with reading() as db:
        assert attempts.begun(db, [draft]) == {draft}


def test_how_to_reach_us_may_change_at_any_time(draft: str, clock: Clock) -> None:
    opened(draft, clock)
    held = plans.values(draft, Group.NAME, clock.now)
    posted = plans.PostedForm({"version": held["version"], "contact": "0260 111 111", "about": ""}, {}, {})
    asked = plans.edits.edit_of(Group.NAME, posted)
    with writing() as db:
        service.change(db, STAFF, draft, Group.NAME, asked, clock.now)
    assert plans.view(draft, clock.now).contact == "0260 111 111"


def test_a_name_that_was_typed_before_the_opening_is_not_stored_after_it(draft: str, clock: Clock) -> None:
    """The form was read while all of it was open; whether it still is, is asked under the lock."""
    typed = plans.values(draft, Group.NAME, clock.now) | {"title": "Tên khác", "contact": "0260 111 111"}
    asked = plans.edits.edit_of(Group.NAME, plans.PostedForm(typed, {}, {}))
    opened(draft, clock)
    before = plans.loaded(draft, clock.now).settings
    with writing() as db, pytest.raises(Conflict) as refused:
        service.change(db, STAFF, draft, Group.NAME, asked, clock.now)
    assert refused.value.message == rules.OPENED
    assert plans.loaded(draft, clock.now).settings == before


def test_the_whole_form_with_the_old_name_changes_the_rest(draft: str, clock: Clock) -> None:
    opened(draft, clock)
    plans.change(draft, Group.NAME, clock.now, contact="0260 111 111")
    assert plans.view(draft, clock.now).contact == "0260 111 111"


def test_a_waiting_round_keeps_a_paper_that_can_be_drawn(draft: str, clock: Clock) -> None:
    schedule(draft, clock)
    with pytest.raises(Invalid) as wrong:
        plans.change(draft, Group.PAPER, clock.now, **{"q|*|*|cds": "60"})
    assert list(wrong.value.fields) == ["blueprint"]
    with pytest.raises(Invalid) as wrong:
        plans.change(draft, Group.TIME, clock.now, opens_at=typed(clock.now - timedelta(hours=1)))
    assert list(wrong.value.fields) == ["opens_at"]


def test_a_closing_time_that_is_over_is_refused(draft: str, clock: Clock) -> None:
    past = {
        "opens_at": typed(clock.now - timedelta(days=2)),
        "closes_at": typed(clock.now - timedelta(days=1)),
    }
    with pytest.raises(Invalid) as wrong:
        plans.change(draft, Group.TIME, clock.now, **past)
    assert list(wrong.value.fields) == ["closes_at"]


def test_a_draft_waits_for_its_hour_and_comes_back(draft: str, clock: Clock) -> None:
    schedule(draft, clock)
    assert plans.view(draft, clock.now).phase is Phase.WAITING
    with pytest.raises(Conflict), writing() as db:
        readiness.schedule(db, STAFF, draft, clock.now)
    with writing() as db:
        readiness.unschedule(db, STAFF, draft, clock.now)
    assert plans.view(draft, clock.now).phase is Phase.DRAFT
    with pytest.raises(Conflict), writing() as db:
        readiness.unschedule(db, STAFF, draft, clock.now)


def test_a_small_bank_keeps_a_draft_from_waiting(draft: str, clock: Clock) -> None:
    plans.change(draft, Group.PAPER, clock.now, **{"q|*|*|cds": "60"})
    with pytest.raises(Conflict) as refused:
        schedule(draft, clock)
    assert "ngân hàng thiếu" in refused.value.message


def test_who_has_entered_keeps_a_round_from_becoming_a_draft(draft: str, clock: Clock) -> None:
    schedule(draft, clock)
    World(draft).join("Y Bích")
    with pytest.raises(Conflict) as refused, writing() as db:
        readiness.unschedule(db, STAFF, draft, clock.now)
    assert refused.value.message == readiness.ENTERED
    with reading() as db:
        assert people.count_entries(db, plans.view(draft, clock.now).campaign_id) == 1
