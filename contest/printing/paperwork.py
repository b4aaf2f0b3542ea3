"""An official paper as a value: who issues it, what kind it is, on what it rests, what it says, who signs.

`paperwork_files.docx` and `paperwork_files.pdf` put it on paper: a decision (with "QUYẾT ĐỊNH:" before its
articles), a plan, a submission, a notice, minutes with two signatures, a table of costs, or a text for the
press, which has neither head nor signature.
"""

from __future__ import annotations

from dataclasses import dataclass

from contest.printing.listing import Letterhead, Listing, Signer


@dataclass(frozen=True)
class Text:
    """A paragraph. `lead`: its beginning in bold ("Điều 1."); `bold`: all of it, as a heading, which stays
    with what follows."""

    words: str
    lead: str = ""
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True)
class Grid:
    """A table. `aligns`: "left", "center" or "right" for each column; `wide`: the columns that take what
    room is left. `total`: a label over all columns before the last, then the last one's sum."""

    titles: tuple[str, ...]
    aligns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    wide: tuple[int, ...]
    total: tuple[str, str] | None = None


@dataclass(frozen=True)
class Appendix:
    """A list that belongs to a paper, on pages of its own. `attached_to` without "Kèm theo"."""

    listing: Listing
    attached_to: str


@dataclass(frozen=True)
class Official:
    """The whole paper.

    `name`: its kind ("QUYẾT ĐỊNH"), `about`: what it is about, line by line. `decider`: who decides, in
    capitals, above `grounds`, which stand without ";" and ".". `orders`: "QUYẾT ĐỊNH:" after them.
    `addressees`: whom a submission is for. `second`: who signs beside, for minutes.
    """

    letterhead: Letterhead | None
    name: str
    about: tuple[str, ...]
    body: tuple[Text | Grid, ...]
    signer: Signer
    decider: str = ""
    grounds: tuple[str, ...] = ()
    orders: str = ""
    addressees: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    second: Signer | None = None
    attached_to: str = ""
    appendices: tuple[Appendix, ...] = ()
    is_draft: bool = False
