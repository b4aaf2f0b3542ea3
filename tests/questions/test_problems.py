"""Every problem of a question is told, with its column and cell; drafts can be stored and judged again."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from questions.formats import annotated, detect, template
from questions.formats.drafts import PART_NAMES, Draft, option_part, option_place
from questions.formats.judging import examine, judge
from questions.formats.model import Report, Severity
from questions.formats.words import nearest_topics
from questions.kinds import Level
from questions.wording import ASKED

HEAD = ["Câu hỏi", "A", "B", "C", "D", "Đáp án đúng", "Chủ đề", "Mức độ", "Hiệu lực đến", "Giải thích"]
TODAY = date(2026, 10, 5)


def read(*rows: list[Any], head: list[str] = HEAD, formula: str = "") -> Report:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"default_date_format": "dd/mm/yyyy"}) as made:
        sheet = made.add_worksheet("Tuần 1 & 2")
        for number, row in enumerate([head, *rows]):
            for column, cell in enumerate(row):
                if cell is not None:
                    sheet.write(number, column, cell)
        if formula:
            sheet.write_formula(formula, "=1+1", None, 2)
    return detect.read_bytes(target.getvalue(), TODAY)


def told(report: Report) -> list[tuple[str, str, Severity]]:
    return [(problem.column, problem.cell, problem.level) for problem in report.problems]


ERROR, WARNING = Severity.ERROR, Severity.WARNING


def test_all_problems_of_a_row_with_their_cells() -> None:
    report = read(["", "x", "x", "", "t", "E", "Nông thôn mới", "siêu khó", "31/02/2026", "vì"])
    assert sorted(told(report)) == sorted(
        [
            ("Câu hỏi", "A2", ERROR),
            ("Phương án B", "C2", ERROR),
            ("Phương án C", "D2", ERROR),
            ("Đáp án đúng", "F2", ERROR),
            ("Chủ đề", "G2", WARNING),
            ("Mức độ", "H2", WARNING),
            ("Hiệu lực đến", "I2", WARNING),
        ]
    )
    assert report.questions[0].right == () and report.own == (report.problems,)


def test_a_question_that_ran_out() -> None:
    report = read(["Hỏi gì?", "x", "y", None, None, "A", None, None, date(2026, 10, 4), "vì"])
    assert "hết hiệu lực từ 04/10/2026" in report.problems[0].message
    still = read(["Hỏi gì?", "x", "y", None, None, "A", None, None, date(2026, 10, 5), "vì"])
    assert still.problems == () and still.questions[0].valid_until == TODAY


def test_a_formula_cell_is_told() -> None:
    report = read(["Hỏi gì?", "x", "y", "z", None, "A", None, None, None, "vì"], formula="D2")
    assert told(report) == [("Phương án C", "D2", WARNING)]
    assert "công thức" in report.problems[0].message and report.questions[0].options[2] == "2"


def test_problems_of_a_text_have_no_cell() -> None:
    problem = detect.read_bytes("Câu hỏi: Gì?\nA. x\nB. y\n".encode()).errors[0]
    assert (problem.where, problem.part, problem.cell) == ("mục Đáp án đúng", "answer", "")


def test_sheets_are_named_when_there_are_several() -> None:
    one = read(["Hỏi gì?", "x", "y", None, None, "A"])
    assert one.drafts[0].sheet == "" and one.drafts[0].cells["answer"] == "F2"


def test_a_draft_is_stored_and_judged_again() -> None:
    report = read(["Hỏi gì?", "x", "y", None, None, None, None, None, None, "vì"])
    draft = Draft.from_json(report.drafts[0].to_json())
    assert draft == report.drafts[0]
    assert examine(draft, report.first).problems == report.own[0]
    draft.answer = "B"
    mended = examine(draft, report.first)
    assert mended.is_sound and mended.question.right == (1,)


words = st.text(max_size=30)
drafts = st.builds(
    Draft,
    st.integers(1, 9),
    text=words,
    options=st.lists(words, max_size=5),
    marked=st.sets(st.integers(0, 4), max_size=2),
    kind=st.sampled_from(["", "số", "đúng/sai", "nhiều đáp án", "dự đoán", "?"]),
    answer=st.one_of(words, st.sampled_from(["A", "B", "A, B", "1", "Đúng"])),
    topics=words,
    level=words,
    points=words,
    valid_until=words,
)


@given(drafts)
def test_a_draft_with_an_error_is_never_sound(draft: Draft) -> None:
    draft.marked = {place for place in draft.marked if place < len(draft.options)}
    judged = examine(draft, 1, TODAY)
    assert Draft.from_json(draft.to_json()) == draft
    if judged.is_sound:
        assert judged.question.sound and judged.question.text
        judged.question.key()
    else:
        assert judged.question.right == () and judged.question.number is None
    assert {problem.part for problem in judged.problems} <= {"", *PART_NAMES, *map(option_part, range(6))}


def test_parts() -> None:
    draft = Draft(3, text="Gì?", options=["x"])
    assert [option_place(part) for part in ("option0", "option12", "text", "optionx")] == [0, 12, None, None]
    assert [draft.words(part) for part in ("text", "option0", "option1")] == ["Gì?", "x", ""]
    assert draft.column("option1") == "Phương án B" and draft.cell("text") == ""


def test_the_template_reads_back_with_every_kind_of_example() -> None:
    report = detect.read_bytes(template.write())
    assert report.problems == ()
    assert [replace(one, line=0) for one in report.questions] == list(template.EXAMPLES)
    assert {one.kind for one in report.questions} == set(ASKED)


def test_the_annotated_file_reads_back_and_says_what_is_wrong() -> None:
    rows = [
        ["Câu 1: Hỏi gì?", "A. x", "x", "", "t", None, "lạ", None, None, "vì"],
        ["Tốt?", "A. x", "y", "z", "t", "D", None, "khó", None, "vì"],
    ]
    report = read(*rows)
    again = detect.read_bytes(annotated.write(zip(report.drafts, report.own, strict=True)), TODAY)
    for before, after in zip(report.drafts, again.drafts, strict=True):
        assert replace(after, line=0, cells={}) == replace(before, line=0, cells={})
    assert [[p.message for p in own] for own in again.own] == [[p.message for p in own] for own in report.own]
    assert again.questions[1].level is Level.apply


def test_stars_become_letters_in_the_annotated_file() -> None:
    report = judge([Draft(1, text="Hỏi gì?", options=["x", "y", "z"], marked={0, 2}, explanation="vì")])
    again = detect.read_bytes(annotated.write([(report.drafts[0], ())]))
    assert again.questions[0].right == (0, 2)


@pytest.mark.parametrize(
    ("word", "slug"),
    [
        ("VNeID", "cds-4g-cccd-vneid-bhyt"),
        ("an toan thong tin", "tag-attt"),
        ("Đề án 06", "cds-4d-de-an-06"),
        ("một cửa", "cchc-5b1-mot-cua"),
    ],
)
def test_the_nearest_topic(word: str, slug: str) -> None:
    assert nearest_topics(word)[0] == slug


@pytest.mark.parametrize("word", ["", "xyz", "Nông thôn mới", "?!"])
def test_no_topic_is_near(word: str) -> None:
    assert nearest_topics(word) == ()
