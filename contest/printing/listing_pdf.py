"""A paper as PDF: the same sheet as the .docx, in Tinos, which has the widths of Times New Roman."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from contest.printing import pdf as typst
from contest.printing import sheet
from contest.printing.listing import Listing, Regulation
from contest.printing.sheet import Sheet

MEDIA_TYPE = typst.MEDIA_TYPE


def pdf(paper: Listing | Regulation, *, standards: Sequence[str] = ()) -> bytes:
    """The paper as PDF; the same paper gives the same bytes."""
    return drawn(sheet.lay_out(paper), standards=standards)


def drawn(laid_out: Sheet, *attached: Sheet, standards: Sequence[str] = ()) -> bytes:
    """A sheet as PDF; each of `attached` begins a page, and its numbers, anew."""
    sheets = [asdict(each) for each in (laid_out, *attached)]
    return typst.compile("listing.typ", {"name": laid_out.name, "sheets": sheets}, standards=standards)
