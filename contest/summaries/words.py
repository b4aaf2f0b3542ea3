"""A report in sentences, as reports on administrative reform and digital transformation are worded. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from contest.feedback.rules import Tally
from contest.summaries import period_rules
from contest.summaries.content import MarksLine, OutsideLine, Report
from contest.summaries.rules import PAPER, rate
from contest.summaries.tables import outside_title, percent_text
from contest.web.filters import NBSP, hundredths, number
from contest.web.filters import points as in_points

NOTHING = "Trong kỳ chưa có vòng thi nào đóng và có kết quả."


def title(report: Report) -> str:
    """What a report is of: "tháng 10 năm 2026"."""
    return period_rules.name(report.period)


def subject(report: Report) -> str:
    """Its contest or everything."""
    return f"Kết quả {report.scope_name}" if report.scope_name else "Kết quả tổ chức các cuộc thi trực tuyến"


def sentences(report: Report) -> tuple[str, ...]:
    """The paragraphs: how it was held, who came, what they had, what they knew, what was given."""
    if not report.rounds:
        return (NOTHING, *_elsewhere(report), *_waiting(report))
    made = (
        _held(report),
        _people(report),
        _units(report),
        _marks(report.marks),
        _known(report),
        _given(report),
        _content(report),
    )
    return (*(one for one in made if one), *_elsewhere(report), *_waiting(report))


def _held(report: Report) -> str:
    rounds = f"{len(report.rounds):02d} vòng thi"
    what = f"{report.contests_counted:02d} cuộc thi trực tuyến với {rounds}" if not report.scope else rounds
    at = (
        f"{title(report)[:1].upper()}{title(report)[1:]}"
        if title(report).startswith("từ")
        else f"Trong {title(report)}"
    )
    of = f" của {report.scope_name}" if report.scope_name and not _is_round(report) else ""
    held = (
        f"{at}, đã tổ chức {what}{of}" if not _is_round(report) else f"{at}, đã tổ chức {report.scope_name}"
    )
    whose = f"{report.unit_name} có" if report.unit_name else "thu hút"
    part = ""
    if report.rate is not None:
        # Whoever gave no unit is in no headcount: they are not counted against it.
        some = f"{number(report.people - report.without_unit)}{NBSP}người có ghi đơn vị, "
        part = (
            f", {some if report.without_unit else ''}bằng {percent_text(report.rate)} quân số "
            f"({number(report.headcount)}{NBSP}người)"
        )
    return (
        f"{held}; {whose} {number(report.people)}{NBSP}người tham gia với "
        f"{number(report.attempts)}{NBSP}lượt thi được công nhận{part}."
    )


def _is_round(report: Report) -> bool:
    return bool(report.scope) and report.scope not in report.contests


def _people(report: Report) -> str:
    told = [
        f"{number(report.newcomers)}{NBSP}người tham gia lần đầu",
        f"{number(report.returning)}{NBSP}người đã dự các vòng trước kỳ này",
    ]
    by_hand = [one for one in report.kinds if one.key == PAPER]
    told += [f"{number(one.people)}{NBSP}người làm bài trên giấy" for one in by_hand]
    return f"Trong đó {', '.join(told)}."


def _units(report: Report) -> str:
    """The three units of which most came."""
    best = [one for one in report.units if not one.itself][:3]
    if len(best) < 2:
        return ""
    told = (
        f"{one.name} ({number(one.people)}{NBSP}người"
        + (f", đạt {percent_text(one.rate)} quân số)" if one.rate is not None else ")")
        for one in best
    )
    return f"Các đơn vị có nhiều người tham gia: {'; '.join(told)}."


def _marks(found: MarksLine | None) -> str:
    if found is None:
        return ""
    mean = hundredths(Fraction(found.mean, 100))
    high = found.tenths[-2] + found.tenths[-1]
    return (
        f"Điểm trung bình {mean}, điểm trung vị {in_points(found.median)}; một nửa số kết quả ở giữa đạt từ "
        f"{in_points(found.lower)} đến {in_points(found.upper)}{NBSP}điểm; {number(high)} trong "
        f"{number(found.count)} kết quả trả lời đúng trên 80% số câu."
    )


def _known(report: Report) -> str:
    names = {one.slug: f"{one.name} ({percent_text(one.rate)})" for one in report.topics}
    weak = [names[slug] for slug in report.weak_topics if slug in names]
    if not weak:
        return ""
    return f"Những nội dung có tỷ lệ trả lời đúng thấp, cần tiếp tục tuyên truyền: {'; '.join(weak)}."


def _given(report: Report) -> str:
    made = report.prizes
    if not made.lists:
        return ""
    money = f", tổng tiền thưởng {number(made.money)}{NBSP}đồng" if made.money else ""
    return f"Đã trao {made.people:02d} giải cá nhân và {made.units:02d} giải tập thể{money}."


def _content(report: Report) -> str:
    """How content people were; of too few only how many answered."""
    found = report.feedback
    if found is None:
        return ""
    sheets = f"{number(found.answered)} phiếu trên {number(found.results)} kết quả"
    part = percent_text(rate(found.answered, found.results) or 0)
    if not found.grades:
        return f"Lấy ý kiến sau khi nộp bài: {sheets} ({part}), quá ít để nêu tỷ lệ từng mức."
    tally = Tally(found.grades)
    texts = f"; {number(found.texts)} phiếu có lời góp ý" if found.texts else ""
    content = percent_text(rate(tally.content, tally.answered) or 0)
    return f"Lấy ý kiến sau khi nộp bài: {sheets} ({part}), {content} hài lòng hoặc rất hài lòng{texts}."


def _elsewhere(report: Report) -> Iterator[str]:
    """The contests that others held, apart from one's own: the three with the most people by name."""
    if not report.outside:
        return
    most = sorted(report.outside, key=lambda one: (-one.people, one.last, one.id))[:3]
    named = "; ".join(f"{one.name} ({one.organiser}): {number(one.people)}{NBSP}người" for one in most)
    told = ", ".join(_achieved(report.outside))
    of = f" của {report.unit_name}" if report.unit_name else ""
    people = number(sum(one.people for one in report.outside))
    first = "Nhiều người tham gia nhất" if len(report.outside) > len(most) else "Gồm"
    yield (
        f"{outside_title(report)}: {len(report.outside):02d} cuộc thi với {people}{NBSP}lượt người{of}"
        f"{f', {told}' if told else ''}. {first}: {named}."
    )


def _achieved(outside: Iterable[OutsideLine]) -> Iterator[str]:
    selected = sum(one.selected or 0 for one in outside)
    prizes = sum(one.prizes or 0 for one in outside)
    if selected:
        yield f"{number(selected)}{NBSP}người được chọn vào vòng sau"
    if prizes:
        yield f"đạt {number(prizes)}{NBSP}giải"


def _waiting(report: Report) -> Iterator[str]:
    """What is not in the figures."""
    if report.waiting:
        yield f"Chưa tính vì chưa có kết quả: {'; '.join(report.waiting)}."
    if report.uncounted:
        yield f"Kiến thức theo chủ đề chưa gồm: {'; '.join(report.uncounted)}."
