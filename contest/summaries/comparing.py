"""What has changed since a report was frozen, in words. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from contest.summaries.content import Report, UnitLine
from contest.summaries.tables import percent_text
from contest.web.filters import number
from contest.web.filters import points as in_points

NUMBERS: tuple[tuple[str, Callable[[Report], int], Callable[[int], str]], ...] = (
    ("số vòng thi", lambda one: len(one.rounds), number),
    ("số người", lambda one: one.people, number),
    ("số lượt thi", lambda one: one.attempts, number),
    ("quân số", lambda one: one.headcount, number),
    ("tỷ lệ tham gia", lambda one: one.rate or 0, percent_text),
    ("điểm trung bình", lambda one: one.marks.mean if one.marks else 0, in_points),
    ("điểm trung vị", lambda one: one.marks.median if one.marks else 0, in_points),
    ("số giải cá nhân", lambda one: one.prizes.people, number),
    ("số giải đơn vị", lambda one: one.prizes.units, number),
    ("tiền thưởng", lambda one: one.prizes.money, number),
)
#: Tables that are compared as a whole, by their numbers; names may have changed.
TABLES: tuple[tuple[str, Callable[[Report], object]], ...] = (
    ("kết quả từng vòng", lambda one: [(x.id, x.people, x.attempts, x.mean, x.median) for x in one.rounds]),
    ("phân bố kết quả", lambda one: one.marks),
    (
        "kết quả theo đơn vị",
        lambda one: {x.id: (x.people, x.attempts, x.headcount, x.rate, x.mean, x.points) for x in one.units},
    ),
    ("hình thức dự thi", lambda one: {x.key: (x.people, x.attempts) for x in one.kinds}),
    ("đối tượng", lambda one: {x.key: (x.people, x.attempts) for x in one.audiences}),
    ("độ tuổi", lambda one: {x.key: (x.people, x.attempts) for x in one.ages}),
    ("mức hài lòng", lambda one: one.feedback),
    ("cuộc thi nơi khác", lambda one: [(x.id, x.people, x.selected, x.prizes) for x in one.outside]),
    ("người mới và người dự lại", lambda one: (one.newcomers, one.returning, one.without_unit)),
    ("kiến thức theo chủ đề", lambda one: {x.slug: (x.asked, x.right, x.change) for x in one.topics}),
    ("câu hỏi ít người đúng", lambda one: [(x.revision, x.asked, x.right) for x in one.weak_questions]),
)


def changes(frozen: Report, now: Report) -> tuple[str, ...]:
    """What is another number now: "số người 12 → 13"; of whole tables only that they differ."""
    return tuple(_changes(frozen, now))


def _as_told(frozen: Report, now: Report) -> Report:
    """Without what a report that was frozen long ago does not tell: the sums of units' points."""
    if all(one.points is not None for one in frozen.units):
        return now
    return now.model_copy(update={"units": tuple(_without_points(one) for one in now.units)})


def _without_points(line: UnitLine) -> UnitLine:
    return line.model_copy(update={"points": None})


def _changes(frozen: Report, today: Report) -> Iterator[str]:
    now = _as_told(frozen, today)
    for name, read, write in NUMBERS:
        before, after = read(frozen), read(now)
        if before != after:
            yield f"{name} {write(before)} → {write(after)}"
    for name, table in TABLES:
        if table(frozen) != table(now):
            yield name
