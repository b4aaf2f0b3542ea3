"""The thể lệ says where answers wait for another round that may ask the same questions; on both databases."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from contest.campaigns import editing, showing
from contest.planning import preview, readiness, service
from contest.planning.drafting import Beside, Settings
from contest.planning.states import Group
from contest.ruleset.rules import ReviewShown, Visibility
from contest.ruleset.text import ANSWERS, ANSWERS_WAIT, Section, the_le
from contest.web.database import Database, reading, writing
from tests.conftest import Clock
from tests.contest.planning import plans
from tests.contest.planning.halves import STAFF, A, B, add, copy, give
from tests.contest.planning.test_drafting import SETTINGS

ALONE, WAITS = f"{ANSWERS}.", f"{ANSWERS}{ANSWERS_WAIT}."


def answers(sections: tuple[Section, ...]) -> str:
    """The sentence about the answers."""
    (found,) = (item for each in sections for item in each.items if item.startswith(ANSWERS))
    return found


@pytest.fixture
def draft(database: Database, clock: Clock) -> str:
    plans.fill_bank()
    return plans.make(clock.now, base="weekly")


def week(made: str, clock: Clock) -> str:
    with writing() as db:
        last = plans.loaded(made, clock.now).alike[-1].id
        return service.add_week(db, STAFF, made, last, clock.now)


def said(round_id: str, clock: Clock) -> str:
    """What both say: the page of the settings, and the public one."""
    with reading() as db:
        view = plans.view(round_id, clock.now)
        rounds = editing.rounds_of(db, view.campaign_id, clock.now)
    public = answers(the_le(view.rules, showing.facts(view, "", rounds)))
    assert answers(preview.sections(plans.loaded(round_id, clock.now).settings)) == public
    return public


def test_of_one_round_there_is_nothing_to_wait_for(draft: str, clock: Clock) -> None:
    assert said(draft, clock) == ALONE


def test_weeks_of_one_bank_wait_for_each_other(draft: str, clock: Clock) -> None:
    second = week(draft, clock)
    assert {said(each, clock) for each in (draft, second)} == {WAITS}


def test_rounds_that_share_no_question_wait_for_nobody(draft: str, clock: Clock) -> None:
    second = week(draft, clock)
    typed = replace(
        plans.loaded(draft, clock.now).settings, rules=plans.view(draft, clock.now).rules.changed(shifts=2)
    )
    assert answers(preview.sections(typed)) == ALONE, "the other week changes along"
    plans.change(draft, Group.PAPER, clock.now, shifts="2")
    assert {said(each, clock) for each in (draft, second)} == {ALONE}
    third = week(draft, clock)
    assert [said(each, clock) for each in (draft, second, third)] == [WAITS, ALONE, WAITS]


def test_audiences_wait_for_each_other_too(draft: str, clock: Clock) -> None:
    """Whoever sits one hears the answers; the papers of the others are still out. A list of what the same
    people may meet twice is another thing."""
    give(draft, add(draft, A, clock), clock)
    other = copy(draft, add(draft, B, clock), clock)
    assert {said(each, clock) for each in (draft, other)} == {WAITS}
    plans.change(draft, Group.PAPER, clock.now, shifts="2")
    plans.change(other, Group.PAPER, clock.now, shifts="2")
    assert {said(each, clock) for each in (draft, other)} == {WAITS}, "both have the first part"
    with reading() as db:
        assert readiness.facts(db, plans.view(other, clock.now), clock.now).shared == ()


def test_where_no_answers_are_told_nothing_waits() -> None:
    never = SETTINGS.rules.changed(visibility=Visibility(review=ReviewShown.NEVER))
    settings = replace(SETTINGS, rules=never, beside=(Beside("", None, 1),))
    assert not any(ANSWERS_WAIT in item for each in preview.sections(settings) for item in each.items)


SHARED = SETTINGS.rules.changed(shifts=2)


@pytest.mark.parametrize(
    ("beside", "again"),
    [
        (Beside("", None, 1), True),
        (Beside("", None, 2), False),
        (Beside("bank", SHARED, 3), True),
        (Beside("bank", SHARED, 2), False),
        (Beside("bank", SETTINGS.rules, 2), True),
        (Beside("khac", SETTINGS.rules, 1), False),
    ],
)
def test_which_rounds_may_ask_the_same(beside: Beside, again: bool) -> None:
    settings: Settings = replace(SETTINGS, rules=SHARED, beside=(beside,))
    assert settings.asked_again is again


def test_the_public_page_and_the_document_print_it(organiser: TestClient, clock: Clock) -> None:
    plans.fill_bank()
    made = plans.made_by(organiser, base="weekly")
    week(made, clock)
    with writing() as db:
        readiness.campaigns.set_state(db, made, readiness.RoundState.DRAFT, readiness.RoundState.READY)
    slug = plans.view(made, clock.now).slug
    assert WAITS in organiser.get(f"/campaigns/{slug}/rules").text
    assert organiser.get(f"/planning/{made}/rules.docx").status_code == 200
