"""The page of the paper with its parts: nothing before the button, everything typed stays."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from contest.planning import cells
from tests.contest.planning import plans
from tests.parsed import attr


@pytest.fixture
def draft(organiser: TestClient) -> str:
    """A weekly contest made in the browser."""
    plans.fill_bank()
    return plans.made_by(organiser, base="weekly")


def test_nothing_of_parts_is_shown_before_they_are_wanted(organiser: TestClient, draft: str) -> None:
    page = plans.page(organiser.get(f"/planning/{draft}/paper").text)
    assert attr(page, "input[name=parts]", "value") == ""
    assert not page.css("[name^=part1_], [name^='q2|']")
    assert len(page.css("table.blueprint")) == 1
    assert [node.text(strip=True) for node in page.css("button[name=divide]")] == ["Chia đề thành các phần"]
    assert "parts" not in [node.attributes["value"] for node in page.css("select[name=way] option")]


def divided(organiser: TestClient, draft: str, divide: str = "more", **typed: str) -> str:
    """The page after the button."""
    address = f"/planning/{draft}/paper"
    given = plans.fields(organiser.get(address).text) | typed | {"divide": divide}
    reply = organiser.post(address, data=given)
    assert reply.status_code == 200, reply.text
    return reply.text


def test_the_button_shows_two_parts_and_stores_nothing(organiser: TestClient, draft: str) -> None:
    html = divided(organiser, draft, minutes="12", seconds="30")
    fields, page = plans.fields(html), plans.page(html)
    assert (fields["parts"], fields["way"], fields["minutes"]) == ("2", "parts", "")
    assert (fields["part1_minutes"], fields["part1_seconds"], fields["part2_minutes"]) == ("12", "30", "")
    assert len(page.css("table.blueprint")) == 2
    assert not page.css(".is-wrong, [aria-invalid]"), "what is still empty is no mistake yet"
    assert "Ghi thời gian và số câu của từng phần." in plans.text(page, "#draft")
    assert [node.text(strip=True) for node in page.css("button[name=divide]")] == [
        "Thêm một phần",
        "Bỏ chia phần",
    ]
    stored = plans.fields(organiser.get(f"/planning/{draft}/paper").text)
    assert stored["parts"] == ""


def test_a_paper_in_parts_from_the_button_to_the_text(organiser: TestClient, draft: str) -> None:
    address = f"/planning/{draft}/paper"
    given = plans.fields(divided(organiser, draft, minutes="10"))
    given |= {
        "part1_name": "Trắc nghiệm",
        "part2_name": "Tình huống",
        "part2_minutes": "8",
        "q2|*|*|cds": "5",
    }
    assert organiser.post(address, data=given).status_code == 303
    html = organiser.get(address).text
    fields = plans.fields(html)
    assert (fields["parts"], fields["part2_minutes"], fields["q2|*|*|cds"]) == ("2", "8", "5")
    assert fields["minutes"] == ""
    said = plans.text(plans.page(html))
    assert "Phần II. Tình huống: 5 câu và câu dự đoán trong 8 phút." in said
    assert "Thời gian làm bài là 18 phút" in said


def test_what_is_missing_is_said_and_what_was_typed_stays(organiser: TestClient, draft: str) -> None:
    address = f"/planning/{draft}/paper"
    given = plans.fields(divided(organiser, draft, minutes="10")) | {
        "part2_name": "Tình huống",
        "q2|*|*|cds": "5",
    }
    reply = organiser.post(address, data=given)
    assert reply.status_code == 422
    page = plans.page(reply.text)
    assert "Điền ô này." in plans.text(page, "#part2_minutes-err")
    kept = plans.fields(reply.text)
    assert (kept["part2_name"], kept["q2|*|*|cds"], kept["parts"]) == ("Tình huống", "5", "2")
    no_questions = given | {"part2_minutes": "8", "q2|*|*|cds": ""}
    reply = organiser.post(address, data=no_questions)
    assert "Có phần chưa có câu hỏi nào." in plans.text(plans.page(reply.text), "#blueprint-err")


def test_a_third_part_and_back_again(organiser: TestClient, draft: str) -> None:
    address = f"/planning/{draft}/paper"
    two = plans.fields(divided(organiser, draft, minutes="10"))
    three = organiser.post(address, data=two | {"divide": "more", "part2_minutes": "8"}).text
    assert plans.fields(three)["part2_minutes"] == "8"
    assert len(plans.page(three).css("table.blueprint")) == 3
    again = organiser.post(address, data=plans.fields(three) | {"divide": "fewer"}).text
    assert len(plans.page(again).css("table.blueprint")) == 2
    none = organiser.post(address, data=plans.fields(again) | {"divide": "fewer"}).text
    fields = plans.fields(none)
    assert (fields["parts"], fields["way"], fields["minutes"]) == ("", "free", "10")
    assert len(plans.page(none).css("table.blueprint")) == 1


def test_a_row_is_added_to_the_part_that_was_picked(organiser: TestClient, draft: str) -> None:
    address = f"/planning/{draft}/paper"
    two = plans.fields(divided(organiser, draft, minutes="10"))
    picked = two | {"add": "1", "add_part": "2", "add_topic": "cds-4d-de-an-06", "add_kind": "several"}
    page = plans.page(organiser.post(address, data=picked).text)
    assert page.css('[id="q2|*|several|cds-4d-de-an-06"]')
    assert not page.css('[id="q|*|several|cds-4d-de-an-06"]')


def test_two_parts_share_one_bank(organiser: TestClient, draft: str) -> None:
    """Forty questions of every topic: thirty and eleven are one too many, told beside the table."""
    address = f"/planning/{draft}/paper"
    given = plans.fields(divided(organiser, draft, minutes="10")) | {"part2_minutes": "8"}
    given = {name: "" if cells.is_cell(name) else text for name, text in given.items()}
    reply = organiser.post(address, data=given | {"q|*|*|*": "30", "q2|*|*|*": "11", "refresh": "1"})
    assert "Ngân hàng thiếu 1 câu cho đề này." in plans.text(plans.page(reply.text))


def test_the_least_and_the_most_parts_fit_into_a_form(organiser: TestClient, draft: str) -> None:
    html = divided(organiser, draft, minutes="10")
    for _ in range(5):
        reply = organiser.post(f"/planning/{draft}/paper", data=plans.fields(html) | {"divide": "more"})
        html = reply.text
    assert plans.fields(html)["parts"] == "6"
    assert len(plans.fields(html)) < 400
    buttons = [node.text(strip=True) for node in plans.page(html).css("button[name=divide]")]
    assert buttons == ["Bớt phần cuối"]
