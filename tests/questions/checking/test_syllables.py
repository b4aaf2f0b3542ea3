"""Syllables by rule: what is one, what is none, and where the tone stands."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.checking.syllables import fault

GOOD = """
hóa khỏe thủy hòa tòa ủy lúa của nửa mía chia hoàn toàn khoảng ngoài ngoẹo loạt thuyết quyết quyền
khuya huých tuýp nguyện duyệt khuyến luật xuân khuấy thuê huế thuở quý quỹ quả quê quen quét quân quốc quở
già giá giữ gì gìn giếng giúp giới ghi ghế gương gỡ nghị nghề ngoan ngữ người kẻ kỷ kiểm kê cuộc cước cái cổ
yêu yên yết ý y tế lý kỹ sĩ tỷ mỹ công ty bác sĩ ước ưu rượu hươu đường được điều điện tử xã phường thôn
nghiệm tiếng chuyển đổi số nhiều miếng xoong oản uống uyển oan đẹp sách thích lịch tính nhanh
"""


@pytest.mark.parametrize("word", GOOD.split())
def test_a_syllable(word: str) -> None:
    assert fault(word) == ""
    assert fault(word.upper()) == fault(word.capitalize()) == ""
    assert fault(unicodedata.normalize("NFD", word)) == ""


@pytest.mark.parametrize(
    "word",
    [
        "mat",  # a stop without its tone
        "sàch",  # a stop with a tone it never has
        "cẹnǵ",
        "nghà",
        "ghà",
        "ngế",
        "gế",
        "kà",
        "cẻ",
        "ci",
        "quí",
        "qua9",
        "wifi",
        "internet",
        "ztâm",
        "thươngg",
        "trưòngg",
        "nh",
        "đ",
        "lyên",
        "yen",
        "ngưòi",
        "đươc",
    ],
)
def test_no_syllable(word: str) -> None:
    assert fault(word) == f"từ lạ “{word}”"


@pytest.mark.parametrize(
    ("word", "right"),
    [
        ("hoá", "hóa"),
        ("khoẻ", "khỏe"),
        ("thuỷ", "thủy"),
        ("uỷ", "ủy"),
        ("toà", "tòa"),
        ("xoè", "xòe"),
        ("hòan", "hoàn"),
        ("tóan", "toán"),
        ("thúyêt", "thuyết"),
        ("qúy", "quý"),
        ("gìa", "già"),
        ("cuả", "của"),
        ("miá", "mía"),
        ("ngừơi", "người"),
        ("ngòai", "ngoài"),
    ],
)
def test_the_mark_has_one_place(word: str, right: str) -> None:
    assert fault(word) == f"dấu thanh đặt sai chỗ: viết “{right}” thay cho “{word}”"
    assert fault(right) == ""


@pytest.mark.parametrize(
    ("word", "right"),
    [("kĩ", "kỹ"), ("Kỉ", "kỷ"), ("kì", "kỳ"), ("kí", "ký"), ("lí", "lý"), ("mĩ", "mỹ"), ("sỹ", "sĩ")],
)
def test_of_two_spellings_one_is_ours(word: str, right: str) -> None:
    assert fault(word) == f"viết “{right}” thay cho “{word.lower()}”"
    assert fault(right) == ""


@given(st.text(max_size=12))
def test_any_word_gets_an_answer(word: str) -> None:
    assert isinstance(fault(word), str)
