"""Contests that others held: writing down who of one's own took part, changing it, what a report counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlmodel import Session

from contest.audit import service as audit
from contest.elsewhere import rules, store
from contest.elsewhere.models import OutsideContest
from contest.elsewhere.rules import Wanted
from contest.entropy import new_id
from contest.errors import Conflict, Invalid, NotFound
from contest.units import naming
from contest.units import service as units
from questions.folding import fold

NONE_SUCH = "Không tìm thấy cuộc thi này. Về danh sách Thi nơi khác."
MEANWHILE = "Có người vừa sửa hoặc xóa cuộc thi này trước bạn. Mở lại trang để xem bản của họ rồi sửa tiếp."


@dataclass(frozen=True, slots=True)
class Sieve:
    """Which ones a list holds; empty parts ask for nothing."""

    words: str = ""
    level: str = ""
    year: int = 0

    def as_query(self) -> dict[str, str]:
        """The same as an address says it."""
        parts = {"q": self.words, "level": self.level, "year": str(self.year or "")}
        return {name: text for name, text in parts.items() if text}


@dataclass(frozen=True, slots=True)
class Outside:
    """One as it is stored; ``counts``: unit → people, merged units added to the one that they count for;
    ``units``: the same as (name, people), by name."""

    row: OutsideContest
    counts: Mapping[str, int]
    units: tuple[tuple[str, int], ...]


def count(db: Session, sieve: Sieve) -> int:
    """How many match."""
    return store.count(db, fold(sieve.words).split(), sieve.level, sieve.year)


def listed(db: Session, sieve: Sieve, offset: int, limit: int) -> tuple[Outside, ...]:
    """Some that match, the latest first, each with its units: a fixed number of statements."""
    rows = store.page(db, fold(sieve.words).split(), sieve.level, sieve.year, offset, limit)
    return _with_units(db, rows)


def _with_units(db: Session, rows: Sequence[OutsideContest]) -> tuple[Outside, ...]:
    told = store.units(db, [row.id for row in rows])
    ends = units.resolve(db, {unit_id for _, unit_id, _ in told})
    names = units.names(db, set(ends.values()))
    counts: dict[str, dict[str, int]] = {row.id: {} for row in rows}
    for contest_id, unit_id, people in told:
        mine, end = counts[contest_id], ends[unit_id]
        mine[end] = mine.get(end, 0) + people
    return tuple(Outside(row, mine := counts[row.id], _named(mine, names)) for row in rows)


def _named(counts: Mapping[str, int], names: Mapping[str, str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted((names.get(unit_id, ""), people) for unit_id, people in counts.items()))


def years(db: Session) -> list[int]:
    """The years in which some ended."""
    return store.years(db)


def read(db: Session, contest_id: str) -> Outside:
    """One of them; NotFound when there is none."""
    row = store.find(db, contest_id)
    if row is None:
        raise NotFound(NONE_SUCH)
    return _with_units(db, [row])[0]


def lines(db: Session, one: Outside) -> str:
    """Its units as the form has them, each so that saving them means the same again."""
    return rules.written(one.counts, naming.every(db)) if one.counts else ""


def understood(db: Session, cells: Mapping[str, str]) -> Wanted:
    """What a form says; Invalid with every message at once."""
    known = naming.every(db) if cells["units"].strip() else ()
    wanted, errors = rules.judged(cells, known)
    if wanted is None:
        raise Invalid(fields=errors)
    return wanted


def add(db: Session, actor: str, key: str, cells: Mapping[str, str], now: datetime) -> str:
    """Write one down; its id. The same form sent twice is one."""
    if key and store.find(db, key) is not None:
        return key
    wanted = understood(db, cells)
    signed = {"created_by": actor, "created_at": now, "changed_by": actor, "changed_at": now}
    row = OutsideContest.model_validate(_values(wanted) | signed | {"id": key or new_id()})
    made = row.id
    if not store.add(db, row, wanted.units):
        return made
    audit.record(db, actor, "elsewhere.add", made, _told(wanted), now)
    return made


def change(
    db: Session, actor: str, contest_id: str, version: int, cells: Mapping[str, str], now: datetime
) -> None:
    """Give it other facts. Conflict when somebody changed it since it was seen."""
    was = {f"was_{name}": value for name, value in _told(read(db, contest_id).row).items()}
    wanted = understood(db, cells)
    values = {**_values(wanted), "changed_by": actor, "changed_at": now}
    if not store.change(db, contest_id, version, values):
        raise Conflict(MEANWHILE)
    store.put_units(db, contest_id, wanted.units)
    audit.record(db, actor, "elsewhere.change", contest_id, _told(wanted) | was, now)


def remove(db: Session, actor: str, contest_id: str, version: int, now: datetime) -> None:
    """Take one out; its numbers stay in the chain, which takes no words."""
    was = _told(read(db, contest_id).row)
    if not store.remove(db, contest_id, version):
        raise Conflict(MEANWHILE)
    audit.record(db, actor, "elsewhere.remove", contest_id, was, now)


def _values(wanted: Wanted) -> dict[str, object]:
    told = asdict(wanted)
    del told["units"]
    return told | {"level": wanted.level.value, "folded": fold(f"{wanted.name} {wanted.organiser}")[:400]}


def _told(one: Wanted | OutsideContest) -> dict[str, str | int]:
    return {
        "last_day": one.last_day.isoformat(),
        "people": one.people,
        "selected": one.selected,
        "prizes": one.prizes,
    }


# --- reports --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Counted:
    """One as a report counts it. Of a unit nobody knows who was selected: ``selected``, ``prizes`` None."""

    id: str
    name: str
    organiser: str
    level: str
    first_day: date
    last_day: date
    people: int
    selected: int | None
    prizes: int | None


def counted(db: Session, first: date, last: date, unit: str) -> tuple[Counted, ...]:
    """Those that ended within these days; of a unit and all below it those in which some of it took part."""
    rows = store.ended(db, first, last)
    if not unit:
        return tuple(_counted(row, row.people, row.selected, row.prizes) for row in rows)
    wanted = units.under(db, unit)
    people: dict[str, int] = {}
    for contest_id, unit_id, count in store.units(db, [row.id for row in rows]):
        if unit_id in wanted:
            people[contest_id] = people.get(contest_id, 0) + count
    return tuple(_counted(row, people[row.id], None, None) for row in rows if row.id in people)


def _counted(row: OutsideContest, people: int, selected: int | None, prizes: int | None) -> Counted:
    facts = (row.id, row.name, row.organiser, row.level, row.first_day, row.last_day)
    return Counted(*facts, people, selected, prizes)
