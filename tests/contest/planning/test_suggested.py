"""Open questions in the form of the paper: ticked, stored, told when one is lost."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from contest.errors import Conflict, Invalid
from contest.planning import amending, fixed, readiness, suggested
from contest.planning.states import Group
from contest.web.database import writing
from questions.models import QuestionState
from questions.naming import problem
from tests.conftest import Clock
from tests.contest import fixed as bank
from tests.contest import opened
from tests.contest.planning import plans
from tests.contest.planning.plans import text
from tests.contest.planning.test_drafting import SETTINGS, post
from tests.contest.ruleset.made import QUESTIONS

STAFF = "staff00000001"


def ticks(*ids: str) -> dict[str, Any]:
    return {suggested.PREFIX + one: "1" for one in ids}


@given(st.lists(st.sampled_from(QUESTIONS), unique=True, max_size=3))
def test_what_the_form_makes_of_the_rules(chosen: list[str]) -> None:
    made = post(Group.PAPER, **ticks(*chosen))
    assert set(made.rules.suggestions) == set(chosen)
    assert post(Group.PAPER, made) == made
    unticked = {suggested.PREFIX + one: "" for one in chosen}
    assert post(Group.PAPER, made, **unticked).rules.sha256() == SETTINGS.rules.sha256()


@pytest.mark.parametrize("bad", ["", "abc", "K7Q2M94X0A1BC", "k7q2m94x0a1bc|"])
def test_a_tick_that_names_no_question_is_refused(bad: str) -> None:
    with pytest.raises(Invalid) as wrong:
        post(Group.PAPER, **ticks(bad))
    assert wrong.value.fields == {"suggestions": suggested.BROKEN}


def test_what_is_wrong_is_said_beside_them() -> None:
    with pytest.raises(Invalid) as wrong:
        post(Group.PAPER, **ticks(*QUESTIONS[:4]))
    assert "nhiều nhất 3 câu hỏi mở" in wrong.value.fields["suggestions"]


def test_a_running_round_keeps_them() -> None:
    changed = post(Group.PAPER, **ticks(QUESTIONS[0])).rules
    assert amending.refused(SETTINGS.rules, changed) == {"suggestions": amending.KEPT}


@pytest.fixture
def made(clock: Clock) -> str:
    """A draft of one round with a bank of forty, and two open questions in it."""
    plans.fill_bank()
    opened.fill(2)
    return plans.make(clock.now)


def test_they_are_stored_and_nothing_else_is_one(database: Any, made: str, clock: Clock) -> None:
    chosen = opened.ids()
    assert plans.change(made, Group.PAPER, clock.now, **ticks(*chosen)).rules.suggestions == chosen
    graded = next(one.id for one in bank.stored() if one.id not in chosen)
    for bad, why in ((graded, "không phải câu hỏi mở"), ("0" * 13, "đã bị xóa")):
        with pytest.raises(Invalid) as wrong:
            plans.change(made, Group.PAPER, clock.now, **ticks(bad))
        assert why in wrong.value.fields["suggestions"] and "fixed" not in wrong.value.fields
    with pytest.raises(Invalid) as other:
        plans.change(made, Group.PAPER, clock.now, **{fixed.PREFIX + chosen[0]: "1"})
    assert "không phải câu tính điểm" in other.value.fields["fixed"]
    assert problem(None, "bank", None, is_open=True) == "đã bị xóa"


def test_one_that_was_lost_stops_the_opening(database: Any, made: str, clock: Clock) -> None:
    chosen = opened.ids()
    plans.change(made, Group.PAPER, clock.now, **ticks(*chosen))
    bank.move(chosen[0], QuestionState.RETIRED)
    with pytest.raises(Conflict) as late, writing() as db:
        readiness.schedule(db, STAFF, made, clock.now)
    assert "đã ngừng dùng" in late.value.message
    after = plans.change(made, Group.PAPER, clock.now, **{suggested.PREFIX + chosen[0]: ""})
    assert after.rules.suggestions == chosen[1:]
    with writing() as db:
        readiness.schedule(db, STAFF, made, clock.now)


# --- the page -------------------------------------------------------------------------------------


@pytest.fixture
def draft(organiser: TestClient) -> str:
    """A contest that is made in the browser."""
    plans.fill_bank()
    return plans.made_by(organiser, base="event")


def page(browser: TestClient, draft: str) -> LexborHTMLParser:
    return plans.page(browser.get(f"/planning/{draft}/paper").text)


def picks(html: LexborHTMLParser) -> dict[str, bool]:
    return {
        text(box.parent, "span"): "checked" in box.attributes for box in html.css("#suggestions .pick input")
    }


def test_from_the_bank_to_the_text_in_two_taps(organiser: TestClient, draft: str, clock: Clock) -> None:
    before = page(organiser, draft)
    assert "Ngân hàng chưa có câu hỏi mở nào đã duyệt." in text(before, "#suggestions")
    link = before.css_first("#suggestions a")
    assert link is not None
    form = organiser.get(str(link.attributes["href"]))
    assert 'value="suggestion" checked' in form.text
    opened.fill(2)
    assert list(picks(page(organiser, draft)).values()) == [False, False]
    (question, _) = opened.ids()
    given_ = plans.fields(organiser.get(f"/planning/{draft}/paper").text) | ticks(question)
    assert organiser.post(f"/planning/{draft}/paper", data=given_).status_code == 303
    after = page(organiser, draft)
    assert next(iter(picks(after).items())) == (opened.text_of(question), True)
    assert text(after, "#suggestions summary") == "Câu hỏi mở (hiến kế): 1 câu"
    assert "1 câu hỏi mở để người dự thi góp ý" in text(after, "#draft")
    assert "40 câu dùng được" in text(after, "#blueprint"), "it is none of those that are drawn"
    assert plans.view(draft, clock.now).rules.suggestions == (question,)


def test_no_line_of_the_blueprint_asks_for_them(organiser: TestClient, draft: str) -> None:
    values = [one.attributes["value"] for one in page(organiser, draft).css("#add_kind option")]
    assert "short" in values and "suggestion" not in values


def test_who_may_not_read_the_bank_sees_no_text(viewer: TestClient, clock: Clock) -> None:
    contest = opened.make()
    shown = page(viewer, contest.round_id)
    assert picks(shown) == {fixed.HIDDEN: True}
    assert opened.TEXTS[0] not in str(shown.html)
