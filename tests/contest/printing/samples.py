"""Lists, certificates and posters to put on paper in tests."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from contest.printing.certificates import Certificate
from contest.printing.listing import (
    Article,
    Letterhead,
    LetterheadKind,
    Listing,
    PersonRow,
    Regulation,
    Section,
    Signer,
    UnitRow,
)
from contest.printing.poster import Poster

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


ARTICLES = (
    Article("Điều 1. Đối tượng dự thi", ("Mọi người dân trên địa bàn xã.",)),
    Article(
        "Điều 2. Xếp hạng", ("1. Xếp lần lượt theo:", "- Thứ nhất: điểm cao hơn;", "2. Bằng thì đồng hạng.")
    ),
)


def regulation(letterhead: Letterhead = STATE, **changed: Any) -> Regulation:
    """A paper of articles; `changed` replaces parts of it."""
    facts: dict[str, Any] = {
        "letterhead": letterhead,
        "title_lines": ("Thể lệ", "Hội thi tìm hiểu chuyển đổi số"),
        "articles": ARTICLES,
        "signer": Signer(("TM. Ban Tổ chức", "Trưởng ban"), ""),
        "recipients": ("Các đơn vị", "Lưu: VT"),
        "subtitle": "Tuần 3",
    }
    return Regulation(**(facts | changed))


LONG_NAME = "Nguyễn Phúc Bảo Khánh Quỳnh Như Công Tằng Tôn Nữ Hoàng Thị Mỹ Duyên Phương Trinh"


def certificate(name: str = "Y Hương Giang", **changed: Any) -> Certificate:
    """A certificate with everything on it."""
    facts: dict[str, Any] = {
        "organiser_lines": ("Ủy ban nhân dân xã Đăk Tô", "Ban Tổ chức Hội thi"),
        "title": "Giấy chứng nhận",
        "name": name,
        "unit": "Chi đoàn Trường THCS Nguyễn Du, xã Đăk Tô",
        "prize": "Giải Nhất",
        "contest": "Hội thi trực tuyến tìm hiểu chuyển đổi số năm 2026",
        "achievement": "15/15 câu đúng trong 6 phút 10 giây, tuần 3",
        "place_date": "Đăk Tô, ngày 12 tháng 10 năm 2026",
        "signer": Signer(("TM. Ban Tổ chức", "Trưởng ban"), "Nguyễn Thanh Tùng"),
        "serial": "Số: 05/CN-BTC",
        "verify_url": "https://hoithi.example.vn/commendations/certificates/k7q2m0c4xv9ts",
        "verify_text": "hoithi.example.vn/cn/k7q2m0c4xv9ts",
    }
    return Certificate(**(facts | changed))


def poster(**changed: Any) -> Poster:
    """A poster with everything on it but a logo."""
    facts: dict[str, Any] = {
        "title_lines": ("Tìm hiểu", "chuyển đổi số"),
        "organiser_lines": ("Ủy ban nhân dân xã Đăk Tô", "Ban Tổ chức Hội thi"),
        "kind": "Hội thi trực tuyến",
        "when_lines": ("Từ 8 giờ thứ Hai, 05/10", "đến 20 giờ Chủ nhật, 11/10/2026"),
        "address": "hoithi.example.vn/t/cds",
        "qr_text": "https://hoithi.example.vn/t/cds",
    }
    return Poster(**(facts | changed))
