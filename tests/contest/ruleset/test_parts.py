"""Papers in parts: which slots each has, what the thể lệ and the front page say of them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from pydantic import ValidationError

from contest.ruleset.parts import ROMAN, Span, label, span_at, spans
from contest.ruleset.rules import BlueprintLine, Part, PredictionTarget, Ruleset, Way, sentences
from contest.ruleset.states import MOST_PARTS
from contest.ruleset.text import summary
from contest.ruleset.wording import pace, short_pace
from tests.contest.ruleset.made import TEN, rulesets
from tests.contest.ruleset.test_text import as_text

NAMED = (Part(seconds=600, name="Trắc nghiệm"), Part(seconds=480, name="Tình huống"))
LINES = (BlueprintLine(count=10), BlueprintLine(count=5, part=2))


def rules(**changes: Any) -> Ruleset:
    plain: dict[str, Any] = {"blueprint": LINES, "seconds": 1080, "way": Way.PARTS, "parts": NAMED}
    return Ruleset(**plain | changes)


# --- which slots ------------------------------------------------------------------------------------


def test_parts_follow_one_another() -> None:
    assert spans(rules()) == (
        Span(1, 1, 10, 10, 600, "Trắc nghiệm"),
        Span(2, 11, 15, 15, 480, "Tình huống"),
    )


def test_the_prediction_belongs_to_the_last_part() -> None:
    first, second = spans(rules(prediction=PredictionTarget.PARTICIPANTS))
    assert (first.last, second.last, second.last_question) == (10, 16, 15)


def test_a_paper_without_parts_has_none() -> None:
    plain = Ruleset(blueprint=TEN, seconds=600)
    assert spans(plain) == ()
    assert span_at(plain, 1) is None


@pytest.mark.parametrize(("slot", "number"), [(1, 1), (10, 1), (11, 2), (15, 2), (16, None), (0, None)])
def test_which_part_a_slot_belongs_to(slot: int, number: int | None) -> None:
    found = span_at(rules(), slot)
    assert (found.number if found else None) == number


def test_several_lines_of_a_part_count_together_in_any_order() -> None:
    lines = (
        BlueprintLine(count=2, part=2),
        BlueprintLine(count=3),
        BlueprintLine(count=4, topic="cds", part=2),
        BlueprintLine(count=1, topic="cds"),
    )
    made = rules(blueprint=lines)
    assert made.part_sizes == (4, 6)
    assert [(one.first, one.last) for one in spans(made)] == [(1, 4), (5, 10)]


@given(rulesets())
def test_every_slot_belongs_to_one_part(made: Ruleset) -> None:
    found = spans(made)
    assert bool(found) is (made.way is Way.PARTS)
    covered = [slot for one in found for slot in range(one.first, one.last + 1)]
    assert covered == (list(range(1, made.slots + 1)) if found else [])
    assert all(one.first <= one.last_question <= one.last for one in found)
    assert [span_at(made, one.first) for one in found] == list(found)


def test_names_and_numbers() -> None:
    assert len(ROMAN) == MOST_PARTS
    assert [label(number) for number in (1, 4, 6)] == ["Phần I", "Phần IV", "Phần VI"]
    first, _ = spans(rules())
    assert (first.label, first.title) == ("Phần I", "Phần I. Trắc nghiệm")
    nameless, _ = spans(rules(parts=(Part(seconds=600), NAMED[1])))
    assert nameless.title == "Phần I"


# --- what is refused --------------------------------------------------------------------------------


@pytest.mark.parametrize("parts", [2, 6])
def test_from_two_to_six_parts(parts: int) -> None:
    lines = tuple(BlueprintLine(count=1, part=number) for number in range(1, parts + 1))
    made = rules(parts=(Part(seconds=60),) * parts, blueprint=lines)
    assert len(spans(made)) == parts


def test_a_seventh_is_refused() -> None:
    with pytest.raises(ValidationError) as wrong:
        rules(parts=(Part(seconds=60),) * 7)
    assert sentences(wrong.value) == (
        "Đề có nhiều nhất 6 phần, mỗi phần từ 30 giây đến 4 giờ, tên phần nhiều nhất 60 ký tự.",
    )


@pytest.mark.parametrize(
    ("field", "inside", "outside"),
    [("seconds", (30, 14_400), (29, 14_401)), ("name", ("", "x" * 60), ("x" * 61,))],
)
def test_the_bounds_of_a_part(field: str, inside: tuple[Any, ...], outside: tuple[Any, ...]) -> None:
    plain: dict[str, Any] = {"seconds": 60}
    for value in inside:
        assert getattr(Part(**plain | {field: value}), field) == value
    for value in outside:
        with pytest.raises(ValidationError):
            Part(**plain | {field: value})


@pytest.mark.parametrize(("seconds", "holds"), [(1079, False), (1080, True), (1081, True)])
def test_the_parts_fit_into_the_paper(seconds: int, holds: bool) -> None:
    if holds:
        assert rules(seconds=seconds).seconds == seconds
        return
    with pytest.raises(ValidationError) as wrong:
        rules(seconds=seconds)
    assert "Tổng thời gian các phần dài hơn" in sentences(wrong.value)[0]


@pytest.mark.parametrize(("grace", "holds"), [(30, True), (31, False)])
def test_a_part_is_not_shorter_than_the_grace(grace: int, holds: bool) -> None:
    given: dict[str, Any] = {"parts": (Part(seconds=600), Part(seconds=30)), "grace_seconds": grace}
    if holds:
        assert rules(**given).grace_seconds == grace
        return
    with pytest.raises(ValidationError) as wrong:
        rules(**given)
    assert sentences(wrong.value) == (
        "Thời gian chờ mạng dài hơn thời gian của một phần. Giảm thời gian chờ mạng.",
    )


def test_the_same_line_may_stand_in_two_parts_but_not_twice_in_one() -> None:
    assert rules(blueprint=LINES).questions_count == 15
    with pytest.raises(ValidationError) as wrong:
        rules(blueprint=(*LINES, BlueprintLine(count=1, part=2)))
    assert "dòng trùng" in sentences(wrong.value)[0]


# --- stored -----------------------------------------------------------------------------------------


def test_lines_of_the_first_part_are_written_as_before() -> None:
    made = rules()
    assert made.version == 3
    assert Ruleset.from_json(made.to_json()) == made
    assert '"blueprint":[{"count":10,"kind":null,"level":null,"topic":null},{"count":5,' in made.to_json()
    plain = Ruleset(blueprint=TEN, seconds=600)
    assert "part" not in plain.to_json()


# --- what people read -------------------------------------------------------------------------------


def test_parts_are_printed_with_their_questions_and_times() -> None:
    article = as_text(rules()).split("Điều 3.")[1].split("Điều 4.")[0]
    said = "Phần I. Trắc nghiệm: 10 câu trong 10 phút; Phần II. Tình huống: 5 câu trong 8 phút."
    assert f"Đề chia thành 2 phần. {said}" in article
    assert "câu hỏi của một phần chỉ được phát khi phần đó được mở" in article
    assert "người dự thi không quay lại trả lời hoặc đổi câu trả lời của phần đó" in article
    assert "chậm nhất 20 giây sau khi hết giờ của phần hoặc hết giờ làm bài vẫn được nhận" in article


def test_the_prediction_is_named_in_its_part() -> None:
    text = as_text(rules(prediction=PredictionTarget.PARTICIPANTS))
    assert "Phần II. Tình huống: 5 câu và câu dự đoán trong 8 phút." in text


def test_the_front_page_says_it_shorter() -> None:
    said = [line.replace("\u00a0", " ") for line in summary(rules())]
    assert "Phần I. Trắc nghiệm: 10 câu trong 10 phút." in said
    assert "Phần II. Tình huống: 5 câu trong 8 phút." in said
    assert "Làm lần lượt từng phần, đã sang phần sau thì không quay lại." in said


def test_on_paper_parts_have_no_time() -> None:
    said = "Bài trên giấy gồm mọi phần, làm trong thời gian làm bài chung, không tính giờ riêng từng phần."
    assert said in as_text(rules(by_hand=True))
    assert said not in as_text(rules())
    assert said not in as_text(Ruleset(blueprint=TEN, seconds=600, by_hand=True))


def test_a_paper_without_parts_reads_as_before() -> None:
    text = as_text(Ruleset(blueprint=TEN, seconds=600))
    assert all(words not in text for words in ("Phần I", "lần lượt từng phần", "riêng từng phần"))


@given(rulesets())
def test_house_style_whatever_the_parts(made: Ruleset) -> None:
    for line in (*pace(made), *short_pace(made)):
        assert line.endswith(".") and ".." not in line
    if made.parts:
        assert f"{len(made.parts)}\u00a0phần" in pace(made)[0]
