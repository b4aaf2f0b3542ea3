"""The thể lệ as people read it, written from the very data that drives the engine."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from contest.people import asking
from contest.people.asking import USUAL, Fields, named
from contest.ruleset import paper_text, season, selection
from contest.ruleset.rules import (
    BoardShown,
    Counting,
    Criterion,
    ReviewShown,
    Ruleset,
    ScoreShown,
    Ties,
)
from contest.ruleset.season import Season
from contest.ruleset.selection import Selection
from contest.ruleset.wording import (
    ORDINALS,
    ladder,
    rung,
    share_counted,
    short_pace,
    target,
)
from contest.web.filters import NBSP, hour, number, points, when


@dataclass(frozen=True)
class Facts:
    """What the thể lệ says beside the rules themselves.

    ``group``: whose thể lệ it is ("Bảng A") in a contest with several audiences; ``ages``: theirs, in words.
    """

    title: str
    organiser: str
    round_name: str
    opens_at: datetime
    closes_at: datetime
    contact: str = ""
    audience: str = ""
    season: Season | None = None
    selection: Selection | None = None
    origin: str = ""  # the name of the round that selects
    group: str = ""
    ages: str = ""
    asked: Fields | None = None  # what the entry form asks; None: nothing is said of it
    by_age: bool = False  # the birth year is asked since the rules need it
    asked_again: bool = False  # another round of the contest may ask the same questions


@dataclass(frozen=True)
class Section:
    """One article: its title and its points in order."""

    title: str
    items: tuple[str, ...]


def the_le(rules: Ruleset, facts: Facts) -> tuple[Section, ...]:
    """All articles, numbered by their order."""
    articles = (
        Section("Đối tượng dự thi", _who(rules, facts)),
        Section("Thời gian", _window(facts)),
        Section("Đề thi và thời gian làm bài", paper_text.paper(rules)),
        Section("Lượt thi và cách tính điểm", paper_text.marking(rules)),
        *([Section("Câu hỏi mở", paper_text.suggestions(rules))] if rules.suggestions else []),
        *([Section("Câu dự đoán", _prediction(rules))] if rules.prediction else []),
        Section("Xếp hạng", _ranking(rules, facts.group)),
        *([Section(season.TITLE, _season(rules, facts.season))] if facts.season else []),
        Section("Công bố kết quả", _publication(rules, facts.asked_again)),
        Section("Những trường hợp không được công nhận", _void()),
        Section("Khiếu nại và giải đáp", _complaints(facts)),
    )
    return tuple(Section(f"Điều {index}. {each.title}", each.items) for index, each in enumerate(articles, 1))


def summary(rules: Ruleset) -> tuple[str, ...]:
    """The thể lệ in a few lines, for the front page."""
    cost = f"Câu sai bị trừ {points(rules.wrong_costs)}{NBSP}điểm, bỏ trống không bị trừ."
    return (
        *ladder(rules),
        *([cost] if rules.wrong_costs else []),
        *short_pace(rules),
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
    whose = f"Đối tượng dự thi {facts.group}".rstrip()
    items = [f"{whose} là {audience}."]
    if facts.ages:
        items.append(f"Người dự thi {facts.group} {facts.ages}, tính theo năm sinh.")
    if facts.group:
        items.append(
            "Mỗi người chỉ dự thi một bảng, chọn khi đăng ký; việc đổi bảng do Ban Tổ chức quyết định."
        )
    if rules.youngest is not None:
        items.append(f"Người dự thi đủ {rules.youngest}{NBSP}tuổi trở lên, tính theo năm sinh.")
    if _has_minors(rules):
        # Who turns 16 later in the year is 16 by the year, but not yet by law.
        whose = "Người chưa đến ngày tròn 16 tuổi" if rules.youngest == 16 else "Người chưa đủ 16 tuổi"
        items.append(f"{whose} dự thi khi được cha, mẹ hoặc người giám hộ đồng ý.")
    if facts.selection is not None:
        items += selection.items(facts.selection, facts.origin)
    fields = facts.asked or USUAL
    items.append(f"Mỗi người đăng ký một lần, bằng {named(fields)} của chính mình.")
    return (*items, *(asking.sentences(fields, by_age=facts.by_age) if facts.asked else ()))


def _has_minors(rules: Ruleset) -> bool:
    """Whether somebody under 16 can be among them: who turns 17 in this year is 16 already."""
    return rules.youngest is None or rules.youngest < 17


def _window(facts: Facts) -> tuple[str, ...]:
    return (
        f"{facts.round_name} mở từ {_at(facts.opens_at)} đến {_at(facts.closes_at)}, giờ Việt Nam.",
        "Người dự thi được bắt đầu làm bài bất cứ lúc nào trong thời gian trên. "
        "Bài đang làm kết thúc khi hết giờ làm bài hoặc khi vòng thi đóng, tùy lúc nào đến trước.",
    )


def _prediction(rules: Ruleset) -> tuple[str, ...]:
    counted = "vẫn được đếm" if rules.void_predicted else "không được đếm"
    items = [
        f"Người dự thi dự đoán {target(rules)}.",
        *(share_counted(rules) if rules.predicts_percent else ()),
        "Giá trị thực tế được máy chủ đếm một lần khi vòng thi đóng, được công bố và không thay đổi về sau. "
        f"Bài thi bị hủy trước lúc đó {counted}.",
        "Độ lệch là hiệu giữa số dự đoán và giá trị thực tế; dự đoán thừa hay thiếu đều tính như nhau.",
        f"Câu dự đoán không tính vào điểm. Bài không có số dự đoán xếp sau {_compared(rules)} có số dự đoán.",
    ]
    if rules.several:
        items.append(
            "Số dự đoán được lấy từ lượt thi cuối cùng."
            if rules.counting is Counting.MEAN
            else "Số dự đoán được lấy từ chính lượt thi dùng để xếp hạng."
        )
    return tuple(items)


def _compared(rules: Ruleset) -> str:
    """The papers among which the prediction decides."""
    is_second = rules.criteria.index(Criterion.PREDICTION_ERROR) == 1
    return "những bài cùng điểm" if is_second else "những bài bằng nhau ở các tiêu chí xét trước đó"


TIED = {
    Ties.SHARED: "Những người bằng nhau ở mọi tiêu chí thì đồng hạng.",
    Ties.LOT: "Những người bằng nhau ở mọi tiêu chí thì thứ tự do máy chủ bốc thăm từ số bí mật của vòng. "
    "Dấu của số này được công bố trước khi thi, số này được công bố sau khi vòng thi đóng, "
    "nên ai cũng kiểm lại được.",
    Ties.COMMITTEE: "Những người bằng nhau ở mọi tiêu chí thì đồng hạng trên bảng xếp hạng; "
    "việc trao giải cho những người này do Trưởng Ban Tổ chức quyết định và được ghi lại.",
}


#: A unit has one headcount: how many of its people each audience has, nobody knows.
WHOLE_UNITS = (
    "Người và đơn vị được xếp hạng riêng trong {group}.",
    "Tỷ lệ dự thi của đơn vị tính trên toàn bộ quân số của đơn vị, kể cả người thuộc bảng khác.",
)


def _ranking(rules: Ruleset, group: str) -> tuple[str, ...]:
    ladder = [
        f"Thứ {ordinal}: {rung(rules, each)}."
        for ordinal, each in zip(ORDINALS, rules.criteria, strict=False)
    ]
    least = f"Đơn vị có quân số dưới {number(rules.minimum_unit_size)}{NBSP}người không được xếp hạng."
    chosen = rules.several and rules.counting is not Counting.BEST
    paper = "bài thi dùng để xếp hạng" if chosen else "bài thi"
    only = [f"Chỉ xếp hạng người có {paper} đúng tất cả các câu."]
    return (
        *(only if rules.only_perfect else []),
        "Người dự thi được xếp hạng lần lượt theo các tiêu chí sau; "
        "chỉ khi bằng nhau mới xét tiêu chí tiếp theo.",
        *ladder,
        TIED[rules.ties],
        *([least] if rules.minimum_unit_size > 1 else ()),
        *(each.format(group=group) for each in WHOLE_UNITS if group),
        "Thành viên Ban Tổ chức và người trực tiếp giúp việc được làm thử nhưng không được xếp hạng.",
    )


def _season(rules: Ruleset, wanted: Season) -> tuple[str, ...]:
    return season.items(wanted, below_zero=rules.below_zero)


ANSWERS = "Đáp án và giải thích được công bố sau khi vòng thi đóng"
#: While a round runs whose papers may hold the same questions, their answers are nobody's.
ANSWERS_WAIT = (
    "; nếu lúc đó vòng khác đang diễn ra và có thể hỏi cùng câu hỏi thì công bố sau khi vòng ấy đóng"
)


def _publication(rules: Ruleset, asked_again: bool) -> tuple[str, ...]:
    shown = rules.visibility
    items = [
        "Người dự thi xem được điểm của mình ngay sau khi nộp bài."
        if shown.score is ScoreShown.AT_ONCE
        else "Người dự thi xem được điểm của mình sau khi vòng thi đóng.",
        "Bảng xếp hạng được cập nhật trong thời gian thi và là tạm thời cho đến khi vòng thi đóng."
        if shown.board is BoardShown.LIVE
        else "Bảng xếp hạng được công bố sau khi vòng thi đóng.",
        f"{ANSWERS}{ANSWERS_WAIT if asked_again else ''}."
        if shown.review is ReviewShown.AFTER_CLOSE
        else "Ban Tổ chức không công bố đáp án.",
        "Họ tên và đơn vị của người dự thi chỉ được công bố khi người đó đồng ý.",
    ]
    if not _has_minors(rules):
        return tuple(items)
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
