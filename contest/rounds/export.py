"""Results as a file. It says what the board says, with whole names, for staff.

Every cell is written with its type (``lists.sheets``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from fractions import Fraction
from typing import TypeAlias

from sqlmodel import Session

from contest.campaigns.rules import Phase
from contest.campaigns.service import RoundView
from contest.lists import tables
from contest.lists.sheets import Cell
from contest.lists.tables import Ending, Made, Sheet, Table
from contest.rounds import results
from contest.rounds.results import Ranked
from contest.ruleset import wording
from contest.standings import present
from contest.standings import service as standings
from contest.standings.rules import half_up
from contest.standings.units import UnitPlaced
from contest.units import service as units
from contest.web import filters

UNITS = ("Hạng", "Đơn vị", "Đã thi", "Quân số", "Tỷ lệ", "Điểm trung bình", "Tổng điểm")
#: The title of the column that says who typed somebody's paper in.
BY_HAND = "Nhập từ bài giấy"


def workbook(
    db: Session,
    view: RoundView,
    now: datetime,
    query: str = "",
    ending: Ending = Ending.XLSX,
    which: int = 1,
) -> Made:
    """The results as a file; with a query only of those whom the page shows for it."""
    return tables.made(table(db, view, now, query), ending, which)


def table(db: Session, view: RoundView, now: datetime, query: str = "") -> Table:
    """The round's results: by rank, by unit, and by name as in a class list."""
    matching = list(results.matching(db, view, query)) if query else None
    people = standings.total(db, view.id) if matching is None else len(matching)
    columns = _columns(view)

    def rows(ranked: Iterable[Ranked]) -> Iterator[list[Cell]]:
        return ([cell(one) for cell in columns.values()] for one in ranked)

    brought = standings.brought(db, view.id)
    placed = present.unit_board(db, view, brought.people)
    names = units.names(db, [unit.unit_id for unit in placed])
    by_rank = results.every(db, view.id) if matching is None else matching
    sheets = (
        Sheet("Cá nhân", tuple(columns), rows(by_rank)),
        Sheet("Đơn vị", UNITS, (_unit(one, names[one.unit_id], brought.points) for one in placed)),
        Sheet("Theo tên", tuple(columns), rows(_by_name(db, view, matching))),
    )
    head = header(view, now, people, standings.unranked(db, view.id), query)
    return Table(stem(view), head, sheets, people)


def _by_name(db: Session, view: RoundView, matching: list[Ranked] | None) -> Iterator[Ranked]:
    # All of them in memory, but only once somebody reads this sheet.
    every = results.every(db, view.id) if matching is None else matching
    yield from sorted(every, key=lambda one: (one.person.sort_key, one.placed.rank, one.placed.entry_id))


def is_final(view: RoundView) -> bool:
    """Whether these places stand."""
    return view.phase is Phase.CLOSED


def stem(view: RoundView) -> str:
    """What a file of it is called, ASCII only: a slug has no other signs."""
    return f"ket-qua-{view.slug}-{view.number}{'' if is_final(view) else '-tam-thoi'}"


def header(view: RoundView, now: datetime, people: int, unranked: int = 0, query: str = "") -> list[str]:
    """What the list is of, so that a printed sheet explains itself."""
    truth = view.prediction_truth if is_final(view) else None
    said = [
        " ".join(view.title.splitlines()),
        f"{view.name}: từ {filters.moment(view.opens_at)} đến {filters.moment(view.closes_at)}",
        "Kết quả máy chấm sau khi đóng, Ban Tổ chức chưa công bố"
        if is_final(view)
        else "KẾT QUẢ TẠM THỜI, vòng thi chưa đóng",
        f"{filters.number(people)} người {_which(query)}. Lập lúc {filters.moment(now)}",
        f"Mã thể lệ (SHA-256): {view.rules_sha256}",
        " ".join(wording.order(view.rules)),
    ]
    if unranked:
        said.append(f"{filters.number(unranked)} người không có hạng: {wording.unranked(view.rules)}")
    return said + (
        [f"Đáp số câu dự đoán: {filters.guess(truth, view.rules.predicts_percent)}"]
        if truth is not None
        else []
    )


def _which(query: str) -> str:
    return f"có kết quả, hợp với “{query}”" if query else "có kết quả"


def _guess(view: RoundView) -> Callable[[int | None], Cell]:
    """How a sheet writes predictions: as numbers to reckon with, percentages as they are read."""
    if not view.rules.predicts_percent:
        return lambda value: value
    return lambda value: None if value is None else filters.guess(value, in_percent=True)


Column: TypeAlias = Callable[[Ranked], Cell]


def _columns(view: RoundView) -> dict[str, Column]:
    """Title → what stands there, as far as the rules need it."""
    wanted = results.columns(view.rules)
    asked = view.rules.prediction is not None
    guess = _guess(view)
    columns: tuple[tuple[str, bool, Column], ...] = (
        ("Hạng", True, lambda one: one.placed.rank),
        ("Họ và tên", True, lambda one: one.person.name),
        ("Đơn vị", True, lambda one: one.person.unit_name),
        ("Câu đúng", wanted.right, lambda one: one.placed.right),
        ("Điểm" if wanted.right else "Điểm trung bình", True, lambda one: Fraction(one.placed.points, 100)),
        ("Lượt", wanted.number, lambda one: one.number),
        ("Thời gian", True, lambda one: filters.clock(one.placed.seconds)),
        ("Số giây", True, lambda one: one.placed.seconds),
        ("Nộp lúc", True, lambda one: one.placed.submitted_at),
        ("Dự đoán", asked, lambda one: guess(one.placed.prediction)),
        ("Lệch", asked, lambda one: guess(one.placed.prediction_error)),
        ("Lượt đúng hết", wanted.perfects, lambda one: one.placed.perfects),
        ("Năm sinh", wanted.birth_year, lambda one: one.person.birth_year),
        ("Vào thi", wanted.first_start, lambda one: one.placed.first_start),
        (BY_HAND, view.rules.by_hand, lambda one: one.typed_by or None),
    )
    return {title: cell for title, shown, cell in columns if shown}


def _unit(one: UnitPlaced, name: str, points: Mapping[str, int]) -> list[Cell]:
    rate = filters.share(one.rate) if one.rate is not None else "chưa có quân số"
    total = points.get(one.unit_id, 0)
    # To the hundredth as pages print it, so that a file rounds nothing its own way.
    mean = Fraction(half_up(total, one.people), 100)
    return [one.rank, name, one.people, one.headcount or None, rate, mean, Fraction(total, 100)]
