"""Papers that Luật An ninh mạng asks for at level 2, filled in with what the server knows."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import assert_never

from sqlmodel import Session

from contest import settings
from contest.accounts import staffing
from contest.accounts.pages import StaffView
from contest.campaigns import service as campaigns
from contest.clock import local
from contest.office import service as office
from contest.people import forgetting as people
from contest.people.rules import CHILD_UNDER
from contest.printing import listing_docx
from contest.printing.listing import Letterhead, LetterheadKind, Regulation, Signer
from contest.privacy import level_two, periods, security_rules
from contest.privacy.facts import Facts
from contest.privacy.inventory_pages import PapersPage
from contest.web import database
from contest.web.filters import number

SIGNER = Signer(("THỦ TRƯỞNG CƠ QUAN",), "")


class Kind(StrEnum):
    """Which paper; the value is the file's name."""

    LEVEL_TWO = "ho-so-de-xuat-cap-do-2"
    RULES = "quy-che-an-toan-thong-tin"


def facts(db: Session, now: datetime) -> Facts:
    """What the server knows of itself."""
    told = office.current(db)
    named = people.count_people(db)
    return Facts(
        name=told.identity.name,
        above=told.identity.above,
        place=told.identity.place,
        address=told.identity.address,
        phone=told.identity.phone,
        email=told.identity.email,
        root=told.reach.public or settings.current().public_url,
        database="PostgreSQL" if not database.current().is_sqlite else "SQLite",
        people=named,
        children=people.count_children(db, local(now).year - CHILD_UNDER + 1),
        staff=staffing.active_count(db),
        contests=len({view.campaign_id for view in campaigns.every(db, now)}),
        spans=periods.spans(db),
        days=periods.days(db),
    )


def page(db: Session, staff: StaffView, now: datetime) -> PapersPage:
    """The papers and the facts that go into them; what is missing there."""
    told = facts(db, now)
    known = (
        ("Cơ quan", told.name),
        ("Cơ quan cấp trên", told.above),
        ("Địa chỉ", told.address),
        ("Địa chỉ trên mạng", told.root),
        ("Người dự thi còn tên trên máy", number(told.people)),
        ("Trong đó chưa đủ 16 tuổi", number(told.children)),
        ("Tài khoản Ban Tổ chức", number(told.staff)),
        ("Nơi lưu dữ liệu", told.database),
    )
    missing = tuple(label for label, value in known if not value)
    return PapersPage(staff, tuple((label, value) for label, value in known if value), missing)


def made(db: Session, kind: Kind, now: datetime) -> bytes:
    """The paper as .docx."""
    told = facts(db, now)
    match kind:
        case Kind.LEVEL_TWO:
            title, symbol = level_two.TITLE, "HS-ATTT"
            articles, recipients = level_two.articles(told, now), level_two.RECIPIENTS
        case Kind.RULES:
            title, symbol = security_rules.TITLE, "QC-ATTT"
            articles, recipients = security_rules.articles(told), security_rules.RECIPIENTS
        case _:
            assert_never(kind)
    head = Letterhead(LetterheadKind.NHA_NUOC, told.above, told.name or "……", None, symbol, told.place, None)
    return listing_docx.docx(
        Regulation(head, title, articles, SIGNER, recipients, subtitle=level_two.SKELETON, is_draft=True)
    )
