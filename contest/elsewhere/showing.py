"""From contests elsewhere to their pages."""

from __future__ import annotations

from collections.abc import Mapping

from sqlmodel import Session

from contest.accounts import staffing
from contest.accounts.guards import view
from contest.accounts.service import Member
from contest.elsewhere import service
from contest.elsewhere.pages import EditPage, IndexPage, NewPage, OutsideRow
from contest.elsewhere.rules import PAGE
from contest.elsewhere.service import Outside, Sieve
from contest.elsewhere.states import NAMES, Level
from contest.entropy import new_id
from contest.web.filters import when

LEVELS = tuple((level.value, name) for level, name in NAMES.items())
LABELS = {
    "name": "Tên cuộc thi",
    "organiser": "Đơn vị tổ chức",
    "level": "Cấp tổ chức",
    "first_day": "Từ ngày",
    "last_day": "Đến ngày",
    "address": "Trang web hoặc nơi thi",
    "people": "Số người tham gia",
    "selected": "Số người được chọn vào vòng sau",
    "prizes": "Số giải",
    "units": "Chia theo đơn vị",
    "source": "Nguồn số liệu",
}
SOMEBODY = "một người không còn tài khoản"


def index(db: Session, who: Member, sieve: Sieve, page: int, notice: str) -> IndexPage:
    """A page of those that match. The number of statements is fixed."""
    found = service.count(db, sieve)
    return IndexPage(
        staff=view(who),
        rows=tuple(_row(one) for one in service.listed(db, sieve, (page - 1) * PAGE, PAGE)),
        found=found,
        total=service.count(db, Sieve()),
        words=sieve.words,
        level=sieve.level,
        levels=LEVELS,
        year=sieve.year,
        years=tuple(service.years(db)),
        query=sieve.as_query(),
        page=page,
        pages=max(1, -(-found // PAGE)),
        notice=notice,
    )


def _row(one: Outside) -> OutsideRow:
    row = one.row
    return OutsideRow(
        *(row.id, row.name, row.organiser, NAMES[Level(row.level)]),
        *(row.first_day, row.last_day, row.people, row.selected, row.prizes, one.units),
    )


def new(
    who: Member,
    typed: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
    problem: str = "",
) -> NewPage:
    """The form of a new one, or as it was typed."""
    empty = dict.fromkeys(LABELS, "") | {"level": Level.PROVINCE.value}
    values = empty if typed is None else {name: typed.get(name, "") for name in LABELS}
    key = (typed or {}).get("key") or new_id()
    return NewPage(view(who), values | {"key": key}, LEVELS, LABELS, errors or {}, problem)


def edit(
    db: Session,
    who: Member,
    contest_id: str,
    typed: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
    *,
    notice: str = "",
    problem: str = "",
) -> EditPage:
    """One of them, with its form."""
    one = service.read(db, contest_id)
    row = one.row
    values = _stored(db, one) if typed is None else {name: typed.get(name, "") for name in LABELS}
    version = (typed or {}).get("version") or str(row.version)
    return EditPage(
        staff=view(who),
        row=_row(one),
        address=row.address,
        source=row.source,
        values=values | {"version": version},
        levels=LEVELS,
        labels=LABELS,
        changed_by=staffing.names(db, {row.changed_by}).get(row.changed_by, SOMEBODY),
        changed_at=row.changed_at,
        errors=errors or {},
        notice=notice,
        problem=problem,
    )


def _stored(db: Session, one: Outside) -> dict[str, str]:
    row = one.row
    return {
        "name": row.name,
        "organiser": row.organiser,
        "level": row.level,
        "first_day": when(row.first_day),
        "last_day": when(row.last_day),
        "address": row.address,
        "people": str(row.people),
        "selected": str(row.selected),
        "prizes": str(row.prizes),
        "units": service.lines(db, one),
        "source": row.source,
    }
