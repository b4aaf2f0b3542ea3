"""Codes that were just made, on paper: a slip for each person, to cut apart and hand out."""

from __future__ import annotations

from collections.abc import Sequence

from contest.campaigns.service import RoundView
from contest.office import service as office
from contest.people.codes import shown
from contest.printing import slips as paper
from contest.roster.codes import Issued
from contest.web.pages import path_for

MEDIA_TYPE = paper.MEDIA_TYPE
HOW = (
    "Quét mã QR bằng máy ảnh điện thoại; hoặc mở {address}, bấm “Vào bằng mã”, gõ mã này. "
    "Mã của riêng bạn: giữ phiếu để vào lại, đừng đưa cho người khác."
)


def pdf(view: RoundView, made: Sequence[Issued], scheme: str, host: str) -> bytes:
    """The slips; phones get there under the address that this screen was asked by, or the public one."""
    return paper.pdf(wanted(view, made, office.root_for(scheme, host)))


def wanted(view: RoundView, made: Sequence[Issued], root: str) -> paper.Slips:
    """What stands on the slips."""
    address = (root + path_for("shortcut", slug=view.slug)).partition("://")[2]
    # Behind "#" the code stays in the browser: no server's log gets it.
    way = root + path_for("campaigns.comeback", slug=view.slug)
    return paper.Slips(
        title=" ".join(view.title.splitlines()),
        how=HOW.format(address=address),
        slips=tuple(paper.Slip(one.name, one.unit, shown(one.code), f"{way}#{one.code}") for one in made),
    )
