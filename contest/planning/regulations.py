"""The thể lệ on paper: the articles of its public page, under the head of who holds the contest."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from sqlmodel import Session

from contest.campaigns import amending, editing, prizes, showing
from contest.campaigns import service as campaigns
from contest.campaigns.pages import Amended, RulesPage
from contest.campaigns.rules import Phase
from contest.campaigns.service import RoundView
from contest.office import letterheads
from contest.office import service as office
from contest.office.rules import Identity
from contest.planning.posters import Made
from contest.printing import listing_docx, listing_pdf
from contest.printing.listing import Article, Letterhead, LetterheadKind, Regulation, Signer
from contest.ruleset.wording import ORDINALS
from contest.web.filters import moment, when

SYMBOLS = {LetterheadKind.NHA_NUOC: "TL-BTC", LetterheadKind.DOAN: "TL/ĐTN"}
RECIPIENTS = ("Các đơn vị, người dự thi", "Lưu: hồ sơ cuộc thi")
#: How the ladder's lines begin: they are parts of the paragraph above them.
LADDER = tuple(f"Thứ {ordinal}: " for ordinal in ORDINALS)


class Ending(StrEnum):
    """Which file."""

    DOCX = "docx"
    PDF = "pdf"


MEDIA_TYPES = {Ending.DOCX: listing_docx.MEDIA_TYPE, Ending.PDF: listing_pdf.MEDIA_TYPE}


def made(db: Session, round_id: str, ending: Ending, now: datetime) -> Made:
    """The thể lệ of a round as it stands, as a file."""
    view = editing.whole(db, campaigns.view(db, round_id, now), now)
    origin, rounds = editing.origin_name(db, view, now), editing.rounds_of(db, view.campaign_id, now)
    page = showing.rules_page(view, amending.amendments(db, view.id), origin, rounds)
    page = prizes.with_article(page, prizes.promised(db, view))
    paper = wanted(view, page, office.current(db).identity)
    write = listing_docx.docx if ending is Ending.DOCX else listing_pdf.pdf
    return Made(write(paper), f"the-le-{view.slug}-{view.number}.{ending}")


def wanted(view: RoundView, page: RulesPage, identity: Identity) -> Regulation:
    """What stands on the paper; number and day are left to be written by hand."""
    head = letterheads.issuer(identity, view.organiser)
    name = " ".join(line for line in (showing.kind(view), *showing.lines(view.title)) if line)
    first, last = when(view.opens_at), when(view.closes_at)
    days = f"ngày {first}" if first == last else f"từ {first} đến {last}"
    return Regulation(
        letterhead=Letterhead(
            head.kind, head.upper_body, head.body, None, SYMBOLS[head.kind], head.place, None
        ),
        title_lines=("THỂ LỆ", name),
        subtitle=f"{view.name}, {days}",
        articles=tuple(Article(each.title, clauses(each.items)) for each in page.sections),
        signer=Signer(head.authority, ""),
        recipients=RECIPIENTS,
        notes=(
            "Thể lệ này do máy chủ viết từ chính các quy định mà máy chủ áp dụng khi tổ chức thi. "
            f"Dấu của thể lệ: {view.rules_sha256[:16]}.",
            *(_told(each) for each in page.amended),
        ),
        is_draft=view.phase is Phase.DRAFT,
    )


def _told(change: Amended) -> str:
    articles = ", ".join(f"“{each.article}”" for each in change.articles)
    which = f" ở mục {articles}" if articles else ""
    return f"Thể lệ được sửa lúc {moment(change.at)}{which}. Lý do: {change.reason.rstrip('.')}."


def clauses(items: Sequence[str]) -> tuple[str, ...]:
    """The paragraphs of an article, numbered when there are several, so that each can be cited.

    The ladder's lines keep their own words ("Thứ nhất") behind a dash.
    """
    own = [item for item in items if not item.startswith(LADDER)]
    if len(own) < 2:
        return tuple(items)
    numbers = iter(range(1, len(own) + 1))
    return tuple(f"- {item}" if item.startswith(LADDER) else f"{next(numbers)}. {item}" for item in items)
