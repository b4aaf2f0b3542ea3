"""Who was selected, as a file: the desk's list, all pages of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlmodel import Session

from contest.audit import service as audit
from contest.campaigns import service as campaigns
from contest.lists.sheets import Cell
from contest.lists.tables import Sheet, Table
from contest.people import service as people
from contest.selections import computing, present
from contest.selections.computing import State
from contest.web import filters

PERSON, OF_UNITS = "Hạng", "Hạng đơn vị"
COLUMNS = ("Họ và tên", "Đơn vị", "Bằng nhau ở mức cuối", "Lý do Ban Tổ chức sửa")
CONFIRMED, NOT_YET = "đã xác nhận", "CHƯA xác nhận"
SLICE = 500


def table(db: Session, round_id: str, now: datetime) -> Table:
    """The list of a round, and whether it is confirmed. Without a computed list it has no row."""
    found = computing.state(db, campaigns.view(db, round_id, now), now)
    view, rows = found.view, present.on_list(db, found)
    state = CONFIRMED if found.frozen is not None else NOT_YET
    head = [
        " ".join(view.title.splitlines()),
        f"{view.name}: {filters.number(len(rows))} người được chọn, {state}. Lập lúc {filters.moment(now)}",
    ]
    titles = (OF_UNITS if found.selection.is_of_units else PERSON, *COLUMNS)
    stem = f"nguoi-duoc-chon-{view.slug}-{view.number}{'' if found.frozen else '-chua-xac-nhan'}"
    return Table(stem, head, (Sheet("Người được chọn", titles, _rows(db, found, rows)),), len(rows))


def _rows(db: Session, found: State, rows: list[tuple[str, int, bool]]) -> Iterator[list[Cell]]:
    for at in range(0, len(rows), SLICE):
        part = rows[at : at + SLICE]
        known = people.full_names(db, [entry for entry, _, _ in part])
        for entry, place, tied in part:
            person, change = known.get(entry), found.changes.get(entry)
            name, unit = (person.name, person.unit_name) if person else ("", "")
            reason = change.reason if change else None
            yield [place or "thêm", name or None, unit or None, "có" if tied else None, reason]


def note(db: Session, actor: str, round_id: str, count: int, now: datetime) -> None:
    """Record that names left the server."""
    audit.record(db, actor, "selections.export", round_id, {"people": count}, now)
