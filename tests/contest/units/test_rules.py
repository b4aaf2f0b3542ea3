"""Vietnamese names: cleaned, folded, ordered, masked."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.units.rules import (
    LONGEST_KEY,
    LONGEST_NAME,
    clean_name,
    fold,
    mask,
    name_sort_key,
    nfc,
    text_sort_key,
)

vietnamese = st.text(alphabet="aàảãáạăằâầđeêiyoôơuưxAĐẶ ' ", max_size=40)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Đăk Tô", "dak to"),
        ("hòa", "hoà"),
        ("Thúy", "thuý"),
        ("khỏe", "khoẻ"),
        ("quý", "quí"),
        ("kỹ", "kĩ"),
        ("HÒA BÌNH", "hoa   binh"),
        ("Trường THCS Nguyễn Du, 9A", "truong thcs nguyen du 9a"),
        ("24/4", "24 4"),
        ("Y Bích", "i bich"),
        (unicodedata.normalize("NFD", "Nguyễn Thị Ngọc"), "nguyễn thị ngọc"),
    ],
)
def test_these_are_found_by_each_other(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Lan", "Loan"), ("9A", "9B"), ("thôn 1", "thôn 11"), ("Du", "Đủ 1")]
)
def test_these_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text(max_size=60))
def test_folding_is_done_once(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == folded
    assert folded == folded.strip()
    assert "  " not in folded
    assert fold(nfc(text)) == fold(unicodedata.normalize("NFD", text)) == folded


def ordered(names: list[str], by: Callable[[str], str]) -> list[str]:
    """Sorted after a good shuffle."""
    return sorted(random.Random(len(names)).sample(names, len(names)), key=by)


# A class list as a teacher would write it.
CLASS_LIST = [
    "Trần Văn A",
    "Lê An",
    "Nguyễn An",
    "Nguyễn Văn An",
    "Nguyễn Vân An",
    "Nguyễn Thị Án",
    "Bùi Anh",
    "Nguyễn Ánh",
    "Trần Ánh",
    "Hồ Ăn",
    "Hồ Ân",
    "Y Bích",
    "Lê Dung",
    "Lê Dũng",
    "Lê Đan",
    "Phạm Em",
    "Phạm Ên",
    "Lê Hoa",
    "Trần Hoa",
    "Bùi Hòa",
    "Bùi Hỏa",
    "Bùi Hõa",
    "Bùi Hóa",
    "Bùi Họa",
    "Võ Nga",
    "Võ Nhi",
    "Võ Oanh",
    "Võ Ôn",
    "Võ Ơn",
    "A Thui",
    "Đinh Thui",
    "Lý Tú",
    "Lý Từ",
    "Bàn Ý",
]


def test_the_order_of_a_class_list() -> None:
    assert ordered(CLASS_LIST, name_sort_key) == CLASS_LIST


def test_the_six_tones_in_their_order() -> None:
    tones = ["ma", "mà", "mả", "mã", "má", "mạ"]
    assert ordered(tones, name_sort_key) == tones


def test_letters_come_before_tones() -> None:
    # "mạ" has the last tone, yet stands before "mai".
    assert name_sort_key("mạ") < name_sort_key("mai")
    assert text_sort_key("Thọ An") < text_sort_key("Tho Ba")


def test_all_29_letters_in_their_order() -> None:
    alphabet = list("aăâbcdđeêghiklmnoôơpqrstuưvxy")
    assert ordered(alphabet, name_sort_key) == alphabet


def test_case_and_composition_change_nothing() -> None:
    name = "Đặng Thị Ươm"
    for same in (name.upper(), name.lower(), unicodedata.normalize("NFD", name), f"  {name} "):
        assert name_sort_key(same) == name_sort_key(name)


def test_old_and_new_tone_placement_are_told_apart_only_by_tones() -> None:
    assert name_sort_key("Hoà")[:8] == name_sort_key("Hòa")[:8]


def test_classes_stand_by_number() -> None:
    classes = ["Lớp 6A", "Lớp 6B", "Lớp 9A", "Lớp 10A", "Lớp 10B", "Lớp 12A"]
    assert ordered(classes, text_sort_key) == classes


def test_a_shorter_name_stands_first() -> None:
    names = ["Thôn", "Thôn 1", "Thôn 2", "Thôn 10", "Thôn Đăk Rao", "Thôn Tê Pheo", "Thông"]
    assert ordered(names, text_sort_key) == names


def test_punctuation_does_not_order() -> None:
    assert text_sort_key("K'Hen") == text_sort_key("KHen")


@given(vietnamese, vietnamese)
def test_keys_are_digits_only_so_that_every_database_orders_alike(one: str, other: str) -> None:
    for key in (name_sort_key(one), text_sort_key(other)):
        assert key == "" or (key.isascii() and key.isdigit())
    # A word that begins another one never stands behind it.
    if one.strip() and one.strip() == one and not one.endswith("'"):
        assert name_sort_key(one) <= name_sort_key(one + "a")


@given(st.text(max_size=200))
def test_keys_fit_their_columns(text: str) -> None:
    assert len(name_sort_key(text)) <= LONGEST_KEY
    assert len(text_sort_key(text)) <= LONGEST_KEY


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("Nguyễn Thị Ngọc", "Nguyễn T. N."),
        ("A Thui", "A T."),
        ("Y Thu Hằng", "Y T. H."),
        ("Ngọc", "N."),
        ("H'Hen Niê", "H'H. N."),
        ("h’Yam Êban", "H’Y. Ê."),
        ("H'Bia", "H'B."),
        ("Y Blô Êban", "Y B. Ê."),
        ("H Ren Mlô", "H R. M."),
        ("A Ơn", "A Ơ."),
        ("Đinh Thị Ưng", "Đinh T. Ư."),
        ("Ý", "Ý."),
        ("Lê đức Ánh", "Lê Đ. Á."),
        ("", ""),
        (unicodedata.normalize("NFD", "Lê Ổn"), "Lê Ổ."),
    ],
)
def test_masks(name: str, masked: str) -> None:
    assert mask(name) == masked


@given(vietnamese)
def test_a_mask_never_holds_the_given_name(name: str) -> None:
    words = nfc(name).split()
    if len(words) > 1 and len(words[-1]) > 2:
        assert words[-1] not in mask(name).split()


@pytest.mark.parametrize(
    "name", ["A Thui", "Y Bích", "A", "Ý", "H'Hen Niê", "Nguyễn Thị Á", "Nguyễn Văn A 2"]
)
def test_real_names_stay_as_they_are(name: str) -> None:
    assert clean_name(name) == name


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("  Nguyễn   Văn\tAn\n", "Nguyễn Văn An"),
        ("Nguyễn\u00a0Văn\u3000An", "Nguyễn Văn An"),
        ("\u202eNguyễn\u202c An\u200b\ufeff", "Nguyễn An"),
        ("Lê\x00 An\x07", "Lê An"),
        (unicodedata.normalize("NFD", "Lê Ổn"), "Lê Ổn"),
        ("a" + "\u0316" * 30, "a" + "\u0316" * 2),
        ("Ph\u00adương", "Phương"),
    ],
)
def test_what_is_cleaned(raw: str, name: str) -> None:
    assert clean_name(raw) == name


@pytest.mark.parametrize("raw", ["", "   ", "12345", "...", "\u200b", "\u3164", "🙂", "\u0301"])
def test_a_name_has_a_letter(raw: str) -> None:
    with pytest.raises(ValueError, match=r"^Ghi họ và tên"):
        clean_name(raw)


def test_a_name_has_at_most_120_characters() -> None:
    assert len(clean_name("a" * LONGEST_NAME)) == LONGEST_NAME
    assert clean_name(" " * 500 + "An") == "An"
    with pytest.raises(ValueError, match="dài nhất 120"):
        clean_name("a" * (LONGEST_NAME + 1))


@given(st.text(max_size=150))
def test_a_clean_name_stays_clean(raw: str) -> None:
    try:
        name = clean_name(raw)
    except ValueError:
        return
    assert clean_name(name) == name
    assert 1 <= len(name) <= LONGEST_NAME
    assert not any(unicodedata.category(char).startswith("C") for char in name)


def test_a_name_of_two_words_has_a_family_name() -> None:
    assert sorted(["Y Bích", "A Bích", "Bích"], key=name_sort_key) == ["Bích", "A Bích", "Y Bích"]
    assert len({name_sort_key(name) for name in ("Y Bích", "A Bích", "Bích")}) == 3
