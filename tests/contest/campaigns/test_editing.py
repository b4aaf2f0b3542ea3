"""Changing a contest's words and rules; what a rehearsal's campaign is kept from."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from contest.campaigns import editing, service
from contest.campaigns.editing import Words
from contest.campaigns.rules import Phase
from contest.campaigns.service import CampaignDraft, RoundDraft, RoundView
from contest.errors import Invalid, NotFound
from contest.ruleset.rules import BlueprintLine, Ruleset
from contest.web.database import Database, reading, writing
from tests.conftest import Clock

RULES = Ruleset(blueprint=(BlueprintLine(count=3),), seconds=600)
WORDS = Words("Tên mới", "Đoàn xã", "0260", "Chào bạn", "học sinh", "ten-moi", "ngan-hang")


def make(clock: Clock, slug: str = "thi", **changes: Any) -> RoundView:
    window = (clock.now, clock.now + timedelta(days=1))
    draft = CampaignDraft(slug, "Tên", "UBND xã", "bank", RoundDraft("Tuần 1", *window, RULES), **changes)
    with writing() as db:
        return service.view(db, service.create(db, draft, clock.now), clock.now)


def again(view: RoundView, clock: Clock) -> RoundView:
    with reading() as db:
        return service.view(db, view.id, clock.now)


def test_all_words_are_changed(database: Database, clock: Clock) -> None:
    view = make(clock)
    with writing() as db:
        editing.hold(db, view.campaign_id)
        editing.rename(db, view.campaign_id, WORDS)
        editing.rename_round(db, view.id, "Tuần đầu")
    found = again(view, clock)
    assert (
        Words(
            found.title,
            found.organiser,
            found.contact,
            found.about,
            found.audience,
            found.slug,
            found.bank_slug,
        )
        == WORDS
    )
    assert found.name == "Tuần đầu"


@pytest.mark.parametrize("slug", ["khac", "new", "staff", "Có dấu", "", "-a", "a" * 61])
def test_an_address_that_is_none_or_taken(database: Database, clock: Clock, slug: str) -> None:
    make(clock, "khac")
    view = make(clock)
    with pytest.raises(Invalid) as wrong, writing() as db:
        editing.rename(db, view.campaign_id, replace(WORDS, slug=slug))
    assert list(wrong.value.fields) == ["slug"]
    assert again(view, clock).slug == "thi"


def test_ones_own_address_may_stay(database: Database, clock: Clock) -> None:
    view = make(clock)
    with writing() as db:
        editing.rename(db, view.campaign_id, replace(WORDS, slug="thi"))
    assert again(view, clock).title == "Tên mới"


def test_a_campaign_that_is_not_there(database: Database, clock: Clock) -> None:
    with pytest.raises(NotFound), writing() as db:
        editing.note_rehearsed(db, "0" * 13, clock.now)
    with reading() as db:
        assert editing.rounds_of(db, "0" * 13, clock.now) == ()


def test_the_same_rules_are_one_row(database: Database, clock: Clock) -> None:
    first, second = make(clock), make(clock, "thi-2")
    longer = RULES.model_copy(update={"seconds": 900})
    with writing() as db:
        editing.set_rules(db, [first.id, second.id], longer, clock.now)
    views = again(first, clock), again(second, clock)
    assert {view.rules for view in views} == {longer}
    assert first.rules == RULES


def test_a_withdrawn_contest_is_nobodys_and_its_address_is_free(database: Database, clock: Clock) -> None:
    view = make(clock)
    with writing() as db:
        editing.withdraw(db, view.campaign_id)
    assert again(view, clock).phase is Phase.DRAFT
    assert make(clock).slug == "thi"


def test_rehearsals_are_known_and_shown_to_nobody(database: Database, clock: Clock) -> None:
    real = make(clock)
    copy = make(clock, "thi-chay-thu", rehearsal_of=real.campaign_id)
    with reading() as db:
        assert editing.rehearsals_of(db, real.campaign_id) == [copy.campaign_id]
        assert [view.id for view in service.on_show(db, clock.now)] == [real.id]
        assert editing.slugs_from(db, "thi") == {"thi", "thi-chay-thu"}
