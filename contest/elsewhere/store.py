"""SQL of contests elsewhere."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import delete, func, insert, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from contest.elsewhere.models import OutsideContest, OutsideUnit


def add(db: Session, row: OutsideContest, units: Mapping[str, int]) -> bool:
    """Write one; False when the same form has just been written."""
    made = row.id
    try:
        with db.begin_nested():
            db.add(row)
            db.flush()
    except IntegrityError:
        return False
    put_units(db, made, units)
    return True


def find(db: Session, contest_id: str) -> OutsideContest | None:
    """One of them."""
    return db.exec(select(OutsideContest).where(OutsideContest.id == contest_id)).first()


def change(db: Session, contest_id: str, version: int, values: Mapping[str, Any]) -> bool:
    """Change it; False when it is not the one that was seen."""
    this = (col(OutsideContest.id) == contest_id, col(OutsideContest.version) == version)
    done = db.connection().execute(update(OutsideContest).where(*this).values(version=version + 1, **values))
    db.expire_all()
    return done.rowcount == 1


def put_units(db: Session, contest_id: str, units: Mapping[str, int]) -> None:
    """These units took part, and no others."""
    db.connection().execute(delete(OutsideUnit).where(col(OutsideUnit.contest_id) == contest_id))
    rows = [{"contest_id": contest_id, "unit_id": unit, "people": people} for unit, people in units.items()]
    if rows:
        db.connection().execute(insert(OutsideUnit), rows)
    db.expire_all()


def remove(db: Session, contest_id: str, version: int) -> bool:
    """Take it out; False when it is not the one that was seen."""
    this = (col(OutsideContest.id) == contest_id, col(OutsideContest.version) == version)
    if db.exec(select(OutsideContest.id).where(*this).with_for_update()).first() is None:
        return False
    put_units(db, contest_id, {})
    db.connection().execute(delete(OutsideContest).where(*this))
    return True


def _wanted(words: Sequence[str], level: str, year: int) -> list[Any]:
    wanted: list[Any] = [col(OutsideContest.folded).contains(word, autoescape=True) for word in words]
    if level:
        wanted.append(OutsideContest.level == level)
    if year:
        wanted.append(col(OutsideContest.last_day).between(date(year, 1, 1), date(year, 12, 31)))
    return wanted


def count(db: Session, words: Sequence[str] = (), level: str = "", year: int = 0) -> int:
    """How many match."""
    return db.exec(select(func.count()).select_from(OutsideContest).where(*_wanted(words, level, year))).one()


def page(
    db: Session, words: Sequence[str], level: str, year: int, offset: int, limit: int
) -> list[OutsideContest]:
    """Some that match, the latest first."""
    order = (col(OutsideContest.last_day).desc(), col(OutsideContest.id))
    found = select(OutsideContest).where(*_wanted(words, level, year)).order_by(*order)
    return list(db.exec(found.offset(offset).limit(limit)))


def years(db: Session) -> list[int]:
    """The years in which some ended, the latest first."""
    days = db.exec(select(col(OutsideContest.last_day)).distinct())
    return sorted({day.year for day in days}, reverse=True)


def ended(db: Session, first: date, last: date) -> list[OutsideContest]:
    """Those that ended within these days, in the order in which they did."""
    order = (col(OutsideContest.last_day), col(OutsideContest.id))
    within = col(OutsideContest.last_day).between(first, last)
    return list(db.exec(select(OutsideContest).where(within).order_by(*order)))


def units(db: Session, contest_ids: Collection[str]) -> list[tuple[str, str, int]]:
    """(contest, unit, people) of these contests."""
    found = select(OutsideUnit.contest_id, OutsideUnit.unit_id, OutsideUnit.people)
    return list(db.exec(found.where(col(OutsideUnit.contest_id).in_(contest_ids))).all())
