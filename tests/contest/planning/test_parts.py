"""The parts of a paper in its form: one button shows them, what is typed comes back, errors are said."""

from __future__ import annotations

from typing import Any

import pytest
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
from tests.contest.planning.test_drafting import SETTINGS, post
from tests.contest.ruleset.made import rulesets

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
LONG: dict[str, Any] = {"minutes": "20"}


def test_what_the_form_makes_of_the_rules() -> None:
    made = post(Group.PAPER, **TWO)
    assert made.rules.way is Way.PARTS
    assert made.rules.parts == (Part(seconds=600, name="Trắc nghiệm"), Part(seconds=450, name="Tình huống"))
    assert made.rules.part_sizes == (SETTINGS.rules.questions_count, 5)
    assert made.rules.seconds == 1050, "without minutes of its own the paper has the sum"
    assert post(Group.PAPER, made) == made


def test_the_paper_may_have_more_time_than_its_parts() -> None:
    made = post(Group.PAPER, **TWO | LONG)
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
        post(Group.PAPER, **TWO | LONG | fields)
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
