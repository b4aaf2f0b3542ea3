"""Sample contexts of contests elsewhere, in every state that organisers meet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from contest.elsewhere.pages import EditPage, IndexPage, NewPage, OutsideRow
from contest.elsewhere.showing import LABELS, LEVELS
from tests.samples_desk import CLOSES, ORGANISER
from tests.samples_own import STAFF

ROW = OutsideRow(
    *("w1aaaaaaaaaaa", "Tìm hiểu <b>chuyển đổi số</b> tỉnh", "Sở Khoa học và Công nghệ", "Cấp tỉnh"),
    *(date(2026, 10, 1), date(2026, 10, 10), 1200, 3, 1),
    tuple((f"Thôn {number}", number) for number in range(1, 9)),
)
OTHER = replace(ROW, id="w2aaaaaaaaaaa", last_day=ROW.first_day, level="Nơi khác", units=())
INDEX = IndexPage(ORGANISER, (ROW, OTHER), 2, 2, "", "", LEVELS, 0, (2026, 2025), {}, notice="Đã ghi.")
VALUES = dict.fromkeys(LABELS, "") | {"level": "province", "key": "k1aaaaaaaaaaa"}
WRONG = dict.fromkeys(LABELS, "Điền ô này.")
NEW = NewPage(ORGANISER, VALUES, LEVELS, LABELS)
EDIT = EditPage(
    *(ORGANISER, ROW, "https://thi.example", "Công văn số 12"),
    VALUES | {"name": ROW.name, "units": "Thôn 1: 12", "version": "3"},
    *(LEVELS, LABELS, "Trần Mai", CLOSES),
)
SAMPLES: dict[str, Any] = {
    "some": INDEX,
    "sifted": replace(INDEX, words="x", level="other", year=2025, query={"q": "x"}, page=2, pages=3),
    "none found": replace(INDEX, rows=(), found=0, query={"q": "x"}),
    "beyond": replace(INDEX, rows=(), page=9),
    "nothing": replace(INDEX, rows=(), found=0, total=0, years=()),
    "seen": replace(INDEX, staff=STAFF),
    "new": NEW,
    "new, wrong": replace(NEW, errors=WRONG, problem="Biểu mẫu có ô lạ."),
    "edit": replace(EDIT, notice="Đã lưu."),
    "edit, wrong": replace(EDIT, errors=WRONG, problem="Có người vừa sửa."),
    "edit, seen": replace(EDIT, staff=STAFF, row=OTHER, address="", source=""),
}
