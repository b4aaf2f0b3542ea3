"""Prizes by age hold the birth year on the form, whichever rules, audience or setting puts it there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from contest.campaigns import prizes
from contest.campaigns import service as campaigns
from contest.campaigns.audience_rules import Typed
from contest.campaigns.prizes import Promised
from contest.campaigns.states import RoundState
from contest.commendations import promising
from contest.errors import Conflict, Invalid
from contest.people.asking import LEAST, Ask
from contest.planning import audiences, checklist, promises, readiness
from contest.planning.states import Group
from contest.ruleset.rules import Criterion
from contest.web.database import Database, reading, writing
from tests.conftest import Clock
from tests.contest.planning import plans
from tests.contest.planning.halves import STAFF, A, add, copy, found, give, view
from tests.contest.planning.plans import change
from tests.contest.planning.test_checklist import NOW, READY

AGELESS = Typed("A", "Học sinh", "", "", "")


@pytest.fixture
def draft(database: Database, clock: Clock) -> str:
    """A contest in draft that asks the least; its round."""
    plans.fill_bank()
    return plans.make(clock.now)


@pytest.fixture
def by_age(draft: str) -> Iterator[None]:
    """Somebody promised prizes by age in the draft."""
    prizes.use_prizes(lambda db, view: Promised((), ("Giải.",), ages=view.id == draft))
    yield
    prizes.use_prizes(promising.promised)


def set_state(round_id: str, state: RoundState) -> None:
    """As :func:`readiness.schedule` does, whatever else the round lacks."""
    with writing() as db:
        campaigns.set_state(db, round_id, RoundState.DRAFT, state)


def asked(round_id: str, clock: Clock) -> Ask:
    """How the form asks for the year in truth."""
    return plans.loaded(round_id, clock.now).view.fields.year


def test_who_needs_the_year(draft: str, clock: Clock) -> None:
    here = replace(view(draft, clock), wanted=LEAST)
    assert not promises.is_asked([here])
    assert not promises.is_asked([replace(here, wanted=replace(LEAST, year=Ask.OPTIONAL))])
    assert promises.is_asked([replace(here, wanted=replace(LEAST, year=Ask.REQUIRED))])
    aged = replace(here, rules=here.rules.changed(youngest=14))
    assert promises.is_asked([here, aged]), "one of them is enough"
    ranked = here.rules.changed(criteria=(*here.rules.criteria, Criterion.OLDEST))
    assert promises.is_asked([replace(here, rules=ranked)])


@pytest.mark.parametrize("year", ["off", "optional"])
@pytest.mark.usefixtures("by_age")
def test_the_question_stays_while_there_are_prizes_by_age(draft: str, clock: Clock, year: str) -> None:
    change(draft, Group.PEOPLE, clock.now, asks_year="required")
    with pytest.raises(Invalid) as wrong:
        change(draft, Group.PEOPLE, clock.now, asks_year=year)
    assert wrong.value.fields == {"asks_year": promises.YEAR_PRIZES}
    assert asked(draft, clock) is Ask.REQUIRED
    prizes.use_prizes(promising.promised)
    assert change(draft, Group.PEOPLE, clock.now, asks_year=year).asked.year is Ask(year)


@pytest.mark.usefixtures("by_age")
def test_a_least_age_that_made_it_asked_stays_too(draft: str, clock: Clock) -> None:
    change(draft, Group.PEOPLE, clock.now, youngest="14")
    with pytest.raises(Invalid) as wrong:
        change(draft, Group.PEOPLE, clock.now, youngest="")
    assert wrong.value.fields == {"asks_year": promises.YEAR_PRIZES}
    after = change(draft, Group.PEOPLE, clock.now, youngest="", asks_year="required")
    assert after.rules.youngest is None, "asked for by the setting, the rule may go"


@pytest.mark.usefixtures("by_age")
def test_what_was_never_asked_is_not_this_changes_fault(draft: str, clock: Clock) -> None:
    assert change(draft, Group.PEOPLE, clock.now, asks_phone="optional").asked.phone is Ask.OPTIONAL


@pytest.mark.usefixtures("by_age")
def test_the_ages_of_an_audience_stay(draft: str, clock: Clock) -> None:
    key = add(draft, A, clock)
    give(draft, key, clock)
    with pytest.raises(Invalid) as wrong, writing() as db:
        audiences.change(db, STAFF, draft, key, AGELESS, clock.now)
    assert wrong.value.fields == {"youngest": promises.YEAR_PRIZES}
    with pytest.raises(Conflict, match="giải theo độ tuổi"):
        give(draft, None, clock)
    assert view(draft, clock).only == found(draft, clock)[0]
    change(draft, Group.PEOPLE, clock.now, asks_year="required")
    give(draft, None, clock)
    assert view(draft, clock).only is None


@pytest.mark.usefixtures("by_age")
def test_another_round_that_needs_it_is_enough(draft: str, clock: Clock) -> None:
    key = add(draft, A, clock)
    copy(draft, key, clock)
    change(draft, Group.PEOPLE, clock.now, asks_year="required")
    assert change(draft, Group.PEOPLE, clock.now, asks_year="off").asked.year is Ask.OFF


@pytest.mark.usefixtures("by_age")
def test_a_draft_asks_the_visitors_of_a_waiting_round_nothing(draft: str, clock: Clock) -> None:
    key = add(draft, A, clock)
    copy(draft, key, clock)
    change(draft, Group.PEOPLE, clock.now, asks_year="required")
    set_state(draft, RoundState.READY)
    with pytest.raises(Invalid) as wrong:
        change(draft, Group.PEOPLE, clock.now, asks_year="off")
    assert "giải theo độ tuổi" in wrong.value.fields["asks_year"]


@pytest.mark.usefixtures("by_age")
def test_a_round_by_which_the_others_are_asked_does_not_go_back_to_a_draft(draft: str, clock: Clock) -> None:
    key = add(draft, A, clock)
    other = copy(draft, key, clock)
    for each in (draft, other):
        set_state(each, RoundState.READY)
    with writing() as db, pytest.raises(Conflict, match="giải theo độ tuổi"):
        readiness.unschedule(db, STAFF, other, clock.now)
    with writing() as db:
        readiness.unschedule(db, STAFF, draft, clock.now)


class TestBeforeTheOpening:
    """What slipped through, as prizes that were copied, keeps the round from its hour."""

    def test_the_list_names_it(self, draft: str, clock: Clock) -> None:
        assert "promises" not in {each.key for each in checklist.checks(READY, NOW)}
        for said in (checklist.NO_YEAR, checklist.NO_UNIT):
            checks = checklist.checks(replace(READY, unkept=said), NOW)
            (line,) = checklist.blocking(checks)
            assert (line.key, line.text, line.group) == ("promises", said, Group.PEOPLE)

    @pytest.mark.parametrize(
        ("promised", "asks", "said"),
        [
            ({"ages": True}, {"asks_year": "off"}, checklist.NO_YEAR),
            ({"ages": True}, {"asks_year": "optional"}, checklist.NO_YEAR),
            ({"ages": True}, {"asks_year": "required"}, ""),
            ({"ages": True}, {"youngest": "14"}, ""),
            ({"units": True}, {"asks_unit": "off"}, checklist.NO_UNIT),
            ({"units": True}, {"asks_unit": "optional"}, ""),
            ({}, {"asks_year": "off", "asks_unit": "off"}, ""),
        ],
    )
    def test_it_is_looked_at(
        self, draft: str, clock: Clock, promised: dict[str, Any], asks: dict[str, str], said: str
    ) -> None:
        change(draft, Group.PEOPLE, clock.now, **asks)
        prizes.use_prizes(lambda db, view: Promised((), ("Giải.",), **promised))
        try:
            with reading() as db:
                assert readiness.facts(db, view(draft, clock), clock.now).unkept == said
        finally:
            prizes.use_prizes(promising.promised)

    @pytest.mark.usefixtures("by_age")
    def test_a_round_that_is_a_draft_still_is_no_help(self, draft: str, clock: Clock) -> None:
        copy(draft, add(draft, A, clock), clock)
        with reading() as db:
            assert readiness.facts(db, view(draft, clock), clock.now).unkept == checklist.NO_YEAR
