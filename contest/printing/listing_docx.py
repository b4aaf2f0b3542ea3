"""A paper as a Word file, to the millimetre, with nothing in it that Word would run or fetch."""

from __future__ import annotations

from contest.printing import sheet
from contest.printing.listing import Listing, Regulation

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def docx(paper: Listing | Regulation) -> bytes:
    """The paper as .docx; the same paper gives the same bytes."""
    # Imported here: it brings python-docx and lxml, and a start needs nothing of them.
    from contest.printing import docx_writer

    return docx_writer.write(sheet.lay_out(paper))
