"""Whose questions a round asks: chosen with its paper, told in the thể lệ, and what is for others stays."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from fastapi.testclient import TestClient

from contest.attempts import papers
from contest.errors import Conflict, Invalid
from contest.planning import readiness
from contest.planning.states import Group
from contest.web.database import reading, writing
from questions import service as questions
from questions.audiences import AUDIENCE_NAMES, Audience
from questions.formats.model import ParsedQuestion
from questions.kinds import Kind
from tests.conftest import Clock
from tests.contest.planning import plans
from tests.contest.planning.plans import text

COMMON, PUPILS, OFFICIALS = 16, 3, 2


@pytest.fixture
def draft(organiser: TestClient, clock: Clock) -> str:
    """A contest of 15 questions over a bank of which some are for pupils, some for officials."""
    plans.fill_bank(COMMON)
    one = ParsedQuestion(Kind.one, "", ("Đúng một", "Sai hai", "Sai ba"), (0,), topics=("cds", "cchc"))
    marked = [
        replace(one, text=f"Việc số {number} của {whose} là gì?", audiences=(whose,))
        for whose, count in ((Audience.PUPILS, PUPILS), (Audience.OFFICIALS, OFFICIALS))
        for number in range(count)
    ]
    with writing() as db:
        questions.save_bank(db, "bank", "Ngân hàng", marked)
    return plans.made_by(organiser, base="event")


def page(browser: TestClient, draft: str) -> Any:
    return plans.page(browser.get(f"/planning/{draft}/paper").text)


def choose(browser: TestClient, draft: str, whose: str, **more: str) -> Any:
    given = plans.fields(browser.get(f"/planning/{draft}/paper").text)
    return browser.post(f"/planning/{draft}/paper", data=given | {"asked_of": whose} | more)


def size(draft: str, clock: Clock) -> int:
    with reading() as db:
        return len(papers.pool(db, plans.view(draft, clock.now)).items)


def test_everything_is_drawn_until_somebody_chooses(organiser: TestClient, draft: str, clock: Clock) -> None:
    shown = page(organiser, draft)
    offered = [one.attributes["value"] for one in shown.css("#asked_of option")]
    assert offered == ["", *(one.value for one in Audience)]
    assert plans.fields(str(shown.html))["asked_of"] == ""
    assert "asked_of" not in plans.view(draft, clock.now).rules.to_json()
    assert size(draft, clock) == COMMON + PUPILS + OFFICIALS


@pytest.mark.parametrize(
    ("whose", "drawn"),
    [("hoc-sinh", COMMON + PUPILS), ("can-bo", COMMON + OFFICIALS), ("nguoi-dan", COMMON)],
)
def test_a_chosen_one_is_stored_told_and_drawn(
    organiser: TestClient, draft: str, clock: Clock, whose: str, drawn: int
) -> None:
    before = plans.view(draft, clock.now)
    assert choose(organiser, draft, whose).status_code == 303
    assert plans.view(draft, clock.now).rules.asked_of == whose
    assert size(draft, clock) == drawn
    shown = page(organiser, draft)
    assert f"Ngân hàng có {drawn} câu dùng được" in text(shown, "#blueprint")
    assert "hoặc câu chung cho mọi đối tượng" in text(shown, "#draft")
    assert choose(organiser, draft, "").status_code == 303
    assert plans.view(draft, clock.now).rules_sha256 == before.rules_sha256


def test_what_is_missing_for_them_is_told(organiser: TestClient, draft: str, clock: Clock) -> None:
    assert choose(organiser, draft, "nguoi-dan", **{"q|*|*|cds": "14", "q|*|*|cchc": "4"}).status_code == 303
    with reading() as db:
        assert readiness.facts(db, plans.view(draft, clock.now), clock.now).short == 2


def test_it_stands_once_the_round_is_open(organiser: TestClient, draft: str, clock: Clock) -> None:
    assert organiser.post(f"/planning/{draft}/schedule").status_code == 303
    clock.set(plans.view(draft, clock.now).opens_at)
    with pytest.raises((Conflict, Invalid)):
        plans.change(draft, Group.PAPER, clock.now, asked_of="hoc-sinh")
    assert plans.view(draft, clock.now).rules.asked_of is None


def test_who_saved_meanwhile_is_told_in_words(organiser: TestClient, draft: str, clock: Clock) -> None:
    mine = plans.fields(organiser.get(f"/planning/{draft}/paper").text) | {"minutes": "20"}
    plans.change(draft, Group.PAPER, clock.now, asked_of="hoc-sinh")
    answer = organiser.post(f"/planning/{draft}/paper", data=mine)
    assert answer.status_code == 409
    said = text(plans.page(answer.text), ".banner.is-wrong").casefold()
    assert f"câu hỏi dành cho {AUDIENCE_NAMES[Audience.PUPILS]}".casefold() in said


@pytest.mark.parametrize("whose", ["phu-nu", "moi-nguoi", "x" * 300, "<script>"])
def test_another_value_is_refused(organiser: TestClient, draft: str, clock: Clock, whose: str) -> None:
    assert choose(organiser, draft, whose).status_code == 422
    assert plans.view(draft, clock.now).rules.asked_of is None
