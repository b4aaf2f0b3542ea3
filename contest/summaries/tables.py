"""A report as tables: the same ones stand on the page, in the paper and in the workbook. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import TypeAlias

from contest.days import parse_day
from contest.elsewhere.states import Level
from contest.feedback.rules import GRADES
from contest.summaries import rules
from contest.summaries.content import GroupLine, OutsideLine, Report
from contest.summaries.pages import Cell, Row, Table
from contest.web.database import from_ms
from contest.web.filters import decimal, hundredths, number, when

#: What stands where there is no figure.
NONE = "–"
HIDDEN = "(Câu đang dùng trong vòng thi chưa đóng, chưa hiện nội dung)"
GONE = "(Câu hỏi đã xóa)"


Words: TypeAlias = Mapping[int, str]


def said(text: str) -> Cell:
    """Words."""
    return Cell(text, text)


def count(value: int) -> Cell:
    """A number."""
    return Cell(number(value), value)


def points(value: int) -> Cell:
    """Hundredths of a point with two decimals, so that a column lines up."""
    exact = Fraction(value, 100)
    return Cell(hundredths(exact), exact)


def percent(value: int | None) -> Cell:
    """Hundredths of a per cent; the workbook counts in per cent."""
    if value is None:
        return Cell(NONE, None)
    return Cell(percent_text(value), Fraction(value, 100))


def percent_text(value: int) -> str:
    """92,30%."""
    return f"{hundredths(Fraction(value, 100))}%"


def change(value: int | None) -> Cell:
    """In percentage points, with its sign."""
    if value is None:
        return Cell(NONE, None)
    sign = "+" if value > 0 else ""
    return Cell(f"{sign}{decimal(value, 2)} điểm %", Fraction(value, 100))


def of(report: Report, words: Words) -> tuple[Table, ...]:
    """All tables that have rows, in the order in which a report has them."""
    made = (_rounds(report), _units(report), *_groups(report), _marks(report), _topics(report))
    last = (_questions(report, words), _prizes(report), _feedback(report), _outside(report))
    return tuple(one for one in (*made, *last) if one.rows)


def _rounds(report: Report) -> Table:
    rows = (
        Row(
            (
                said(one.contest),
                said(one.name),
                said(when(from_ms(one.closed_at))),
                count(one.people),
                count(one.attempts),
                points(one.mean),
                points(one.median),
            )
        )
        for one in report.rounds
    )
    heads = ("Cuộc thi", "Vòng", "Đóng ngày", "Số người", "Lượt thi", "Điểm trung bình", "Điểm trung vị")
    return Table("Vòng thi", "Các vòng thi", heads, tuple(rows))


def _units(report: Report) -> Table:
    lines = report.units if any(not one.itself for one in report.units) else ()
    # A report that was frozen before points were added up prints as it did.
    summed = all(one.points is not None for one in lines)
    rows = [
        Row(
            (
                said(f"Tính thẳng cho {one.name}" if one.itself else one.name),
                count(one.people),
                count(one.attempts),
                count(one.headcount) if one.headcount else Cell(NONE, None),
                percent(one.rate),
                points(one.mean),
                *([points(one.points or 0)] if summed else []),
            ),
            "" if one.itself else one.id,
        )
        for one in lines
    ]
    if rows and report.without_unit:
        blank = Cell(NONE, None)
        rows.append(
            Row((said("Không ghi đơn vị"), count(report.without_unit), *(blank,) * (5 if summed else 4)))
        )
    heads = ("Đơn vị", "Số người", "Lượt thi", "Quân số", "Tỷ lệ tham gia", "Điểm trung bình")
    heads += ("Tổng điểm",) if summed else ()
    note = "Tỷ lệ tính trên quân số ghi gần nhất tính đến ngày đóng của vòng cuối trong kỳ."
    return Table("Đơn vị", "Kết quả theo đơn vị", heads, tuple(rows), note)


def _groups(report: Report) -> tuple[Table, ...]:
    kinds = _group("Hình thức", "Hình thức dự thi", report.kinds)
    audiences = _group("Đối tượng", "Đối tượng dự thi", report.audiences)
    return kinds, audiences, _group("Độ tuổi", "Độ tuổi", report.ages, "Tuổi tính theo năm sinh.")


def _group(name: str, title: str, lines: tuple[GroupLine, ...], note: str = "") -> Table:
    rows = tuple(Row((said(one.name), count(one.people), count(one.attempts))) for one in lines)
    return Table(
        name, f"Người dự thi theo {title[:1].lower()}{title[1:]}", (title, "Số người", "Lượt thi"), rows, note
    )


def _marks(report: Report) -> Table:
    found = report.marks
    rows = ()
    if found is not None:
        rows = tuple(
            Row((said(tenth(place)), count(here), percent(rules.rate(here, found.count))))
            for place, here in enumerate(found.tenths)
        )
    note = "Mỗi người mỗi vòng tính một kết quả, như trên bảng xếp hạng."
    return Table(
        "Mức điểm",
        "Phân bố kết quả theo tỷ lệ câu đúng",
        ("Tỷ lệ câu đúng", "Số kết quả", "Tỷ lệ"),
        rows,
        note,
    )


def tenth(place: int) -> str:
    """The words of a tenth: "Đến 10%", "Trên 90%"."""
    if not place:
        return "Đến 10%"
    return f"Trên {place * 10}%" + (f" đến {place * 10 + 10}%" if place < rules.TENTHS - 1 else "")


def _topics(report: Report) -> Table:
    rows = tuple(
        Row((said(one.name), count(one.asked), count(one.right), percent(one.rate), change(one.change)))
        for one in report.topics
    )
    heads = ("Chủ đề", "Lượt trả lời", "Trả lời đúng", "Tỷ lệ đúng", "So với kỳ trước")
    note = "Tính ở lượt đầu của mỗi người. Kỳ trước là kỳ có cùng số ngày, liền trước kỳ này."
    return Table("Chủ đề", "Kiến thức theo chủ đề", heads, rows, note)


def _questions(report: Report, words: Words) -> Table:
    rows = tuple(
        Row((said(words.get(one.revision, GONE)), count(one.asked), count(one.right), percent(one.rate)))
        for one in report.weak_questions
    )
    heads = ("Câu hỏi", "Lượt trả lời", "Trả lời đúng", "Tỷ lệ đúng")
    return Table("Câu hỏi", "Những câu ít người trả lời đúng nhất", heads, rows)


def _prizes(report: Report) -> Table:
    made = report.prizes
    lines: tuple[tuple[str, int, Callable[[int], Cell]], ...] = (
        ("Danh sách trao giải đã phát hành", made.lists, count),
        ("Giải cho cá nhân", made.people, count),
        ("Giải cho đơn vị", made.units, count),
        ("Tổng tiền thưởng (đồng)", made.money, count),
    )
    rows = tuple(Row((said(name), show(value))) for name, value, show in lines) if made.lists else ()
    return Table("Giải thưởng", "Giải thưởng", ("Nội dung", "Số lượng"), rows)


def _feedback(report: Report) -> Table:
    found = report.feedback
    rows = ()
    if found is not None and found.grades:
        rows = tuple(
            Row((said(name), count(here), percent(rules.rate(here, found.answered))))
            for name, here in zip(GRADES.values(), found.grades, strict=True)
        )
    note = "Hỏi sau khi nộp bài, không bắt buộc; mỗi người mỗi vòng một phiếu."
    heads = ("Mức hài lòng", "Số phiếu", "Tỷ lệ")
    return Table("Mức hài lòng", "Mức hài lòng của người dự thi", heads, rows, note)


def outside_title(report: Report) -> str:
    """What contests that others held are called together."""
    above = all(one.level != Level.OTHER for one in report.outside)
    return f"Tham gia cuộc thi do cấp trên{'' if above else ', nơi khác'} tổ chức"


def _outside(report: Report) -> Table:
    def told(value: int | None) -> Cell:
        return Cell(NONE, None) if value is None else count(value)

    rows = tuple(
        Row(
            (
                said(one.name),
                said(one.organiser),
                said(span_of(one)),
                count(one.people),
                told(one.selected),
                told(one.prizes),
            )
        )
        for one in report.outside
    )
    heads = ("Cuộc thi", "Đơn vị tổ chức", "Thời gian", "Số người", "Được chọn", "Số giải")
    note = "Số liệu ghi tay, tính vào kỳ có ngày kết thúc; không cộng vào số liệu các cuộc thi tự tổ chức."
    return Table("Thi nơi khác", outside_title(report), heads, rows, note)


def span_of(one: OutsideLine) -> str:
    """From when to when it was held."""
    first, last = when(parse_day(one.first)), when(parse_day(one.last))
    return first if first == last else f"{first} đến {last}"
