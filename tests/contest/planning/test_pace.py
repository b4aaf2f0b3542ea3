"""No way back, one question at a time, seconds a question: their place in the form of the paper."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from contest.errors import Invalid
from contest.planning import drafting, edits, ranking
from contest.planning.labels import CHOICES, in_words
from contest.planning.states import Group
from contest.ruleset.states import Way
from contest.web.forms import PostedForm
from tests.contest.planning import plans
from tests.contest.planning.test_drafting import SETTINGS, VERSION, post
from tests.parsed import attr

#: A cell of the blueprint that the bank of these tests can fill.
CELL = "q|*|*|*"


def test_every_way_is_offered() -> None:
    assert {value for value, _ in CHOICES["way"]} == set(Way)


@pytest.mark.parametrize(
    ("fields", "way", "seconds"),
    [
        ({"way": "forward"}, Way.FORWARD, None),
        ({"way": "paced"}, Way.PACED, None),
        ({"way": "paced", "question_seconds": "30"}, Way.PACED, 30),
        ({"way": "paced", "question_seconds": "5", "grace_seconds": "0"}, Way.PACED, 5),
    ],
)
def test_what_the_form_makes_of_the_rules(fields: dict[str, Any], way: Way, seconds: int | None) -> None:
    made = post(Group.PAPER, **fields)
    assert (made.rules.way, made.rules.question_seconds) == (way, seconds)
    assert post(Group.PAPER, made) == made
    back = post(Group.PAPER, made, way="free", question_seconds="", grace_seconds="20")
    assert back.rules.sha256() == SETTINGS.rules.sha256()


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"question_seconds": "30"}, "question_seconds"),
        ({"way": "forward", "question_seconds": "30"}, "question_seconds"),
        ({"way": "paced", "question_seconds": "4"}, "question_seconds"),
        ({"way": "paced", "question_seconds": "3601", "minutes": "90"}, "question_seconds"),
        ({"way": "paced", "question_seconds": "121", "minutes": "2", "seconds": "0"}, "question_seconds"),
        ({"way": "paced", "question_seconds": "nửa phút"}, "question_seconds"),
        ({"way": "paced", "question_seconds": "19"}, "grace_seconds"),
        ({"way": "hai chiều"}, "way"),
        ({"way": ""}, "way"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(fields: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as wrong:
        post(Group.PAPER, **fields)
    assert field in wrong.value.fields


@pytest.mark.parametrize("name", ["way", "question_seconds", "parts"])
def test_a_form_without_a_field_cuts_nothing_off(name: str) -> None:
    posted = drafting.values(Group.PAPER, SETTINGS) | VERSION
    del posted[name]
    with pytest.raises(Invalid) as wrong:
        edits.edit_of(Group.PAPER, PostedForm(posted, {}, {}))
    assert name in wrong.value.fields


@pytest.mark.parametrize(
    ("typed", "errors", "wanted"),
    [
        ({}, (), set()),
        ({"way": "free", "question_seconds": ""}, (), set()),
        ({"way": "paced"}, (), {"pace"}),
        ({"question_seconds": "30"}, (), {"pace"}),
        ({}, ("question_seconds",), {"pace"}),
    ],
)
def test_usual_values_are_folded_away(typed: dict[str, str], errors: Any, wanted: set[str]) -> None:
    assert ranking.opened(typed, errors, drafting.FOLDED) == wanted


def test_somebody_elses_values_are_told_in_words() -> None:
    assert in_words("way", "paced") == "Máy chủ phát từng câu một, không quay lại"
    assert in_words("question_seconds", "") == "không giới hạn riêng"


# --- the page ---------------------------------------------------------------------------------------


@pytest.fixture
def draft(organiser: TestClient) -> str:
    """A weekly contest made in the browser."""
    plans.fill_bank()
    return plans.made_by(organiser, base="weekly")


def test_the_page_saves_it_and_prints_it(organiser: TestClient, draft: str) -> None:
    address = f"/planning/{draft}/paper"
    before = plans.page(organiser.get(address).text)
    assert "open" not in before.css("details.more")[0].attributes
    given = plans.fields(organiser.get(address).text) | {"way": "paced", "question_seconds": "40"}
    assert organiser.post(address, data=given).status_code == 303
    page = plans.page(organiser.get(address).text)
    assert "open" in page.css("details.more")[0].attributes
    assert plans.fields(organiser.get(address).text)["question_seconds"] == "40"
    assert "Mỗi câu được trả lời trong 40 giây" in plans.text(page)


def test_what_was_typed_stays_with_what_is_wrong(organiser: TestClient, draft: str) -> None:
    address = f"/planning/{draft}/paper"
    given = plans.fields(organiser.get(address).text) | {"question_seconds": "40"}
    answer = organiser.post(address, data=given)
    assert answer.status_code == 422
    assert plans.fields(answer.text)["question_seconds"] == "40"
    assert "máy chủ phát từng câu một" in plans.text(plans.page(answer.text), "#question_seconds-err")


# --- rounds that share no question ------------------------------------------------------------------


@pytest.mark.parametrize(("typed", "wanted"), [("", None), ("2", 2), ("20", 20)])
def test_among_how_many_rounds_the_bank_is_shared_out(typed: str, wanted: int | None) -> None:
    made = post(Group.PAPER, shifts=typed)
    assert made.rules.shifts == wanted
    assert post(Group.PAPER, made) == made


@pytest.mark.parametrize("typed", ["1", "21", "hai"])
def test_a_number_that_is_none_is_said_beside_it(typed: str) -> None:
    with pytest.raises(Invalid) as wrong:
        post(Group.PAPER, shifts=typed)
    assert "shifts" in wrong.value.fields


def test_each_round_counts_its_own_share(organiser: TestClient, draft: str) -> None:
    """The table, the list before the opening and the second round go by their part of the bank."""
    address = f"/planning/{draft}/paper"
    stock = int(attr(plans.page(organiser.get(address).text), f'[id="{CELL}"]', "data-stock"))
    given = plans.fields(organiser.get(address).text) | {"shifts": "2", CELL: "1"}
    assert organiser.post(address, data=given).status_code == 303
    week = plans.page(organiser.get(f"/planning/{draft}/time").text)
    last = attr(week, "input[name=last]", "value")
    second = organiser.post(f"/planning/{draft}/weeks", data={"last": last}).headers["location"].split("/")[2]
    halves = [
        int(attr(plans.page(organiser.get(f"/planning/{each}/paper").text), f'[id="{CELL}"]', "data-stock"))
        for each in (draft, second)
    ]
    assert sum(halves) == stock and 0 not in halves
    said = plans.text(plans.page(organiser.get(f"/planning/{draft}/checklist").text))
    assert "Không trùng câu với vòng khác" in said


def test_one_round_too_many_is_told(organiser: TestClient, draft: str) -> None:
    address = f"/planning/{draft}/paper"
    given = plans.fields(organiser.get(address).text) | {"shifts": "2"}
    organiser.post(address, data=given)
    for _ in range(2):
        page = plans.page(organiser.get(f"/planning/{draft}/time").text)
        organiser.post(f"/planning/{draft}/weeks", data={"last": attr(page, "input[name=last]", "value")})
    said = plans.text(plans.page(organiser.get(f"/planning/{draft}/checklist").text))
    assert "Có thể trùng câu với" in said
