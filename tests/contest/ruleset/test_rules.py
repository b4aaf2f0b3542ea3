"""The rules as data: what is refused, and that the same rules are the same bytes."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pydantic import ValidationError

from contest.ruleset.rules import (
    CONTRADICTIONS,
    BlueprintLine,
    BoardShown,
    Counting,
    Criterion,
    Moment,
    Part,
    Precision,
    PredictionTarget,
    ReviewShown,
    Ruleset,
    ScoreShown,
    Visibility,
    Way,
    board_channel,
    score_channel,
    sentences,
)
from questions.kinds import Kind, Level
from tests.contest.ruleset.made import QUESTIONS, TEN

OPEN = Visibility(score=ScoreShown.AT_ONCE, board=BoardShown.LIVE)


def rules(**changes: Any) -> Ruleset:
    plain: dict[str, Any] = {"blueprint": TEN, "seconds": 600}
    return Ruleset(**plain | changes)


def refusal(**changes: Any) -> str:
    with pytest.raises(ValidationError) as wrong:
        rules(**changes)
    said = sentences(wrong.value)
    assert len(said) == 1
    return said[0]


def test_the_plain_contest_of_most_communes() -> None:
    plain = rules()
    assert plain.version == 1
    assert plain.criteria == (Criterion.POINTS, Criterion.SECONDS, Criterion.SUBMITTED)
    assert (plain.attempts_allowed, plain.counting, plain.grace_seconds) == (1, Counting.BEST, 20)
    assert plain.minimum_unit_size == 5
    assert plain.show_minors_masked
    assert plain.visibility == Visibility(
        score=ScoreShown.AFTER_CLOSE, board=BoardShown.AFTER_CLOSE, review=ReviewShown.AFTER_CLOSE
    )


def test_a_prediction_puts_its_rung_second() -> None:
    with_prediction = rules(prediction=PredictionTarget.PARTICIPANTS)
    assert with_prediction.criteria[1] is Criterion.PREDICTION_ERROR
    assert len(with_prediction.criteria) == 4


@pytest.mark.parametrize("target", PredictionTarget)
def test_the_prediction_is_one_more_slot_but_no_question(target: PredictionTarget) -> None:
    lines = (BlueprintLine(count=4, level=Level.recognise), BlueprintLine(count=3, level=Level.apply))
    assert rules(blueprint=lines).slots == 7
    predicted = rules(blueprint=lines, prediction=target)
    assert (predicted.slots, predicted.questions_count) == (8, 7)


HALVES = (Part(seconds=60), Part(seconds=540))
IN_HALVES = (BlueprintLine(count=5), BlueprintLine(count=5, part=2))
LOST = BlueprintLine(count=5, part=3)
CONTRADICTORY: tuple[tuple[dict[str, Any], str], ...] = (
    ({"blueprint": ()}, "chưa có câu hỏi"),
    ({"blueprint": (BlueprintLine(count=200), BlueprintLine(count=1, topic="a"))}, "nhiều nhất 200"),
    ({"blueprint": (BlueprintLine(count=200),), "fixed": QUESTIONS[:1]}, "nhiều nhất 200"),
    ({"blueprint": (BlueprintLine(count=1, kind=Kind.prediction),)}, "Câu dự đoán không lấy từ ngân hàng"),
    ({"blueprint": TEN + TEN}, "dòng trùng"),
    ({"criteria": (Criterion.POINTS, Criterion.POINTS)}, "lặp lại"),
    ({"criteria": (Criterion.SECONDS, Criterion.POINTS)}, "điểm trước tiên"),
    ({"criteria": ()}, "điểm trước tiên"),
    ({"criteria": (Criterion.POINTS, Criterion.PREDICTION_ERROR)}, "không có câu dự đoán"),
    (
        {"criteria": (Criterion.POINTS,), "prediction": PredictionTarget.ATTEMPTS},
        "xếp hạng không dùng đến",
    ),
    ({"prediction": PredictionTarget.ATTEMPTS, "visibility": OPEN}, "số người đã thi"),
    (
        {
            "prediction": PredictionTarget.PERFECT_PEOPLE,
            "visibility": Visibility(score=ScoreShown.AT_ONCE),
        },
        "giúp đoán số người đúng hết",
    ),
    ({"attempts_allowed": 2, "visibility": OPEN}, "bảng xếp hạng chỉ có sau khi đóng"),
    (
        {"attempts_allowed": 2, "visibility": Visibility(score=ScoreShown.AT_ONCE)},
        "điểm chỉ có sau khi đóng",
    ),
    ({"visibility": Visibility(board=BoardShown.LIVE)}, "điểm cũng phải có ngay"),
    ({"criteria": (Criterion.POINTS, Criterion.OLDEST, Criterion.YOUNGEST)}, "vừa ưu tiên người ít tuổi"),
    ({"criteria": (Criterion.POINTS, Criterion.PERFECT_ATTEMPTS)}, "số lượt đúng hết không phân biệt"),
    ({"attempts_allowed": 4, "attempts_in_all": 3}, "nhiều hơn số lượt cả cuộc thi"),
    ({"attempts_a_day": 2}, "một ngày nhiều hơn số lượt được thi"),
    ({"pause_minutes": 5}, "không có khoảng cách giữa hai lượt"),
    ({"counting": Counting.MEAN}, "không có điểm trung bình"),
    ({"only_perfect": True, "counting": Counting.MEAN, "attempts_allowed": 2}, "Lấy trung bình các lượt"),
    ({"only_perfect": True, "wrong_costs": 25}, "trừ điểm câu sai không có tác dụng"),
    ({"below_zero": True}, "không có bài nào dưới 0 điểm"),
    ({"void_predicted": True}, "không có gì để đếm bài bị hủy"),
    ({"precision": Precision(seconds=Moment.MILLISECOND)}, "tính đến giây hoặc đến phút"),
    (
        {"precision": Precision(seconds=Moment.MINUTE), "criteria": (Criterion.POINTS,)},
        "không xét thời gian làm bài",
    ),
    (
        {"precision": Precision(moments=Moment.MINUTE), "criteria": (Criterion.POINTS,)},
        "không xét giờ nộp bài",
    ),
    ({"precision": Precision(mean_decimals=1)}, "không lấy trung bình"),
    ({"question_seconds": 30}, "khi máy chủ phát từng câu một"),
    ({"by_hand": True, "way": Way.FORWARD}, "không đi từng câu theo máy chủ được"),
    ({"question_seconds": 601, "way": Way.PACED}, "dài hơn thời gian làm cả bài"),
    ({"question_seconds": 10, "way": Way.PACED}, "dài hơn thời gian của một câu"),
    ({"fixed": QUESTIONS[:1], "shifts": 2}, "không trùng câu nào thì không có câu chung"),
    ({"blueprint": (BlueprintLine(count=1, kind=Kind.suggestion),)}, "Câu hỏi mở không được chấm"),
    (
        {"suggestions": QUESTIONS[:1], "way": Way.PACED, "question_seconds": 30},
        "cần thời gian viết nên không đặt thời gian từng câu",
    ),
    (
        {"fixed": QUESTIONS[:1], "way": Way.PARTS, "parts": HALVES, "blueprint": IN_HALVES},
        "chia thành các phần thì không có câu chung",
    ),
    ({"way": Way.PARTS}, "có từ 2 đến 6 phần"),
    ({"way": Way.PARTS, "parts": (Part(seconds=60),)}, "có từ 2 đến 6 phần"),
    ({"parts": HALVES, "blueprint": IN_HALVES}, "cách làm không theo từng phần"),
    ({"way": Way.PARTS, "parts": HALVES, "blueprint": (*IN_HALVES, LOST)}, "thuộc phần không có trong đề"),
    ({"blueprint": IN_HALVES}, "thuộc phần không có trong đề"),
    ({"way": Way.PARTS, "parts": HALVES}, "Có phần chưa có câu hỏi nào"),
    (
        {"way": Way.PARTS, "parts": HALVES, "blueprint": IN_HALVES, "seconds": 599},
        "Tổng thời gian các phần dài hơn",
    ),
    (
        {"way": Way.PARTS, "parts": HALVES, "blueprint": IN_HALVES, "grace_seconds": 61},
        "dài hơn thời gian của một phần",
    ),
    (
        {"way": Way.PARTS, "parts": HALVES, "blueprint": IN_HALVES, "question_seconds": 30},
        "phát từng câu một",
    ),
    ({"version": 2}, "số phiên bản"),
)


@pytest.mark.parametrize(("changes", "said"), CONTRADICTORY)
def test_contradictions_are_refused_in_words(changes: dict[str, Any], said: str) -> None:
    sentence = refusal(**changes)
    assert said in sentence
    assert sentence.endswith(".")
    assert "!" not in sentence


def test_every_contradiction_is_tried_above() -> None:
    tried = {refusal(**changes) for changes, _ in CONTRADICTORY}
    assert tried == {sentence for _, sentence in CONTRADICTIONS}


@pytest.mark.parametrize(
    ("field", "inside", "outside"),
    [
        ("seconds", (30, 14400), (29, 14401)),
        ("grace_seconds", (0, 120), (-1, 121)),
        ("attempts_allowed", (1, 20), (0, 21)),
        ("attempts_a_day", (1,), (0, 21)),
        ("attempts_in_all", (1, 200), (0, 201)),
        ("wrong_costs", (0, 1_000), (-1, 1_001)),
        ("minimum_unit_size", (1, 10_000), (0, 10_001)),
        ("youngest", (3, 100), (2, 101)),
    ],
)
def test_numbers_have_borders(field: str, inside: tuple[int, ...], outside: tuple[int, ...]) -> None:
    for value in inside:
        assert getattr(rules(**{field: value}), field) == value
    for value in outside:
        assert " từ " in refusal(**{field: value})


@pytest.mark.parametrize("count", [0, -1, 201])
def test_a_blueprint_line_takes_1_to_200(count: int) -> None:
    with pytest.raises(ValidationError):
        BlueprintLine(count=count)


@pytest.mark.parametrize(
    "changes",
    [
        {"unknown": 1},
        {"version": 2},
        {"seconds": "600"},
        {"seconds": 600.0},
        {"attempts_allowed": True},
        {"counting": "average"},
        {"version": 3},
        {"ties": "lot"},
        {"precision": {"seconds": "minute"}},
        {"criteria": ("points",)},
    ],
)
def test_nothing_is_guessed(changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as wrong:
        rules(**changes)
    assert sentences(wrong.value)


def test_rules_are_frozen() -> None:
    with pytest.raises(ValidationError):
        rules().seconds = 1  # ty: ignore[invalid-assignment]


def test_json_is_canonical() -> None:
    text = rules(prediction=PredictionTarget.PARTICIPANTS, youngest=12).to_json()
    assert text == json.dumps(json.loads(text), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert Ruleset.from_json(text).to_json() == text


def test_the_digest_follows_every_field() -> None:
    digests = {
        each.sha256()
        for each in (rules(), rules(seconds=601), rules(youngest=12), rules(show_minors_masked=False))
    }
    assert len(digests) == 4
    assert rules().sha256() == rules().sha256()
    assert all(len(digest) == 64 for digest in digests)


def test_the_digest_of_version_1_never_changes() -> None:
    # Stored rounds are known by this; a change of the format is a new version.
    assert rules().sha256() == "cfb44016" + rules().sha256()[8:]


def test_a_field_that_came_later_leaves_old_digests_alone() -> None:
    assert "keeps_expired" not in rules().to_json()
    kept = rules(keeps_expired=True)
    assert '"keeps_expired":true' in kept.to_json()
    assert kept.sha256() != rules().sha256()
    assert Ruleset.from_json(kept.to_json()) == kept


@pytest.mark.parametrize("text", ["", "{}", "null", '{"blueprint":[],"seconds":600}', "{"])
def test_bad_json_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError):
        Ruleset.from_json(text)


def test_unknown_fields_in_json_are_refused() -> None:
    data = json.loads(rules().to_json()) | {"bonus": 1}
    with pytest.raises(ValidationError):
        Ruleset.from_json(json.dumps(data))


def test_channels_follow_what_is_declared() -> None:
    assert not score_channel(rules())
    assert not board_channel(rules())
    assert score_channel(rules(visibility=OPEN))
    assert board_channel(rules(visibility=OPEN))
    assert not board_channel(rules(visibility=Visibility(score=ScoreShown.AT_ONCE)))
