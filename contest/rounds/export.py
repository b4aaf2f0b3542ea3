"""Results as a workbook. It says what the board says, with whole names, for staff.

Every cell is written with its type (``lists.sheets``).
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import TypeAlias

from sqlmodel import Session

from contest.campaigns.rules import Phase
from contest.campaigns.service import RoundView
from contest.lists.sheets import OPTIONS, Cell, Sheets
from contest.rounds import results
from contest.rounds.results import Ranked
from contest.ruleset import wording
from contest.standings import present
from contest.standings import service as standings
from contest.standings.units import UnitPlaced
from contest.units import service as units
from contest.web import filters

UNITS = ("Hạng", "Đơn vị", "Đã thi", "Quân số", "Tỷ lệ")
#: The title of the column that says who typed somebody's paper in.
BY_HAND = "Nhập từ bài giấy"


@dataclass(frozen=True)
class Workbook:
    """A file to download, and how many people are in it."""

    name: str
    content: bytes
    people: int


def workbook(db: Session, view: RoundView, now: datetime) -> Workbook:
    """The round's results: by rank, by unit, and by name as in a class list."""
    ranked = list(results.every(db, view.id))
    placed = present.unit_board(db, view)
    names = units.names(db, [unit.unit_id for unit in placed])
    by_name = sorted(ranked, key=lambda one: (one.person.sort_key, one.placed.rank, one.placed.entry_id))
    out = io.BytesIO()
    # Imported here: it is half as large as all the rest, and a start needs nothing of it.
    import xlsxwriter

    with xlsxwriter.Workbook(out, OPTIONS) as book:
        head = header(view, now, len(ranked), standings.unranked(db, view.id))
        sheets = Sheets(book, head)
        columns = _columns(view)
        sheets.add("Cá nhân", columns, ([cell(one) for cell in columns.values()] for one in ranked))
        sheets.add("Đơn vị", UNITS, (_unit(one, names[one.unit_id]) for one in placed))
        sheets.add("Theo tên", columns, ([cell(one) for cell in columns.values()] for one in by_name))
    return Workbook(file_name(view), out.getvalue(), len(ranked))


def is_final(view: RoundView) -> bool:
    """Whether these places stand."""
    return view.phase is Phase.CLOSED


def file_name(view: RoundView) -> str:
    """ASCII only: a slug has no other signs."""
    return f"ket-qua-{view.slug}-{view.number}{'' if is_final(view) else '-tam-thoi'}.xlsx"


def header(view: RoundView, now: datetime, people: int, unranked: int = 0) -> list[str]:
    """What the list is of, so that a printed sheet explains itself."""
    truth = view.prediction_truth if is_final(view) else None
    said = [
        " ".join(view.title.splitlines()),
        f"{view.name}: từ {filters.moment(view.opens_at)} đến {filters.moment(view.closes_at)}",
        "Kết quả máy chấm sau khi đóng, Ban Tổ chức chưa công bố"
        if is_final(view)
        else "KẾT QUẢ TẠM THỜI, vòng thi chưa đóng",
        f"{filters.number(people)} người có kết quả. Lập lúc {filters.moment(now)}",
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


def _unit(one: UnitPlaced, name: str) -> list[Cell]:
    rate = filters.share(one.rate) if one.rate is not None else "chưa có quân số"
    return [one.rank, name, one.people, one.headcount or None, rate]
