"""What is well about copies, logs, the clock's source and the certificate, on plain values."""

from __future__ import annotations

from datetime import datetime, timedelta

from contest.copying_rules import pause
from contest.doctor.rules import MB, Finding, amount, ok, warn, wrong

DRILL_EVERY = timedelta(days=31)
#: A medium that takes a copy each hour has one of today, unless nothing changed.
CERTIFICATE_WARN = timedelta(days=14)
YEAR = 12


def encryption(recipient: str) -> Finding:
    """Whether copies are closed without anybody having to think of it."""
    if recipient:
        return ok("encryption", f"Bản sao lưu được mã hóa bằng khóa {recipient}.")
    said = "Chưa có khóa để mã hóa bản sao lưu."
    return warn("encryption", said, "Làm một lần, in ra giấy và cất: hoithi backup key --paper khoa.pdf")


def medium(to: str, done: datetime | None, error: str, since: datetime | None, took: timedelta) -> Finding:
    """The place that the running server copies to; "" where none was chosen. ``took``: the last copy."""
    if not to:
        said = "Máy chủ không tự sao lưu sang ổ thứ hai: hỏng ổ này là mất hết từ bản sao lưu gần nhất."
        return warn("medium", said, "Cắm một ổ USB rồi chọn: hoithi backup medium <thư mục trên ổ đó>")
    last = f"bản mới nhất {done:%H:%M, %d/%m/%Y}" if done else "chưa có bản nào"
    if error:
        begun = f" từ {since:%H:%M, %d/%m}" if since else ""
        return wrong(
            "medium",
            f"Không tự sao lưu được sang {to}{begun}: {error} ({last}).",
            "Cắm lại ổ, xem ổ còn chỗ không.",
        )
    if done is None:
        return warn("medium", f"Nơi tự sao lưu {to}: {last}.", "Mở máy chủ; vài giây sau có bản đầu tiên.")
    loss = int((pause(took, busy=True) + took).total_seconds())
    return ok(
        "medium",
        f"Tự sao lưu sang {to}: {last}. Hỏng cả máy giữa giờ thi thì mất nhiều nhất {loss} giây bài.",
    )


def drill(at: datetime | None, now: datetime, *, passed: bool) -> Finding:
    """The last time that somebody tried whether a copy is any good."""
    todo = "Chạy hoithi drill, mỗi tháng một lần và trước mỗi cuộc thi lớn."
    if at is None:
        return warn("drill", "Chưa diễn tập khôi phục lần nào: chưa biết bản sao lưu dùng được không.", todo)
    said = f"Diễn tập khôi phục lần cuối: {at:%H:%M, %d/%m/%Y}"
    if not passed:
        return wrong("drill", f"{said}, KHÔNG ĐẠT.", "Sao lưu một bản mới rồi chạy lại hoithi drill.")
    if now - at > DRILL_EVERY:
        return warn("drill", f"{said}, đã hơn một tháng.", todo)
    return ok("drill", f"{said}, đạt.")


def logs(size: int | None, months: int, *, public: bool) -> Finding:
    """The server's own logs; None where it has written none yet."""
    if public and months < YEAR:
        said = f"Nhật ký truy cập chỉ giữ {months} tháng."
        todo = "Dịch vụ trên Internet phải giữ 12 tháng: bỏ HOITHI_LOG_MONTHS."
        return warn("logs", said, todo)
    if size is None:
        return ok("logs", f"Chưa có nhật ký; máy chủ chạy thì ghi, giữ {months} tháng.")
    return ok("logs", f"Nhật ký của máy chủ {amount(size, MB)} MB, giữ {months} tháng.")


def time_sync(synchronised: bool | None) -> Finding:
    """Whether the system says that its clock follows others; None where it says nothing."""
    if synchronised is None:
        return ok("time_sync", "Máy này không cho biết đồng hồ có chỉnh theo mạng không; so với điện thoại.")
    if synchronised:
        return ok("time_sync", "Đồng hồ máy đang chỉnh theo mạng.")
    said = "Đồng hồ máy không chỉnh theo mạng, có thể chạy lệch dần."
    return warn(
        "time_sync",
        said,
        "Bật: sudo timedatectl set-ntp true. Không có mạng thì so với điện thoại trước giờ thi.",
    )


def certificate(url: str, until: datetime | None, now: datetime, why: str = "") -> Finding:
    """What visitors' browsers see at the public address. ``why``: it was not accepted."""
    if not url.startswith("https://"):
        return ok("certificate", "Không dùng HTTPS: người cùng mạng có thể xem và sửa những gì đi qua mạng.")
    if until is None:
        said = f"Chưa xem được chứng chỉ của {url}: {why}."
        return warn(
            "certificate", said, "Mở địa chỉ ấy bằng điện thoại; báo không an toàn thì xem lại proxy (Caddy)."
        )
    said = f"Chứng chỉ của {url} đến {until:%d/%m/%Y}."
    if until <= now:
        return wrong("certificate", f"{said} Đã hết hạn.", "Xem nhật ký của Caddy: sudo journalctl -u caddy")
    if until - now < CERTIFICATE_WARN:
        return warn("certificate", said, "Còn dưới hai tuần: xem Caddy có tự gia hạn được không.")
    return ok("certificate", said)
