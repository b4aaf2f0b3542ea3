"""One question: sound as it is, and told with every fault that is planted in it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from questions.checking.asked import faults
from questions.formats.model import ParsedQuestion
from questions.kinds import Kind
from questions.wording import GRADED
from tests.questions.checking.good import (
    MATCHING,
    NUMBER,
    ONE,
    ORDERING,
    RULES,
    SEVERAL,
    SHORT,
    STATEMENTS,
    TRUTH,
)

GOOD = (ONE, SEVERAL, TRUTH, NUMBER, STATEMENTS, SHORT, ORDERING, MATCHING)


def test_every_kind_of_a_pack_has_a_good_question() -> None:
    assert {one.kind for one in GOOD} == set(GRADED)


@pytest.mark.parametrize("question", GOOD, ids=lambda one: one.kind.value)
def test_a_good_question_of_each_kind(question: ParsedQuestion) -> None:
    assert faults(question, RULES) == ()


LONG = "Đọc mã cho họ rồi đổi mật khẩu, sau đó gọi cho ngân hàng và báo công an xã"
TWO_OPTIONS = {"options": ONE.options[:2], "right": (1,)}

PLANTED: tuple[tuple[ParsedQuestion, dict[str, Any], str], ...] = (
    (NUMBER, {"kind": Kind.prediction}, "câu dự đoán không thuộc bộ câu hỏi"),
    (ONE, TWO_OPTIONS, "có 2 phương án, phải là 4"),
    (ONE, {"options": (*ONE.options, "Tắt máy rồi đợi họ gọi lại sau")}, "có 5 phương án, phải là 4"),
    (SEVERAL, {"right": (1,)}, "câu nhiều đáp án phải có hai hoặc ba đáp án đúng"),
    (SEVERAL, {"right": (0, 1, 2, 3)}, "câu nhiều đáp án phải có hai hoặc ba đáp án đúng"),
    (STATEMENTS, {"options": ONE.options[:3]}, "có 3 ý, phải là 4"),
    (STATEMENTS, {"right": ()}, "các ý đều đúng hoặc đều sai"),
    (STATEMENTS, {"right": (0, 1, 2, 3)}, "các ý đều đúng hoặc đều sai"),
    (ORDERING, {"options": ONE.options[:2]}, "có 2 ý, phải có ít nhất 3"),
    (MATCHING, {"options": ("Đọc mã", "Gửi mã")}, "có 2 ý, phải có ít nhất 3"),
    (MATCHING, {"targets": ("Người lạ", "Bạnn", "Công an xã")}, "từ lạ “Bạnn”"),
    (SHORT, {"accepted": ("OTP", "mãa")}, "từ lạ “mãa”"),
    (ONE, {"text": "Bạn nên làm gì"}, "câu hỏi không có dấu kết thúc"),
    (ONE, {"topics": ()}, "thiếu chủ đề"),
    (ONE, {"topics": ("tag-attt", "cua-toi")}, "chủ đề lạ “cua-toi”"),
    (ONE, {"explanation": ""}, "giải thích có 0 câu, phải có ít nhất 2"),
    (ONE, {"explanation": "Mã mở tài khoản của bạn."}, "giải thích có 1 câu, phải có ít nhất 2"),
    (ONE, {"explanation": "Chỉ tiêu là 1.000 người, theo B.I.4."}, "giải thích có 1 câu, phải có ít nhất 2"),
    (ONE, {"explanation": "Mã mở tài khoản. Đừng đọc. Đừng gửi"}, "giải thích không có dấu kết thúc"),
    (ONE, {"options": (LONG, *ONE.options[1:])}, "phương án dài ngắn quá khác nhau: 30 đến 74 ký tự"),
    (
        ONE,
        {"options": (*ONE.options[:3], "Tất cả các phương án trên")},
        "phương án nói về các phương án khác",
    ),
    (ONE, {"options": (*ONE.options[:3], "Cả A và B")}, "phương án nói về các phương án khác"),
    (ONE, {"basis": ""}, "thiếu căn cứ"),
    (ONE, {"basis": "Kế hoạch số 1-KH/TW ngày 01/01/2025"}, "văn bản 1-KH/TW không có trong sổ văn bản"),
    (TRUTH, {"basis": "Nghị quyết số 57-NQ/TW"}, "văn bản 57-NQ/TW trong căn cứ thiếu ngày"),
    (TRUTH, {"text": "Nghị quyết có từ 30/02/2024."}, "không có ngày 30/02/2024"),
    (ONE, {"explanation": "Mã mở tài khoảnn. Đừng đọc."}, "từ lạ “khoảnn”"),
    (
        ONE,
        {"text": "Mã hoá là gì?"},
        "dấu thanh đặt sai chỗ: viết “hóa” thay cho “hoá”",
    ),
    (NUMBER, {"unit": "nhiệm vu"}, ""),
    (NUMBER, {"unit": "nhiệmm vụ"}, "từ lạ “nhiệmm”"),
)


@pytest.mark.parametrize(("question", "changes", "said"), PLANTED)
def test_a_planted_fault_is_told(question: ParsedQuestion, changes: dict[str, Any], said: str) -> None:
    told = faults(replace(question, **changes), RULES)
    assert (said in told) if said else told == ()


def test_short_options_may_differ_in_share_and_long_ones_in_letters() -> None:
    assert faults(replace(ONE, options=("3%", "7%", "100% số người", "15%")), RULES) == ()
    long = "Nộp hồ sơ ở Trung tâm Phục vụ hành chính công của xã nơi mình ở"
    options = (long, f"{long} và chờ ở đó", f"{long} trong ngày", f"{long} rồi về")
    assert faults(replace(ONE, options=options), RULES) == ()


def test_a_fault_is_told_once() -> None:
    twice = replace(ONE, text="Mã hoá, giải mã hoá là gì?", explanation="Mã hoá. Giải mã.")
    assert len(faults(twice, RULES)) == 1


def test_all_faults_are_told_together() -> None:
    told = faults(replace(ONE, topics=(), basis="", explanation=""), RULES)
    assert len(told) == 3


def test_an_open_question_belongs_to_no_pack() -> None:
    asked = ParsedQuestion(Kind.suggestion, "Theo bạn, cần làm gì?", topics=("cds",))
    assert "câu hỏi mở không thuộc bộ câu hỏi" in faults(asked, RULES)
