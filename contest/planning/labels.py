"""The words of the settings' fields and of what can be chosen in them."""

from __future__ import annotations

from collections.abc import Mapping

from contest.planning import cells, part_forms
from contest.web.filters import NBSP
from questions.audiences import AUDIENCE_NAMES

LABELS = {
    "title": "Tên cuộc thi",
    "organiser": "Đơn vị tổ chức",
    "contact": "Liên hệ",
    "about": "Giới thiệu",
    "slug": "Địa chỉ ngắn",
    "round_name": "Tên vòng",
    "opens_at": "Giờ mở",
    "closes_at": "Giờ đóng",
    "youngest": "Tuổi nhỏ nhất",
    "audience": "Đối tượng",
    "masked": "Tên người dưới 16 tuổi",
    "asks_year": "Hỏi năm sinh",
    "asks_phone": "Hỏi số điện thoại",
    "asks_unit": "Hỏi đơn vị",
    "asks_photo": "Xin phép đăng ảnh",
    "by_hand": "Làm bài trên giấy",
    "bank": "Ngân hàng câu hỏi",
    "asked_of": "Câu hỏi dành cho",
    "minutes": "Thời gian làm bài",
    "seconds": "Thời gian làm bài, phần giây",
    "grace_seconds": "Chờ mạng",
    "keeps_expired": "Câu đã hết hạn",
    "way": "Cách làm từng câu",
    "question_seconds": "Giây mỗi câu",
    "shifts": "Chia ngân hàng cho số vòng",
    "parts": "Số phần của đề",
    **part_forms.LABELS,
    "blueprint": "Ma trận đề",
    "fixed": "Câu chung cho mọi đề",
    "suggestions": "Câu hỏi mở",
    "attempts_allowed": "Số lượt",
    "attempts_a_day": "Số lượt mỗi ngày",
    "attempts_in_all": "Số lượt cả cuộc thi",
    "pause": "Khoảng cách giữa hai lượt",
    "pause_unit": "Khoảng cách tính bằng",
    "counting": "Lượt được tính",
    "mean_decimals": "Điểm trung bình",
    "wrong_costs": "Trừ mỗi câu sai",
    "below_zero": "Điểm âm",
    "only_perfect": "Bài được xếp hạng",
    "prediction": "Câu dự đoán",
    "void_predicted": "Bài bị hủy khi đếm",
    "criteria": "Thứ tự xếp hạng",
    "rung2": "Tiêu chí thứ hai",
    "rung3": "Tiêu chí thứ ba",
    "rung4": "Tiêu chí thứ tư",
    "rung5": "Tiêu chí thứ năm",
    "rung6": "Tiêu chí thứ sáu",
    "rung7": "Tiêu chí thứ bảy",
    "ties": "Bằng nhau ở mọi tiêu chí",
    "precise_seconds": "So thời gian làm bài",
    "precise_moments": "So giờ nộp bài, giờ vào thi",
    "season": "Kết quả cả cuộc thi",
    "best": "Số vòng được cộng",
    "tie1": "Bằng tổng điểm thì xét",
    "tie2": "Bằng tổng điểm, xét thứ hai",
    "tie3": "Bằng tổng điểm, xét thứ ba",
    "origin": "Ai được vào vòng này",
    "chosen_by": "Chọn theo",
    "places": "Số người hoặc đơn vị được chọn",
    "border": "Bằng nhau ở mức cuối",
    "listed": "Danh sách người được chọn",
    "score": "Điểm của mình",
    "board": "Bảng xếp hạng",
    "review": "Đáp án",
    "minimum_unit_size": "Cỡ đơn vị nhỏ nhất",
    "base": "Bắt đầu từ",
    "form": "Biểu mẫu",
}


#: Asked beside the settings and stored with none of them.
REASON = "Lý do sửa"


def label_of(name: str) -> str:
    """A field's label, for the banner that leads to it."""
    if name == "reason":
        return REASON
    return "Ma trận đề" if cells.is_cell(name) else LABELS.get(name, "Biểu mẫu")


def in_words(name: str, value: str) -> str:
    """A stored value as people read it."""
    if cells.is_cell(name):
        return f"{value or 0}{NBSP}câu"
    if name in TICKS:
        return TICKS[name][0 if value else 1]
    known = dict(CHOICES.get("rungs" if name.startswith("rung") else name, ()))
    if value in known:
        return known[value]
    if name == "origin" and value:
        return f"người được chọn từ vòng {value}"
    if name in UNSAID and not value:
        return UNSAID[name]
    return value.replace("T", " ") if name.endswith("_at") else value or "để trống"


#: What an empty field says, where that is a rule too.
UNSAID = dict.fromkeys(("attempts_allowed", "attempts_a_day", "attempts_in_all"), "không giới hạn") | {
    "pause": "không có",
    "wrong_costs": "không trừ",
    "origin": "mọi người dự thi",
    "question_seconds": "không giới hạn riêng",
    "shifts": "không chia",
    "parts": "không chia phần",
}
#: What is said of a tick, when it is set and when it is not.
TICKS: Mapping[str, tuple[str, str]] = {
    "keeps_expired": ("vẫn rút vào đề", "không rút vào đề"),
    "listed": ("công bố", "không công bố"),
    "masked": ("ghi chữ cái đầu", "ghi đủ khi được đồng ý"),
    "asks_photo": ("có ô xin phép", "không hỏi"),
    "by_hand": ("được, cán bộ nhập vào máy", "không nhận"),
    "below_zero": ("có thể dưới 0", "không dưới 0"),
    "only_perfect": ("chỉ bài đúng hết", "mọi bài"),
    "void_predicted": ("vẫn đếm", "không đếm"),
}
MOMENTS = (("second", "Đến giây"), ("minute", "Đến phút"))
SUMS = (
    ("", "Không xét"),
    ("seconds", "Tổng thời gian làm bài ngắn hơn"),
    ("submitted", "Nộp bài cuối cùng sớm hơn"),
    ("more_rounds", "Thi nhiều vòng hơn"),
    ("fewer_rounds", "Thi ít vòng hơn"),
)
ASKS = (("off", "Không hỏi"), ("optional", "Hỏi, không bắt buộc"), ("required", "Bắt buộc"))
CHOICES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "asked_of": (("", "Mọi câu, không xét đối tượng"), *AUDIENCE_NAMES.items()),
    "asks_year": ASKS,
    "asks_phone": ASKS,
    "asks_unit": ASKS,
    "way": (
        ("free", "Tự do, quay lại câu trước được"),
        ("forward", "Lần lượt, không quay lại câu trước"),
        ("paced", "Máy chủ phát từng câu một, không quay lại"),
        ("parts", "Chia đề thành các phần, không quay lại phần trước"),
    ),
    "counting": (
        ("best", "Lượt tốt nhất"),
        ("last", "Lượt cuối cùng"),
        ("first", "Lượt đầu tiên"),
        ("mean", "Trung bình các lượt"),
    ),
    "pause_unit": (("minutes", "phút"), ("hours", "giờ"), ("days", "ngày")),
    "mean_decimals": (("2", "2 chữ số thập phân"), ("1", "1 chữ số thập phân"), ("0", "Số nguyên")),
    "prediction": (
        ("", "Không có"),
        ("participants", "Số người dự thi"),
        ("attempts", "Số lượt thi"),
        ("perfect_people", "Số người đúng hết"),
        ("perfect_attempts", "Số lượt đúng hết"),
        ("percent", "Phần trăm người đúng hết"),
    ),
    "rungs": (
        ("", "Không xét"),
        ("prediction_error", "Dự đoán gần hơn"),
        ("seconds", "Làm bài nhanh hơn"),
        ("submitted", "Nộp bài sớm hơn"),
        ("first_start", "Vào thi sớm hơn"),
        ("perfect_attempts", "Nhiều lượt đúng hết"),
        ("youngest", "Ít tuổi hơn"),
        ("oldest", "Nhiều tuổi hơn"),
    ),
    "ties": (
        ("shared", "Đồng hạng"),
        ("lot", "Máy chủ bốc thăm"),
        ("committee", "Trưởng Ban Tổ chức quyết định"),
    ),
    "precise_seconds": MOMENTS,
    "precise_moments": (("millisecond", "Đến phần nghìn giây"), *MOMENTS),
    "season": (
        ("", "Không cộng, mỗi vòng một bảng"),
        ("sum", "Cộng điểm tất cả các vòng"),
        ("best", "Cộng điểm các vòng tốt nhất"),
    ),
    "tie1": SUMS,
    "tie2": SUMS,
    "tie3": SUMS,
    "chosen_by": (
        ("people", "Người có kết quả cao nhất"),
        ("rate", "Người của đơn vị có tỷ lệ dự thi cao nhất"),
        ("number", "Người của đơn vị có nhiều người dự thi nhất"),
    ),
    "border": (("all", "Đều được chọn"), ("decide", "Ban Tổ chức quyết định")),
    "score": (("at_once", "Ngay khi nộp bài"), ("after_close", "Sau khi vòng đóng")),
    "board": (("live", "Trực tiếp"), ("after_close", "Sau khi vòng đóng")),
    "review": (("after_close", "Sau khi vòng đóng"), ("never", "Không công bố")),
}
