"""Rosters as the desk's pages show them: values of the services in, pages out."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from contest import entropy
from contest.accounts.guards import view as staff_view
from contest.accounts.service import Member
from contest.campaigns import audiences
from contest.campaigns.class_showing import at
from contest.campaigns.service import RoundView
from contest.campaigns.showing import head
from contest.lists import drafts
from contest.lists import pages as lists
from contest.lists.pages import ImportLine
from contest.roster import classes, importing, service
from contest.roster.import_rules import Judged
from contest.roster.models import RosterImport
from contest.roster.pages import (
    FaultLine,
    IndexPage,
    MemberLine,
    PreviewPage,
    RowLine,
    UploadPage,
)
from contest.roster.sheet_rules import PARTS
from contest.roster.states import Came, Where
from contest.units import service as units
from contest.web.database import to_ms
from contest.web.filters import number

#: How somebody came in, in few words.
CAME = {Came.CODE: "bằng phiếu", Came.CLASS: "bằng mã lớp", Came.HAND: "Ban Tổ chức ghi danh"}


def index_page(
    db: Session,
    who: Member,
    view: RoundView,
    now: datetime,
    query: str = "",
    page: int = 1,
    where: Where = Where.ALL,
    group: str = "",
) -> IndexPage:
    """A page of the roster, of one class where it is named; NotFound when there is no such class."""
    called = classes.one(db, view.campaign_id, group, now).place if group else ""
    among = classes.ids_in(db, view.campaign_id, group) if group else None
    found = service.listed(db, view.campaign_id, query, page, where, among=among)
    return IndexPage(
        staff_view(who, view.campaign_id),
        head(view),
        tuple(member(row, now) for row in found.rows),
        found.found,
        found.everybody,
        found.come,
        found.by_name,
        query,
        where,
        page,
        max(1, -(-found.found // service.A_PAGE)),
        token=entropy.new_id(),
        seen=to_ms(now),
        group=group,
        place=called,
    )


def member(row: service.Listed, now: datetime) -> MemberLine:
    """Somebody as a line."""
    year = row.person.birth_year
    how = CAME[Came(row.came_by)] if row.came_by else ""
    came = ", ".join(filter(None, (at(row.came_at, now), how))) if row.came_at else ""
    others = row.same_phone - 1
    return MemberLine(
        row.id,
        row.person.name,
        row.unit_name,
        row.class_name,
        year,
        row.own_code,
        row.entry_id or "",
        row.come,
        row.has_code,
        row.audience,
        came,
        f"cùng máy với {number(others)} tên khác" if others > 0 else "",
    )


def upload_page(db: Session, who: Member, view: RoundView, now: datetime) -> UploadPage:
    """The page with the file's field."""
    earlier = importing.listed(db, who.id, view.campaign_id, now)
    return UploadPage(
        staff_view(who, view.campaign_id),
        head(view),
        tuple(_earlier(row) for row in earlier),
        units.must_choose(db),
        tuple(each.label for each in audiences.of(db, view.campaign_id)),
    )


def _earlier(row: RosterImport) -> ImportLine:
    return lists.line(row, importing.loaded(row.rows), row.made)


def preview_page(
    db: Session,
    who: Member,
    view: RoundView,
    import_id: str,
    now: datetime,
    only: str = "",
    page: int = 1,
) -> PreviewPage:
    """A list row by row, those with problems first."""
    draft = importing.look(db, who.id, view, import_id, now)
    sifted = drafts.sifted(draft.judged, only, page)
    return PreviewPage(
        **lists.shared(draft, sifted),
        staff=staff_view(who, view.campaign_id),
        round=head(view),
        rows=tuple(_line(one) for one in sifted.shown),
        has_audiences=bool(audiences.of(db, view.campaign_id)),
        made=draft.row.made,
    )


def _line(one: Judged) -> RowLine:
    row = one.row
    return RowLine(
        row.line,
        one.standing.tone,
        one.name,
        str(one.year) if one.year else row.year,
        one.unit_name or row.unit,
        one.group,
        one.phone or row.phone,
        one.code,
        {part: getattr(row, part) for part in PARTS},
        tuple(FaultLine(fault.part, fault.text, fault.choices) for fault in one.faults),
        one.alike,
        one.notes,
        one.audience.short if one.audience else row.audience,
    )
