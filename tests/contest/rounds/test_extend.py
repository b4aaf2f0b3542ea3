"""`rounds.extend`: later, sooner after the consequence was read, never lost input."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from fastapi.testclient import TestClient

from contest import clock as wall
from contest.rounds import deeds, forms
from contest.rounds.asking import typed
from tests.conftest import Clock
from tests.contest.rounds import world
from tests.contest.rounds.desk import Desk, deadline
from tests.contest.rounds.world import CLOSES, OPENS
from tests.parsed import HTMLParser, attr, first, text

MINUTE = timedelta(minutes=1)


@pytest.fixture
def desk(organiser: TestClient, clock: Clock) -> Desk:
    return Desk(organiser, world.make())


def someone(desk: Desk, at: datetime = CLOSES - 5 * MINUTE) -> str:
    return desk.contest.start(desk.contest.join("Y Bích").entry_id, at)


def test_the_form_knows_the_close_of_now(desk: Desk) -> None:
    page = desk.page("/extension")
    assert attr(page, "#closes_at", "value") == typed(CLOSES) == "2026-10-05T10:00"
    assert attr(desk.page("/extension?more=15"), "#closes_at", "value") == "2026-10-05T10:15"
    assert page.css_first("#sooner") is None


def test_later_moves_everybody_and_the_public_page(desk: Desk) -> None:
    attempt = someone(desk)
    before = desk.contest.audited()
    answer = desk.fill("/extension", closes_at=typed(CLOSES + 30 * MINUTE))
    assert (answer.status_code, answer.headers["location"]) == (303, desk.url(""))
    assert deadline(attempt) == CLOSES + 5 * MINUTE
    assert desk.contest.audited() == before + 1
    public = HTMLParser(desk.browser.get("/campaigns/cds").text)
    assert "10 giờ 30 phút" in text(first(public, "article"))
    assert "10:30" in text(first(desk.page(""), ".line"))


def test_sooner_is_asked_again_with_what_it_takes_away(desk: Desk) -> None:
    attempt = someone(desk, OPENS)
    sooner = {"closes_at": typed(OPENS + 6 * MINUTE)}
    answer = desk.fill("/extension", **sooner)
    page = HTMLParser(answer.text)
    assert answer.status_code == 422
    assert "1 người đang làm bài sẽ có ít giờ hơn" in text(first(page, ".consequence"))
    assert attr(page, "#closes_at", "value") == sooner["closes_at"]
    assert attr(page, "#reason", "value") == "Mất điện"
    assert deadline(attempt) == OPENS + 10 * MINUTE
    assert desk.fill("/extension", **sooner, sooner="1").status_code == 303
    assert deadline(attempt) == OPENS + 6 * MINUTE


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"closes_at": ""}, "closes_at"),
        ({"closes_at": "hôm nay <b>"}, "closes_at"),
        ({"closes_at": "2026-13-40T99:99"}, "closes_at"),
        ({"closes_at": typed(OPENS - 5 * MINUTE)}, "closes_at"),
        ({"closes_at": typed(OPENS)}, "closes_at"),
        ({"closes_at": typed(CLOSES)}, "closes_at"),
        ({"closes_at": "2999-01-01T00:00"}, "closes_at"),
        ({"closes_at": typed(CLOSES + MINUTE), "reason": ""}, "reason"),
        ({"closes_at": typed(CLOSES + MINUTE), "reason": "   "}, "reason"),
        ({"closes_at": typed(CLOSES + MINUTE), "reason": "x" * 301}, "reason"),
    ],
)
def test_bad_input_is_said_at_its_field_and_kept(desk: Desk, form: dict[str, str], field: str) -> None:
    before = desk.contest.audited()
    answer = desk.fill("/extension", **form)
    page = HTMLParser(answer.text)
    assert answer.status_code == 422
    assert first(page, f"#{field}-err") is not None
    for name, value in form.items():
        assert attr(page, f"#{name}", "value") == value
    assert desk.contest.audited() == before
    assert desk.contest.view(OPENS).closes_at == CLOSES


@pytest.mark.parametrize("form", [{"once": "x"}, {"seen": "abc"}, {"seen": "9" * 40}, {"more": "1"}])
def test_a_forged_form_is_a_page_all_the_same(desk: Desk, form: dict[str, str]) -> None:
    answer = desk.fill("/extension", closes_at=typed(CLOSES + MINUTE), **form)
    assert answer.status_code in (409, 422)
    assert first(HTMLParser(answer.text), "form.deed-form") is not None
    assert desk.contest.view(OPENS).closes_at == CLOSES


def test_the_other_organiser_was_first(desk: Desk) -> None:
    page = desk.page("/extension")
    stale = {name: attr(page, f"input[name={name}]", "value") for name in ("once", "seen")}
    assert desk.fill("/extension", closes_at=typed(CLOSES + 9 * MINUTE)).status_code == 303
    form = {**stale, "closes_at": typed(CLOSES + 5 * MINUTE), "reason": "Mất mạng"}
    answer = desk.browser.post(desk.url("/extension"), data=form)
    page = HTMLParser(answer.text)
    assert answer.status_code == 409
    assert "10 giờ 9 phút" in text(first(page, ".banner"))
    assert attr(page, "#closes_at", "value") == form["closes_at"]
    assert attr(page, "input[name=seen]", "value") != stale["seen"]


def test_twice_is_once(desk: Desk) -> None:
    page = desk.page("/extension")
    form = {name: attr(page, f"input[name={name}]", "value") for name in ("once", "seen")}
    form |= {"closes_at": typed(CLOSES + 5 * MINUTE), "reason": "Mất điện"}
    before = desk.contest.audited()
    answers = [desk.browser.post(desk.url("/extension"), data=form).status_code for _ in range(2)]
    assert answers == [303, 303]
    assert desk.contest.audited() == before + 1


def test_a_used_form_with_another_close_is_told_so(desk: Desk) -> None:
    page = desk.page("/extension")
    form = {name: attr(page, f"input[name={name}]", "value") for name in ("once", "seen")}
    form |= {"closes_at": typed(CLOSES + 5 * MINUTE), "reason": "Mất điện"}
    assert desk.browser.post(desk.url("/extension"), data=form).status_code == 303
    later = form | {"closes_at": typed(CLOSES + 9 * MINUTE)}
    answer = desk.browser.post(desk.url("/extension"), data=later)
    page = HTMLParser(answer.text)
    assert answer.status_code == 409
    assert deeds.USED in text(first(page, ".deed-form .banner"))
    assert attr(page, "#closes_at", "value") == later["closes_at"]
    assert attr(page, "input[name=once]", "value") != form["once"]
    assert desk.contest.view(OPENS).closes_at == CLOSES + 5 * MINUTE


def test_a_round_that_is_over(desk: Desk, clock: Clock) -> None:
    clock.set(CLOSES)
    answer = desk.fill("/extension", closes_at=typed(CLOSES + 90 * MINUTE))
    assert answer.status_code == 409


@pytest.mark.parametrize(
    "written",
    ["2026-10-05T20:00", "2026-10-05T20:00:00", "05/10/2026 20:00", " 20:00 05/10/2026 ", "20:00, 5/10/2026"],
)
def test_moments_as_people_write_them(written: str) -> None:
    assert forms.moment(written) == datetime(2026, 10, 5, 20, tzinfo=wall.VIETNAM)
