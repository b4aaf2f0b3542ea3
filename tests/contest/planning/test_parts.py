"""The parts of a paper in its form: one button shows them, what is typed comes back, errors are said."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from contest.errors import Invalid
from contest.planning import amending, cells, drafting, part_forms, ranking
from contest.planning.labels import LABELS, in_words, label_of
from contest.planning.states import Group
from contest.ruleset.rules import BlueprintLine, Part, Ruleset
from contest.ruleset.states import Way
from questions.blueprint import PoolItem
from questions.kinds import Kind, Level
from tests.contest.planning import plans
from tests.contest.planning.test_drafting import SETTINGS, post
from tests.contest.ruleset.made import rulesets
from tests.parsed import attr

#: What the button and some typing make of the paper of these settings.
TWO: dict[str, Any] = {
    "parts": "2",
    "way": "parts",
    "minutes": "",
    "seconds": "",
    "part1_name": "Trắc nghiệm",
    "part1_minutes": "10",
    "part1_seconds": "",
    "part2_name": " Tình   huống ",
    "part2_minutes": "7",
    "part2_seconds": "30",
    "q2|*|*|cds": "5",
}


def test_what_the_form_makes_of_the_rules() -> None:
    made = post(Group.PAPER, **TWO)
    assert made.rules.way is Way.PARTS
    assert made.rules.parts == (Part(seconds=600, name="Trắc nghiệm"), Part(seconds=450, name="Tình huống"))
    assert made.rules.part_sizes == (SETTINGS.rules.questions_count, 5)
    assert made.rules.seconds == 1050, "without minutes of its own the paper has the sum"
    assert post(Group.PAPER, made) == made


def test_the_paper_may_have_more_time_than_its_parts() -> None:
    made = post(Group.PAPER, **TWO | {"minutes": "20"})
    assert made.rules.seconds == 1200
    assert drafting.values(Group.PAPER, made)["minutes"] == "20"
    shorter = post(Group.PAPER, made, part1_minutes="8", minutes="")
    assert shorter.rules.seconds == 930


def test_and_back() -> None:
    made = post(Group.PAPER, **TWO)
    typed = part_forms.divided(drafting.values(Group.PAPER, made) | {"divide": "fewer"})
    assert typed["parts"] == "" and "q2|*|*|cds" not in typed
    back = post(Group.PAPER, made, way="free", parts="", minutes="15", seconds="0")
    assert back.rules.parts == ()
    assert back.rules.blueprint == SETTINGS.rules.blueprint
    assert post(Group.PAPER, back) == back


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"part2_minutes": "", "part2_seconds": ""}, "part2_minutes"),
        ({"part2_minutes": "bảy"}, "part2_minutes"),
        ({"part2_minutes": "-7"}, "part2_minutes"),
        ({"part2_minutes": "0", "part2_seconds": "29"}, "part2_minutes"),
        ({"part2_seconds": "60"}, "part2_minutes"),
        ({"part2_minutes": "240", "part2_seconds": "1"}, "part2_minutes"),
        ({"part1_name": "x" * 61}, "part1_name"),
        ({"minutes": "5"}, "minutes"),
        ({"part1_minutes": "200", "part2_minutes": "200"}, "minutes"),
        ({"q2|*|*|cds": "0"}, "blueprint"),
        ({"q2|*|*|cds": "x"}, "q2|*|*|cds"),
        ({"grace_seconds": "120", "part2_minutes": "1", "part2_seconds": ""}, "grace_seconds"),
        ({"way": "free"}, "way"),
        ({"parts": ""}, "way"),
        ({"parts": "1"}, "parts"),
        ({"parts": "7"}, "parts"),
        ({"parts": "hai"}, "parts"),
        ({"question_seconds": "30"}, "question_seconds"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(fields: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as wrong:
        post(Group.PAPER, **TWO | fields | ({"minutes": "30"} if fields == {"parts": ""} else {}))
    assert field in wrong.value.fields
    assert all(wrong.value.fields.values())


def test_without_parts_the_paper_needs_its_time() -> None:
    with pytest.raises(Invalid) as wrong:
        post(Group.PAPER, minutes="", seconds="")
    assert wrong.value.fields == {"minutes": "Điền ô này."}
    assert post(Group.PAPER, minutes="", seconds="45").rules.seconds == 45


@given(rulesets())
def test_parts_survive_their_fields(rules: Ruleset) -> None:
    fields = part_forms.values(rules)
    ours, rest = part_forms.split(fields)
    assert rest == {"parts": str(len(rules.parts) or "")}
    assert part_forms.parts_of(ours, part_forms.count_of(fields["parts"])) == rules.parts
    assert set(ours) <= set(part_forms.LABELS) <= set(LABELS)


@given(
    st.dictionaries(st.sampled_from(sorted(part_forms.LABELS)), st.text(max_size=70), max_size=8),
    st.integers(0, 6),
)
def test_garbage_is_refused_beside_its_field_or_taken(typed: dict[str, str], count: int) -> None:
    try:
        made = part_forms.parts_of(typed, count)
    except Invalid as wrong:
        assert wrong.fields.keys() <= part_forms.LABELS.keys()
    else:
        assert len(made) == count


# --- the button -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "divide", "after"),
    [
        ("", "more", "2"),
        ("2", "more", "3"),
        ("5", "more", "6"),
        ("6", "more", "6"),
        ("3", "fewer", "2"),
        ("2", "fewer", ""),
        ("", "fewer", ""),
        ("x", "more", "2"),
        ("99", "fewer", ""),
    ],
)
def test_one_part_more_or_less(before: str, divide: str, after: str) -> None:
    made = part_forms.divided({"parts": before, "divide": divide, "way": "free", "minutes": "15"})
    assert made["parts"] == after


def test_the_first_part_begins_with_what_the_paper_had_and_gives_it_back() -> None:
    typed = {
        "parts": "",
        "way": "paced",
        "question_seconds": "30",
        "minutes": "15",
        "seconds": "20",
        "q|*|*|cds": "9",
    }
    made = part_forms.divided(typed | {"divide": "more"})
    assert (made["part1_minutes"], made["part1_seconds"], made["minutes"], made["seconds"]) == (
        "15",
        "20",
        "",
        "",
    )
    assert (made["way"], made["question_seconds"], made["q|*|*|cds"]) == ("parts", "", "9")
    back = part_forms.divided(made | {"divide": "fewer"})
    assert (back["minutes"], back["seconds"], back["way"], back["q|*|*|cds"]) == ("15", "20", "free", "9")
    assert not any(part_forms.FIELD.fullmatch(name) for name in back)


def test_the_last_part_takes_its_questions_along() -> None:
    typed = {"parts": "3", "divide": "fewer", "q2|*|*|cds": "2", "q3|*|*|cds": "3", "part3_name": "x"}
    made = part_forms.divided(typed)
    assert "q3|*|*|cds" not in made and "part3_name" not in made
    assert made["q2|*|*|cds"] == "2"


# --- words, other places ----------------------------------------------------------------------------


def test_words_of_the_fields() -> None:
    assert label_of("part2_name") == "Tên phần II"
    assert label_of("part1_minutes") == "Thời gian phần I"
    assert label_of("q2|*|*|cds") == "Ma trận đề"
    assert in_words("parts", "") == "không chia phần"
    assert in_words("q2|*|*|cds", "5") == "5\u00a0câu"
    assert in_words("way", "parts") == "Chia đề thành các phần, không quay lại phần trước"


@pytest.mark.parametrize(
    ("typed", "errors", "opened"),
    [({"parts": "2", "way": "parts"}, (), True), ({"parts": ""}, (), False), ({}, ("parts",), True)],
)
def test_the_folded_part_of_the_form_opens(typed: dict[str, str], errors: Any, opened: bool) -> None:
    assert ranking.opened(typed, errors, drafting.FOLDED) == ({"pace"} if opened else set())


def test_parts_stand_once_a_round_is_open() -> None:
    made = post(Group.PAPER, **TWO).rules
    longer = made.changed(parts=(made.parts[0], Part(seconds=480)), seconds=1080)
    assert amending.refused(made, longer)["parts"] == amending.KEPT
    assert "parts" not in amending.refused(made, made)


def test_a_bank_without_the_topics_gives_each_part_as_many_of_any() -> None:
    pool = tuple(PoolItem(number, ("tag-attt",), Level.apply, Kind.one) for number in range(9))
    lines = (
        BlueprintLine(count=2, topic="cds"),
        BlueprintLine(count=1, topic="cchc"),
        BlueprintLine(count=4, topic="cds", part=2),
    )
    assert cells.fitted(lines, pool) == (BlueprintLine(count=3), BlueprintLine(count=4, part=2))
    assert cells.missing(lines, pool) == {"q|*|*|cds": 2, "q|*|*|cchc": 1, "q2|*|*|cds": 4}


# --- the page ---------------------------------------------------------------------------------------


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
