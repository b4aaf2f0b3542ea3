"""The words for each choice in the rules, for the thể lệ and for pages that name one in passing."""

from __future__ import annotations

from contest.ruleset.parts import Span, spans
from contest.ruleset.rules import Ruleset
from contest.ruleset.states import Counting, Criterion, Moment, PredictionTarget, Ties, Way
from contest.web.filters import NBSP, number, span

TARGETS = {
    PredictionTarget.PARTICIPANTS: "số người dự thi, tức số người có ít nhất một bài thi được công nhận",
    PredictionTarget.ATTEMPTS: "số lượt thi, tức tổng số bài thi được công nhận",
    PredictionTarget.PERFECT_PEOPLE: "số người có ít nhất một bài thi đúng tất cả các câu",
    PredictionTarget.PERFECT_ATTEMPTS: "số lượt thi đúng tất cả các câu",
    PredictionTarget.PERCENT: "tỷ lệ phần trăm người trả lời đúng tất cả các câu trong số người dự thi",
}
#: Where void attempts are counted too, "recognised" would be wrong.
TARGETS_WITH_VOID = TARGETS | {
    PredictionTarget.PARTICIPANTS: "số người dự thi, tức số người có ít nhất một bài thi, kể cả bài bị hủy",
    PredictionTarget.ATTEMPTS: "số lượt thi, tức tổng số bài thi, kể cả bài bị hủy",
}
RUNGS = {
    Criterion.POINTS: "điểm cao hơn xếp trước",
    Criterion.PREDICTION_ERROR: "câu dự đoán gần giá trị thực tế hơn xếp trước",
    Criterion.SECONDS: "thời gian làm bài ngắn hơn xếp trước",
    Criterion.SUBMITTED: "nộp bài sớm hơn xếp trước",
    Criterion.FIRST_START: "bắt đầu lượt thi đầu tiên sớm hơn xếp trước",
    Criterion.PERFECT_ATTEMPTS: "có nhiều lượt đúng tất cả các câu hơn xếp trước",
    Criterion.YOUNGEST: "ít tuổi hơn xếp trước, tính theo năm sinh",
    Criterion.OLDEST: "nhiều tuổi hơn xếp trước, tính theo năm sinh",
}
SHORT_RUNGS = {
    Criterion.POINTS: "điểm",
    Criterion.PREDICTION_ERROR: "độ lệch của câu dự đoán",
    Criterion.SECONDS: "thời gian làm bài",
    Criterion.SUBMITTED: "giờ nộp bài",
    Criterion.FIRST_START: "giờ bắt đầu lượt đầu tiên",
    Criterion.PERFECT_ATTEMPTS: "số lượt đúng hết",
    Criterion.YOUNGEST: "người ít tuổi hơn",
    Criterion.OLDEST: "người nhiều tuổi hơn",
}
ORDINALS = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy")
COUNTED = {
    Counting.BEST: "lấy lượt tốt nhất",
    Counting.LAST: "lấy lượt cuối cùng",
    Counting.FIRST: "lấy lượt đầu tiên",
    Counting.MEAN: "lấy trung bình các lượt",
}
ROUNDED = {Moment.SECOND: ", tính đến giây", Moment.MINUTE: ", tính đến phút"}


def target(rules: Ruleset) -> str:
    """What is predicted."""
    assert rules.prediction is not None
    return (TARGETS_WITH_VOID if rules.void_predicted else TARGETS)[rules.prediction]


def share_counted(rules: Ruleset) -> tuple[str, ...]:
    """How a predicted percentage is counted, as sentences of the thể lệ."""
    which = ", kể cả bài bị hủy" if rules.void_predicted else " được công nhận"
    return (
        "Tỷ lệ này bằng số người có ít nhất một bài thi đúng tất cả các câu chia cho số người có ít nhất một "
        f"bài thi{which}, tính theo phần trăm và làm tròn đến hai chữ số thập phân; "
        "từ nửa đơn vị trở lên thì làm tròn lên.",
        "Số dự đoán ghi từ 0 đến 100, có nhiều nhất hai chữ số thập phân, ví dụ 12,5. "
        "Độ lệch tính bằng điểm phần trăm.",
    )


def rung(rules: Ruleset, criterion: Criterion) -> str:
    """One rung with its direction and the precision to which it is compared."""
    said = RUNGS[criterion]
    if criterion is Criterion.SECONDS:
        return said + ROUNDED[rules.precision.seconds]
    if criterion in (Criterion.SUBMITTED, Criterion.FIRST_START):
        return said + ROUNDED.get(rules.precision.moments, "")
    return said


def attempts(rules: Ruleset) -> str:
    """How many attempts somebody has in this round, in a few words."""
    limits = (("", rules.attempts_allowed), ("mỗi ngày ", rules.attempts_a_day))
    limits = (*limits, ("cả cuộc thi ", rules.attempts_in_all))
    said = [f"{when}{number(most)}{NBSP}lượt" for when, most in limits if most is not None]
    return ", ".join(said) or "không giới hạn lượt"


def ladder(rules: Ruleset) -> tuple[str, ...]:
    """By what people are ranked, in a few words; so far as it can't be seen in the figures, how finely."""
    finely = {
        Criterion.SECONDS: rules.precision.seconds,
        Criterion.SUBMITTED: rules.precision.moments,
        Criterion.FIRST_START: rules.precision.moments,
    }
    said = (
        SHORT_RUNGS[each] + (ROUNDED[Moment.MINUTE] if finely.get(each) is Moment.MINUTE else "")
        for each in rules.criteria
    )
    return (
        f"Xếp hạng theo {', rồi '.join(said)}.",
        *(["Bằng nhau thì máy chủ bốc thăm."] if rules.ties is Ties.LOT else []),
        *(["Chỉ xếp hạng bài đúng tất cả các câu."] if rules.only_perfect else []),
    )


#: How a paper is gone through, as the thể lệ says it; nothing where people go to and fro.
WAYS = {
    Way.FREE: (),
    Way.FORWARD: (
        "Các câu được làm theo thứ tự của đề. "
        "Khi đã sang câu sau, người dự thi không quay lại trả lời hoặc đổi câu trả lời của câu trước.",
    ),
    Way.PACED: (
        "Máy chủ phát từng câu một theo thứ tự của đề; câu tiếp theo chỉ được phát khi người dự thi yêu cầu. "
        "Khi đã nhận câu sau, người dự thi không quay lại trả lời hoặc đổi câu trả lời của câu trước.",
    ),
    Way.PARTS: (
        "Các phần được làm theo thứ tự. Thời gian của mỗi phần tính từ lúc người dự thi mở phần đó; "
        "câu hỏi của một phần chỉ được phát khi phần đó được mở.",
        "Trong một phần, người dự thi làm các câu theo thứ tự tùy chọn và được đổi câu trả lời. "
        "Khi đã sang phần sau hoặc hết thời gian của phần, người dự thi không quay lại trả lời "
        "hoặc đổi câu trả lời của phần đó.",
        "Hết thời gian của một phần, người dự thi tự mở phần tiếp theo. "
        "Thời gian của mọi phần nằm trong thời gian làm bài.",
    ),
}
SHORT_WAYS = {
    Way.FREE: (),
    Way.FORWARD: ("Làm lần lượt từng câu, đã sang câu sau thì không quay lại.",),
    Way.PACED: ("Mỗi lần nhận một câu, đã nhận câu sau thì không quay lại.",),
    Way.PARTS: ("Làm lần lượt từng phần, đã sang phần sau thì không quay lại.",),
}


def shares(rules: Ruleset) -> tuple[str, ...]:
    """That rounds share no question, as a sentence of the thể lệ."""
    if rules.shifts is None:
        return ()
    return (
        f"Ngân hàng câu hỏi được chia thành {rules.shifts}{NBSP}phần, mỗi vòng (ca thi) dùng một phần; "
        "các vòng dùng phần khác nhau không có câu hỏi chung.",
    )


def pace(rules: Ruleset) -> tuple[str, ...]:
    """How people go through a paper and how long a question takes, as sentences of the thể lệ."""
    if rules.question_seconds is None:
        return (*_parts(rules), *WAYS[rules.way])
    return (
        *WAYS[rules.way],
        f"Mỗi câu được trả lời trong {span(rules.question_seconds)}, tính từ lúc máy chủ phát câu đó. "
        "Hết thời gian này, câu đó không nhận câu trả lời nữa và người dự thi chuyển sang câu tiếp theo. "
        "Thời gian của mọi câu nằm trong thời gian làm bài.",
    )


def _parts(rules: Ruleset) -> tuple[str, ...]:
    found = spans(rules)
    each = "; ".join(_part(one) for one in found)
    return (f"Đề chia thành {len(found)}{NBSP}phần. {each}.",) if found else ()


def _part(one: Span) -> str:
    guess = " và câu dự đoán" if one.last > one.last_question else ""
    asked = one.last_question - one.first + 1
    return f"{one.title}: {asked}{NBSP}câu{guess} trong {span(one.seconds)}"


def short_pace(rules: Ruleset) -> tuple[str, ...]:
    """The same in a few words."""
    if rules.question_seconds is None:
        return (*(f"{_part(each)}." for each in spans(rules)), *SHORT_WAYS[rules.way])
    return (*SHORT_WAYS[rules.way], f"Mỗi câu có {span(rules.question_seconds)} kể từ lúc nhận câu.")


def unranked(rules: Ruleset) -> str:
    """Why somebody has points and no place, where only papers with everything right have one."""
    which = {Counting.LAST: "lượt cuối cùng", Counting.FIRST: "lượt đầu tiên"}.get(rules.counting)
    if which is None or not rules.several:
        return "chưa có bài đúng tất cả các câu"
    return f"{which}, là lượt được tính, chưa đúng tất cả các câu"


def order(rules: Ruleset) -> tuple[str, ...]:
    """Who stands before whom in a few words, for boards and lists."""
    counted = f"{COUNTED[rules.counting]} của mỗi người."
    return (
        *ladder(rules),
        *([counted[:1].upper() + counted[1:]] if rules.several else []),
    )


def policy(rules: Ruleset) -> tuple[str, ...]:
    """How many attempts there are and when the next one may begin, as sentences of the thể lệ."""
    allowed = rules.attempts_allowed
    is_limited = any(each is not None for each in (allowed, rules.attempts_a_day, rules.attempts_in_all))
    items = []
    if allowed is not None:
        items.append(f"Mỗi người được thi {'nhiều nhất ' if allowed > 1 else ''}{number(allowed)}{NBSP}lượt.")
    elif not is_limited:
        items.append("Trong thời gian vòng thi mở, mỗi người được thi không giới hạn số lượt.")
    if rules.attempts_in_all is not None:
        whole = number(rules.attempts_in_all)
        items.append(f"Tính cả các vòng của cuộc thi, mỗi người được thi nhiều nhất {whole}{NBSP}lượt.")
    if rules.attempts_a_day is not None:
        items.append(
            f"Trong vòng thi, mỗi ngày mỗi người được thi nhiều nhất {rules.attempts_a_day}{NBSP}lượt; "
            "ngày được tính theo giờ Việt Nam, lúc bắt đầu lượt thi."
        )
    if rules.pause_minutes:
        pause = span(60 * rules.pause_minutes)
        items.append(f"Lượt sau bắt đầu cách lúc kết thúc lượt trước ít nhất {pause}.")
    if is_limited:
        items.append("Bài thi bị hủy vẫn tính là một lượt đã thi.")
    return tuple(items)
