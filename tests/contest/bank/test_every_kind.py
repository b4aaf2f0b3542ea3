"""The authors' pages in every kind: written, shown again, seen as on the phone, told in words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from fastapi.testclient import TestClient
from selectolax.lexbor import LexborHTMLParser

from contest.accounts.states import ContestRole
from contest.bank import telling
from questions.formats.model import ParsedQuestion
from questions.kinds import Kind
from questions.wording import ASKED, KIND_NAMES
from tests.contest.bank import shelf
from tests.contest.bank.shelf import ALL, CITY, SEVERAL, TRUE
from tests.contest.bank.test_new import typed
from tests.questions.asked import DECIMAL, MATCHING, NEW, ORDERING, SHORT, STATEMENTS

named = pytest.mark.parametrize("question", NEW, ids=lambda question: question.kind.value)

RIGHT = [
    (STATEMENTS, "A. Đúng; B. Sai; C. Đúng; D. Sai"),
    (SHORT, "“VNeID” hoặc “định danh điện tử”"),
    (DECIMAL, "3,14 (sai số 0,01)"),
    (ORDERING, "1. Đăng nhập; 2. Chọn thủ tục; 3. Nộp hồ sơ; 4. Nhận kết quả"),
    (MATCHING, "113 → Công an; 114 → Cứu hỏa; 115 → Cấp cứu"),
    (CITY, "A. Hà Nội"),
    (SEVERAL, "A. VNeID; B. Căn cước"),
    (TRUE, "Sai"),
    (ParsedQuestion(Kind.prediction, "?"), ""),
]
MARKED = [
    (STATEMENTS, "Theo số ý đúng: 1 ý 10%, 2 ý 25%, 3 ý 50%, 4 ý 100% số điểm."),
    (replace(STATEMENTS, options=STATEMENTS.options[:3]), "Theo số ý đúng, chia đều."),
    (replace(STATEMENTS, in_parts=False), "Đúng hết các ý mới có điểm."),
    (SHORT, "Không cần đúng dấu."),
    (replace(SHORT, exact=True), "Phải đúng cả dấu."),
    (ORDERING, "Từng phần, chia đều cho các ý."),
    (MATCHING, "Đúng hết mới có điểm."),
    (replace(SEVERAL, in_parts=True), "Từng phần: mỗi ý đúng cộng, mỗi ý sai trừ."),
    (CITY, ""),
]


@pytest.mark.parametrize(("question", "words"), RIGHT)
def test_the_right_answer_in_words(question: ParsedQuestion, words: str) -> None:
    assert telling.right(question) == words


@pytest.mark.parametrize(("question", "words"), MARKED)
def test_the_marking_in_words(question: ParsedQuestion, words: str) -> None:
    assert telling.marking(question) == words


def test_what_is_not_sound_has_no_right_answer() -> None:
    broken = [
        replace(one, refused=True, right=(), number=None, accepted=()) for one in (STATEMENTS, SHORT, DECIMAL)
    ]
    assert [telling.right(one) for one in broken] == ["", "", ""]


def test_options_tell_what_belongs_to_nothing() -> None:
    assert telling.options(MATCHING).endswith("C. 115\nKhông ghép với ý nào: Tổng đài trẻ em")
    assert telling.options(STATEMENTS).startswith("A. Bắt đầu năm 2022\nB. ")
    assert [telling.options(one) for one in (SHORT, DECIMAL, TRUE)] == ["", "", ""]


@named
def test_it_is_written_and_its_form_saves_it_unchanged(
    organiser: TestClient, question: ParsedQuestion
) -> None:
    bank, _ = shelf.fill()
    made = organiser.post(f"/bank/{bank}/questions/new", data=typed(question))
    assert made.status_code == 303, shelf.said(made.text, ".banner")
    (one,) = shelf.every(bank)
    assert (one.parsed.content(), one.parsed.key()) == (question.content(), question.key())
    fields = shelf.form(shelf.page(organiser, f"/bank/{bank}/questions/{one.id}"))
    again = organiser.post(f"/bank/{bank}/questions/{one.id}", data=fields | {"deed": ["save"]})
    assert again.headers["location"].endswith("?done=nothing")
    row = shelf.said(shelf.page(organiser, f"/bank/{bank}", kind=question.kind.value), "#rows tbody tr")
    assert KIND_NAMES[question.kind].capitalize() in row and telling.right(one.parsed) in row
    past = shelf.said(shelf.page(organiser, f"/bank/{bank}/questions/{one.id}/history"), ".entry")
    assert telling.right(one.parsed) in past


def test_the_form_offers_every_kind(organiser: TestClient) -> None:
    bank, _ = shelf.fill(CITY)
    page = shelf.page(organiser, f"/bank/{bank}/questions/new")
    assert [one.attributes["value"] for one in page.css("[name=kind]")] == [kind.value for kind in ASKED]
    parts = {kind for one in page.css("[data-for]") for kind in (one.attributes["data-for"] or "").split()}
    assert parts == {kind.value for kind in ASKED}
    offered = shelf.page(organiser, f"/bank/{bank}").css("#kind option")
    assert {one.attributes["value"] for one in offered} == {"", *(kind.value for kind in ASKED)}


@pytest.mark.parametrize(
    ("question", "change", "field"),
    [
        (STATEMENTS, {"said1": []}, "option1"),
        (STATEMENTS, {"said0": ["x" * 81]}, "answer"),
        (SHORT, {"accepted": [" "]}, "answer"),
        (SHORT, {"accepted": ["x" * 2001]}, "answer"),
        (DECIMAL, {"number": ["1.234"]}, "answer"),
        (DECIMAL, {"tolerance": ["rất ít"]}, "tolerance"),
        (ORDERING, {"option": ["một"]}, "option1"),
        (MATCHING, {"target": ["Công an", "", "Cấp cứu"]}, "option1"),
        (MATCHING, {"target": ["x" * 1001]}, "option0"),
    ],
)
def test_a_mistake_is_told_at_its_field_and_what_was_typed_stays(
    organiser: TestClient, question: ParsedQuestion, change: dict[str, Any], field: str
) -> None:
    bank, _ = shelf.fill()
    data = {name: value for name, value in typed(question, **change).items() if value != []}
    answer = organiser.post(f"/bank/{bank}/questions/new", data=data)
    assert answer.status_code == 422 and shelf.every(bank) == []
    page = LexborHTMLParser(answer.text)
    assert shelf.said(page, f"#{field}-err") and page.css_first(f'.banner a[href="#{field}"]') is not None
    kept = shelf.form(page)
    for name in ("kind", "accepted", "number", "tolerance"):
        assert kept[name] == data[name]
    for name in ("option", "target"):
        assert [text for text in kept[name] if text] == [text for text in data[name] if text]
    said = [name for name in data if name.startswith("said") and data[name] in (["dung"], ["sai"])]
    assert [kept.get(name) for name in said] == [data[name] for name in said]


def test_all_fields_full_still_fit(organiser: TestClient) -> None:
    bank, _ = shelf.fill()
    sides = [f"{letter}{'ế' * 999}" for letter in "ABCDEFGH"]
    full = replace(MATCHING, text="ế" * 4000, explanation="ặ" * 4000, basis="ỗ" * 2000)
    full = replace(full, options=tuple(sides), targets=tuple(sides))
    data = typed(full, accepted=["ế" * 2000])
    parts = [
        (name, (None, value))
        for name, values in data.items()
        for value in ([values] if isinstance(values, str) else values)
    ]
    assert organiser.post(f"/bank/{bank}/questions/new", files=parts).status_code == 303
    assert set(shelf.every(bank)[0].parsed.options) == set(sides)


@named
def test_the_phones_view_tells_no_answer(organiser: TestClient, question: ParsedQuestion) -> None:
    bank, _ = shelf.fill()
    answer = organiser.post(f"/bank/{bank}/phone", data=typed(question))
    page = LexborHTMLParser(answer.text)
    assert answer.status_code == 200 and question.text in shelf.said(page, "#preview")
    assert all(text in answer.text for text in question.choices)
    assert page.css("[checked]") == [] and page.css("option[selected]") == []
    assert not any(words in answer.text for words in (*question.accepted, "3,14 "))


@named
def test_half_of_it_can_be_seen_too(organiser: TestClient, question: ParsedQuestion) -> None:
    bank, _ = shelf.fill()
    for data in (
        {"kind": question.kind.value},
        typed(question, option=["", "một"], target=["x"], number=["?"]),
    ):
        assert organiser.post(f"/bank/{bank}/phone", data=data).status_code == 200


@named
def test_who_may_only_read_reads_it_whole(viewer: TestClient, question: ParsedQuestion) -> None:
    shelf.give(ContestRole.APPROVER)
    bank, (one,) = shelf.fill(question)
    read = shelf.said(shelf.page(viewer, f"/bank/{bank}/questions/{one}"), "#read")
    told = (*question.choices, *question.accepted, telling.marking(question))
    assert all(words in read for words in told)
    assert question.kind is not Kind.statements or (read.count("(đúng)"), read.count("(sai)")) == (2, 2)
    assert question.kind is not Kind.number or "3,14 (sai số 0,01)" in read


def test_a_corrected_truth_is_a_key_and_another_step_a_revision(organiser: TestClient) -> None:
    bank, (first, second) = shelf.fill(STATEMENTS, ORDERING)
    now = [
        (first, replace(STATEMENTS, right=(0,)), "key"),
        (second, replace(ORDERING, options=ORDERING.options[::-1]), "key"),
        (first, replace(STATEMENTS, right=(0,), in_parts=False), "revision"),
        (second, replace(ORDERING, options=(*ORDERING.options, "Đánh giá")), "revision"),
    ]
    for version, (one, wanted, done) in enumerate(now):
        data = typed(wanted, version=str(1 + version // 2))
        answer = organiser.post(f"/bank/{bank}/questions/{one}", data=data)
        assert answer.headers["location"].endswith(f"?done={done}")


def test_every_kind_has_an_example_here() -> None:
    assert {one.kind for one in (*ALL, *NEW)} == set(ASKED)
