"""The poster of a round: what, when, where, and the QR code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from contest.campaigns import service as campaigns
from contest.campaigns import showing
from contest.campaigns.service import RoundView
from contest.office import service as office
from contest.printing import poster
from contest.standings import door
from contest.web.filters import NBSP, hour, when
from contest.web.pages import path_for


@dataclass(frozen=True)
class Made:
    """A file and its name."""

    content: bytes
    name: str


def made(db: Session, round_id: str, scheme: str, host: str, now: datetime) -> Made:
    """The poster as a PDF; phones get there under the address that this screen was asked by."""
    view = campaigns.view(db, round_id, now)
    logo = office.logo_for_paper(db)
    return Made(poster.pdf(wanted(view, door.base(scheme, host), logo)), f"ap-phich-{view.slug}.pdf")


def wanted(view: RoundView, root: str, logo: bytes | None = None) -> poster.Poster:
    """What stands on the poster."""
    url = root + path_for("shortcut", slug=view.slug)
    return poster.Poster(
        title_lines=showing.lines(view.title),
        organiser_lines=showing.lines(view.organiser),
        kind=showing.kind(view),
        when_lines=(f"{view.name}: từ {_at(view.opens_at)}", f"đến {_at(view.closes_at)}"),
        address=url.partition("://")[2],
        qr_text=url,
        logo_png=logo,
    )


def _at(moment: datetime) -> str:
    return f"{hour(moment)} ngày{NBSP}{when(moment)}"
