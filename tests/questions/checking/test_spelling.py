"""Spelling of whole texts, with the words that are no Vietnamese syllables."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.checking import spelling
from questions.checking.spelling import faults, read
from questions.checking.syllables import fault

OTHERS = frozenset({"VNeID", "Wi-Fi", "5G", "OTP", "dichvucong.gov.vn", "Kon", "internet"})


@pytest.mark.parametrize(
    "text",
    [
        "Khi mở Wi-Fi, bạn nhập mã OTP vào VNeID (không đọc cho ai).",
        "Mạng 5G ở Kon Tum; xem dichvucong.gov.vn, trang có đuôi .gov.vn.",
        "Mật khẩu Matkhau@2026, tệp “hoadon.exe”, anh N, điểm đ khoản 1",
        "Quyết định số 06/QĐ-TTg ngày 06/01/2022, Nghị quyết số 57-NQ/TW",
        "Luật số 148/2025/QH15; Kế hoạch số 141/KH-BCĐTKNQ18 ngày 06/12/2024",
        "Mục B.II.5.đ, C.II.12.b và Mục IV, Chương III",
        "“Bình dân học vụ số” – 80%; 1.234 người/năm",
        "CHỦ TỊCH Hội đồng",
        "",
    ],
)
def test_a_text_without_faults(text: str) -> None:
    assert faults(text, OTHERS) == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Chuyễnn đổi số", ("từ lạ “Chuyễnn”",)),
        ("Mã otp", ("từ lạ “otp”",)),
        ("văn hoá, hoá đơn", ("dấu thanh đặt sai chỗ: viết “hóa” thay cho “hoá”",)),
        ("kĩ năng", ("viết “kỹ” thay cho “kĩ”",)),
        ("tiếnG nói", ("chữ hoa lẫn chữ thường trong “tiếnG”",)),
        ("không-gian mat", ("từ lạ “mat”",)),
        ("dichvucong/gov", ("từ lạ “dichvucong”", "từ lạ “gov”")),
        ("nămm2026", ("từ lạ “nămm”",)),
    ],
)
def test_what_is_wrong_is_told_once(text: str, said: tuple[str, ...]) -> None:
    assert faults(f"{text}. {text}", OTHERS) == said


def test_a_list_has_a_word_a_line() -> None:
    assert read("# Tên\nVNeID\n\n  Wi-Fi \n") == {"VNeID", "Wi-Fi"}


def test_the_shipped_list_holds_nothing_that_needs_no_place_in_it() -> None:
    words = spelling.other_words()
    assert {"VNeID", "QR", "OTP", "Wi-Fi", "Zalo"} <= words
    plain = [word for word in words if word.isalpha() and word in (word.lower(), word.capitalize())]
    assert [word for word in plain if not fault(word)] == []


def test_the_shipped_list_has_each_word_once() -> None:
    lines = [line for line in spelling.FILE.read_text(encoding="utf-8").splitlines() if line.strip()]
    assert len(lines) == len(set(lines))


@given(st.text(max_size=100))
def test_any_text_gets_an_answer(text: str) -> None:
    assert len(faults(text, OTHERS)) == len(set(faults(text, OTHERS)))
