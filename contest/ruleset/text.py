"""The thể lệ as people read it, written from the very data that drives the engine."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from contest.ruleset.rules import (
    BoardShown,
    Counting,
    Criterion,
    PredictionTarget,
    ReviewShown,
    Ruleset,
    ScoreShown,
)
from contest.web.filters import NBSP, hour, number, span, when


@dataclass(frozen=True)
class Facts:
    """What the thể lệ says beside the rules themselves."""

    title: str
    organiser: str
    round_name: str
    opens_at: datetime
    closes_at: datetime
    contact: str = ""
    audience: str = ""


@dataclass(frozen=True)
class Section:
    """One article: its title and its points in order."""

    title: str
    items: tuple[str, ...]


TARGETS = {
    PredictionTarget.PARTICIPANTS: "số người dự thi, tức số người có ít nhất một bài thi được công nhận",
    PredictionTarget.ATTEMPTS: "số lượt thi, tức tổng số bài thi được công nhận",
    PredictionTarget.PERFECT_PEOPLE: "số người có ít nhất một bài thi đúng tất cả các câu",
    PredictionTarget.PERFECT_ATTEMPTS: "số lượt thi đúng tất cả các câu",
}
RUNGS = {
    Criterion.POINTS: "điểm cao hơn xếp trước",
    Criterion.PREDICTION_ERROR: "câu dự đoán gần giá trị thực tế hơn xếp trước",
    Criterion.SECONDS: "thời gian làm bài ngắn hơn xếp trước, tính đến giây",
    Criterion.SUBMITTED: "nộp bài sớm hơn xếp trước",
}
SHORT_RUNGS = {
    Criterion.POINTS: "điểm",
    Criterion.PREDICTION_ERROR: "độ lệch của câu dự đoán",
    Criterion.SECONDS: "thời gian làm bài",
    Criterion.SUBMITTED: "giờ nộp bài",
}
ORDINALS = ("nhất", "hai", "ba", "tư")
COUNTED = {
    Counting.BEST: "lấy lượt tốt nhất",
    Counting.LAST: "lấy lượt cuối cùng",
    Counting.FIRST: "lấy lượt đầu tiên",
}


def the_le(rules: Ruleset, facts: Facts) -> tuple[Section, ...]:
    """All articles, numbered by their order."""
    articles = (
        Section("Đối tượng dự thi", _who(rules, facts)),
        Section("Thời gian", _window(facts)),
        Section("Đề thi và thời gian làm bài", _paper(rules)),
        Section("Lượt thi và cách tính điểm", _marking(rules)),
        *([Section("Câu dự đoán", _prediction(rules))] if rules.prediction else []),
        Section("Xếp hạng", _ranking(rules)),
        Section("Công bố kết quả", _publication(rules)),
        Section("Những trường hợp không được công nhận", _void()),
        Section("Khiếu nại và giải đáp", _complaints(facts)),
    )
    return tuple(Section(f"Điều {index}. {each.title}", each.items) for index, each in enumerate(articles, 1))


def summary(rules: Ruleset) -> tuple[str, ...]:
    """The thể lệ in a few lines, for the front page."""
    ladder = ", rồi ".join(SHORT_RUNGS[rung] for rung in rules.criteria)
    return (
        f"Xếp hạng theo {ladder}.",
        "Hết giờ, những câu đã lưu được tính. Bạn không cần bấm nộp.",
        "Mỗi người đăng ký một lần, không nhờ thi hộ.",
        "Thành viên Ban Tổ chức được làm thử, không xếp hạng.",
    )


def results_shown(rules: Ruleset) -> str:
    """When results come, for the front page."""
    at_once = rules.visibility.score is ScoreShown.AT_ONCE
    return "Có ngay khi nộp bài" if at_once else "Có sau khi vòng thi đóng"


def _at(moment: datetime) -> str:
    """As State documents write it: 20:00 ngày 11/10/2026."""
    return f"{hour(moment)} ngày{NBSP}{when(moment)}"


def _who(rules: Ruleset, facts: Facts) -> tuple[str, ...]:
    audience = facts.audience or "mọi người dân, cán bộ, học sinh, đoàn viên, hội viên có nhu cầu"
    items = [f"Đối tượng dự thi là {audience}."]
    if rules.youngest is not None:
        items.append(f"Người dự thi từ đủ {rules.youngest}{NBSP}tuổi, tính theo năm sinh.")
    items += [
        "Người chưa đủ 16 tuổi dự thi khi được cha, mẹ hoặc người giám hộ đồng ý.",
        "Mỗi người đăng ký một lần, bằng họ tên, năm sinh và đơn vị của chính mình.",
    ]
    return tuple(items)


def _window(facts: Facts) -> tuple[str, ...]:
    return (
        f"{facts.round_name} mở từ {_at(facts.opens_at)} đến {_at(facts.closes_at)}, giờ Việt Nam.",
        "Người dự thi được bắt đầu làm bài bất cứ lúc nào trong thời gian trên. "
        "Bài đang làm kết thúc khi hết giờ làm bài hoặc khi vòng thi đóng, tùy lúc nào đến trước.",
    )


def _paper(rules: Ruleset) -> tuple[str, ...]:
    extra = f", và 1{NBSP}câu dự đoán" if rules.prediction else ""
    items = [
        f"Mỗi đề có {rules.questions_count}{NBSP}câu hỏi, rút ngẫu nhiên từ ngân hàng câu hỏi "
        f"của Ban Tổ chức{extra}.",
        f"Thời gian làm bài là {span(rules.seconds)}, "
        "tính theo đồng hồ của máy chủ từ lúc nhận đề đến lúc nộp bài.",
        "Mỗi câu trả lời được lưu ngay khi chọn. Hết giờ, những câu đã lưu được tính, không cần bấm nộp bài.",
    ]
    if rules.grace_seconds:
        items.append(
            f"Câu trả lời đến máy chủ chậm nhất {span(rules.grace_seconds)} sau khi hết giờ vẫn được nhận, "
            "để bù cho đường truyền chậm. Thời gian làm bài không vì thế mà dài hơn thời gian quy định."
        )
    return tuple(items)


def _marking(rules: Ruleset) -> tuple[str, ...]:
    items = [f"Mỗi người được thi {number(rules.attempts_allowed)}{NBSP}lượt."]
    if rules.attempts_allowed > 1:
        items.append(f"Khi xếp hạng, Ban Tổ chức {COUNTED[rules.counting]} của mỗi người.")
    if rules.attempts_allowed > 1 and rules.counting is Counting.BEST:
        others = [RUNGS[rung] for rung in rules.criteria if rung is not Criterion.PREDICTION_ERROR]
        ladder = "; ".join(text.replace(" xếp trước", "") for text in others)
        items.append(f"Lượt tốt nhất được chọn lần lượt theo: {ladder}.")
    items += [
        "Câu trả lời đúng được đủ điểm của câu đó. "
        "Câu có nhiều đáp án đúng phải chọn đủ và đúng mới được điểm.",
        "Câu trả lời sai hoặc bỏ trống được 0 điểm, không bị trừ điểm.",
    ]
    return tuple(items)


def _prediction(rules: Ruleset) -> tuple[str, ...]:
    assert rules.prediction is not None
    items = [
        f"Người dự thi dự đoán {TARGETS[rules.prediction]}.",
        "Giá trị thực tế được máy chủ đếm một lần khi vòng thi đóng, được công bố và không thay đổi về sau. "
        "Bài thi bị hủy trước lúc đó không được đếm.",
        "Độ lệch là hiệu giữa số dự đoán và giá trị thực tế; dự đoán thừa hay thiếu đều tính như nhau.",
        "Câu dự đoán không tính vào điểm. Bài không có số dự đoán xếp sau những bài cùng điểm có số dự đoán.",
    ]
    if rules.attempts_allowed > 1:
        items.append("Số dự đoán được lấy từ chính lượt thi dùng để xếp hạng.")
    return tuple(items)


def _ranking(rules: Ruleset) -> tuple[str, ...]:
    ladder = [
        f"Thứ {ordinal}: {RUNGS[rung]}." for ordinal, rung in zip(ORDINALS, rules.criteria, strict=False)
    ]
    least = f"Đơn vị có quân số dưới {number(rules.minimum_unit_size)}{NBSP}người không được xếp hạng."
    return (
        "Người dự thi được xếp hạng lần lượt theo các tiêu chí sau; "
        "chỉ khi bằng nhau mới xét tiêu chí tiếp theo.",
        *ladder,
        "Những người bằng nhau ở mọi tiêu chí thì đồng hạng.",
        *([least] if rules.minimum_unit_size > 1 else ()),
        "Thành viên Ban Tổ chức và người trực tiếp giúp việc được làm thử nhưng không được xếp hạng.",
    )


def _publication(rules: Ruleset) -> tuple[str, ...]:
    shown = rules.visibility
    items = [
        "Người dự thi xem được điểm của mình ngay sau khi nộp bài."
        if shown.score is ScoreShown.AT_ONCE
        else "Người dự thi xem được điểm của mình sau khi vòng thi đóng.",
        "Bảng xếp hạng được cập nhật trong thời gian thi và là tạm thời cho đến khi vòng thi đóng."
        if shown.board is BoardShown.LIVE
        else "Bảng xếp hạng được công bố sau khi vòng thi đóng.",
        "Đáp án và giải thích được công bố sau khi vòng thi đóng."
        if shown.review is ReviewShown.AFTER_CLOSE
        else "Ban Tổ chức không công bố đáp án.",
        "Họ tên và đơn vị của người dự thi chỉ được công bố khi người đó đồng ý.",
    ]
    items.append(
        "Với người chưa đủ 16 tuổi, bảng kết quả chỉ ghi chữ cái đầu của tên."
        if rules.show_minors_masked
        else "Tên đầy đủ của người chưa đủ 16 tuổi chỉ được công bố khi cả người đó và người giám hộ đồng ý; "
        "nếu không, tên được ghi bằng chữ cái đầu."
    )
    return tuple(items)


def _void() -> tuple[str, ...]:
    return (
        "Bài thi không được công nhận khi người dự thi khai sai thông tin, dùng thông tin của người khác, "
        "cho người khác dùng thông tin của mình, nhờ thi hộ hoặc thi hộ.",
        "Bài thi không được công nhận khi người dự thi can thiệp kỹ thuật vào hệ thống.",
        "Người không phối hợp khi Ban Tổ chức xác minh kết quả thì không được xếp hạng.",
    )


def _complaints(facts: Facts) -> tuple[str, ...]:
    contact = f" Liên hệ: {facts.contact.rstrip('.')}." if facts.contact else ""
    return (
        f"Người dự thi gửi ý kiến, khiếu nại về kết quả đến {' và '.join(facts.organiser.splitlines())}, "
        f"kèm mã biên nhận của bài thi.{contact}",
        "Máy chủ giữ nguyên từng câu trả lời và giờ nhận để làm căn cứ giải quyết.",
        "Ban Tổ chức trả lời từng khiếu nại. Quyết định của Ban Tổ chức là quyết định cuối cùng.",
    )
