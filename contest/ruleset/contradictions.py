"""Rules that contradict themselves, each with the sentence that refuses it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from contest.ruleset.states import (
    FEWEST_PARTS,
    MOST_PARTS,
    MOST_QUESTIONS,
    BoardShown,
    Counting,
    Criterion,
    Moment,
    ScoreShown,
    Way,
)
from questions.kinds import Kind

if TYPE_CHECKING:
    from contest.ruleset.rules import Ruleset

#: When this is so, say that.
Contradiction = tuple[Callable[["Ruleset"], bool], str]


def _repeats_a_line(rules: Ruleset) -> bool:
    wanted = [(line.part, line.topic, line.level, line.kind) for line in rules.blueprint]
    return len(set(wanted)) < len(wanted)


def _more(part: int | None, whole: int | None) -> bool:
    return part is not None and whole is not None and part > whole


PAPER: tuple[Contradiction, ...] = (
    (lambda r: r.questions_count == 0, "Đề chưa có câu hỏi nào. Thêm ít nhất 1 câu."),
    (
        lambda r: r.questions_count > MOST_QUESTIONS,
        f"Đề có nhiều nhất {MOST_QUESTIONS} câu. Bớt số câu trong đề.",
    ),
    (
        lambda r: any(line.kind is Kind.prediction for line in r.blueprint),
        "Câu dự đoán không lấy từ ngân hàng. Chọn câu dự đoán ở mục riêng.",
    ),
    (
        lambda r: any(line.kind is Kind.suggestion for line in r.blueprint),
        "Câu hỏi mở không được chấm nên không nằm trong ma trận đề. Chọn câu hỏi mở ở mục riêng.",
    ),
    (_repeats_a_line, "Đề có hai dòng trùng chủ đề, mức độ và loại câu. Gộp thành một dòng."),
)
LADDER: tuple[Contradiction, ...] = (
    (
        lambda r: len(set(r.criteria)) < len(r.criteria),
        "Thứ tự xếp hạng có tiêu chí lặp lại. Giữ mỗi tiêu chí một lần.",
    ),
    (
        lambda r: not r.criteria or r.criteria[0] is not Criterion.POINTS,
        "Xếp hạng phải xét điểm trước tiên. Đưa điểm lên đầu.",
    ),
    (
        lambda r: r.prediction is None and Criterion.PREDICTION_ERROR in r.criteria,
        "Xếp hạng xét độ lệch dự đoán nhưng đề không có câu dự đoán. Thêm câu dự đoán hoặc bỏ tiêu chí này.",
    ),
    (
        lambda r: r.prediction is not None and Criterion.PREDICTION_ERROR not in r.criteria,
        "Đề có câu dự đoán nhưng xếp hạng không dùng đến. Thêm tiêu chí độ lệch dự đoán hoặc bỏ câu dự đoán.",
    ),
    (
        lambda r: {Criterion.YOUNGEST, Criterion.OLDEST} <= set(r.criteria),
        "Xếp hạng vừa ưu tiên người ít tuổi vừa ưu tiên người nhiều tuổi. Giữ một trong hai tiêu chí.",
    ),
    (
        lambda r: Criterion.PERFECT_ATTEMPTS in r.criteria and not r.several,
        "Mỗi người chỉ thi một lượt nên số lượt đúng hết không phân biệt được ai. Bỏ tiêu chí này.",
    ),
)
SHOWN: tuple[Contradiction, ...] = (
    (
        lambda r: r.prediction is not None and r.visibility.board is BoardShown.LIVE,
        "Có câu dự đoán thì bảng xếp hạng chỉ có sau khi đóng, vì bảng cho biết số người đã thi.",
    ),
    (
        lambda r: r.prediction is not None and r.visibility.score is ScoreShown.AT_ONCE,
        "Có câu dự đoán thì điểm chỉ có sau khi đóng, vì điểm giúp đoán số người đúng hết.",
    ),
    (
        lambda r: r.several and r.visibility.board is BoardShown.LIVE,
        "Cho thi nhiều lượt thì bảng xếp hạng chỉ có sau khi đóng, vì điểm lượt trước làm lộ đáp án.",
    ),
    (
        lambda r: r.several and r.visibility.score is ScoreShown.AT_ONCE,
        "Cho thi nhiều lượt thì điểm chỉ có sau khi đóng, vì điểm lượt trước làm lộ đáp án.",
    ),
    (
        lambda r: r.visibility.board is BoardShown.LIVE and r.visibility.score is ScoreShown.AFTER_CLOSE,
        "Bảng xếp hạng trực tiếp cho thấy điểm, nên điểm cũng phải có ngay khi nộp.",
    ),
)
ATTEMPTS: tuple[Contradiction, ...] = (
    (
        lambda r: _more(r.attempts_allowed, r.attempts_in_all),
        "Số lượt một vòng nhiều hơn số lượt cả cuộc thi. Giảm số lượt một vòng.",
    ),
    (
        lambda r: _more(r.attempts_a_day, r.attempts_allowed) or _more(r.attempts_a_day, r.attempts_in_all),
        "Số lượt một ngày nhiều hơn số lượt được thi. Giảm số lượt một ngày.",
    ),
    (
        lambda r: r.pause_minutes > 0 and not r.several,
        "Mỗi người chỉ thi một lượt nên không có khoảng cách giữa hai lượt. Bỏ khoảng cách này.",
    ),
    (
        lambda r: r.counting is Counting.MEAN and not r.several,
        "Mỗi người chỉ thi một lượt nên không có điểm trung bình. Chọn cách tính khác.",
    ),
)
MARKS: tuple[Contradiction, ...] = (
    (
        lambda r: r.only_perfect and r.counting is Counting.MEAN,
        "Lấy trung bình các lượt thì không chỉ xếp hạng bài đúng hết được. Chọn một trong hai.",
    ),
    (
        lambda r: r.only_perfect and r.wrong_costs > 0,
        "Chỉ xếp hạng bài đúng hết thì trừ điểm câu sai không có tác dụng. Chọn một trong hai.",
    ),
    (
        lambda r: r.below_zero and r.wrong_costs == 0,
        "Câu sai không bị trừ điểm thì không có bài nào dưới 0 điểm. Bỏ điểm âm hoặc trừ điểm câu sai.",
    ),
)
GUESS: tuple[Contradiction, ...] = (
    (
        lambda r: r.void_predicted and r.prediction is None,
        "Đề không có câu dự đoán nên không có gì để đếm bài bị hủy. Bỏ lựa chọn này.",
    ),
)
PRINTED: tuple[Contradiction, ...] = (
    (
        lambda r: r.precision.seconds is Moment.MILLISECOND,
        "Thời gian làm bài được tính đến giây hoặc đến phút.",
    ),
    (
        lambda r: r.precision.seconds is not Moment.SECOND and Criterion.SECONDS not in r.criteria,
        "Xếp hạng không xét thời gian làm bài nên không cần mức làm tròn của thời gian này.",
    ),
    (
        lambda r: (
            r.precision.moments is not Moment.MILLISECOND
            and not {Criterion.SUBMITTED, Criterion.FIRST_START} & set(r.criteria)
        ),
        "Xếp hạng không xét giờ nộp bài, giờ vào thi nên không cần mức làm tròn của giờ.",
    ),
    (
        lambda r: r.precision.mean_decimals < 2 and r.counting is not Counting.MEAN,
        "Điểm không lấy trung bình nên không cần số chữ số thập phân của điểm trung bình.",
    ),
)
PACE: tuple[Contradiction, ...] = (
    (
        lambda r: r.question_seconds is not None and r.way is not Way.PACED,
        "Thời gian cho từng câu chỉ đặt được khi máy chủ phát từng câu một. "
        "Chọn cách phát này hoặc bỏ thời gian từng câu.",
    ),
    (
        lambda r: _more(r.question_seconds, r.seconds),
        "Thời gian mỗi câu dài hơn thời gian làm cả bài. Giảm thời gian mỗi câu.",
    ),
    (
        lambda r: _more(r.grace_seconds, r.question_seconds),
        "Thời gian chờ mạng dài hơn thời gian của một câu. Giảm thời gian chờ mạng.",
    ),
    (
        lambda r: r.by_hand and r.way in (Way.FORWARD, Way.PACED),
        "Bài trên giấy không đi từng câu theo máy chủ được. Bỏ bài trên giấy, hoặc cho quay lại câu trước.",
    ),
)
FIXED: tuple[Contradiction, ...] = (
    (
        lambda r: bool(r.fixed) and r.shifts is not None,
        "Các ca không trùng câu nào thì không có câu chung cho mọi đề. "
        "Bỏ các câu chung, hoặc thôi chia ngân hàng cho các ca.",
    ),
    (
        lambda r: bool(r.fixed) and bool(r.parts),
        "Đề chia thành các phần thì không có câu chung cho mọi đề. Bỏ các câu chung, hoặc bỏ chia phần.",
    ),
)
OPEN: tuple[Contradiction, ...] = (
    (
        lambda r: bool(r.suggestions) and r.question_seconds is not None,
        "Câu hỏi mở cần thời gian viết nên không đặt thời gian từng câu. "
        "Bỏ thời gian từng câu, hoặc bỏ câu hỏi mở.",
    ),
)
PARTS: tuple[Contradiction, ...] = (
    (
        lambda r: r.way is Way.PARTS and len(r.parts) < FEWEST_PARTS,
        f"Chia đề thành các phần thì đề có từ {FEWEST_PARTS} đến {MOST_PARTS} phần.",
    ),
    (
        lambda r: r.way is not Way.PARTS and bool(r.parts),
        "Đề có các phần nhưng cách làm không theo từng phần. Chọn chia đề thành các phần, hoặc bỏ các phần.",
    ),
    (
        lambda r: any(line.part > max(1, len(r.parts)) for line in r.blueprint),
        "Ma trận đề có câu thuộc phần không có trong đề. Tải lại trang rồi nhập lại.",
    ),
    (lambda r: 0 in r.part_sizes, "Có phần chưa có câu hỏi nào. Thêm câu vào phần đó, hoặc bớt phần."),
    (
        lambda r: sum(part.seconds for part in r.parts) > r.seconds,
        "Tổng thời gian các phần dài hơn thời gian làm cả bài. Giảm thời gian của phần, hoặc để trống "
        "thời gian cả bài để tính bằng tổng các phần.",
    ),
    (
        lambda r: any(r.grace_seconds > part.seconds for part in r.parts),
        "Thời gian chờ mạng dài hơn thời gian của một phần. Giảm thời gian chờ mạng.",
    ),
)
#: The first one that applies is said.
CONTRADICTIONS: tuple[Contradiction, ...] = (
    *PAPER,
    *LADDER,
    *SHOWN,
    *ATTEMPTS,
    *MARKS,
    *GUESS,
    *PRINTED,
    *PACE,
    *FIXED,
    *OPEN,
    *PARTS,
    (
        lambda r: r.version != r.needed_version,
        "Thể lệ ghi số phiên bản không khớp với nội dung. Tải lại trang rồi nhập lại.",
    ),
)
