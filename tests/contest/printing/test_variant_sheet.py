"""Shuffled papers as PDF: the code on every page, everything that is asked, an answer sheet at the end."""

from __future__ import annotations

import pytest

from contest.printing import variant_sheet
from contest.printing.variant_sheet import Part, beside, bubbles, pdf
from tests.contest.printing import pdfs
from tests.contest.printing.variant_samples import HOW, KINDS, OPTIONS, pictured, question, variant, variants


def test_everything_that_is_needed_stands_there() -> None:
    content = pdf(variants(variant(count=3)))
    paper, answers = pdfs.text(content, 0), pdfs.text(content, 1)
    for wanted in ("Tìm hiểu chuyển đổi số", "Tuần 1", "Mã đề 113", "Họ và tên:", "Giờ thu bài:", *HOW):
        assert wanted in paper, wanted
    for number in (1, 2, 3):
        assert f"Câu {number}. Dịch vụ công số {number} có mấy mức độ?" in paper
    assert paper.count("Bốn mức độ") == 3
    for wanted in ("Phiếu trả lời", "Mã đề 113", "Mã dự thi:", "Lớp, đơn vị:", "Câu 3"):
        assert wanted in answers, wanted
    assert "Bốn mức độ" not in answers
    assert pdfs.sizes(content) == {(210, 297)}


def test_the_code_stands_on_every_page_and_pages_are_counted_for_each() -> None:
    content = pdf(variants(variant("113", 60), variant("246", 3)))
    pages = [" ".join(page.extract_text().split()) for page in pdfs.opened(content).pages]
    long = next(at for at, said in enumerate(pages) if "Mã đề 246" in said)
    assert long > 2
    assert all("Mã đề 113" in said and "246" not in said for said in pages[:long])
    assert all("Mã đề 246" in said and "113" not in said for said in pages[long:])
    assert f"trang 1/{long}" in pages[0] and f"trang {long}/{long}" in pages[long - 1]
    assert "trang 2/2" in pages[-1]


def test_every_way_to_answer_has_its_place() -> None:
    content = pdf(variants(variant(parts=(Part("", KINDS),))))
    paper, answers = pdfs.text(content, 0), pdfs.text(content, len(pdfs.opened(content).pages) - 1)
    assert "a) Ý thứ nhất" in paper and "1. Một nơi" in paper and "(ghi các chữ theo thứ tự)" in paper
    assert "a) Đ S" in " ".join(answers.split()) and "Câu 4" in answers and "ngày làm việc" in answers
    assert "....." in answers.replace(" ", "")


def test_parts_stand_under_their_titles() -> None:
    parts = (Part("Phần I. Trắc nghiệm", (question(1),)), Part("Phần II", (question(2),)))
    said = pdfs.text(pdf(variants(variant(parts=parts))), 0)
    places = [said.index(each) for each in ("Phần I. Trắc nghiệm", "Câu 1.", "Phần II", "Câu 2.")]
    assert places == sorted(places)


def test_answer_sheets_alone() -> None:
    content = pdf(variants(variant(), variant("246"), answers_only=True))
    said = [pdfs.text(content, at) for at in (0, 1)]
    assert len(pdfs.opened(content).pages) == 2
    assert all("Phiếu trả lời" in each and "mức độ" not in each for each in said)


@pytest.mark.parametrize("count", [1, 200])
def test_papers_of_any_length(count: int) -> None:
    assert f"Dịch vụ công số {count} có mấy mức độ?" in pdfs.text(pdf(variants(variant(count=count))))


def test_long_texts_are_kept_whole() -> None:
    long = "Người dân nộp hồ sơ trực tuyến được giảm lệ phí theo quy định hiện hành. " * 12
    options = tuple((letter, f"{letter.lower()}: {long}") for letter in "ABCD")
    one = question(text=long, options=options)
    said = pdfs.text(pdf(variants(variant(parts=(Part("", (one,)),)))))
    assert said.count("theo quy định hiện hành.") == 60


def test_what_was_typed_is_never_markup() -> None:
    one = question(text="#panic() *ước* $x$", options=(("A", "#let a = 1"),))
    said = pdfs.text(pdf(variants(variant(parts=(Part("#panic()", (one,)),)))))
    assert "#panic() *ước* $x$" in said and "#let a = 1" in said


def test_the_same_papers_are_the_same_bytes() -> None:
    assert pdf(variants(variant(count=2))) == pdf(variants(variant(count=2)))


@pytest.mark.parametrize(
    ("texts", "many"),
    [(["a" * 16] * 4, 4), (["a" * 17, "b"], 2), (["a" * 42, "b"], 2), (["a" * 43, "b"], 1), ([], 4)],
    ids=["four", "two", "two still", "one", "none"],
)
def test_short_options_stand_beside_each_other(texts: list[str], many: int) -> None:
    options = tuple((letter, text) for letter, text in zip("ABCD", texts, strict=False))
    assert beside(question(options=options)) == many


def test_pictures_and_room_for_an_open_question_stand_on_the_paper() -> None:
    made = pdf(pictured(), standards=["ua-1"])
    assert sum(len(page.images) for page in pdfs.opened(made).pages) == 2
    said = pdfs.text(made)
    assert said.count("Câu 2") == 2 and "viết ý kiến" in said
    assert said.count("." * 60) >= 6


def test_what_is_filled_in() -> None:
    found = [bubbles(one) for one in KINDS]
    assert found[0] == (("", ("A", "B", "C", "D")),)
    assert found[1] == (("a", ("Đ", "S")), ("b", ("Đ", "S")))
    assert found[2] == (("", ("Đ", "S")),)
    assert found[3:] == [(), (), ()]
    assert variant().questions[0].options == OPTIONS
    assert variant_sheet.MEDIA_TYPE == "application/pdf"
