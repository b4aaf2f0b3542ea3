"""A paper as PDF: the same sheet as the .docx, in Tinos, which has the widths of Times New Roman."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from contest.printing import pdf as typst
from contest.printing import sheet
from contest.printing.listing import Listing, Regulation

MEDIA_TYPE = typst.MEDIA_TYPE


def pdf(paper: Listing | Regulation, *, standards: Sequence[str] = ()) -> bytes:
    """The paper as PDF; the same paper gives the same bytes."""
    laid_out = sheet.lay_out(paper)
    return typst.compile("listing.typ", {**asdict(laid_out), "name": laid_out.name}, standards=standards)
