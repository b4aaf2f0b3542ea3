"""What somebody may do with their own data by themselves, and what has to be asked. Pure."""

from __future__ import annotations

from dataclasses import dataclass

AWARDED = (
    "Bạn có tên trong danh sách trao giải đã phát hành. Danh sách, quyết định khen thưởng là giấy tờ "
    "phải giữ theo quy định, nên Ban Tổ chức xem yêu cầu xóa của bạn và trả lời."
)
RUNNING = "Bạn đang làm bài. Nộp bài hoặc chờ hết giờ, rồi quay lại đây."
CLOSING = "Máy đang chốt kết quả vòng thi. Chờ vài phút rồi quay lại đây."
SAT = (
    "Bạn đã làm bài nên tên, đơn vị, năm sinh đã vào kết quả. "
    "Ghi chỗ cần sửa và lý do, Ban Tổ chức xem rồi trả lời."
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What decides: whether somebody stands on an issued list, answers at this moment, has sat at all; and
    whether a round of the contest is being closed."""

    awarded: bool = False
    running: bool = False
    closing: bool = False
    sat: bool = False


def waits_for(facts: Facts) -> str:
    """Why nothing can be taken away at this moment; "" when it can."""
    return RUNNING if facts.running else CLOSING if facts.closing else ""


def has_to_ask(facts: Facts) -> str:
    """Why deleting has to be asked for; "" where it is done at once."""
    return AWARDED if facts.awarded else ""


def may_correct(facts: Facts) -> frozenset[str]:
    """What somebody puts right by themselves: all of it until they have sat, then what no result hangs on."""
    return frozenset({"phone"}) if facts.sat else frozenset({"name", "unit", "birth_year", "phone"})
