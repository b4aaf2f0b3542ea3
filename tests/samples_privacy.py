"""Sample contexts of the pages about personal data."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from contest.privacy.inventory_pages import (
    DueRow,
    InventoryPage,
    Kept,
    PapersPage,
    PeriodField,
    RetentionPage,
)
from tests.samples_desk import ORGANISER

ADMIN = replace(ORGANISER, admin=True)
DAY = datetime(2027, 10, 10, 5, 0, tzinfo=UTC)
NAMES = Kept(
    "Họ và tên",
    "Bảng xếp hạng, danh sách khen thưởng, giấy chứng nhận",
    "Cơ bản, của trẻ em",
    "12 tháng sau khi cuộc thi đóng, theo bản mà người dự thi đã đồng ý",
    "Người điều hành; công khai khi người đó đồng ý",
    "Xóa ngay",
)
KEPT = InventoryPage(ADMIN, (("Người dự thi", (NAMES,)), ("Ban Tổ chức", (NAMES,))), 1234, 0, False)
CLEARING = replace(KEPT, forgotten=12, is_clearing=True)
FIELDS = (
    PeriodField("signals", "Mã máy đã làm bài, dấu hiệu bất thường", "Nhiều nhất 30 ngày.", "30"),
    PeriodField("copies", "Dữ liệu thay ra khi khôi phục", "Từ 1 đến 366 ngày.", "30"),
)
ROWS = (
    DueRow("Phiên đăng nhập đã hết, lần gõ sai mật khẩu", "", 3, None, True),
    DueRow("Họ tên, năm sinh, số điện thoại", "Tìm hiểu chuyển đổi số năm 2026", 1234, DAY, False),
)
DUE = RetentionPage(ADMIN, FIELDS, ROWS)
NOTHING_DUE = RetentionPage(ADMIN, FIELDS, (), gone=0)
RAN = RetentionPage(ADMIN, FIELDS, ROWS[1:], is_saved=True, gone=1234)
WRONG = replace(DUE, errors={"signals": "Ghi số ngày từ 1 đến 30."})
PAPERS = PapersPage(ADMIN, (("Cơ quan", "UBND xã Đăk Tô"), ("Nơi lưu dữ liệu", "SQLite")), ())
MISSING = replace(PAPERS, missing=("Địa chỉ", "Địa chỉ trên mạng"))

SAMPLES = {
    "kept": KEPT,
    "clearing": CLEARING,
    "due": DUE,
    "nothing due": NOTHING_DUE,
    "ran": RAN,
    "wrong": WRONG,
    "papers": PAPERS,
    "missing": MISSING,
}
