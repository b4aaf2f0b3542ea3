"""How many days kinds of data are kept, as an administrator set them; what may be set, and the words for it.

How long names are kept is no setting here: each contest's people agreed to a notice that says it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from contest.accounts.rules import ABSOLUTE, FORGOTTEN, IDLE
from contest.audit import service as audit
from contest.errors import Invalid
from contest.lists.drafts import KEPT
from contest.office import service as office
from contest.privacy import store
from contest.privacy.kinds import Keep
from contest.signals.rules import KEPT_DAYS


@dataclass(frozen=True, slots=True)
class Period:
    """A period that may be set, in days: what it is without anybody's word, its bounds, and why."""

    label: str
    usual: int
    least: int
    most: int
    hint: str


PERIODS: Mapping[Keep, Period] = {
    Keep.SIGNALS: Period(
        "Mã máy đã làm bài, dấu hiệu bất thường",
        KEPT_DAYS,
        1,
        KEPT_DAYS,
        f"Sau khi vòng đóng, nhiều nhất {KEPT_DAYS} ngày: theo dõi hành vi là dữ liệu nhạy cảm.",
    ),
    Keep.COPIES: Period(
        "Dữ liệu thay ra khi khôi phục",
        30,
        1,
        366,
        "Thư mục truoc-khoi-phuc-… còn tên của cả những người đã xóa. Xóa khi chắc không cần quay lại.",
    ),
}
#: The server's own log follows the law: NĐ 333 Điều 16(6)(c), and level 2 for what is not on the Internet.
LOGS = "12 tháng khi mở trên Internet, ít nhất 1 tháng trong mạng nội bộ"
#: What went, in a word.
LABELS: Mapping[Keep, str] = {
    Keep.NAMES: "người còn tên",
    Keep.SIGNALS: "mã máy, dấu hiệu bất thường",
    Keep.DRAFT: "danh sách chờ lưu",
    Keep.SESSION: "phiên đăng nhập, lần gõ sai mật khẩu",
    Keep.COPIES: "thư mục dữ liệu thay ra",
}
WRONG = "Ghi số ngày từ {least} đến {most}."


def days(db: Session) -> dict[Keep, int]:
    """Every period as it is set."""
    told = store.periods(db)
    return {keep: told.get(keep, one.usual) for keep, one in PERIODS.items()}


def save(db: Session, actor: str, wanted: Mapping[Keep, int], now: datetime) -> bool:
    """Set the periods; False when nothing is new. Invalid names each one that is out of its bounds."""
    wrong = {
        keep.value: WRONG.format(least=PERIODS[keep].least, most=PERIODS[keep].most)
        for keep, count in wanted.items()
        if not PERIODS[keep].least <= count <= PERIODS[keep].most
    }
    if wrong:
        raise Invalid(fields=wrong)
    had = days(db)
    changed = {keep: count for keep, count in wanted.items() if had[keep] != count}
    if changed:
        store.put_periods(db, {keep.value: count for keep, count in changed.items()}, actor, now)
        audit.record(db, actor, "privacy.periods", "", {k.value: n for k, n in changed.items()}, now)
    return bool(changed)


def spans(db: Session) -> dict[Keep, str]:
    """Every period in words, with the numbers that the code goes by."""
    told, months = days(db), office.current(db).notice.months
    hours = FORGOTTEN.total_seconds() / 3600
    return {
        Keep.NAMES: f"{months} tháng sau khi cuộc thi đóng, theo bản mà người dự thi đã đồng ý",
        Keep.DRAFT: f"{KEPT.days} ngày, hoặc đến khi lưu",
        Keep.SIGNALS: f"{told[Keep.SIGNALS]} ngày sau khi vòng đóng",
        Keep.RESULTS: "Lâu dài, không kèm tên sau khi tên bị xóa; góp ý bằng lời xóa cùng tên",
        Keep.PROOF: "Lâu dài, không kèm tên",
        Keep.STAFF: "Khi còn làm việc trên máy này",
        Keep.SESSION: f"{IDLE.total_seconds() / 3600:.0f} giờ không dùng, nhiều nhất {ABSOLUTE.days} ngày",
        Keep.LOGIN: f"{hours:.0f} giờ sau lần gõ sai cuối",
        Keep.AUDIT: "Lâu dài, chỉ có mã",
        Keep.LOGS: LOGS,
        Keep.COPIES: f"Dữ liệu thay ra: {told[Keep.COPIES]} ngày; bản sao lưu: theo lịch giữ bản sao lưu",
        Keep.PHONE: "60 ngày, hoặc đến khi bấm “Quên máy này”",
    }
