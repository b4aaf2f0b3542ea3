"""One enters once for all rounds: every page says that the year is asked, whichever round needs it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from fastapi.testclient import TestClient

from contest.byhand import service as byhand
from contest.campaigns import editing
from contest.campaigns import service as campaigns
from contest.campaigns.states import RoundState
from contest.people.asking import LEAST, Ask
from contest.planning import present, regulations
from contest.planning.regulations import Ending
from contest.web.database import Database, reading
from tests.conftest import Clock
from tests.contest import groups
from tests.contest.groups import PUPILS, SERVANTS, Groups
from tests.contest.planning import plans
from tests.contest.printing import pdfs
from tests.contest.rounds import world
from tests.parsed import HTMLParser, text

YEAR = "năm sinh để xét quy định về tuổi trong thể lệ"
GROWN = "đã đủ 16 tuổi hay chưa"
#: Pupils of whatever age beside civil servants from 18 on: only the round of the latter needs the year.
AGELESS = replace(PUPILS, youngest=None, oldest=None)


def contest(aged: bool = True, state: RoundState = RoundState.READY, **changes: Any) -> Groups:
    servants = SERVANTS if aged else replace(SERVANTS, youngest=None)
    return groups.make(state=state, fields=LEAST, audiences=(AGELESS, servants), **changes)


@pytest.mark.parametrize("aged", [True, False])
def test_the_public_rules_of_each_audience(
    sqlite_database: Database, clock: Clock, app_client: TestClient, aged: bool
) -> None:
    contest(aged)
    for audience in (PUPILS.id, SERVANTS.id, ""):
        answer = app_client.get(f"/campaigns/{groups.SLUG}/rules?audience={audience}")
        said = text(HTMLParser(answer.text))
        assert (YEAR in said, GROWN in said) == (aged, not aged), audience
    form = HTMLParser(app_client.get(f"/campaigns/{groups.SLUG}/entries/new").text)
    assert bool(form.css("[name=birth_year]")) is aged


@pytest.mark.parametrize("aged", [True, False])
def test_the_rules_on_paper(database: Database, clock: Clock, aged: bool) -> None:
    made = contest(aged)
    with reading() as db:
        paper = regulations.made(db, made.a.round_id, Ending.PDF, clock.now)
    said = " ".join(pdfs.text(paper.content).split())
    assert (YEAR in said, GROWN in said) == (aged, not aged)


@pytest.mark.parametrize("state", [RoundState.READY, RoundState.DRAFT])
def test_the_preview_beside_the_settings(organiser: TestClient, clock: Clock, state: RoundState) -> None:
    made = contest(state=state)
    shown = plans.page(organiser.get(f"/planning/{made.a.round_id}/people").text)
    lines = [plans.text(line) for line in shown.css(".asked li")]
    assert "Năm sinh để xét quy định về tuổi trong thể lệ" in lines
    assert present.FORCED_ELSEWHERE in plans.text(shown, ".asked")
    assert YEAR in plans.text(shown)
    own = plans.page(organiser.get(f"/planning/{made.b.round_id}/people").text)
    assert present.FORCED_ELSEWHERE in plans.text(own, ".asked"), "by its audience's ages, not by its rules"


def test_nothing_is_said_where_nobody_needs_it(organiser: TestClient, clock: Clock) -> None:
    made = contest(aged=False)
    shown = plans.page(organiser.get(f"/planning/{made.a.round_id}/people").text)
    assert present.FORCED_ELSEWHERE not in plans.text(shown)
    assert YEAR not in plans.text(shown)


def test_rounds_that_change_together_do_not_hold_each_other(clock: Clock, database: Database) -> None:
    plans.fill_bank()
    draft = plans.make(clock.now, base="weekly")
    aged = plans.change(draft, plans.Group.PEOPLE, clock.now, youngest="14")
    assert (aged.rules.youngest, aged.year_elsewhere) == (14, False)
    for view in plans.loaded(draft, clock.now).rounds:
        assert not plans.loaded(view.id, clock.now).settings.year_elsewhere


@pytest.mark.parametrize(("here", "there", "counts"), [
    (RoundState.READY, RoundState.READY, True),
    (RoundState.READY, RoundState.DRAFT, False),
    (RoundState.DRAFT, RoundState.DRAFT, True),
    (RoundState.DRAFT, RoundState.READY, True),
])  # fmt: skip
def test_a_draft_counts_only_among_drafts(
    database: Database, clock: Clock, here: RoundState, there: RoundState, counts: bool
) -> None:
    made = contest()
    with reading() as db:
        a, b = (campaigns.view(db, each.round_id, clock.now) for each in (made.a, made.b))
    staged = [
        replace(view, state=state, phase=campaigns.phase(state, view.opens_at, view.closes_at, clock.now))
        for view, state in ((a, here), (b, there))
    ]
    assert editing.elsewhere(staged[0], staged) is counts


@pytest.mark.parametrize(("aged", "wanted"), [(True, Ask.REQUIRED), (False, Ask.OFF)])
def test_staff_who_enter_somebody_by_hand_ask_it_too(
    database: Database, clock: Clock, aged: bool, wanted: Ask
) -> None:
    made = contest(aged, rules_a=world.rules(by_hand=True))
    with reading() as db:
        view = campaigns.view(db, made.a.round_id, clock.now)
        assert byhand.asked(db, view, clock.now).year is wanted
