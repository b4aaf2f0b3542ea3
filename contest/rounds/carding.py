"""What stands on the card for a hall's proctor: this round's hours and address, and what to do when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from contest.campaigns import service as campaigns
from contest.campaigns.service import RoundView
from contest.printing import card
from contest.printing.card import Part
from contest.rounds.pages import SPOKEN
from contest.ruleset import wording
from contest.standings import door
from contest.web.filters import NBSP, span, spoken
from contest.web.pages import path_for

BEFORE = Part(
    "Trước giờ thi",
    (
        ("Đăng nhập sẵn", "trên điện thoại của bạn, mở trang Người dự thi của vòng này."),
        ("Thử quét mã QR", "bằng một điện thoại dùng mạng của hội trường."),
        ("Dán áp phích", "ở cửa và cuối phòng; màn hình lớn bật sẵn."),
        ("Nhắc mọi người", "tắt chế độ tiết kiệm pin, sạc trước, chụp lại mã dự thi."),
    ),
)
DURING = Part(
    "Trong giờ thi",
    (
        ("Mỗi người một đề.", "Máy rút câu và trộn đáp án riêng cho từng người."),
        ("Chữ “Đã lưu”", "dưới câu hỏi là máy chủ đã giữ câu trả lời."),
        ("Xem ai im lặng 2 phút", "ở trang Điều hành, đến tận nơi hỏi."),
        ("Hết giờ máy tự nộp", "những câu đã lưu. Đồng hồ của máy chủ là giờ chuẩn."),
        ("Không làm bài hộ,", "không đọc câu hỏi, không gợi ý đáp án."),
    ),
)
WHO = Part(
    "Ai làm gì",
    (
        ("Coi thi (bạn):", "tìm người dự thi, cấp lại mã, thêm giờ khi máy hỏng."),
        ("Chủ cuộc thi:", "mở, đóng vòng, tạm dừng, đổi giờ đóng, màn hình lớn."),
        ("Người duyệt:", "hủy bài, đưa ra ngoài bảng xếp hạng, xét giải."),
    ),
)
TROUBLE = Part(
    "Làm gì ngay",
    (
        ("Mất mạng:", "cứ làm tiếp, đừng tắt trang. Có mạng lại, máy tự gửi."),
        (
            "Máy hỏng, hết pin:",
            "mượn máy khác, mở trang thi, bấm Vào bằng mã, rồi Chuyển bài về máy này.",
        ),
        (
            "Quên mã:",
            "hỏi kỹ họ tên, đơn vị; trang Người dự thi, tìm tên, Cấp lại mã. Mã cũ hết dùng, bài vẫn còn.",
        ),
        ("Mất thời gian vì sự cố:", "bấm tên, Thêm giờ, ghi số phút và lý do. Máy đổi giờ trong nửa phút."),
        ("Mất điện, cả phòng rớt mạng:", "gọi chủ cuộc thi để Tạm dừng. Mọi người được bù đủ giờ."),
        ("Chọn nhầm đơn vị, nghi gian lận:", "ghi lại họ tên, giờ; báo người duyệt. Đừng dừng bài."),
    ),
)

CODES = Part(
    "Đọc mã dự thi qua điện thoại",
    (
        ("Đọc từng ký tự,", "bốn ký tự một nhịp, để người nghe nhắc lại."),
        ("Không có I, L, O, U.", "Nghe giống “ô” là số không, giống “i ngắn” là số một."),
    ),
)


@dataclass(frozen=True)
class Made:
    """A file and its name."""

    content: bytes
    name: str


def made(db: Session, round_id: str, scheme: str, host: str, now: datetime) -> Made:
    """The card as a PDF, with the address that phones use."""
    view = campaigns.view(db, round_id, now)
    return Made(card.pdf(wanted(view, door.base(scheme, host))), f"the-giam-thi-{view.slug}.pdf")


def wanted(view: RoundView, root: str) -> card.Card:
    """What the two pages say for one round."""
    facts = (
        ("Mở", spoken(view.opens_at)),
        ("Đóng", spoken(view.closes_at)),
        ("Mỗi lượt", f"{_questions(view)}, {span(view.rules.seconds)}; {_attempts(view)}"),
        ("Trang thi", (root + path_for("shortcut", slug=view.slug)).partition("://")[2]),
        *((("Gọi khi cần", view.contact),) if view.contact else ()),
    )
    return card.Card(
        title=" ".join(view.title.splitlines()),
        round=view.name,
        facts=facts,
        front=(BEFORE, DURING, WHO),
        back=(TROUBLE, CODES),
        letters=tuple(SPOKEN.items()),
    )


def _questions(view: RoundView) -> str:
    asked = f"{view.rules.questions_count}{NBSP}câu"
    return f"{asked} và một câu dự đoán" if view.rules.prediction else asked


def _attempts(view: RoundView) -> str:
    return f"mỗi người {wording.attempts(view.rules)}"
