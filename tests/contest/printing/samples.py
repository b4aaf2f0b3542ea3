"""Lists, certificates and posters to put on paper in tests."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from contest.printing.listing import (
    Letterhead,
    LetterheadKind,
    Listing,
    PersonRow,
    Section,
    Signer,
    UnitRow,
)

STATE = Letterhead(
    LetterheadKind.NHA_NUOC, "UBND xã Đăk Tô", "Ban Tổ chức Hội thi", 5, "QĐ-BTC", "Đăk Tô", date(2026, 2, 5)
)
DOAN = Letterhead(
    LetterheadKind.DOAN,
    "Tỉnh đoàn Quảng Ngãi",
    "BCH Đoàn xã Đăk Tô",
    7,
    "QĐ/ĐTN",
    "Đăk Tô",
    date(2026, 10, 12),
)
NAMES = (
    "Y Hương Giang",
    "Hoàng Văn Sơn",
    "Bùi Thị Ngọc Ánh",
    "Đặng Quang Huy",
    "Y Lan Anh",
    "A Thui",
    "Ngô Thị Thùy Dương",
    "Nguyễn Phúc Bảo Khánh Quỳnh Như Công Tằng Tôn Nữ",
    "Phan Nhật Minh",
    "Lý Thanh Hải",
    "Kpă Thu Hiền",
)
UNITS = (
    "Trung tâm Phục vụ hành chính công",
    "Chi đoàn Công an xã",
    "Trường THCS Nguyễn Du",
    "Thôn Đăk Rao Lớn",
)
PRIZES = (("Nhất", 1_000_000), ("Nhì", 700_000), ("Nhì", 700_000), ("Ba", 500_000), ("Ba", 500_000))


def person(place: int, **changed: Any) -> PersonRow:
    """The row of one place, from 0."""
    prize, amount = PRIZES[place] if place < len(PRIZES) else ("Khuyến khích", 300_000)
    facts: dict[str, Any] = {
        "name": NAMES[place % len(NAMES)],
        "birth_year": 1980 + place % 30,
        "unit": UNITS[place % len(UNITS)],
        "right": 15,
        "asked": 15,
        "prediction": 464 + place,
        "off": place,
        "seconds": 370 + 7 * place,
        "prize": prize,
        "amount": amount,
    }
    return PersonRow(**(facts | changed))


def people(count: int, **changed: Any) -> Section:
    return Section(tuple(person(place, **changed) for place in range(count)))


def units() -> Section:
    rows = (
        UnitRow("Trường THPT Nguyễn Trãi", 412, 450, Fraction(412, 450), "Nhất", 2_000_000),
        UnitRow("Chi đoàn UBND xã", 25, 30, Fraction(25, 30), "Nhì", 1_500_000),
    )
    return Section(rows, "II. Giải tập thể")


def listing(
    letterhead: Letterhead = STATE, *sections: Section, signer: Signer | None = None, **changed: Any
) -> Listing:
    """A list with everything; `changed` replaces parts of it."""
    facts: dict[str, Any] = {
        "letterhead": letterhead,
        "title_lines": ("Danh sách", "Cá nhân đạt giải Hội thi tìm hiểu chuyển đổi số"),
        "sections": sections or (people(11),),
        "signer": signer or Signer(("TM. Ban Tổ chức", "Trưởng ban"), "Nguyễn Thanh Tùng"),
        "recipients": ("Như trên", "Các chi đoàn, trường học", "Lưu: VT, VHXH"),
        "subtitle": "Tuần 3 (từ 28/9 đến 04/10/2026)",
        "attached_to": "Quyết định số 05/QĐ-BTC ngày 05 tháng 02 năm 2026 của Ban Tổ chức Hội thi",
        "notes": ("Hạng 12 có 3 người bằng nhau; Trưởng Ban Tổ chức quyết định trao đồng hạng",),
    }
    return Listing(**(facts | changed))
