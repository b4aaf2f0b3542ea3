"""Sample units of a commune like Đăk Tô. Names and numbers are made up for trying out: dữ liệu mẫu."""

from __future__ import annotations

from collections.abc import Iterator

from contest.units.service import UnitDraft

#: Every code of the sample begins so; no real list's does.
PREFIX = "mau-"
SOURCE = "Dữ liệu mẫu, không phải số liệu thật"

_OFFICES = (
    ("dang-uy", "Các cơ quan Đảng ủy xã", 16),
    ("van-phong", "Văn phòng HĐND và UBND xã", 15),
    ("kinh-te", "Phòng Kinh tế", 14),
    ("vhxh", "Phòng Văn hóa - Xã hội", 13),
    ("pvhcc", "Trung tâm Phục vụ hành chính công xã", 12),
    ("vhtt", "Trung tâm Văn hóa - Thể thao - Du lịch và Truyền thông", 9),
    ("mttq", "Ủy ban Mặt trận Tổ quốc Việt Nam xã", 14),
    ("quan-su", "Ban Chỉ huy Quân sự xã", 18),
    ("cong-an", "Công an xã", 25),
    ("tram-y-te", "Trạm Y tế xã", 11),
)
_VILLAGES = ("Đăk Rao", "Đăk Tăng", "Kon Tu", "Tê Pheo", "Đăk Mơ Ham", "Măng Rương")
_QUARTERS = range(1, 7)
_SCHOOLS = (
    ("thpt-nvc", "Trường THPT Nguyễn Văn Cừ", 48, ("10", "11", "12"), "ABCD", 40),
    ("thcs-nd", "Trường THCS Nguyễn Du", 36, ("6", "7", "8", "9"), "ABC", 38),
    ("thcs-24", "Trường THCS 24/4", 28, ("6", "7", "8", "9"), "AB", 34),
)


def commune() -> tuple[UnitDraft, ...]:
    """The whole tree, parents first."""
    return (*_root(), *_villages(), *_schools())


def _root() -> Iterator[UnitDraft]:
    yield UnitDraft("mau-xa", "Xã Đăk Tô (dữ liệu mẫu)", "commune", open_to_all=False)
    for code, name, people in _OFFICES:
        yield UnitDraft(f"mau-{code}", name, "office", "mau-xa", people)


def _villages() -> Iterator[UnitDraft]:
    for index, name in enumerate(_VILLAGES, 1):
        yield UnitDraft(f"mau-thon-{index}", f"Thôn {name}", "village", "mau-xa", 180 + 23 * index)
        yield UnitDraft(f"mau-cd-{index}", f"Chi đoàn thôn {name}", "youth", "mau-xa", 21 + 3 * index)
    for index in _QUARTERS:
        yield UnitDraft(f"mau-kp-{index}", f"Thôn {index}", "village", "mau-xa", 240 + 17 * index)


def _schools() -> Iterator[UnitDraft]:
    for code, name, staff, grades, letters, size in _SCHOOLS:
        yield UnitDraft(f"mau-{code}", name, "school", "mau-xa", open_to_all=False)
        yield UnitDraft(f"mau-{code}-gv", "Giáo viên, nhân viên", "office", f"mau-{code}", staff)
        for grade in grades:
            for letter in letters:
                people = size - (int(grade) + ord(letter)) % 4
                yield UnitDraft(
                    f"mau-{code}-{grade}{letter.lower()}",
                    f"Lớp {grade}{letter}",
                    "class",
                    f"mau-{code}",
                    people,
                )
