"""What is well about accounts, and about what browsers report of our pages, on plain values."""

from __future__ import annotations

from contest.doctor.rules import Finding, ok, warn


def accounts(unused: int) -> Finding:
    """Accounts that could be used and were not for 45 days: a door that nobody watches."""
    if not unused:
        return ok("accounts", "Không có tài khoản nào bỏ không từ 45 ngày trở lên.")
    said = f"{unused} tài khoản bỏ không từ 45 ngày trở lên."
    return warn("accounts", said, "Vào Cài đặt, Người cùng làm; bấm Khóa ở dòng của ai không làm cùng nữa.")


def violations(places: int, times: int, extensions: int) -> Finding:
    """What browsers kept out of our pages in the last seven days: in so many places, so often since each
    began. What people's own extensions did is no sign of anything."""
    if not places:
        more = " (chỉ có tiện ích do người xem tự cài)" if extensions else ""
        return ok("violations", f"7 ngày qua không trình duyệt nào báo có thứ lạ chen vào trang{more}.")
    said = f"7 ngày qua trình duyệt chặn thứ lạ chen vào trang ở {places} chỗ, {times} lần kể từ lần đầu."
    todo = (
        "Xem Cài đặt, Cảnh báo của trình duyệt, có chỉ từng việc. Nhiều trang cùng bị: "
        "mạng đang chèn nội dung, hãy dùng địa chỉ https://."
    )
    return warn("violations", said, todo)
