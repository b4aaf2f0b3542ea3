"""How one's own page says things. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from contest.audit.rules import Noted
from contest.audit.service import SERVER
from contest.people.consent_rules import Said
from contest.people.states import Consent, How, Relation
from contest.privacy.requests_rules import Clock, Due
from contest.privacy.states import By, Kind, Outcome
from contest.web.filters import when

WHAT = {
    Consent.JOIN: "dự thi, cho Ban Tổ chức dùng thông tin",
    Consent.PUBLISH: "công bố tên, đơn vị, kết quả",
    Consent.PHOTO: "đăng ảnh",
    Consent.GUARDIAN_JOIN: "cho con, em dự thi",
    Consent.GUARDIAN_PUBLISH: "công bố tên con, em",
    Consent.GUARDIAN_PHOTO: "đăng ảnh con, em",
}
GUARDIANS_OWN = frozenset({Consent.GUARDIAN_JOIN, Consent.GUARDIAN_PUBLISH, Consent.GUARDIAN_PHOTO})
HOW = {
    How.FORM: "đánh dấu trên trang đăng ký",
    How.CODE: "đánh dấu khi vào bằng phiếu",
    How.CLASS: "đánh dấu khi vào bằng mã lớp",
    How.HAND: "ký trên giấy khi ghi danh tại bàn",
    How.PAPER: "ký trên giấy, trường giữ",
    How.OWN: "ở trang Thông tin của tôi",
    How.STAFF: "Ban Tổ chức ghi theo yêu cầu",
}
RELATIONS = {Relation.FATHER: "cha", Relation.MOTHER: "mẹ", Relation.OTHER: "người giám hộ khác"}
KINDS = {
    Kind.VIEW: "Xem dữ liệu",
    Kind.CORRECT: "Sửa thông tin sai",
    Kind.SUPPLY: "Nhận bản sao dữ liệu",
    Kind.WITHDRAW: "Rút đồng ý",
    Kind.RESTRICT: "Hạn chế sử dụng dữ liệu",
    Kind.OBJECT: "Phản đối cách dùng dữ liệu",
    Kind.DELETE: "Xóa dữ liệu",
}
CAME = {
    By.OWN: "Gửi từ trang Thông tin của tôi",
    By.PHONE: "Gọi điện thoại",
    By.PAPER: "Gửi giấy",
    By.DESK: "Nói tại bàn",
}
#: What was done to somebody's data, by its action. No detail is told: it may be about others.
DEEDS = {
    "rounds.recode": "Cấp lại mã dự thi",
    "rounds.bar": "Đưa ra ngoài bảng xếp hạng",
    "rounds.unbar": "Cho xếp hạng lại",
    "rounds.void": "Hủy bài",
    "rounds.unvoid": "Bỏ hủy bài",
    "rounds.resit": "Hủy bài và cho thi lại",
    "rounds.merge": "Gộp với đăng ký khác của cùng một người",
    "rounds.unmerge": "Tách đăng ký đã gộp",
    "rounds.audience": "Đổi bảng dự thi",
    "rounds.by_hand": "Nhập bài làm trên giấy",
    "rounds.unprint": "Bỏ đề giấy đã in",
    "rounds.extra": "Thêm giờ làm bài",
    "rounds.unextra": "Bỏ phần giờ đã thêm",
    "rounds.signal": "Xem một dấu hiệu bất thường",
    "rounds.export": "Tải tệp kết quả có tên người dự thi",
    "rounds.people_export": "Tải danh sách người dự thi",
    "roster.export": "Tải danh sách dự thi",
    "seasons.export": "Tải tệp kết quả cả cuộc thi có tên người dự thi",
    "commendations.export": "Tải danh sách, giấy chứng nhận",
    "suggestions.export": "Tải tệp ý kiến của người dự thi",
    "feedback.export": "Tải tệp góp ý, không có tên",
    "results.complain": "Gửi khiếu nại",
    "results.withdraw": "Rút khiếu nại",
    "results.take": "Nhận xem khiếu nại",
    "results.uphold": "Chấp nhận khiếu nại",
    "results.refuse": "Không chấp nhận khiếu nại",
    "byhand.register": "Ghi danh tại bàn",
    "roster.slips": "In phiếu dự thi",
    "roster.papers": "Ghi nhận giấy đồng ý của phụ huynh",
    "privacy.agree": "Đổi lựa chọn đồng ý",
    "privacy.correct": "Sửa thông tin",
    "privacy.withdraw": "Rút khỏi cuộc thi",
    "privacy.rejoin": "Đồng ý dự thi lại",
    "privacy.copy": "Tải bản sao dữ liệu",
    "privacy.ask": "Gửi yêu cầu về dữ liệu",
    "privacy.proof": "Tải danh sách đồng ý",
}
OTHER_DEED = "Việc khác của Ban Tổ chức"
#: Deeds about many at once that took names along.
TAKEN_ALONG = frozenset(
    {"rounds.export", "seasons.export", "commendations.export", "suggestions.export", "privacy.proof"}
    | {"rounds.people_export", "roster.export"}
)


def said(one: Said) -> str:
    """One word that was given or taken back."""
    who = "Người giám hộ " if one.what in GUARDIANS_OWN else ""
    verb = ("đồng ý " if one.given else "rút đồng ý ") + WHAT[one.what]
    words = f"{who}{verb}, {HOW[one.how]}"
    return words[:1].upper() + words[1:]


def guardian(name: str, relation: str) -> str:
    """Who agreed for a child."""
    known = RELATIONS.get(Relation(relation))
    return f"{name} ({known})" if known else name


def deed(row: Noted, own: str) -> tuple[str, str]:
    """Who did something to one's data, and what."""
    who = "Bạn" if row.actor == own else "Máy chủ" if row.actor == SERVER else "Ban Tổ chức"
    return who, DEEDS.get(row.action, OTHER_DEED)


def stands(due: Due, outcome: Outcome) -> str:
    """Where a request stands, with a day in it."""
    if outcome is Outcome.DONE:
        return "Đã làm xong"
    if outcome is Outcome.REFUSED:
        return "Không làm được, xem lý do"
    if due.clock is Clock.ANSWER:
        return f"Trả lời chậm nhất {when(due.answer_by)}"
    if due.clock is Clock.ANSWER_LATE:
        return f"Quá hạn trả lời {-due.days} ngày"
    if due.clock is Clock.DO:
        return f"Làm xong chậm nhất {when(due.do_by)}"
    return f"Quá hạn {-due.days} ngày"


def plain(facts: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Facts that say something."""
    return tuple((name, value) for name, value in facts if value)
