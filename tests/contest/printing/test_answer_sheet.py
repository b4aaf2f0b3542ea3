"""Papers to answer with a pen: everything is on them, on pages of their own, and nothing is cut off."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from contest.printing import answer_sheet
from contest.printing.answer_sheet import Picture, Question, Sheet, Sheets, pdf
from tests.contest.printing import pdfs, samples
from tests.questions.drawn import file

OPTIONS = (("A", "Hai mức độ"), ("B", "Ba mức độ"), ("C", "Bốn mức độ"), ("D", "Năm mức độ"))
HOW = ("Thời gian làm bài 15 phút.", "Khoanh chữ trước câu trả lời.")


def question(number: int = 1, **changed: object) -> Question:
    facts = {"label": f"Câu {number}", "text": f"Dịch vụ công số {number} có mấy mức độ?"}
    given = {**facts, "note": "khoanh một chữ", "options": OPTIONS, **changed}
    return Question(**given)  # ty: ignore[invalid-argument-type]


def sheet(count: int = 10, **changed: object) -> Sheet:
    facts = {"name": "A Thui", "unit": "Thôn Đăk Rao", "code": "K7Q2M-94X0-A1BC"}
    facts |= {"qr_text": "https://hoithi.example.vn/byhand/k7q2m94x0a1bc/sheets/a1aaaaaaaaaaa"}
    given = {**facts, "questions": tuple(map(question, range(1, count + 1))), **changed}
    return Sheet(**given)  # ty: ignore[invalid-argument-type]


def sheets(*given: Sheet) -> Sheets:
    return Sheets("Tìm hiểu chuyển đổi số", "Tuần 1", HOW, given)


def test_everything_that_is_needed_stands_there() -> None:
    said = pdfs.text(pdf(sheets(sheet(3))))
    for wanted in ("A Thui", "Thôn Đăk Rao", "K7Q2M-94X0-A1BC", "Giờ bắt đầu", "Giờ thu bài", *HOW):
        assert wanted in said, wanted
    for number in (1, 2, 3):
        assert f"Dịch vụ công số {number} có mấy mức độ?" in said
    assert said.count("Bốn mức độ") == 3
    assert "trang 1/1" in said


def test_each_person_begins_a_page_and_pages_are_counted_for_each() -> None:
    content = pdf(sheets(sheet(2), sheet(40, name="Y Bích"), sheet(2, name="Y Nhung")))
    texts = [page.extract_text() for page in pdfs.opened(content).pages]
    assert pdfs.sizes(content) == {(210, 297)}
    first_lines = [at for at, said in enumerate(texts) if "Giờ thu bài" in said]
    long = first_lines[2] - first_lines[1]
    assert first_lines[:2] == [0, 1]
    assert long > 1
    whole = " ".join(pdfs.text(content).split())
    assert whole.count("trang 1/1") == 2
    assert f"trang {long}/{long}" in whole


def test_a_question_without_letters_has_a_line_and_its_unit() -> None:
    given = question(text="Bao nhiêu ngày?", note="ghi số", options=(), unit="ngày làm việc")
    said = pdfs.text(pdf(sheets(sheet(questions=(given,)))))
    assert "....." in said.replace(" ", "")
    assert "ngày làm việc" in said


@pytest.mark.parametrize("count", [1, 200])
def test_papers_of_any_length(count: int) -> None:
    said = pdfs.text(pdf(sheets(sheet(count))))
    assert f"Dịch vụ công số {count} có mấy mức độ?" in said


def test_long_names_and_texts_are_kept_whole() -> None:
    long = "Người dân nộp hồ sơ trực tuyến được giảm lệ phí theo quy định hiện hành. " * 12
    options = tuple((letter, f"{letter.lower()}: {long}") for letter in "ABCD")
    one = question(text=long, options=options)
    said = pdfs.text(pdf(sheets(sheet(name=samples.LONG_NAME, questions=(one,)))))
    assert " ".join(said.split()).count("theo quy định hiện hành.") == 60


def test_what_was_typed_is_never_markup() -> None:
    one = question(text="#panic() *ước* $x$", options=(("A", "#let a = 1"),))
    said = pdfs.text(pdf(sheets(sheet(name="#panic()", questions=(one,)))))
    assert "#panic() *ước* $x$" in said
    assert "#let a = 1" in said


def test_the_same_papers_are_the_same_bytes() -> None:
    given = sheets(sheet(3))
    assert pdf(given) == pdf(given)


def shown(**changed: Any) -> Sheets:
    """Papers with a picture in front of the options and one beside the first of them."""
    large, small = Picture("a", 1600, 900, "Sơ đồ"), Picture("b", 120, 80)
    one = question(picture=large, pictures=(small, *[None] * (len(question().options) - 1)), **changed)
    files = {"a": file("a", "JPEG", 1600, 900), "b": file("b")}
    return replace(sheets(replace(sheet(1), questions=(one,))), files=files)


def test_pictures_stand_with_their_question() -> None:
    made = answer_sheet.pdf(shown(), standards=("ua-1",))
    assert made == answer_sheet.pdf(shown(), standards=("ua-1",)), "the same papers are the same bytes"
    assert made.count(b"/Subtype/Image") + made.count(b"/Subtype /Image") >= 2


@pytest.mark.parametrize(
    ("width", "height", "printed"),
    [(120, 80, 31.75), (1600, 900, 130), (1600, 1600, 75), (400, 1600, 18.75), (8, 8, 2.12)],
    ids=["as it is", "wide", "square", "tall", "tiny"],
)
def test_a_picture_is_as_large_as_there_is_room(width: int, height: int, printed: float) -> None:
    found = answer_sheet._printed(Picture("a", width, height), *answer_sheet.STEM)
    assert found is not None and found["width"] == printed
    assert found["alt"] == answer_sheet.NOT_TOLD and answer_sheet._printed(None, 1, 1) is None


@pytest.mark.parametrize("rings", [(), ("Đ", "S")], ids=["letters", "rings"])
@pytest.mark.parametrize("is_written", [False, True], ids=["circled", "written"])
def test_every_kind_of_question_may_show_one(rings: tuple[str, ...], is_written: bool) -> None:
    assert answer_sheet.pdf(shown(rings=rings, is_written=is_written)).startswith(b"%PDF")
