"""What stands around the matter of a paper: whose it is, its number and day, who gets it and who signs."""

from __future__ import annotations

from dataclasses import replace

from contest.printing import heading, plain
from contest.printing.lines import Line, Page
from contest.printing.listing import Letterhead, LetterheadKind, Signer

A4 = (210.0, 297.0)
TEXT_SIZE = 14
DRAFT = "DỰ THẢO"
#: Rules under a body's name and under a title: between a third and a half of the line.
SHORT_RULE = 0.4
#: The sign between a body's name and the number.
STARS = {LetterheadKind.DOAN: "***", LetterheadKind.DANG: "*"}
TITLES = {LetterheadKind.DOAN: heading.YOUTH_UNION, LetterheadKind.DANG: heading.PARTY}

#: Left cell, right cell, number, date.
Head = tuple[tuple[Line, ...], tuple[Line, ...], Line, Line]


def upright(kind: LetterheadKind) -> Page:
    """A4 with the margins of a layout."""
    right = 20.0 if kind is LetterheadKind.DOAN else 15.0
    return Page(*A4, top=20, bottom=20, left=30, right=right)


def head(of: Letterhead) -> Head:
    """Who issues it on the left, whose country or union it is on the right; the number, the place and day."""
    upper, body = plain.line(of.upper_body).upper(), plain.line(of.body).upper()
    number = plain.line(heading.number_line(of)) if of.symbol or of.number is not None else ""
    day = plain.line(heading.place_date(of.place, of.date))
    if of.kind in STARS:
        above = [Line(upper, 14)] if upper else []
        left = (*above, Line(body, 14, bold=True), Line(STARS[of.kind], 14))
        right = (Line(TITLES[of.kind], 15, bold=True, rule=1),)
        return left, right, Line(number, 14), Line(day, 14, italic=True)
    left = (*([Line(upper, 12)] if upper else []), Line(body, 12, bold=True, rule=SHORT_RULE))
    right = (Line(heading.NATION, 12, bold=True), Line(heading.MOTTO, 13, bold=True, rule=1))
    return left, right, Line(number, 13), Line(day, 13, italic=True)


def head_widths(text_width: float, right: tuple[Line, ...]) -> tuple[float, float]:
    """The right cell holds its longest line with a little air; on wide paper both grow alike."""
    needed = max(line.width_mm for line in right) + 6
    share = max(needed, text_width * 0.55) if text_width < 200 else text_width * 0.5
    return round(text_width - share, 2), round(share, 2)


def recipients(names: tuple[str, ...], kind: LetterheadKind) -> tuple[Line, ...]:
    """ "Nơi nhận:" and below it one line each, a semicolon after each, a full stop after the last."""
    given = [name for name in (plain.line(text).rstrip(";.") for text in names) if name]
    if not given:
        return ()
    ends = [";"] * (len(given) - 1) + ["."]
    is_party = kind is LetterheadKind.DANG
    size = 12 if is_party else 11
    listed = [Line(f"- {name}{end}", size) for name, end in zip(given, ends, strict=True)]
    first = (
        Line("Nơi nhận:", 14, underlined=True) if is_party else Line("Nơi nhận:", 12, bold=True, italic=True)
    )
    return (first, *listed)


def authority(signer: Signer) -> tuple[Line, ...]:
    """In whose name it is signed."""
    lines = (plain.line(text).upper() for text in signer.authority)
    return tuple(Line(text, TEXT_SIZE, bold=True) for text in lines if text)


def name(signer: Signer) -> Line:
    """Whose signature it is."""
    return Line(plain.line(signer.name), TEXT_SIZE, bold=True)


def finished(line: Line) -> Line:
    """At the very end of a paper stands "./."."""
    return replace(line, text=f"{line.text.rstrip('./;')}./.")
