"""What figures and findings mean, in the words of people who write questions. Pure."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from contest.web.filters import NBSP, hundredths, number, share
from questions.analysis import findings as rules
from questions.analysis.findings import Finding
from questions.analysis.whole import Whole

NONE = "không tính được"
FEW = f"Chưa đủ người để kết luận, cần từ {rules.FEW}{NBSP}bài."

#: A finding as a chip says it: the words, the tone.
CHIPS = {
    Finding.WRONG_KEY: ("Có thể sai đáp án", "wrong"),
    Finding.LEAKED: ("Có thể đã lộ", "wrong"),
    Finding.HARD: ("Quá khó", "waiting"),
    Finding.EASY: ("Quá dễ", "waiting"),
    Finding.WEAK: ("Phân biệt kém", "waiting"),
    Finding.IDLE: ("Có phương án thừa", "waiting"),
    Finding.FEW: ("Chưa đủ người", ""),
}
GOOD = ("Dùng tốt", "saved")

#: What a finding is and what to do, below the question.
ABOUT = {
    Finding.WRONG_KEY: "Đọc lại câu hỏi và đáp án trước. Nếu đáp án đúng thì câu có thể gây hiểu lầm cho "
    "người giỏi.",
    Finding.LEAKED: "Người làm sau đúng nhiều hơn hẳn người làm trước. Có thể câu đã lan ra ngoài, cũng có "
    "thể nhóm làm sau được ôn kỹ hơn.",
    Finding.HARD: f"Rất ít người đúng: từ {share(rules.HARD)} trở xuống, hoặc không hơn đoán mò. Xem câu có "
    "quá chi tiết hoặc khó hiểu không.",
    Finding.EASY: f"Từ {share(rules.EASY)} trở lên trả lời đúng, câu không giúp xếp hạng. Giữ lại làm câu mở "
    "đầu cũng được.",
    Finding.WEAK: f"Hiệu suất phân biệt dưới {share(rules.WEAK)}: người giỏi và người yếu trả lời gần như "
    "nhau. Xem lại cách hỏi.",
    Finding.IDLE: f"Dưới {share(rules.IDLE)} số người chọn, nên phương án ấy không làm câu khó hơn. Thay "
    "bằng một nhầm lẫn hay gặp.",
    Finding.FEW: f"Dưới {rules.FEW}{NBSP}bài có câu này thì số liệu còn phụ thuộc nhiều vào may rủi. Số vẫn "
    "hiện để tham khảo.",
}


def percent(value: Fraction | None) -> str:
    """A part of one with one decimal, below zero with a minus."""
    if value is None:
        return NONE
    return ("−" if value < 0 else "") + share(abs(value))


def plain(value: Fraction | None) -> str:
    """A number with two decimals."""
    return NONE if value is None else hundredths(value)


def points(value: Fraction | None) -> str:
    """Hundredths of a point as points, two decimals."""
    return NONE if value is None else hundredths(value / 100)


def used_in_words(contests: int, people: int, right: int) -> str:
    """A question's use so far; "" of one that was never asked."""
    if not people:
        return ""
    return (
        f"Đã dùng trong {number(contests)}{NBSP}cuộc thi, {share(Fraction(right, people))} đúng "
        f"({number(right)}/{number(people)}{NBSP}người)."
    )


Guide = Callable[[Whole], str]


def _between(value: Fraction | None, low: str, high: str, words: tuple[str, str, str]) -> str:
    """Which of three sentences holds: below, between, above."""
    if value is None:
        return ""
    return words[0] if value < Fraction(low) else words[1] if value <= Fraction(high) else words[2]


def mean(made: Whole) -> str:
    """How hard the papers were."""
    words = (
        "Đề khó với người dự thi. Nên ở khoảng 50–75%.",
        "Vừa sức: nên ở khoảng 50–75%.",
        "Đề dễ với người dự thi. Nên ở khoảng 50–75%.",
    )
    return _between(made.mean_share, "0.50", "0.75", words)


def deviation(made: Whole) -> str:
    """Whether people's marks are apart."""
    words = (
        "Điểm của mọi người sát nhau nên khó xếp hạng. Nên ở khoảng 12–18%.",
        "Điểm đủ khác nhau để xếp hạng: nên ở khoảng 12–18%.",
        "Điểm chênh nhau nhiều. Nên ở khoảng 12–18%.",
    )
    return _between(made.deviation_share, "0.12", "0.18", words)


def skewness(made: Whole) -> str:
    """To which side the marks lean."""
    words = (
        "Dưới −1: nhiều người điểm cao, ít người điểm thấp. Đề chưa tách được nhóm giỏi.",
        "Từ −1 đến 1: điểm cân đối hai bên.",
        "Trên 1: nhiều người điểm thấp, ít người điểm cao. Đề chưa tách được nhóm yếu.",
    )
    return _between(made.skewness, "-1", "1", words)


def kurtosis(made: Whole) -> str:
    """Whether the marks crowd in the middle."""
    words = (
        "Dưới 0: điểm rải đều, không dồn vào giữa.",
        "Từ 0 đến 1: như phần lớn bài thi.",
        "Trên 1: điểm dồn quanh một mức, khó tách người với người.",
    )
    return _between(made.kurtosis, "0", "1", words)


def consistency(made: Whole) -> str:
    """How far the total can be trusted."""
    if made.positions is None:
        return "Chỉ tính được khi mọi đề có cùng số câu."
    words = (
        "Dưới 64%: chưa đạt. Tổng điểm chưa nói chắc ai hơn ai.",
        "Tạm được: từ 75% là đạt, dưới 64% là chưa đạt.",
        "Đạt: từ 75% trở lên.",
    )
    said = _between(made.consistency, "0.64", "0.75", words)
    if said and made.consistency == Fraction("0.75"):
        said = words[2]
    return said if made.same else f"{said} {DRAWN}".strip()


DRAWN = (
    "Mỗi người một đề, nên phép tính coi câu thứ nhất, thứ hai… của các đề là ngang nhau. Chỉ để tham khảo."
)


def error_ratio(made: Whole) -> str:
    """How much of the differences is luck."""
    if made.error_ratio is None:
        return ""
    good = made.error_ratio <= Fraction(1, 2)
    return (
        "Từ 50% trở xuống: chênh lệch điểm chủ yếu do người dự thi hơn kém nhau."
        if good
        else "Trên 50%: quá nửa chênh lệch điểm là do may rủi và do câu hỏi. Nên từ 50% trở xuống."
    )


def standard_error(made: Whole) -> str:
    """What a difference of marks is worth."""
    if made.standard_error is None:
        return ""
    return "Hai người hơn kém nhau ít hơn số này thì chưa chắc ai giỏi hơn."
