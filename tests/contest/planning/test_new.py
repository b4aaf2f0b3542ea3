"""`planning.new`: the form is filled but for the name; eight clicks lead to a contest that is ready."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from contest.campaigns.rules import Phase
from contest.planning import making, service
from contest.planning.templates import TEMPLATES
from contest.web.database import reading
from tests.conftest import Clock
from tests.contest.planning import plans
from tests.contest.planning.plans import ORGANISER, TITLE


def form(browser: TestClient) -> dict[str, str]:
    return plans.fields(browser.get("/planning/new").text, "form.making")


def test_all_but_the_name_is_filled(organiser: TestClient, clock: Clock) -> None:
    plans.fill_bank()
    plans.made_by(organiser)
    given = form(organiser)
    assert given | {"key": ""} == {
        "key": "",
        "base": "event",
        "title": "",
        "organiser": ORGANISER,
        "opens_at": "2026-10-06T08:00",
        "closes_at": "2026-10-06T17:00",
        "bank": "bank",
    }


def test_eight_clicks_from_the_list_to_a_contest_that_waits_for_its_hour(
    organiser: TestClient, clock: Clock
) -> None:
    plans.fill_bank()
    clicks = 0

    def click(address: str, **typed: str) -> str:
        nonlocal clicks
        clicks += 1
        answer = organiser.post(address, data=typed) if typed else organiser.get(address)
        return answer.headers.get("location", "") if answer.status_code == 303 else answer.text

    list_page = plans.page(organiser.get("/rounds").text)
    (button,) = [link for link in list_page.css("a[role=button]") if plans.text(link) == "Cuộc thi mới"]
    given = plans.fields(click(button.attributes["href"] or ""), "form.making")
    clicks += 1  # another template than the one that is chosen
    typed = given | {"base": "weekly", "title": TITLE, "organiser": ORGANISER}
    settings = click("/planning/new", **typed)
    page = plans.page(organiser.get(settings).text)
    (schedule,) = [
        node for node in page.css("form") if (node.attributes["action"] or "").endswith("/schedule")
    ]
    round_page = click(schedule.attributes["action"] or "", go="1")
    assert clicks <= 8
    assert plans.view(round_page.split("/")[-1], clock.now).phase is Phase.WAITING


def test_every_template_is_offered(organiser: TestClient, clock: Clock) -> None:
    html = organiser.get("/planning/new").text
    shown = plans.page(html).css("input[name=base]")
    assert [node.attributes["value"] for node in shown] == [template.key for template in TEMPLATES]
    windows = {node.attributes["value"]: node.attributes["data-closes"] for node in shown}
    assert (windows["event"], windows["weekly"]) == ("2026-10-06T17:00", "2026-10-12T09:00")


def test_the_contests_one_may_see_can_be_copied(organiser: TestClient, clock: Clock) -> None:
    plans.fill_bank()
    plans.make(clock.now, plans.member(clock.now, "nguoi-khac"))
    own = plans.made_by(organiser)
    values = [
        node.attributes["value"]
        for node in plans.page(organiser.get("/planning/new").text).css("details input")
    ]
    assert values == [making.COPY + own]
    copy = plans.made_by(organiser, base=making.COPY + own)
    assert plans.view(copy, clock.now).rules == plans.view(own, clock.now).rules


def test_sent_twice(organiser: TestClient, clock: Clock) -> None:
    plans.fill_bank()
    given = form(organiser) | {"title": TITLE, "organiser": ORGANISER}
    first, second = (organiser.post("/planning/new", data=given) for _ in range(2))
    assert first.headers["location"] == second.headers["location"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": ""}, "title"),
        ({"organiser": " "}, "organiser"),
        ({"closes_at": "2026-10-05T07:00", "opens_at": "2026-10-04T07:00"}, "closes_at"),
        ({"opens_at": "<b>"}, "opens_at"),
        ({"bank": "x"}, "bank"),
        ({"base": "copy-k7q2m94x0a1bc"}, "base"),
        ({"key": "' OR 1=1 --xx"}, "key"),
    ],
)
def test_wrong_input_is_kept_and_said(
    organiser: TestClient, clock: Clock, changes: dict[str, str], field: str
) -> None:
    plans.fill_bank()
    given = form(organiser) | {"title": TITLE, "organiser": ORGANISER} | changes
    answer = organiser.post("/planning/new", data=given)
    assert answer.status_code == 422
    page = plans.page(answer.text)
    assert f"#{field}" in [link.attributes["href"] for link in page.css(".banner.is-wrong a")]
    kept = plans.fields(answer.text, "form.making")
    assert {name: kept[name] for name in ("title", "opens_at")} == {
        name: given[name] for name in ("title", "opens_at")
    }


def test_a_strange_field_is_refused(organiser: TestClient, clock: Clock) -> None:
    plans.fill_bank()
    given = form(organiser) | {"title": TITLE, "organiser": ORGANISER, "is_sample": "1"}
    assert organiser.post("/planning/new", data=given).status_code == 422


def test_without_a_bank(organiser: TestClient) -> None:
    page = plans.page(organiser.get("/planning/new").text)
    assert "Chưa có ngân hàng câu hỏi nào." in plans.text(page, ".banner")
    assert page.css("form.making button") == []
    with reading() as db:
        assert service.banks(db) == ()


def test_who(app_client: TestClient, viewer: TestClient, clock: Clock) -> None:
    assert viewer.get("/planning/new").status_code == 403
    assert viewer.post("/planning/new").status_code == 403
    viewer.cookies.clear()
    assert viewer.get("/planning/new").headers["location"] == "/accounts/login?next=%2Fplanning%2Fnew"
    assert viewer.post("/planning/new").status_code == 401


def test_the_number_of_statements_does_not_grow(organiser: TestClient, clock: Clock) -> None:
    plans.fill_bank()
    counted = []
    for many in (1, 6):
        for _ in range(many):
            plans.made_by(organiser)
        with plans.statements() as said:
            organiser.get("/planning/new")
        counted.append(len(said))
    assert counted[0] == counted[1]
