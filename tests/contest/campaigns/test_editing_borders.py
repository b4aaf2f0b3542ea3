"""Addresses at their borders, and what a change of one contest leaves alone in all others."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.campaigns import editing, service
from contest.campaigns.rules import Phase
from contest.campaigns.service import RoundDraft
from contest.campaigns.states import RoundState
from contest.errors import Invalid
from contest.web.database import Database, reading, writing
from tests.conftest import Clock
from tests.contest.campaigns.test_editing import RULES, WORDS, again, make


@pytest.mark.parametrize(
    ("slug", "problem"),
    [
        ("a1", ""),
        ("chuyen-doi-so-2026", ""),
        ("a" * 60, ""),
        ("a" * 61, editing.BAD_SLUG),
        ("", editing.BAD_SLUG),
        ("-thi", editing.BAD_SLUG),
        ("Thi", editing.BAD_SLUG),
        ("thi_1", editing.BAD_SLUG),
        ("thi 1", editing.BAD_SLUG),
        ("thi/1", editing.BAD_SLUG),
        ("thi.1", editing.BAD_SLUG),
        ("đố-vui", editing.BAD_SLUG),
        ("thi\n", editing.BAD_SLUG),
        ("thi²", editing.BAD_SLUG),
        ("new", editing.RESERVED_SLUG),
        ("staff", editing.RESERVED_SLUG),
        ("new-2026", ""),
        ("staffs", ""),
    ],
)
def test_addresses(slug: str, problem: str) -> None:
    assert editing.slug_problem(slug) == problem


@given(st.text(max_size=70))
def test_what_is_an_address_needs_no_escaping(slug: str) -> None:
    if not editing.slug_problem(slug):
        assert slug.isascii() and slug == slug.lower() and 0 < len(slug) <= 60
        assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_of_two_who_want_one_address_the_first_has_it(database: Database, clock: Clock) -> None:
    first, second = make(clock), make(clock, "thi-2")
    with writing() as db:
        editing.rename(db, first.campaign_id, WORDS)
    with pytest.raises(Invalid) as wrong, writing() as db:
        editing.rename(db, second.campaign_id, WORDS)
    assert wrong.value.fields == {"slug": editing.SLUG_TAKEN.format(slug="ten-moi")}
    assert (again(second, clock).slug, again(second, clock).title) == ("thi-2", "Tên")
    # The address that was left is free.
    with writing() as db:
        editing.rename(db, second.campaign_id, replace(WORDS, slug="thi"))
    assert again(second, clock).slug == "thi"


def test_a_bad_address_keeps_the_other_words_out_too(database: Database, clock: Clock) -> None:
    view = make(clock)
    with pytest.raises(Invalid), writing() as db:
        editing.rename(db, view.campaign_id, replace(WORDS, slug="new"))
    assert (again(view, clock).title, again(view, clock).organiser) == ("Tên", "UBND xã")


def test_another_contest_keeps_its_words_and_rules(database: Database, clock: Clock) -> None:
    mine, other = make(clock), make(clock, "khac")
    before = again(other, clock)
    with writing() as db:
        editing.rename(db, mine.campaign_id, WORDS)
        editing.rename_round(db, mine.id, "Chung kết")
        editing.set_rules(db, [mine.id], RULES.model_copy(update={"seconds": 1200}), clock.now)
        editing.note_rehearsed(db, mine.campaign_id, clock.now)
        editing.withdraw(db, mine.campaign_id)
    assert again(other, clock) == before


def week(view: service.RoundView, clock: Clock, number: int, state: RoundState = RoundState.READY) -> str:
    """One more round of a contest."""
    window = (clock.now + timedelta(days=7 * number), clock.now + timedelta(days=7 * number + 1))
    with writing() as db:
        draft = RoundDraft(f"Tuần {number}", *window, RULES, state)
        return service.add_round(db, view.campaign_id, draft, clock.now)


def test_all_rounds_in_their_order_drafts_too(database: Database, clock: Clock) -> None:
    view = make(clock)
    second, third = week(view, clock, 2, RoundState.DRAFT), week(view, clock, 3)
    make(clock, "khac")
    with reading() as db:
        found = editing.rounds_of(db, view.campaign_id, clock.now)
    assert [(one.id, one.number, one.name) for one in found] == [
        (view.id, 1, "Tuần 1"),
        (second, 2, "Tuần 2"),
        (third, 3, "Tuần 3"),
    ]
    assert found[1].phase is Phase.DRAFT


def test_rules_of_one_week_are_not_those_of_the_next(database: Database, clock: Clock) -> None:
    view = make(clock)
    second = week(view, clock, 2)
    longer = RULES.model_copy(update={"seconds": 900})
    with writing() as db:
        editing.set_rules(db, [second], longer, clock.now)
        editing.set_rules(db, [], RULES.model_copy(update={"seconds": 60}), clock.now)
    with reading() as db:
        first, other = editing.rounds_of(db, view.campaign_id, clock.now)
    assert (first.rules, other.rules) == (RULES, longer)
    assert first.rules_sha256 != other.rules_sha256
    # Put back, they are the very row of before.
    with writing() as db:
        editing.set_rules(db, [second], RULES, clock.now)
    with reading() as db:
        first, other = editing.rounds_of(db, view.campaign_id, clock.now)
    assert first.rules_sha256 == other.rules_sha256 == view.rules_sha256


def test_withdrawing_takes_every_week_from_sight(database: Database, clock: Clock) -> None:
    view = make(clock)
    week(view, clock, 2)
    with writing() as db:
        editing.withdraw(db, view.campaign_id)
    with reading() as db:
        assert {one.phase for one in editing.rounds_of(db, view.campaign_id, clock.now)} == {Phase.DRAFT}
        assert service.on_show(db, clock.now) == ()
        assert editing.slugs_from(db, "thi") == set()
    # Twice is no harm, and two withdrawn contests do not quarrel about an address.
    other = make(clock)
    with writing() as db:
        editing.withdraw(db, view.campaign_id)
        editing.withdraw(db, other.campaign_id)
    with reading() as db:
        assert len(editing.slugs_from(db, "xoa-")) == 2


@pytest.mark.parametrize(
    ("start", "found"),
    [
        ("thi", {"thi", "thi-2", "thi-chay-thu"}),
        ("thi-", {"thi-2", "thi-chay-thu"}),
        ("khac", {"khac"}),
        ("x", set()),
        ("th_", set()),
        ("%", set()),
    ],
)
def test_addresses_that_begin_so(database: Database, clock: Clock, start: str, found: set[str]) -> None:
    for slug in ("thi", "thi-2", "thi-chay-thu", "khac"):
        make(clock, slug)
    with reading() as db:
        assert editing.slugs_from(db, start) == found


def test_that_it_was_rehearsed_is_remembered(database: Database, clock: Clock) -> None:
    view = make(clock)
    with writing() as db:
        editing.note_rehearsed(db, view.campaign_id, clock.now)
    assert again(view, clock).rehearsed_at == clock.now
    with writing() as db:
        editing.rename(db, view.campaign_id, WORDS)
    assert again(view, clock).rehearsed_at == clock.now
