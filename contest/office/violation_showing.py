"""From the counts of what browsers reported to the page that shows them."""

from __future__ import annotations

from collections.abc import Iterable

from contest.accounts.pages import StaffView
from contest.office.models import PageViolation
from contest.office.pages import ViolationLine, ViolationsPage

WHAT = {
    "script-src": "Mã lệnh",
    "style-src": "Kiểu trình bày",
    "img-src": "Ảnh",
    "connect-src": "Kết nối ngầm",
    "font-src": "Phông chữ",
    "form-action": "Nơi biểu mẫu gửi tới",
    "base-uri": "Địa chỉ gốc của trang",
    "frame-ancestors": "Trang khác nhúng trang này",
}
FROM = {
    "inline": "viết thẳng trong trang",
    "eval": "dựng từ chữ lúc chạy",
    "data": "kèm trong trang",
    "extension": "tiện ích của trình duyệt",
    "own": "từ máy chủ này",
}


def page(counts: Iterable[PageViolation], staff: StaffView) -> ViolationsPage:
    """The counts, the latest first."""
    return ViolationsPage(staff, tuple(map(_line, counts)))


def _line(row: PageViolation) -> ViolationLine:
    what, source = WHAT.get(row.directive, "Nội dung khác"), FROM.get(row.kind, "từ nơi khác")
    return ViolationLine(row.route, what, source, row.count, row.last_at)
