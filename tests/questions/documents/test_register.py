"""The register of documents: every style of number, every field, and lines that nobody understands."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.documents import register
from questions.documents.register import BadRegister, Document, Register, parse

WHOLE = """# Sổ văn bản

Số: 06/QĐ-TTg
Ngày: 06/01/2022
Cơ quan: Thủ tướng Chính phủ
Về: Đề án 06
Hiệu lực từ: 06/01/2022
Hiệu lực đến: 31/12/2025
Thay bằng: 06/QĐ-TTg ngày 02/01/2025

# Cùng số, khác năm
Số: 06/QĐ-TTg
Ngày: 02/01/2025
Về: một việc khác
"""
OLD, NEW = date(2022, 1, 6), date(2025, 1, 2)


def test_every_field_is_read() -> None:
    first, second = parse(WHOLE)
    assert first == Document(
        number="06/QĐ-TTg",
        subject="Đề án 06",
        dated=OLD,
        issuer="Thủ tướng Chính phủ",
        in_force_from=OLD,
        in_force_until=date(2025, 12, 31),
        replaced_by=("06/QĐ-TTg", NEW),
    )
    assert second == Document("06/QĐ-TTg", "một việc khác", dated=NEW)


@pytest.mark.parametrize(
    "number",
    [
        "57-NQ/TW",
        "07/CT-TTg",
        "35/2023/UBTVQH15",
        "141/KH-BCĐTKNQ18",
        "336-KH/TU",
        "01-KH/BCĐTW",
        "1677/NQ-UBTVQH15",
        "148/2025/QH15",
        "118/2025/NĐ-CP",
        "96/QĐ-UBND",
    ],
)
def test_every_style_of_number(number: str) -> None:
    (one,) = parse(f"Số: {number}\nVề: một việc\n")
    assert (one.number, one.dated, one.issuer, one.replaced_by) == (number, None, "", None)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Số: 06/QĐ-TTg\n", "dòng 1: thiếu “Về”"),
        ("\nVề: một việc\n", "dòng 2: phải có “Số” hoặc “Tên”, và chỉ một"),
        ("Số: 06/QĐ-TTg\nTên: Đề án 06\nVề: a\n", "dòng 1: phải có “Số” hoặc “Tên”, và chỉ một"),
        (
            "Tên: Luật số 72/2025/QH15\n",
            "dòng 1: “Luật số 72/2025/QH15” không phải số, hoặc không phải tên, của một văn bản",
        ),
        ("Tên: Điều lệ Đoàn\n\nTên: Điều lệ Đoàn\n", "dòng 3: văn bản Điều lệ Đoàn có hai lần"),
        ("Số: 06/QĐ-TTg\nVề: một việc\nKý: ai đó\n", "dòng 3: không hiểu “Ký: ai đó”"),
        ("Số: 06/QĐ-TTg\nVề:\n", "dòng 2: không hiểu “Về:”"),
        ("Số: 06/QĐ-TTg\nSố: 07/QĐ-TTg\nVề: một việc\n", "dòng 2: “Số” có hai lần"),
        (
            "Số: Đề án 06\nVề: một việc\n",
            "dòng 1: “Đề án 06” không phải số, hoặc không phải tên, của một văn bản",
        ),
        ("Số: 06/QĐ-TTg\nVề: một việc\nNgày: 31/02/2022\n", "dòng 1: không có ngày “31/02/2022”"),
        ("Số: 06/QĐ-TTg\nVề: a\n\nSố: 06/QĐ-TTg\nVề: b\n", "dòng 4: văn bản 06/QĐ-TTg có hai lần"),
        ("Số: 06/QĐ-TTg\nVề: a\nThay bằng: cái khác\n", "dòng 1: không hiểu “Thay bằng: cái khác”"),
        ("Số: 06/QĐ-TTg\nVề: a\nThay bằng: 07/QĐ-TTg\n", "văn bản thay 06/QĐ-TTg không có trong sổ"),
    ],
)
def test_what_is_wrong_is_told(text: str, said: str) -> None:
    with pytest.raises(BadRegister) as told:
        parse(text)
    assert str(told.value) == said


def test_decomposed_letters_are_the_same() -> None:
    import unicodedata

    assert parse(unicodedata.normalize("NFD", WHOLE)) == parse(WHOLE)


@given(st.text(max_size=300))
def test_any_text_is_understood_or_refused(text: str) -> None:
    try:
        assert all(one.title or (one.number and one.subject) for one in parse(text))
    except BadRegister as told:
        assert str(told)


def test_what_has_no_number_has_its_name() -> None:
    (one,) = parse("Tên: Điều lệ Đoàn\nCơ quan: Đại hội Đoàn toàn quốc\n")
    assert (one.number, one.title, one.issuer) == ("", "Điều lệ Đoàn", "Đại hội Đoàn toàn quốc")
    found = Register((one,))
    assert found.has_titled("Điều lệ Đoàn") and found.has_titled("Chương I, Điều lệ Đoàn")
    assert not found.has_titled("Theo Điều lệ Đoàn") and not found.has_titled("Điều lệ")


def test_finding_goes_by_number_and_day() -> None:
    found = Register(parse(WHOLE))
    assert found.find("06/QĐ-TTg", OLD) == found.documents[0]
    assert found.find("06/QĐ-TTg", NEW) == found.documents[1]
    assert found.find("06/QĐ-TTg", None) is None
    assert found.days("06/QĐ-TTg") == (OLD, NEW)
    assert found.days("07/QĐ-TTg") == ()


@pytest.mark.parametrize(
    ("day", "is_in_force"),
    [
        (date(2022, 1, 5), False),
        (date(2022, 1, 6), True),
        (date(2025, 12, 31), True),
        (date(2026, 1, 1), False),
    ],
)
def test_in_force_from_its_first_day_to_its_last(day: date, is_in_force: bool) -> None:
    first, second = parse(WHOLE)
    assert first.in_force(day) is is_in_force
    assert second.in_force(day)


# --- the one that comes along ---------------------------------------------------------------------


def test_the_shipped_register_is_understood_and_large_enough() -> None:
    found = register.shipped().documents
    assert len(found) >= 45
    assert all(one.dated is None or one.dated <= (one.in_force_from or date.max) for one in found)


@pytest.mark.parametrize(
    ("number", "dated"),
    [
        ("82/KH-UBND", date(2025, 4, 17)),
        ("57-NQ/TW", date(2024, 12, 22)),
        ("06/QĐ-TTg", date(2022, 1, 6)),
        ("1588/QĐ-TTg", date(2024, 12, 17)),
        ("141/KH-BCĐTKNQ18", date(2024, 12, 6)),
        ("148/2025/QH15", date(2025, 12, 11)),
    ],
)
def test_the_documents_of_the_plan_and_of_the_facts_are_there(number: str, dated: date) -> None:
    assert register.shipped().find(number, dated)


def test_what_was_replaced_says_by_what() -> None:
    one_stop = register.shipped().find("61/2018/NĐ-CP", date(2018, 4, 23))
    assert one_stop and one_stop.replaced_by == ("118/2025/NĐ-CP", date(2025, 6, 9))
    data = register.shipped().find("13/2023/NĐ-CP", date(2023, 4, 17))
    assert data and not data.in_force(date(2026, 1, 1))
