"""The board of a whole contest as a file, with whole names and the points of each round."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from fractions import Fraction
from itertools import islice

from sqlmodel import Session

from contest.audit import service as audit
from contest.campaigns import service as campaigns
from contest.campaigns.service import RoundView
from contest.errors import NotFound
from contest.lists import tables
from contest.lists.sheets import Cell
from contest.lists.tables import Ending, Made, Sheet, Table
from contest.ruleset import season
from contest.seasons import present, service
from contest.seasons.service import SeasonView
from contest.standings import scores
from contest.units import service as units
from contest.web import filters

SLICE = 1000
COLUMNS = ("Hạng", "Họ và tên", "Đơn vị", "Tổng điểm", "Số vòng", "Thời gian", "Số giây")
UNITS = ("Hạng", "Đơn vị", "Lượt người")


def workbook(db: Session, round_id: str, now: datetime, ending: Ending = Ending.XLSX, which: int = 1) -> Made:
    """The board as a file; NotFound when nothing is added up."""
    return tables.made(table(db, round_id, now), ending, which)


def table(db: Session, round_id: str, now: datetime) -> Table:
    """People and units over all rounds."""
    view = campaigns.view(db, round_id, now)
    found = service.of(db, view, now)
    if found is None:
        raise NotFound(present.NO_SEASON)
    people = service.total_ranked(db, view.campaign_id)
    taken = service.units(db, view.campaign_id)
    names = units.names(db, list(taken))
    columns = (*COLUMNS, *(f"Vòng {each.number}: {each.name}" for each in found.rounds))
    placed = present.unit_places(taken)
    sheets = (
        Sheet("Cá nhân", columns, _rows(db, found)),
        Sheet("Đơn vị", UNITS, ([place, names[unit], count] for place, unit, count in placed)),
    )
    return Table(f"ket-qua-ca-cuoc-thi-{view.slug}", header(view, found, people, now), sheets, people)


def header(view: RoundView, found: SeasonView, people: int, now: datetime) -> list[str]:
    """What the list is of, so that a printed sheet explains itself."""
    names = ", ".join(each.name for each in found.rounds) or "chưa có vòng nào"
    return [
        " ".join(view.title.splitlines()),
        f"Kết quả cả cuộc thi, cộng các vòng đã đóng: {names}",
        *(["MÁY ĐANG CỘNG, SỐ LIỆU CHƯA ĐỦ"] if found.adding else []),
        f"{filters.number(people)} người có kết quả. Lập lúc {filters.moment(now)}",
        *season.order(found.season),
    ]


def _rows(db: Session, found: SeasonView) -> Iterator[list[Cell]]:
    rounds = [each.id for each in found.rounds]
    placed = service.every(db, found.campaign_id, SLICE)
    while some := list(islice(placed, SLICE)):
        points: dict[tuple[str, str], int] = {}
        for one in scores.of(db, rounds, [one.entry_id for one in some]):
            if one.ranked:
                points[one.entry_id, one.round_id] = one.points
        for row in present.named(db, some):
            each: list[Cell] = [_points(points.get((row.entry_id, round_id))) for round_id in rounds]
            sums: list[Cell] = [row.rank, row.name, row.unit, _points(row.points), row.rounds]
            yield [*sums, filters.clock(row.seconds), row.seconds, *each]


def _points(hundredths: int | None) -> Fraction | None:
    return None if hundredths is None else Fraction(hundredths, 100)


def note(db: Session, actor: str, round_id: str, people: int, now: datetime) -> None:
    """Record that a list of names left the server."""
    audit.record(db, actor, "seasons.export", round_id, {"people": people}, now)
