"""A list as PDF: the same sheet as the .docx, in Tinos, which has the widths of Times New Roman."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from contest.printing import pdf as paper
from contest.printing import sheet
from contest.printing.listing import Listing

MEDIA_TYPE = paper.MEDIA_TYPE


def pdf(listing: Listing, *, standards: Sequence[str] = ()) -> bytes:
    """The list as PDF; the same list gives the same bytes."""
    laid_out = sheet.lay_out(listing)
    return paper.compile("listing.typ", {**asdict(laid_out), "name": laid_out.name}, standards=standards)
