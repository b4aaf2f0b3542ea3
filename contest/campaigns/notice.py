"""What a person reads before agreeing, and the sentences that they tick: one source for pages and for what is
kept as proof. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from contest.people.consent_rules import Text
from contest.people.states import Consent, Relation

JOIN = "Tôi dự thi và đồng ý cho Ban Tổ chức dùng thông tin trên."
PUBLISH = "Tôi đồng ý công bố tên, đơn vị và kết quả của tôi."
PHOTO = "Tôi đồng ý cho đăng ảnh có tôi chụp tại cuộc thi."
GUARDIAN_JOIN = "Tôi đồng ý cho con, em tôi dự thi."
GUARDIAN_PUBLISH = "Tôi đồng ý công bố tên đầy đủ của con, em tôi."
GUARDIAN_PHOTO = "Tôi đồng ý cho đăng ảnh có con, em tôi chụp tại cuộc thi."

RECEIVED = (
    "Ban Tổ chức và người được Ban Tổ chức giao việc trong cuộc thi này. "
    "Danh sách đạt giải gửi cơ quan quyết định khen thưởng. Không đưa cho ai khác."
)
WATCHED = (
    "Sau khi vòng đóng, Ban Tổ chức có thể xem dấu hiệu bất thường: trả lời nhanh hơn thời gian đọc, một máy "
    "có bài của nhiều người, câu hỏi bị lộ. Chỉ dùng các câu trả lời đã lưu, không thu thêm gì, "
    "xóa sau 30 ngày."
)
RIGHTS = (
    "Xem, sửa, lấy bản sao, xóa, rút đồng ý lúc nào cũng được, ở trang “Thông tin của tôi” "
    "hoặc hỏi Ban Tổ chức. Ban Tổ chức trả lời trong 2 ngày làm việc; "
    "làm xong trong 10 ngày (xem, sửa, lấy bản sao), 15 ngày (rút đồng ý, hạn chế, phản đối), 20 ngày (xóa). "
    "Rút đồng ý dự thi thì bài không xếp hạng. "
    "Giấy tờ khen thưởng đã ban hành thì giữ theo quy định về lưu trữ."
)

RELATIONS: tuple[tuple[str, str], ...] = (
    (Relation.FATHER.value, "Cha"),
    (Relation.MOTHER.value, "Mẹ"),
    (Relation.OTHER.value, "Người giám hộ khác"),
)


@dataclass(frozen=True)
class Privacy:
    """The notice; `version` and `dated` are the installation's own, `mark` is what a form carries so that
    nobody agrees to other words than they read. `photo`: whether the contest asks for that too."""

    holder: str
    purpose: str
    published: str
    kept_until: str
    rights: str
    version: str
    dated: date
    asked: tuple[str, ...] = ()  # what is asked and what for, in sentences
    photo: bool = False

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """Each part with its heading, in the order in which it is read."""
        asked = (("Hỏi gì", " ".join(self.asked)),) if self.asked else ()
        return (
            *asked,
            ("Ai giữ", self.holder),
            ("Để làm gì", self.purpose),
            ("Công khai", self.published),
            ("Ai được xem", RECEIVED),
            ("Kiểm tra", WATCHED),
            ("Giữ đến", self.kept_until),
            ("Quyền của bạn", self.rights),
        )

    @property
    def ticks(self) -> dict[str, str]:
        """The sentences to tick, by what they agree to."""
        told = {Consent.JOIN: JOIN, Consent.PUBLISH: PUBLISH, Consent.PHOTO: PHOTO}
        told |= {Consent.GUARDIAN_JOIN: GUARDIAN_JOIN, Consent.GUARDIAN_PUBLISH: GUARDIAN_PUBLISH}
        told |= {Consent.GUARDIAN_PHOTO: GUARDIAN_PHOTO}
        return {what.value: sentence for what, sentence in told.items()}

    @property
    def relations(self) -> tuple[tuple[str, str], ...]:
        """What a guardian may be to the child."""
        return RELATIONS

    @property
    def text(self) -> Text:
        """What is kept of it with each consent."""
        ticks = (JOIN, PUBLISH, GUARDIAN_JOIN, GUARDIAN_PUBLISH)
        return Text(self.parts, (*ticks, PHOTO, GUARDIAN_PHOTO) if self.photo else ticks)

    @property
    def mark(self) -> str:
        """What tells these words from others, short."""
        return self.text.mark
