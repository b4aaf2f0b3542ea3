"""Questions that have run out: told before the opening, left out of papers unless the round keeps them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient

from contest.attempts import papers
from contest.campaigns import service as campaigns
from contest.errors import Conflict, Invalid
from contest.planning import readiness, rehearsing
from contest.planning.states import Group
from contest.rounds import service as rounds
from contest.web.database import reading, writing
from questions import service as questions
from questions.formats.model import ParsedQuestion
from questions.kinds import Kind
from tests.conftest import Clock
from tests.contest.planning import plans
from tests.contest.planning.plans import text

GOOD, OLD = 16, 4
STAFF = "staff00000001"


def fill(now: datetime, good: int = GOOD, old: int = OLD) -> None:
    """A bank in which some questions ran out yesterday."""
    plans.fill_bank(good)
    options = ("Đúng một", "Sai hai", "Sai ba", "Sai bốn")
    yesterday = (now - timedelta(days=1)).date()
    one = ParsedQuestion(Kind.one, "", options, (0,), topics=("cds", "cchc"), valid_until=yesterday)
    asked = [replace(one, text=f"Câu cũ số {number} hỏi về mục tiêu nào?") for number in range(old)]
    with writing() as db:
        questions.save_bank(db, "bank", "Ngân hàng", asked)


@pytest.fixture
def draft(organiser: TestClient, clock: Clock) -> str:
    """A contest of 15 questions that draws from such a bank."""
    fill(clock.now)
    return plans.made_by(organiser, base="event")


def settings(browser: TestClient, draft: str) -> Any:
    return plans.page(browser.get(f"/planning/{draft}/paper").text)


def keep(browser: TestClient, draft: str, **more: str) -> Any:
    given = plans.fields(browser.get(f"/planning/{draft}/paper").text)
    return browser.post(f"/planning/{draft}/paper", data=given | {"keeps_expired": "1"} | more)


def rows(browser: TestClient, draft: str) -> str:
    return text(plans.page(browser.get(f"/planning/{draft}/checklist").text))


# --- what is told ---------------------------------------------------------------------------------


def test_a_new_contest_leaves_them_out_and_says_so(organiser: TestClient, draft: str) -> None:
    page = settings(organiser, draft)
    assert f"Ngân hàng có {GOOD} câu dùng được" in text(page, "#blueprint")
    assert f"Ngân hàng có {OLD} câu hết hạn trước ngày mở vòng, không rút vào đề." in text(
        page, "article .lack"
    )
    tick = page.css_first("#keeps_expired")
    assert tick is not None and "checked" not in tick.attributes


def test_the_note_leads_to_the_questions(organiser: TestClient, draft: str) -> None:
    link = settings(organiser, draft).css_first("article .lack a")
    assert link is not None
    page = plans.page(organiser.get(str(link.attributes["href"])).text)
    assert len(page.css("#rows tbody tr")) == OLD
    # The list that is about them needs no word more.
    assert page.css_first("#expired") is None


def test_the_list_before_the_opening_warns_but_does_not_block(
    organiser: TestClient, draft: str, clock: Clock
) -> None:
    assert f"{OLD} câu của ngân hàng đã hết hạn vào ngày mở Không rút vào đề" in rows(organiser, draft)
    assert keep(organiser, draft).status_code == 303
    assert f"{OLD} câu của ngân hàng đã hết hạn vào ngày mở Vẫn được rút vào đề" in rows(organiser, draft)
    assert organiser.post(f"/planning/{draft}/schedule").status_code == 303


def test_a_bank_without_any_says_nothing(organiser: TestClient) -> None:
    plans.fill_bank(20)
    round_id = plans.made_by(organiser, base="event")
    assert "hết hạn" not in rows(organiser, round_id)
    assert settings(organiser, round_id).css_first("article .lack") is None


def test_the_banks_list_warns(organiser: TestClient, draft: str) -> None:
    (bank,) = plans.page(organiser.get("/bank").text).css(".banks a.link")
    page = plans.page(organiser.get(str(bank.attributes["href"])).text)
    assert f"{OLD} câu đã duyệt nay hết hạn" in text(page, "#expired")
    assert len(page.css("#rows .past")) == OLD


# --- what is drawn --------------------------------------------------------------------------------


def test_the_setting_is_stored_and_taken_back(organiser: TestClient, draft: str, clock: Clock) -> None:
    before = plans.view(draft, clock.now)
    assert keep(organiser, draft).status_code == 303
    kept = plans.view(draft, clock.now)
    assert kept.rules.keeps_expired and kept.rules_sha256 != before.rules_sha256
    page = settings(organiser, draft)
    assert f"Ngân hàng có {GOOD + OLD} câu dùng được" in text(page, "#blueprint")
    given = plans.fields(str(page.html))
    del given["keeps_expired"]
    assert organiser.post(f"/planning/{draft}/paper", data=given).status_code == 303
    assert plans.view(draft, clock.now).rules == before.rules
    assert plans.view(draft, clock.now).rules_sha256 == before.rules_sha256


def test_the_text_of_the_rules_stays_as_it_was(organiser: TestClient, draft: str) -> None:
    before = text(settings(organiser, draft), "#draft")
    keep(organiser, draft)
    assert text(settings(organiser, draft), "#draft") == before


def test_papers_are_drawn_from_what_the_setting_says(organiser: TestClient, draft: str, clock: Clock) -> None:
    with reading() as db:
        assert len(papers.pool(db, plans.view(draft, clock.now)).items) == GOOD
    keep(organiser, draft)
    # The same round under other rules is not drawn from what was read before.
    with reading() as db:
        assert len(papers.pool(db, plans.view(draft, clock.now)).items) == GOOD + OLD


def test_what_is_left_out_is_missing_for_the_paper(organiser: TestClient, draft: str, clock: Clock) -> None:
    wanted = {"q|*|*|cds": "14", "q|*|*|cchc": "4"}
    given = plans.fields(organiser.get(f"/planning/{draft}/paper").text)
    assert organiser.post(f"/planning/{draft}/paper", data=given | wanted).status_code == 303
    with reading() as db:
        assert readiness.facts(db, plans.view(draft, clock.now), clock.now).short == 2
    keep(organiser, draft)
    with reading() as db:
        assert readiness.facts(db, plans.view(draft, clock.now), clock.now).short == 0


def test_a_round_that_needs_them_does_not_open_without(
    organiser: TestClient, draft: str, clock: Clock
) -> None:
    given = plans.fields(organiser.get(f"/planning/{draft}/paper").text)
    organiser.post(f"/planning/{draft}/paper", data=given | {"q|*|*|cds": "14"})
    with writing() as db, pytest.raises(Conflict, match="chưa đủ câu hỏi"):
        rounds.open_now(db, STAFF, draft, clock.now)
    with writing() as db, pytest.raises(Conflict, match="nên chưa chạy thử được"):
        rehearsing.rehearse(db, STAFF, draft, clock.now)
    keep(organiser, draft)
    with writing() as db:
        made = rehearsing.rehearse(db, STAFF, draft, clock.now)
        rounds.open_now(db, STAFF, draft, clock.now)
        assert campaigns.view(db, made, clock.now).rules.keeps_expired


def test_a_round_that_waits_keeps_what_its_paper_needs(
    organiser: TestClient, draft: str, clock: Clock
) -> None:
    keep(organiser, draft, **{"q|*|*|cds": "14", "q|*|*|cchc": "4"})
    assert organiser.post(f"/planning/{draft}/schedule").status_code == 303
    with pytest.raises(Invalid) as refused:
        plans.change(draft, Group.PAPER, clock.now, keeps_expired="")
    assert "thiếu 2 câu" in refused.value.fields["blueprint"]


def test_who_saved_meanwhile_is_told_in_words(organiser: TestClient, draft: str, clock: Clock) -> None:
    mine = plans.fields(organiser.get(f"/planning/{draft}/paper").text) | {"minutes": "20"}
    plans.change(draft, Group.PAPER, clock.now, keeps_expired="1")
    answer = organiser.post(f"/planning/{draft}/paper", data=mine)
    assert answer.status_code == 409
    assert "câu đã hết hạn vẫn rút vào đề" in text(plans.page(answer.text), ".banner.is-wrong")


@pytest.mark.parametrize("value", ["0", "yes", "2"])
def test_another_value_is_refused(organiser: TestClient, draft: str, value: str) -> None:
    assert keep(organiser, draft, keeps_expired=value).status_code == 422
