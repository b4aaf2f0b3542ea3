"""What questions rest on: documents with their days, the commune's plan, common knowledge."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.documents import basis
from questions.documents.basis import GENERAL, PLAN, Basis
from questions.documents.register import Register, parse

KNOWN = Register(
    parse(
        """
Số: 57-NQ/TW
Ngày: 22/12/2024
Về: đột phá

Số: 06/QĐ-TTg
Ngày: 06/01/2022
Về: Đề án 06

Số: 06/QĐ-TTg
Ngày: 02/01/2025
Về: một việc khác

Số: 315/2025/NĐ-CP
Về: quy chế làm việc mẫu

Tên: Điều lệ Đoàn Thanh niên Cộng sản Hồ Chí Minh
"""
    )
)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Mục II, Nghị quyết số 57-NQ/TW ngày 22/12/2024", (("57-NQ/TW", date(2024, 12, 22)),)),
        (
            "Điều 10, Nghị định số 69/2024/NĐ-CP ngày 25/6/2024 của Chính phủ",
            (("69/2024/NĐ-CP", date(2024, 6, 25)),),
        ),
        ("Chỉ thị số 07/CT-TTg ban hành ngày 14/3/2025", (("07/CT-TTg", date(2025, 3, 14)),)),
        ("Nghị quyết số 35/2023/UBTVQH15, ngày 12/7/2023", (("35/2023/UBTVQH15", date(2023, 7, 12)),)),
        ("Kế hoạch số 141/KH-BCĐTKNQ18 ngày 06/12/2024", (("141/KH-BCĐTKNQ18", date(2024, 12, 6)),)),
        ("Kế hoạch số 336-KH/TU ngày 25/5/2025", (("336-KH/TU", date(2025, 5, 25)),)),
        ("Kế hoạch số 01-KH/BCĐTW ngày 21/3/2025", (("01-KH/BCĐTW", date(2025, 3, 21)),)),
        (
            "Nghị quyết số 03/NQ-CP ngày 09/01/2025 sửa bởi Nghị quyết số 71/NQ-CP ngày 01/4/2025",
            (("03/NQ-CP", date(2025, 1, 9)), ("71/NQ-CP", date(2025, 4, 1))),
        ),
        ("Công văn số 10988/BNV-CQĐP ngày 21/11/2025", (("10988/BNV-CQĐP", date(2025, 11, 21)),)),
        ("Sắc lệnh số 17/SL ngày 08/9/1945", (("17/SL", date(1945, 9, 8)),)),
        ("Luật số 72/2025/QH15; Kế hoạch số 96/QĐ-UBND", (("72/2025/QH15", None), ("96/QĐ-UBND", None))),
    ],
)
def test_documents_are_found_with_their_days(text: str, wanted: tuple[tuple[str, date | None], ...]) -> None:
    assert basis.read(text) == Basis(documents=wanted)


def test_common_knowledge_is_these_very_words() -> None:
    assert basis.read(GENERAL) == Basis(is_general=True)
    more = "Kiến thức chung về an toàn"
    assert basis.read(more) == Basis(titles=(more,))


@pytest.mark.parametrize("where", ["B.I.4.đ", "B.II.5.e", "C.I.3.a", "C.II.12.b", "E", "B.II.6", "A.I"])
def test_the_plan_is_known_by_its_whole_name(where: str) -> None:
    assert basis.read(f"Mục {where}, {PLAN}") == Basis(is_plan=True)


@pytest.mark.parametrize("text", [PLAN, f"Mục 4.đ, {PLAN}", f"Mục B.I.4.đ, {PLAN[:-4]}2026", "Luật Căn cước"])
def test_what_nobody_could_look_up_is_unclear(text: str) -> None:
    assert basis.read(text) == Basis(titles=(text,))


def test_parts_stand_between_semicolons() -> None:
    found = basis.read(f"Mục B.I.1, {PLAN}; Nghị quyết số 57-NQ/TW ngày 22/12/2024;\n{GENERAL}")
    assert found == Basis((("57-NQ/TW", date(2024, 12, 22)),), is_plan=True, is_general=True)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (GENERAL, ()),
        ("Nghị quyết số 57-NQ/TW ngày 22/12/2024", ()),
        ("Quyết định số 06/QĐ-TTg ngày 02/01/2025", ()),
        ("Điều lệ Đoàn Thanh niên Cộng sản Hồ Chí Minh", ()),
        ("Chương I, Điều lệ Đoàn Thanh niên Cộng sản Hồ Chí Minh", ()),
        ("", ("thiếu căn cứ",)),
        ("Nghị quyết số 57-NQ/TW", ("văn bản 57-NQ/TW trong căn cứ thiếu ngày",)),
        ("Nghị quyết số 58-NQ/TW ngày 22/12/2024", ("văn bản 58-NQ/TW không có trong sổ văn bản",)),
        (
            "Nghị quyết số 57-NQ/TW ngày 22/12/2025",
            ("sổ văn bản ghi 57-NQ/TW ngày 22/12/2024, không phải 22/12/2025",),
        ),
        (
            "Quyết định số 06/QĐ-TTg ngày 06/01/2025",
            ("sổ văn bản ghi 06/QĐ-TTg ngày 06/01/2022 hoặc 02/01/2025, không phải 06/01/2025",),
        ),
        (
            "Nghị định số 315/2025/NĐ-CP ngày 01/12/2025",
            ("sổ văn bản ghi 315/2025/NĐ-CP ngày chưa rõ, không phải 01/12/2025",),
        ),
    ],
)
def test_what_is_wrong_is_told(text: str, said: tuple[str, ...]) -> None:
    assert basis.problems(text, KNOWN) == said


def test_an_unclear_part_is_told_beside_a_good_one() -> None:
    (said,) = basis.problems("Theo báo; Nghị quyết số 57-NQ/TW ngày 22/12/2024", KNOWN)
    assert said.startswith("căn cứ “Theo báo” không có số văn bản")


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Từ 01/7/2025 đến 31/12/2026, và 10/10 hằng năm", ()),
        ("Ngày 31/02/2026 và 29/2/2025", ("31/02/2026", "29/2/2025")),
        ("Ngày 29/2/2024", ()),
        ("Nghị định 13/2023/NĐ-CP", ()),
        ("", ()),
    ],
)
def test_days_that_are_none(text: str, wrong: tuple[str, ...]) -> None:
    assert basis.no_days(text) == wrong


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    found = basis.read(text)
    assert bool(text.strip(" ;\n\r\t")) >= bool(found.titles or found.documents)
    assert all(isinstance(said, str) for said in basis.problems(text, KNOWN))
