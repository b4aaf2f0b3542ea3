"""An official paper as a Word file and as PDF, both of the same sheets."""

from __future__ import annotations

from contest.printing import listing_pdf, paperwork_sheet
from contest.printing.paperwork import Official


def docx(paper: Official) -> bytes:
    """The paper as .docx; the same paper gives the same bytes."""
    # Imported here: it brings python-docx and lxml, and a start needs nothing of them.
    from contest.printing import docx_writer

    return docx_writer.write(*paperwork_sheet.lay_out(paper))


def pdf(paper: Official) -> bytes:
    """The paper as PDF."""
    return listing_pdf.drawn(*paperwork_sheet.lay_out(paper))
