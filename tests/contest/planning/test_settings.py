"""`planning.settings`, its preview and its list: what is shown, stored, refused, and kept when refused."""

from __future__ import annotations

from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from contest.campaigns import service as campaigns
from contest.planning import rules, service
from contest.planning.states import Group
from contest.web.database import writing
from tests.conftest import Clock
from tests.contest.planning import plans
from tests.contest.rounds.world import World, fill_bank

GROUPS = [group.value for group in Group]
FORMS = [group for group in GROUPS if group != "prizes"]


@pytest.fixture
def draft(organiser: TestClient) -> str:
    """A weekly contest made in the browser."""
    plans.fill_bank()
    return plans.made_by(organiser, base="weekly")


def form(browser: TestClient, round_id: str, group: str) -> dict[str, str]:
    return plans.fields(browser.get(f"/planning/{round_id}/{group}").text)


@pytest.mark.parametrize("group", GROUPS)
def test_each_group_is_a_page(organiser: TestClient, draft: str, group: str) -> None:
    answer = organiser.get(f"/planning/{draft}/{group}")
    page = plans.page(answer.text)
    assert answer.status_code == 200
    assert len(page.css(".groups a")) == len(GROUPS)
    assert plans.text(page, ".groups [aria-current]")
    assert len(page.css("#draft h3")) == 9


@pytest.mark.parametrize("group", FORMS)
def test_an_untouched_form_is_saved_without_a_change(
    organiser: TestClient, draft: str, group: str, clock: Clock
) -> None:
    before = plans.loaded(draft, clock.now).settings
    answer = organiser.post(f"/planning/{draft}/{group}", data=form(organiser, draft, group))
    assert (answer.status_code, answer.headers["location"]) == (303, f"/planning/{draft}/{group}?saved=1")
    assert plans.loaded(draft, clock.now).settings == before
    assert plans.text(plans.page(organiser.get(answer.headers["location"]).text), ".banner") == "Đã lưu."


def test_saving_twice_or_after_the_back_button(organiser: TestClient, draft: str, clock: Clock) -> None:
    given = form(organiser, draft, "paper") | {"minutes": "20"}
    assert organiser.post(f"/planning/{draft}/paper", data=given).status_code == 303
    assert organiser.post(f"/planning/{draft}/paper", data=given).status_code == 409
    assert plans.view(draft, clock.now).rules.seconds == 1200


def test_two_organisers_each_see_what_the_other_stored(
    organiser: TestClient, draft: str, clock: Clock
) -> None:
    mine = form(organiser, draft, "paper") | {"minutes": "30", "q|*|*|cds": "8"}
    plans.change(draft, Group.PAPER, clock.now, minutes="20")
    answer = organiser.post(f"/planning/{draft}/paper", data=mine)
    assert answer.status_code == 409
    said = plans.text(plans.page(answer.text), ".banner.is-wrong")
    assert service.STALE in said
    assert "thời gian làm bài 20" in said
    kept = plans.fields(answer.text)
    assert (kept["minutes"], kept["q|*|*|cds"]) == ("30", "8")
    assert plans.view(draft, clock.now).rules.seconds == 1200
    assert organiser.post(f"/planning/{draft}/paper", data=kept).status_code == 303
    assert plans.view(draft, clock.now).rules.seconds == 1800


def test_a_page_that_stores_nothing_keeps_the_version_it_came_with(
    organiser: TestClient, draft: str, clock: Clock
) -> None:
    """A opens the ranking, B stores another, A moves a criterion up and then saves: A sees what B stored."""
    mine = form(organiser, draft, "ranking")
    plans.change(draft, Group.RANKING, clock.now, attempts_a_day="1")
    moved = organiser.post(f"/planning/{draft}/ranking", data=mine | {"up": "rung3"})
    assert moved.status_code == 200
    kept = plans.fields(moved.text)
    assert kept["version"] == mine["version"]
    answer = organiser.post(f"/planning/{draft}/ranking", data=kept)
    assert answer.status_code == 409
    assert plans.view(draft, clock.now).rules.attempts_a_day == 1
    told = plans.fields(answer.text)
    assert told["version"] == form(organiser, draft, "ranking")["version"] != mine["version"]


def test_an_error_does_not_hide_what_somebody_else_stored(
    organiser: TestClient, draft: str, clock: Clock
) -> None:
    mine = form(organiser, draft, "paper")
    plans.change(draft, Group.PAPER, clock.now, minutes="20")
    for more, status in (({"minutes": "lâu"}, 422), ({"refresh": "1"}, 200)):
        answer = organiser.post(f"/planning/{draft}/paper", data=mine | more)
        assert answer.status_code == status
        assert plans.fields(answer.text)["version"] == mine["version"]
    kept = plans.fields(answer.text) | {"minutes": "30"}
    assert organiser.post(f"/planning/{draft}/paper", data=kept).status_code == 409
    assert plans.view(draft, clock.now).rules.seconds == 1200


def test_what_is_wrong_is_kept_and_said(organiser: TestClient, draft: str) -> None:
    given = form(organiser, draft, "paper") | {"minutes": "lâu", "q|*|*|cds": "nhiều"}
    answer = organiser.post(f"/planning/{draft}/paper", data=given)
    assert answer.status_code == 422
    kept = plans.fields(answer.text)
    assert (kept["minutes"], kept["q|*|*|cds"]) == ("lâu", "nhiều")
    assert plans.page(answer.text).css_first("#minutes[aria-invalid]") is not None


def test_a_contradiction_stands_beside_what_was_changed(organiser: TestClient, draft: str) -> None:
    given = form(organiser, draft, "publication") | {"board": "live", "score": "at_once"}
    answer = organiser.post(f"/planning/{draft}/publication", data=given)
    assert answer.status_code == 422
    assert "Có câu dự đoán" in plans.text(plans.page(answer.text), "#board-err")


def test_stock_and_shortage_are_shown(organiser: TestClient, draft: str) -> None:
    given = form(organiser, draft, "paper") | {"q|*|*|cds": "65", "q|*|*|cchc": "", "refresh": "1"}
    answer = organiser.post(f"/planning/{draft}/paper", data=given)
    page = plans.page(answer.text)
    (cell,) = page.css("td.short-of")
    assert plans.text(cell) == "thiếu 25 có 40"
    assert "Ngân hàng thiếu 25 câu cho đề này." in plans.text(page, "#draft")
    assert plans.text(page, "[data-total]") == "65"


def test_writing_the_text_anew_stores_nothing(organiser: TestClient, draft: str, clock: Clock) -> None:
    given = form(organiser, draft, "paper") | {"minutes": "20", "refresh": "1"}
    answer = organiser.post(f"/planning/{draft}/paper", data=given)
    assert answer.status_code == 200
    assert "20 phút" in " ".join(plans.text(mark) for mark in plans.page(answer.text).css("#draft mark"))
    assert plans.view(draft, clock.now).rules.seconds == 900


def test_the_preview_is_the_text_alone(organiser: TestClient, draft: str, clock: Clock) -> None:
    given = form(organiser, draft, "ranking") | {"attempts_allowed": "5"}
    answer = organiser.post(f"/planning/{draft}/ranking/preview", data=given)
    page = plans.page(answer.text)
    assert (answer.status_code, page.css("form")) == (200, [])
    assert "5 lượt." in [plans.text(mark) for mark in page.css("#draft mark")]
    wrong = organiser.post(f"/planning/{draft}/ranking/preview", data=given | {"attempts_allowed": "x"})
    assert "Ghi bằng chữ số" in plans.text(plans.page(wrong.text), "#draft .wrong")
    assert plans.view(draft, clock.now).rules.attempts_allowed == 3


def test_a_row_is_added_by_a_button(organiser: TestClient, draft: str, clock: Clock) -> None:
    given = form(organiser, draft, "paper") | {
        "add": "1",
        "add_topic": "cds-4d-de-an-06",
        "add_kind": "several",
    }
    answer = organiser.post(f"/planning/{draft}/paper", data=given)
    field = "q|*|several|cds-4d-de-an-06"
    kept = plans.fields(answer.text)
    assert (answer.status_code, kept[field]) == (200, "")
    assert organiser.post(f"/planning/{draft}/paper", data=kept | {field: "2"}).status_code == 303
    assert plans.view(draft, clock.now).rules.questions_count == 17


def test_weeks_are_listed_and_added(organiser: TestClient, draft: str) -> None:
    shown = organiser.get(f"/planning/{draft}/time").text
    given = plans.fields(shown, "#weeks form")
    answer = organiser.post(f"/planning/{draft}/weeks", data=given)
    assert answer.status_code == 303
    rows = plans.page(organiser.get(answer.headers["location"]).text).css("#weeks tbody tr")
    assert len(rows) == 2
    assert (
        organiser.post(f"/planning/{draft}/weeks", data=given).headers["location"]
        == answer.headers["location"]
    )
    assert organiser.post(f"/planning/{draft}/weeks", data={"last": "x"}).status_code == 422


def test_once_open_the_fields_are_for_reading_and_say_why(
    organiser: TestClient, draft: str, clock: Clock
) -> None:
    given = form(organiser, draft, "paper")
    with writing() as db:
        campaigns.set_window(db, draft, clock.now, clock.now + timedelta(days=1))
        campaigns.set_state(db, draft, campaigns.RoundState.DRAFT, campaigns.RoundState.READY)
    World(draft).start(World(draft).join("Y Bích").entry_id, clock.now)
    for group in ("name", "time", "paper"):
        html = organiser.get(f"/planning/{draft}/{group}").text
        assert rules.STARTED in plans.text(plans.page(html), ".banner")
        assert set(plans.fields(html)) == {"version"} | ({"contact", "about"} if group == "name" else set())
    answer = organiser.post(f"/planning/{draft}/paper", data=given | {"minutes": "20"})
    assert (answer.status_code, plans.fields(answer.text)) == (409, {"version": given["version"]})
    contact = form(organiser, draft, "name") | {"contact": "0260 111 111"}
    assert organiser.post(f"/planning/{draft}/name", data=contact).status_code == 303
    assert plans.view(draft, clock.now).contact == "0260 111 111"


def test_the_list_before_the_opening(organiser: TestClient, draft: str) -> None:
    page = plans.page(organiser.get(f"/planning/{draft}/checklist").text)
    assert plans.text(page, "h2").endswith("việc trước khi mở")
    lines = [plans.text(line, "b") for line in page.css(".look")]
    assert lines == [
        "Chưa có cách liên hệ",
        "Mới một mình bạn điều hành",
        "Chưa có đơn vị nào",
        "Chưa chạy thử",
        "Chưa có giải thưởng",
        "Chưa đặt địa chỉ công khai",
    ]
    assert [link.attributes["href"] for link in page.css(".look a")] == [
        f"/planning/{draft}/name",
        f"/campaigns/staff/{draft}",
        "/units",
        f"/commendations/{draft}/ladder",
    ]


def test_scheduling_is_offered_when_nothing_blocks(organiser: TestClient, draft: str, clock: Clock) -> None:
    assert organiser.post(f"/planning/{draft}/schedule").status_code == 303
    answer = organiser.post(f"/planning/{draft}/schedule")
    assert answer.status_code == 409
    assert "không còn là nháp" in plans.text(plans.page(answer.text), ".banner.is-wrong")
    assert organiser.post(f"/planning/{draft}/unschedule").status_code == 303
    assert organiser.post(f"/planning/{draft}/unschedule").status_code == 409
    plans.change(draft, Group.PAPER, clock.now, **{"q|*|*|cds": "60"})
    page = plans.page(organiser.get(f"/planning/{draft}/checklist").text)
    assert not [node for node in page.css("form") if (node.attributes["action"] or "").endswith("/schedule")]
    assert organiser.post(f"/planning/{draft}/schedule").status_code == 409


def test_the_number_of_statements_does_not_grow(organiser: TestClient, draft: str) -> None:
    counted = []
    for questions in (41, 400):
        fill_bank(questions)
        for _ in range(3):
            weeks = plans.fields(organiser.get(f"/planning/{draft}/time").text, "#weeks form")
            organiser.post(f"/planning/{draft}/weeks", data=weeks)
        with plans.statements() as said:
            organiser.get(f"/planning/{draft}/paper")
        counted.append(len(said))
    assert counted[0] == counted[1]


def test_a_smallest_size_of_thousands_is_thousands(organiser: TestClient, clock: Clock) -> None:
    plans.fill_bank()
    draft = plans.made_by(organiser)
    address = f"/planning/{draft}/publication"
    given = plans.fields(organiser.get(address).text) | {"minimum_unit_size": "1.000"}
    assert organiser.post(address, data=given, follow_redirects=False).status_code == 303
    assert plans.view(draft, clock.now).rules.minimum_unit_size == 1000
    again = plans.fields(organiser.get(address).text) | {"minimum_unit_size": "1,5"}
    wrong = organiser.post(address, data=again)
    assert wrong.status_code == 422 and "Ghi bằng chữ số" in wrong.text
