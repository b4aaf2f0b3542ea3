"""What is watched while the server runs, and how it is told to staff: what is wrong, and what to do."""

from __future__ import annotations

from contest import clock, recorder, storage
from contest.web import peers, troubles
from contest.web.admission import Admission

WRITER = (
    "Máy chủ không ghi được dữ liệu. Câu trả lời chưa lưu nằm chờ trên điện thoại, đừng cho ai đóng trang "
    "thi. Nhờ người phụ trách khởi động lại máy chủ."
)
QUEUE = (
    "Máy chủ ghi không kịp nên tạm từ chối, điện thoại tự gửi lại. "
    "Trên máy chủ, đóng những chương trình khác đang chạy; ổ đĩa quá chậm thì chuyển dữ liệu sang ổ khác."
)
DISK = (
    "Ổ đĩa của máy chủ chỉ còn {free} MB nên không ai bắt đầu bài mới được; bài đang làm vẫn lưu. "
    "Xóa bớt tệp không cần trên ổ đĩa đó rồi chờ vài giây."
)
BALLAST = "Ổ đĩa của máy chủ không còn chỗ để dự phòng cho bài đang làm. Xóa bớt tệp không cần trên ổ đĩa đó."
LOG = (
    "Tệp ghi của cơ sở dữ liệu đã lên {size} MB vì có chương trình khác mở tệp dữ liệu quá lâu. "
    "Đóng chương trình đó trên máy chủ."
)
CROWD = (
    "Quá nhiều người cùng lúc nên máy chủ đang cho vào lần lượt; câu trả lời vẫn được lưu trước tiên. "
    "Đừng xuất tệp và chỉ mở những trang thật cần cho đến khi dòng này mất."
)
CLOCK = (
    "Đồng hồ của máy chủ vừa bị đổi giờ; giờ thi vẫn chạy tiếp theo giờ cũ. "
    "Xem lại giờ của máy và đừng khởi động lại máy chủ cho đến khi vòng thi đóng."
)
OTHER_CLOCK = (
    "Đồng hồ của máy chủ này lệch {seconds} giây so với PostgreSQL; hết giờ ở máy này khác hết giờ ở máy "
    "kia. Bật đồng bộ giờ (NTP) trên mọi máy."
)
#: So many milliseconds are those of the network and of a busy machine.
ALIKE = 2_000
MB = 1_000_000


def begin(admission: Admission) -> None:
    """Watch from now on; the most urgent first."""
    troubles.forget()
    troubles.watch("writer", writer)
    troubles.watch("disk", disk)
    troubles.watch("log", long_log)
    troubles.watch("clock", stepped)
    troubles.watch("other clock", differs)
    troubles.watch("crowd", lambda: CROWD if admission.is_shedding() else "")


def writer() -> str:
    """Whether answers are written."""
    return {"writer": WRITER, "queue": QUEUE}.get(recorder.trouble(), "")


def disk() -> str:
    """Whether there is room."""
    state = storage.state()
    if state is None or (state.is_kept and not state.is_short):
        return ""
    return DISK.format(free=state.free // MB) if state.is_short else BALLAST


def long_log() -> str:
    """Whether the log beside the database can be moved into it."""
    state = storage.state()
    return LOG.format(size=state.log // MB) if state is not None and state.log_is_long else ""


def differs() -> str:
    """Whether servers on one PostgreSQL may have different times."""
    ahead = peers.ahead()
    return OTHER_CLOCK.format(seconds=round(ahead / 1000)) if abs(ahead) > ALIKE else ""


def stepped() -> str:
    """Whether somebody set the machine's clock to another time since the start."""
    return CLOCK if clock.ahead() else ""
