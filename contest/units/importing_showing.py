"""Lists being imported, as the desk's pages show them."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from contest.accounts.pages import StaffView
from contest.accounts.service import Member
from contest.lists import drafts
from contest.lists import pages as lists
from contest.lists.drafts import Standing
from contest.lists.pages import ImportLine
from contest.units import importing, service, undoing
from contest.units.import_rules import NO_PEOPLE, Judged
from contest.units.importing_pages import FaultLine, PreviewPage, RowLine, UploadPage
from contest.units.models import UnitImport
from contest.units.sheet_rules import PARTS
from contest.units.unit_rules import label
from contest.web import filters


def upload_page(db: Session, staff: StaffView, member: Member, now: datetime) -> UploadPage:
    """The page with the file's field."""
    earlier = tuple(_earlier(row) for row in importing.listed(db, member.id, now))
    return UploadPage(staff, earlier, service.must_choose(db))


def _earlier(row: UnitImport) -> ImportLine:
    return lists.line(row, importing.loaded(row.rows), len(importing.done_of(row).made))


def preview_page(
    db: Session,
    staff: StaffView,
    member: Member,
    import_id: str,
    now: datetime,
    only: str = "",
    page: int = 1,
) -> PreviewPage:
    """A list row by row, those with problems first."""
    draft = importing.look(db, member.id, import_id, now)
    sifted = drafts.sifted(draft.judged, only, page)
    names = _names(db, draft.judged)
    done = importing.done_of(draft.row)
    sound = [one for one in draft.judged if one.standing >= Standing.LOOK]
    return PreviewPage(
        **lists.shared(draft, sifted),
        staff=staff,
        rows=tuple(_line(one, names) for one in sifted.shown),
        fresh=sum(not one.unit_id for one in sound),
        changing=sum(bool(one.unit_id) for one in sound),
        made=len(done.made),
        changed=len({str(each["id"]) for each in done.changed} | _counted(done)),
        undoable=undoing.is_undoable(draft.row),
        stays=done.stays,
    )


def _counted(done: importing.Done) -> set[str]:
    return {str(each["unit"]) for each in done.counts} - set(done.made)


def _names(db: Session, judged: tuple[Judged, ...]) -> dict[str, str]:
    """Node → its name, stored units too: one statement more, however many rows."""
    stored = {one.parent for one in judged if one.parent and not one.parent.startswith("#")}
    names = {id: row.name for id, row in service.rows(db, stored).items()}
    return names | {one.node: one.name for one in judged}


def _line(one: Judged, names: dict[str, str]) -> RowLine:
    row = one.row
    people = filters.number(one.people) if one.people is not None else row.people
    return RowLine(
        row.line,
        one.standing.tone,
        one.name,
        names.get(one.parent or "", row.parent),
        label(one.kind),
        people,
        filters.when(one.on) if one.on else row.on,
        one.open,
        not one.unit_id,
        row.made,
        {part: getattr(row, part) for part in PARTS},
        tuple(FaultLine(fault.part, fault.text, fault.choices) for fault in one.faults),
        one.alike.text if one.alike else "",
        bool(one.alike and one.alike.unit_id),
        tuple(note for note in one.notes),
        one.changes,
        NO_PEOPLE in one.notes,
    )
