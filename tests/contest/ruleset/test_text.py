"""The thể lệ in words: golden files for real kinds of contests, and what must never be missing."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from contest.ruleset.rules import (
    BlueprintLine,
    BoardShown,
    Counting,
    Criterion,
    PredictionTarget,
    ReviewShown,
    Ruleset,
    ScoreShown,
    Visibility,
)
from contest.ruleset.text import Facts, results_shown, summary, the_le
from contest.ruleset.wording import COUNTED, RUNGS, SHORT_RUNGS, TARGETS
from questions import answering
from questions.audiences import Audience, whom
from questions.formats.model import ParsedQuestion
from questions.grading import grade
from questions.kinds import Kind
from tests.contest.ruleset.made import QUESTIONS

GOLDEN = Path(__file__).parent / "golden"
FACTS = Facts(
    title="Chuyển đổi số và cải cách hành chính",
    organiser="Ủy ban nhân dân xã Đăk Tô\nĐoàn TNCS Hồ Chí Minh xã Đăk Tô",
    round_name="Tuần 4",
    opens_at=datetime(2026, 10, 5, 1, tzinfo=UTC),
    closes_at=datetime(2026, 10, 11, 13, tzinfo=UTC),
    contact="Phòng Văn hóa - Xã hội, điện thoại 0260 000 0000.",
)
FIFTEEN = (BlueprintLine(count=15),)

REAL = {
    # One attempt, a prediction of how many take part: the commonest commune contest.
    "mot-luot-du-doan": Ruleset(
        blueprint=FIFTEEN, seconds=900, prediction=PredictionTarget.PARTICIPANTS, youngest=12
    ),
    # Five attempts, the best counts, how many people are all right.
    "nam-luot-lay-luot-tot-nhat": Ruleset(
        blueprint=(BlueprintLine(count=9),),
        seconds=900,
        attempts_allowed=5,
        prediction=PredictionTarget.PERFECT_PEOPLE,
        show_minors_masked=False,
    ),
    # Two questions that everybody has, the head office's; which ones is nobody's to know before.
    "co-cau-chung": Ruleset(
        blueprint=FIFTEEN, seconds=1200, prediction=PredictionTarget.ATTEMPTS, fixed=QUESTIONS[:2]
    ),
    # A school's practice: points and board at once.
    "luyen-tap-bang-truc-tiep": Ruleset(
        blueprint=(BlueprintLine(count=10),),
        seconds=450,
        grace_seconds=0,
        visibility=Visibility(score=ScoreShown.AT_ONCE, board=BoardShown.LIVE, review=ReviewShown.NEVER),
        minimum_unit_size=20,
        criteria=(Criterion.POINTS, Criterion.SECONDS),
    ),
}


def as_text(rules: Ruleset, facts: Facts = FACTS) -> str:
    """The thể lệ as a page of text; no-break spaces shown as spaces, for whoever reads the file."""
    articles = (
        "\n".join([section.title, *(f"- {item}" for item in section.items)])
        for section in the_le(rules, facts)
    )
    return "\n\n".join(articles).replace("\u00a0", " ") + "\n"


@pytest.mark.parametrize("name", REAL)
def test_the_text_of_real_contests(name: str) -> None:
    assert as_text(REAL[name]) == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")


def test_articles_are_numbered_without_a_gap() -> None:
    titles = [section.title for section in the_le(REAL["mot-luot-du-doan"], FACTS)]
    assert [title.split(".")[0] for title in titles] == [f"Điều {n}" for n in range(1, 10)]
    assert len(the_le(REAL["luyen-tap-bang-truc-tiep"], FACTS)) == 8


def test_the_ladder_is_printed_in_its_order() -> None:
    swapped = (Criterion.POINTS, Criterion.SUBMITTED, Criterion.SECONDS)
    text = as_text(Ruleset(blueprint=FIFTEEN, seconds=60, criteria=swapped))
    ordinals = ("nhất", "hai", "ba")
    places = [text.index(f"Thứ {n}: {RUNGS[rung]}") for n, rung in zip(ordinals, swapped, strict=True)]
    assert places == sorted(places)
    assert "Thứ tư" not in text


@pytest.mark.parametrize("target", PredictionTarget)
def test_each_prediction_says_what_is_counted(target: PredictionTarget) -> None:
    rules = Ruleset(blueprint=FIFTEEN, seconds=900, prediction=target)
    assert f"dự đoán {TARGETS[target]}." in as_text(rules)
    assert "thừa hay thiếu đều tính như nhau" in as_text(rules)


@pytest.mark.parametrize("way", Counting)
def test_several_attempts_say_which_counts(way: Counting) -> None:
    many = Ruleset(blueprint=FIFTEEN, seconds=900, attempts_allowed=3, counting=way)
    assert COUNTED[way] in as_text(many)
    if way is not Counting.MEAN:
        once = Ruleset(blueprint=FIFTEEN, seconds=900, counting=way)
        assert COUNTED[way] not in as_text(once)


def test_hours_are_those_of_viet_nam() -> None:
    assert "mở từ 08:00 ngày 05/10/2026 đến 20:00 ngày 11/10/2026" in as_text(REAL["mot-luot-du-doan"])


def test_the_grace_is_printed_when_there_is_one() -> None:
    assert "chậm nhất 20 giây" in as_text(REAL["mot-luot-du-doan"])
    assert "chậm nhất" not in as_text(REAL["luyen-tap-bang-truc-tiep"])


def test_without_a_contact_nothing_is_left_dangling() -> None:
    bare = Facts("Thi", "Đoàn xã", "Vòng 1", FACTS.opens_at, FACTS.closes_at)
    text = as_text(REAL["mot-luot-du-doan"], bare)
    assert "Liên hệ" not in text
    assert ".." not in text


@pytest.mark.parametrize("name", REAL)
def test_house_style(name: str) -> None:
    for line in as_text(REAL[name]).splitlines():
        assert "!" not in line
        assert "  " not in line
        assert not line.startswith("- ") or line.endswith("."), line


def test_the_summary_names_the_ladder() -> None:
    first = summary(REAL["mot-luot-du-doan"])[0]
    assert first == "Xếp hạng theo điểm, rồi độ lệch của câu dự đoán, rồi thời gian làm bài, rồi giờ nộp bài."
    assert SHORT_RUNGS[Criterion.PREDICTION_ERROR] not in summary(REAL["luyen-tap-bang-truc-tiep"])[0]


def test_when_results_come() -> None:
    assert results_shown(REAL["mot-luot-du-doan"]) == "Có sau khi vòng thi đóng"
    assert results_shown(REAL["luyen-tap-bang-truc-tiep"]) == "Có ngay khi nộp bài"


@pytest.mark.parametrize(
    ("kinds", "fixed", "statements", "parts"),
    [
        ((None,), False, ", nếu có,", True),
        ((Kind.one, Kind.true_false, Kind.number, Kind.short), False, None, False),
        ((Kind.one,), True, ", nếu có,", True),
        ((Kind.statements,), False, "", False),
        ((Kind.statements, None), False, "", True),
        ((Kind.several,), False, None, True),
        ((Kind.ordering, Kind.one), False, None, True),
        ((Kind.matching,), False, None, True),
    ],
)
def test_what_a_part_of_an_answer_brings(
    kinds: tuple[Kind | None, ...], fixed: bool, statements: str | None, parts: bool
) -> None:
    """Said of the kinds that the paper may have, and of no others."""
    lines = tuple(BlueprintLine(count=2, kind=kind) for kind in kinds)
    text = as_text(Ruleset(blueprint=lines, seconds=600, fixed=QUESTIONS[:1] if fixed else ()))
    said = f"Câu đúng/sai bốn ý{statements} tính theo số ý đúng"
    assert (said in text) is (statements is not None)
    assert ("bốn ý" in text) is (statements is not None)
    assert ("Câu chấm từng phần, nếu có" in text) is parts
    assert text.count("phần sau bỏ đi") == (statements is not None or parts)


def test_the_shares_of_four_statements_are_those_that_grading_takes() -> None:
    text = as_text(Ruleset(blueprint=(BlueprintLine(count=2, kind=Kind.statements),), seconds=600))
    assert "đúng 1 ý được 0,1 điểm, 2 ý được 0,25 điểm, 3 ý được 0,5 điểm, 4 ý được 1 điểm;" in text
    asked = ParsedQuestion(Kind.statements, "Gì?", tuple("abcd"), (0, 2), in_parts=True)
    content, key = asked.content(), asked.key()
    for right, share in enumerate((0, 10, 25, 50, 100)):
        given = [
            (one, value if place < right else ("sai" if value == "dung" else "dung"))
            for place, (one, value) in enumerate(key.pairs)
        ]
        assert grade(content, key, answering.join(dict(given)), 100) == share


def test_whom_the_questions_are_for_is_said_once_and_only_where_some_are_drawn() -> None:
    plain = Ruleset(blueprint=FIFTEEN, seconds=600)
    for one in Audience:
        text = as_text(plain.changed(asked_of=one))
        assert text.count(f"là câu dành cho {whom(one)} hoặc câu chung cho mọi đối tượng.") == 1
    fixed = Ruleset(blueprint=(), seconds=600, fixed=QUESTIONS[:2])
    assert as_text(fixed.changed(asked_of=Audience.PUPILS)) == as_text(fixed)
    assert "dành cho học sinh" not in as_text(plain)
