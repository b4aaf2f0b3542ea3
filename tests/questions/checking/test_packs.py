"""The check of packs: nothing to say of good ones; each planted fault is found where it was planted."""

from __future__ import annotations

import time
import unicodedata
from dataclasses import replace

import pytest

from questions.checking import packs
from questions.checking.packs import Finding, Pack, check
from tests.questions.checking.good import NUMBER, ONE, RULES, many, pack

FULL = many(300)


def of(found: list[Finding], name: str = "thu") -> list[tuple[int, str]]:
    """(question, message) of the findings of a pack."""
    return [(one.number, one.message) for one in found if one.pack == name]


def test_good_packs_have_no_findings() -> None:
    assert check([pack(FULL[:140], "mot"), pack(FULL[140:], "hai")], RULES) == []


def test_a_fault_is_found_in_its_pack_and_question() -> None:
    asked = [*FULL[:3], replace(FULL[3], topics=("cua-toi",)), *FULL[4:8]]
    found = check([pack(FULL[8:12], "khac"), pack(asked)], RULES)
    assert of(found) == [(4, "Chủ đề “cua-toi” không có trong danh mục."), (4, "chủ đề lạ “cua-toi”")]
    assert of(found, "khac") == []


def test_what_the_format_says_is_a_finding() -> None:
    good = pack(FULL[:4]).text
    spoiled = good.replace("\n*", "\n", 1)
    assert (1, "Câu hỏi chưa có đáp án đúng.") in of(check([Pack("thu", spoiled)], RULES))
    unknown = good.replace("Mức độ: nhận biết", "Mức độ: siêu khó", 1)
    assert (1, "Không hiểu mức độ “siêu khó”, tạm coi là nhận biết.") in of(
        check([Pack("thu", unknown)], RULES)
    )
    kind = good.replace("Chủ đề:", "Loại: tự luận\nChủ đề:", 1)
    assert (1, "Không hiểu loại câu hỏi “tự luận”.") in of(check([Pack("thu", kind)], RULES))


def test_an_empty_pack_is_told() -> None:
    ((number, message),) = of(check([Pack("thu", "")], RULES))
    assert number == 0 and "không có dòng nào bắt đầu bằng “Câu hỏi:”" in message


def test_decomposed_letters_are_found_in_their_line() -> None:
    good = pack(FULL[:4]).text
    lines = good.split("\n")
    place = next(number for number, line in enumerate(lines) if line.startswith("Giải thích"))
    lines[place] = unicodedata.normalize("NFD", lines[place])
    found = of(check([Pack("thu", "\n".join(lines))], RULES))
    assert (1, f"dòng {place + 1} chưa ở dạng chữ dựng sẵn (NFC)") in found


@pytest.mark.parametrize(
    ("old", "new", "number"),
    [
        ("Chủ đề: ", "Chủ đề:  ", 1),
        ("\n\nCâu hỏi", "\n\n\nCâu hỏi", 1),
        ("# Ngân hàng", "# Kho", 0),
    ],
)
def test_a_pack_is_written_as_we_write(old: str, new: str, number: int) -> None:
    spoiled = pack(FULL[:4]).text.replace(old, new, 1)
    (found,) = of(check([Pack("thu", spoiled)], RULES))
    assert "viết khác dạng chuẩn" in found[1] and found[0] in (0, number)


def test_a_line_too_many_at_the_end_is_found() -> None:
    assert any("viết khác" in said for _, said in of(check([Pack("thu", pack(FULL[:4]).text + "\n")], RULES)))


def test_twins_are_found_across_packs() -> None:
    twin = replace(ONE, text=ONE.text.replace("bạn nên", "ta nên"))
    found = check([pack([*FULL[:4], ONE], "mot"), pack([FULL[5], twin, *FULL[6:9]], "hai")], RULES)
    (said,) = [one for one in found if "gần giống" in one.message]
    assert (said.pack, said.number) == ("hai", 2)
    assert said.message.startswith("gần giống câu 5 của mot: “khi co nguoi la")


def test_texts_that_share_less_are_no_twins() -> None:
    other = replace(ONE, text="Khi có người quen gửi đường dẫn lạ, bạn nên làm gì?")
    assert not [one for one in check([pack([ONE, other])], RULES) if "gần giống" in one.message]


def test_twins_differ_in_marks_or_case_only() -> None:
    other = replace(ONE, text=ONE.text.upper())
    found = check([pack([ONE]), pack([other], "hai")], RULES)
    assert [one.number for one in found if "gần giống" in one.message] == [1]


def test_a_pack_and_all_packs_are_told_without_a_question() -> None:
    found = check([pack([ONE, NUMBER])], RULES)
    assert Finding("thu", 0, "đáp án B đúng ở 100% số câu, phải từ 18 đến 32%") in found
    assert Finding("", 0, "có 2 câu, phải có ít nhất 250") in found


def test_findings_read_well() -> None:
    assert str(Finding("thu", 3, "thiếu căn cứ")) == "thu, câu 3: thiếu căn cứ"
    assert str(Finding("thu", 0, "quá ngắn")) == "thu: quá ngắn"
    assert str(Finding("", 0, "có 2 câu")) == "tất cả các bộ: có 2 câu"


def test_four_hundred_questions_are_compared_quickly() -> None:
    before = time.process_time()
    check([pack(many(400))], RULES)
    assert time.process_time() - before < 10


def test_the_shipped_rules_are_there() -> None:
    rules = packs.shipped_rules()
    assert rules.words and rules.register.documents
