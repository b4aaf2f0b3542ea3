"""Pure rules of imports: names of files, what a mend changes, when a yes still holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.bank import import_repairs as repairs
from contest.bank.import_mending import answer_of
from contest.bank.import_pages import Control
from contest.bank.import_rules import (
    KEPT,
    PARTS,
    TABS,
    Tab,
    Typed,
    counted,
    file_name,
    first_tab,
    in_file,
    in_question,
    mended,
    near_row,
    read_problems,
    state_of,
    still_accepted,
    write_problems,
)
from contest.bank.states import RowState
from questions.formats.drafts import Draft
from questions.formats.judging import examine
from questions.formats.model import Problem, Severity

LOOK = Problem(3, Severity.WARNING, "Xem lại.", "level", "Mức độ", "G3")
FAULT = Problem(3, Severity.ERROR, "Sai.", "answer", "Đáp án đúng", "F3")


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("câu hỏi.xlsx", "câu hỏi.xlsx"),
        ("C:\\Users\\An\\câu hỏi.xlsx", "câu hỏi.xlsx"),
        ("../../etc/passwd", "passwd"),
        ("a\u202exslx.\x00txt", "axslx.txt"),
        ("", "không tên"),
        ("/", "không tên"),
        ("x" * 500, "x" * 120),
    ],
)
def test_names_of_files(raw: str, name: str) -> None:
    assert file_name(raw) == name


@given(st.text(max_size=300))
def test_any_name_can_be_shown(raw: str) -> None:
    assert 0 < len(file_name(raw)) <= 120 and file_name(raw).isprintable()


@pytest.mark.parametrize(
    ("problems", "accepted", "is_twin", "state"),
    [
        ((), False, False, RowState.READY),
        ((LOOK,), False, False, RowState.LOOK),
        ((LOOK,), True, False, RowState.READY),
        ((FAULT, LOOK), True, False, RowState.WRONG),
        ((LOOK,), False, True, RowState.TWIN),
        ((FAULT,), False, True, RowState.WRONG),
    ],
)
def test_what_becomes_of_a_row(
    problems: tuple[Problem, ...], accepted: bool, is_twin: bool, state: RowState
) -> None:
    assert state_of(problems, accepted, is_twin) is state


def test_a_yes_holds_for_what_was_seen_only() -> None:
    other = Problem(3, Severity.WARNING, "Khác.")
    assert still_accepted(True, (LOOK, other), (LOOK,))
    assert not still_accepted(True, (LOOK,), (LOOK, other))
    assert not still_accepted(False, (LOOK,), (LOOK,))


def test_every_state_is_on_a_tab_and_what_is_wrong_comes_first() -> None:
    assert {state for tab in Tab if tab is not Tab.ALL for state in TABS[tab]} == set(RowState)
    assert first_tab(counted({RowState.WRONG: 1, RowState.LOOK: 2})) is Tab.WRONG
    assert first_tab(counted({RowState.LOOK: 2, RowState.READY: 5})) is Tab.LOOK
    assert first_tab(counted({RowState.READY: 5})) is Tab.ALL
    assert counted({RowState.TWIN: 1, RowState.DROPPED: 2})[Tab.LEFT_OUT] == 3


def test_problems_are_stored_whole() -> None:
    assert read_problems(write_problems((LOOK, FAULT))) == (LOOK, FAULT)


# --- mending ------------------------------------------------------------------------------------


def test_what_was_typed_replaces_what_was_there_and_nothing_else() -> None:
    cells = {"text": "A2", "answer": "F2", "option0": "B2", "option1": "C2", "option2": "D2", "option3": "E2"}
    draft = Draft(2, text="Hỏi?", options=["x", "y", "z"], marked={0}, fault="Sai thứ tự.", cells=cells)
    draft.doubts = {"option1": "ngày", "text": "phông"}
    answered = mended(draft, Typed({"answer": "B"}))
    assert (answered.marked, answered.fault, answered.answer) == (set(), "", "B")
    assert answered.doubts == draft.doubts and answered.options == ["x", "y", "z"]
    fewer = mended(draft, Typed({}, ("x", "mới", "", " ")))
    assert fewer.options == ["x", "mới"] and fewer.doubts == {"text": "phông"}
    assert set(fewer.cells) == {"text", "answer", "option0", "option1", "option2"}
    assert mended(draft, Typed({"level": "khó"})).fault == "Sai thứ tự."
    assert draft.options == ["x", "y", "z"]


words = st.text(max_size=12)
drafts = st.builds(
    Draft,
    st.just(2),
    text=words,
    options=st.lists(words, max_size=4),
    answer=words,
    level=words,
    topics=words,
)
typed = st.builds(
    Typed,
    st.dictionaries(st.sampled_from(PARTS), words, max_size=3),
    st.none() | st.lists(words, min_size=1, max_size=4).map(tuple),
)


@given(drafts, st.lists(typed, max_size=5))
def test_no_sequence_of_mends_loses_text(draft: Draft, mends: list[Typed]) -> None:
    expected = {part: draft.words(part) for part in PARTS}
    options = list(draft.options)
    for one in mends:
        draft = mended(draft, one)
        expected |= dict(one.parts)
        if one.options is not None:
            options = list(one.options)
            while options and not options[-1].strip():
                options.pop()
    assert {part: draft.words(part) for part in PARTS} == expected
    assert draft.options == options
    assert Draft.from_json(draft.to_json()) == draft


@given(drafts)
def test_any_draft_can_be_shown_with_its_repairs(draft: Draft) -> None:
    judged = examine(draft)
    for repair in repairs.of(draft, judged.question, judged.problems):
        assert repair.name in (*PARTS, "option") and repair.label
        assert bool(repair.choices) == (repair.control is not Control.TEXT)


def repaired(draft: Draft) -> list[tuple[str, Control, tuple[str, ...]]]:
    judged = examine(draft)
    found = repairs.of(draft, judged.question, judged.problems)
    return [(one.name, one.control, tuple(value for value, _, _ in one.choices)) for one in found]


def test_repairs_of_each_part() -> None:
    assert repaired(Draft(1, text="Gì?", options=["x", "y"])) == [("answer", Control.RADIO, ("A", "B"))]
    assert repaired(Draft(1, text="Gì?", kind="đúng/sai")) == [("answer", Control.RADIO, ("Đúng", "Sai"))]
    assert repaired(Draft(1, text="Gì?", kind="số")) == [("answer", Control.TEXT, ())]
    several = Draft(1, text="Gì?", kind="nhiều đáp án", options=["x", "y", "z"])
    assert repaired(several) == [("answer", Control.CHECKBOX, ("A", "B", "C"))]
    same = Draft(1, text="Gì?", options=["x", "x"], answer="A")
    assert [name for name, _, _ in repaired(same)] == ["option", "option"]
    level = Draft(1, text="Gì?", options=["x", "y"], answer="A", level="siêu khó", kind="gì đó")
    assert [(name, control) for name, control, _ in repaired(level)] == [
        ("level", Control.SELECT),
        ("kind", Control.SELECT),
    ]


def test_repairs_of_the_new_kinds() -> None:
    four = ["một", "hai", "ba", "bốn"]
    for kind in ("đúng/sai từng ý", "trả lời ngắn"):
        draft = Draft(1, text="Gì?", kind=kind, options=four)
        assert repaired(draft) == [("answer", Control.TEXT, ())]
    pairs = Draft(1, text="Gì?", kind="ghép đôi", options=["a => b", "c"])
    assert [name for name, _, _ in repaired(pairs)] == ["option", "option"]
    marking = Draft(1, text="Gì?", options=four, answer="A", scoring="tùy hứng", tolerance="1")
    (scoring, tolerance) = repaired(marking)
    assert scoring == ("scoring", Control.SELECT, ("", "từng phần", "đúng hết", "đúng dấu"))
    assert tolerance == ("tolerance", Control.TEXT, ())


def test_stars_of_a_file_are_told_as_its_kind_says_them() -> None:
    draft = Draft(1, text="Gì?", kind="mệnh đề", options=["x", "y", "z"], marked={0, 2})
    assert answer_of(draft) == "Đ, S, Đ"
    draft.kind = "nhiều đáp án"
    assert answer_of(draft) == "A, C"
    assert answer_of(Draft(1, answer="B", marked={0})) == "B"


def test_what_has_no_letter_is_not_mended_on_the_spot() -> None:
    many = Draft(
        1, text="Gì?", options=[f"o{n}" for n in range(30)], answer="A", doubts={"option29": "ngày?"}
    )
    assert repaired(many) == []
    assert [problem.column for problem in examine(many).problems] == ["Phương án AD", ""]
    many.options = many.options[:26]
    assert len(repaired(replace(many, doubts={"option2": "ngày?"}))) == 26


def test_an_unknown_topic_is_replaced_in_its_place() -> None:
    draft = Draft(1, text="Gì?", options=["x", "y"], answer="A", topics="cds-4c, de an 06, lạ lẫm")
    ((name, _, choices),) = repaired(draft)
    assert name == "topics"
    assert choices[:2] == ("cds-4c, de an 06, lạ lẫm", "cds-4c, cds-4d-de-an-06, lạ lẫm")
    draft.topics = "hoàn toàn lạ"
    assert repaired(draft) == []


@pytest.mark.parametrize(
    ("near", "number"), [(in_file(7), 7), (in_question("abc"), 0), (in_question("7"), 0), ("", 0)]
)
def test_where_a_question_stands_that_a_row_is_like(near: str, number: int) -> None:
    assert near_row(near) == number


def test_a_wait_of_a_week_is_kept() -> None:
    assert timedelta(weeks=1) == KEPT
