"""The pages of class codes: values of the service in, pages and paper out."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from contest.accounts.guards import view as staff_view
from contest.accounts.service import Member
from contest.campaigns.qr_code import svg as qr
from contest.campaigns.service import RoundView
from contest.campaigns.showing import head
from contest.campaigns.states import Way
from contest.office import service as office
from contest.people import class_codes
from contest.printing import class_sheet as paper
from contest.roster import classes
from contest.roster.classes import Class
from contest.roster.pages import ClassesPage, ClassLine, ProjectPage
from contest.web.filters import hour, when
from contest.web.pages import path_for

HOW = (
    "Quét mã QR bằng máy ảnh điện thoại; hoặc mở địa chỉ trên, bấm “Vào bằng mã”, gõ mã lớp. "
    "Rồi em bấm đúng tên mình."
)


def classes_page(db: Session, who: Member, view: RoundView, now: datetime) -> ClassesPage:
    """All classes."""
    found = classes.listed(db, view.campaign_id, now)
    return ClassesPage(
        staff_view(who, view.campaign_id),
        head(view),
        tuple(line(each) for each in found),
        Way.CLASS in view.ways,
        view.entrance.class_proof,
    )


def line(found: Class) -> ClassLine:
    """A class as a row, and alone."""
    shown = class_codes.shown(found.code) if found.code else ""
    return ClassLine(
        found.id,
        found.place,
        found.people,
        found.come,
        shown,
        found.code,
        found.until,
        found.unproved,
    )


def project_page(
    db: Session, who: Member, view: RoundView, class_id: str, root: str, now: datetime
) -> ProjectPage:
    """One class's code for all to see. ``root``: where phones reach us."""
    found = classes.one(db, view.campaign_id, class_id, now)
    way = _way(view, root, found)
    address = _address(view, root)
    return ProjectPage(
        staff_view(who, view.campaign_id), head(view), line(found), address, qr(way) if found.is_open else ""
    )


def _way(view: RoundView, root: str, found: Class) -> str:
    # Behind "#" the code stays in the browser: no server's log gets it.
    return f"{root}{path_for('campaigns.comeback', slug=view.slug)}#{found.code}"


def _address(view: RoundView, root: str) -> str:
    return (root + path_for("shortcut", slug=view.slug)).partition("://")[2]


def sheets(db: Session, view: RoundView, class_id: str, scheme: str, host: str, now: datetime) -> bytes:
    """A page for each class that has a code, or for one; b"" when there is none."""
    found = classes.with_code(classes.listed(db, view.campaign_id, now), class_id)
    if not found:
        return b""
    root = office.root_for(scheme, host)
    made = tuple(_sheet(view, root, each) for each in found)
    title = " ".join(view.title.splitlines())
    return paper.pdf(paper.Sheets(title, HOW, _address(view, root), made))


def _sheet(view: RoundView, root: str, found: Class) -> paper.ClassSheet:
    until = f"Mã dùng đến {hour(found.until)} ngày {when(found.until)}" if found.until else "Mã đang đóng"
    return paper.ClassSheet(
        found.place,
        class_codes.shown(found.code),
        _way(view, root, found),
        f"{until}. Lớp có {found.people} em.",
    )
