"""The articles of the thể lệ about the paper, attempts and marks."""

from __future__ import annotations

from collections.abc import Iterator

from contest.ruleset.rules import Counting, Criterion, Moment, Ruleset
from contest.ruleset.states import OF_ONE_ATTEMPT
from contest.ruleset.wording import COUNTED, pace, policy, rung, shares
from contest.web.filters import NBSP, number, points, span
from questions.answering import LONGEST_SUGGESTION
from questions.audiences import whom
from questions.kinds import STATEMENT_SHARES, Kind


def paper(rules: Ruleset) -> tuple[str, ...]:
    """What a paper is, how long it takes, how it is gone through."""
    items = [
        *_asked(rules),
        *shares(rules),
        f"Thời gian làm bài là {span(rules.seconds)}, "
        "tính theo đồng hồ của máy chủ từ lúc nhận đề đến lúc nộp bài.",
        *pace(rules),
        "Mỗi câu trả lời được lưu ngay khi chọn. Hết giờ, những câu đã lưu được tính, không cần bấm nộp bài.",
    ]
    if rules.grace_seconds:
        own = "câu" if rules.question_seconds else "phần" if rules.parts else ""
        each = f" của {own} hoặc hết giờ làm bài" if own else ""
        items.append(
            f"Câu trả lời đến máy chủ chậm nhất {span(rules.grace_seconds)} sau khi hết giờ{each} "
            "vẫn được nhận, "
            "để bù cho đường truyền chậm. Thời gian làm bài không vì thế mà dài hơn thời gian quy định."
        )
    return (*items, *(ON_PAPER if rules.by_hand else ()), *(ALL_PARTS if _is_whole(rules) else ()))


def _is_whole(rules: Ruleset) -> bool:
    return rules.by_hand and bool(rules.parts)


def _asked(rules: Ruleset) -> Iterator[str]:
    """How many questions there are and where they come from. Which ones every paper has is not told."""
    extra = _beside(rules)
    count, fixed = f"{rules.questions_count}{NBSP}câu hỏi", len(rules.fixed)
    drawn = "rút ngẫu nhiên từ ngân hàng câu hỏi của Ban Tổ chức"
    if not fixed:
        yield f"Mỗi đề có {count} {drawn}{extra}."
    elif rules.drawn_count:
        yield (
            f"Mỗi đề có {count}{extra}. Trong các câu hỏi có {fixed}{NBSP}câu do Ban Tổ chức chọn, "
            f"chung cho mọi đề; {rules.drawn_count}{NBSP}câu còn lại {drawn}."
        )
    else:
        more = f",{extra}" if extra else ""
        yield f"Mỗi đề có {count} do Ban Tổ chức chọn, chung cho mọi đề{more}."
    if rules.asked_of and rules.drawn_count:
        people = whom(rules.asked_of)
        yield f"Câu hỏi rút ngẫu nhiên là câu dành cho {people} hoặc câu chung cho mọi đối tượng."
    if fixed and rules.questions_count > 1:
        yield "Các câu hỏi trong mỗi đề được xếp theo thứ tự ngẫu nhiên."


def _beside(rules: Ruleset) -> str:
    """What a paper has beside its questions."""
    more = [f"{len(rules.suggestions)}{NBSP}câu hỏi mở"] if rules.suggestions else []
    more += [f"1{NBSP}câu dự đoán"] if rules.prediction else []
    return f" và {' và '.join(more)}" if more else ""


def suggestions(rules: Ruleset) -> tuple[str, ...]:
    """What open questions are for, and who reads what is written."""
    return (
        f"Sau các câu hỏi được chấm, mỗi đề có {len(rules.suggestions)}{NBSP}câu hỏi mở để người dự thi "
        f"góp ý, hiến kế bằng lời của mình, mỗi câu nhiều nhất {number(LONGEST_SUGGESTION)}{NBSP}ký tự.",
        "Câu hỏi mở không chấm điểm, không dùng để xếp hạng. Người dự thi được bỏ trống; "
        "thời gian viết nằm trong thời gian làm bài.",
        "Chỉ Ban Tổ chức đọc ý kiến. Ý kiến không được công bố kèm họ tên; "
        "Ban Tổ chức chỉ dùng để tham khảo và xóa khi hết thời hạn lưu thông tin cá nhân.",
    )


#: Said where staff may type answers in.
ON_PAPER = (
    "Người không có điện thoại được làm bài trên giấy. Máy chủ rút và in đề riêng cho từng người. "
    "Người coi thi ghi giờ bắt đầu, giờ thu bài; thời gian làm bài tính theo giờ đã ghi "
    "và không dài hơn thời gian quy định.",
    "Người coi thi nhập nguyên văn câu trả lời trên giấy vào hệ thống trước giờ vòng thi đóng; "
    "bài nhập sau giờ đó không được tính. Hệ thống ghi lại ai nhập, lúc nào. "
    "Bài nhập từ giấy được chấm và xếp hạng như mọi bài khác.",
)


#: Nobody takes a sheet of paper away in the middle.
ALL_PARTS = (
    "Bài trên giấy gồm mọi phần, làm trong thời gian làm bài chung, không tính giờ riêng từng phần.",
)


def marking(rules: Ruleset) -> tuple[str, ...]:
    """How many attempts there are, which of them counts, and what an answer brings."""
    items = list(policy(rules))
    if rules.several:
        items.append(f"Khi xếp hạng, Ban Tổ chức {COUNTED[rules.counting]} của mỗi người.")
    if rules.several and rules.counting is Counting.BEST:
        items.append(f"Lượt tốt nhất được chọn lần lượt theo: {'; '.join(_best(rules))}.")
    if rules.counting is Counting.MEAN:
        items += _mean(rules)
    items.append(
        "Câu trả lời đúng được đủ điểm của câu đó. "
        "Câu có nhiều đáp án đúng phải chọn đủ và đúng mới được điểm, trừ câu chấm từng phần."
    )
    return (*items, *_partly(rules), *_costs(rules))


#: Kinds of which, beside statements, a part of the answer may bring a part of the points.
IN_PARTS = frozenset({Kind.several, Kind.ordering, Kind.matching})
ROUNDED_DOWN = " Điểm lẻ lấy hai chữ số thập phân, phần sau bỏ đi."


def _partly(rules: Ruleset) -> list[str]:
    """What a part of an answer brings, of the kinds that may be drawn. Where the paper takes questions of
    every kind, nobody knows yet whether there are any."""
    kinds = {line.kind for line in rules.blueprint} | ({None} if rules.fixed else set())
    items = []
    if kinds & {Kind.statements, None}:
        perhaps = "" if Kind.statements in kinds else ", nếu có,"
        of = ", ".join(
            f"{right}{NBSP}ý được {points(share)}{NBSP}điểm"
            for right, share in enumerate(STATEMENT_SHARES[4], 1)
        )
        items.append(
            f"Câu đúng/sai bốn ý{perhaps} tính theo số ý đúng, trừ câu chỉ cho điểm khi đúng hết: "
            f"câu 1{NBSP}điểm thì đúng {of}; câu có số điểm khác tính theo tỷ lệ đó. "
            "Câu đúng/sai có số ý khác thì chia đều điểm cho các ý."
        )
    if kinds & {*IN_PARTS, None}:
        items.append(
            "Câu chấm từng phần, nếu có: ở câu nhiều đáp án, mỗi đáp án đúng được chọn cộng một phần điểm "
            "bằng nhau, mỗi đáp án sai được chọn trừ một phần như thế, không dưới 0; ở câu sắp xếp, "
            "ghép đôi, điểm chia đều cho các ý đúng."
        )
    return [*items[:-1], items[-1] + ROUNDED_DOWN] if items else []


def _best(rules: Ruleset) -> Iterator[str]:
    """By what somebody's best attempt is chosen, down to the one that always decides."""
    if rules.only_perfect:
        yield "trước hết là bài đúng tất cả các câu"
    for each in rules.criteria:
        if each in OF_ONE_ATTEMPT:
            yield rung(rules, each).replace(" xếp trước", "")
    to_the_end = rules.precision.moments is Moment.MILLISECOND and Criterion.SUBMITTED in rules.criteria
    if not to_the_end:
        yield "nếu vẫn bằng nhau thì lấy lượt thi trước"


def _mean(rules: Ruleset) -> tuple[str, ...]:
    decimals = rules.precision.mean_decimals
    to = f"đến {decimals}{NBSP}chữ số thập phân" if decimals else "thành số nguyên"
    return (
        "Điểm và thời gian làm bài của mỗi người là trung bình cộng của tất cả các lượt được công nhận. "
        f"Điểm trung bình làm tròn {to}, thời gian trung bình làm tròn đến giây; từ nửa đơn vị trở lên "
        "thì làm tròn lên.",
        "Giờ nộp bài của mỗi người là giờ nộp của lượt cuối cùng.",
    )


def _costs(rules: Ruleset) -> tuple[str, ...]:
    if not rules.wrong_costs:
        return ("Câu trả lời sai hoặc bỏ trống được 0 điểm, không bị trừ điểm.",)
    cost = points(rules.wrong_costs)
    return (
        f"Câu trả lời sai bị trừ {cost}{NBSP}điểm. Câu bỏ trống được 0 điểm, không bị trừ điểm.",
        "Điểm của một bài thi có thể dưới 0."
        if rules.below_zero
        else "Bài thi bị trừ quá số điểm đạt được thì tính 0 điểm.",
    )
