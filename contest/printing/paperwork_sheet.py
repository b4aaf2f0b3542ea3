"""An official paper laid out, with the lists that are attached to it, each a sheet of its own.

Sizes and weights: Nghị định 30/2020/NĐ-CP, Phụ lục I; the Party's name of the kind is a point larger.
"""

from __future__ import annotations

from dataclasses import replace

from contest.printing import frame, heading, plain, sheet, table
from contest.printing.frame import DRAFT, SHORT_RULE, TEXT_SIZE
from contest.printing.lines import Block, Line
from contest.printing.listing import Letterhead, LetterheadKind, Signer
from contest.printing.paperwork import Appendix, Grid, Official, Text
from contest.printing.sheet import Sheet
from contest.printing.table import Table

APPENDIX = "Phụ lục"
EMPTY = Line("\u00a0", TEXT_SIZE, bold=True)
BOXED = Line(DRAFT, 13, bold=True, boxed=True)


def lay_out(paper: Official) -> tuple[Sheet, ...]:
    """The paper's own sheet first, then those of its appendices."""
    appendices = tuple(_appendix(each, paper) for each in paper.appendices)
    return (_own(paper), *appendices)


def _own(paper: Official) -> Sheet:
    kind = _kind(paper.letterhead)
    page = frame.upright(kind)
    made = Sheet(
        page=page,
        head_widths=(0, 0),
        head=(),
        titles=_titles(paper, kind),
        tables=(),
        closing=(),
        recipients=frame.recipients(paper.recipients, kind),
        authority=frame.authority(paper.signer),
        signer=frame.name(paper.signer),
        draft=DRAFT if paper.is_draft else "",
        flow=(*_opening(paper, kind), *_body(paper, page.text_width)),
    )
    if paper.second is not None:
        made = _with_second(made, paper.second)
    return made if paper.letterhead is None else _with_head(made, paper.letterhead)


def _kind(letterhead: Letterhead | None) -> LetterheadKind:
    return letterhead.kind if letterhead else LetterheadKind.NHA_NUOC


def _with_head(made: Sheet, letterhead: Letterhead) -> Sheet:
    left, right, number, day = frame.head(letterhead)
    under = tuple(line for line in (number, *((BOXED,) if made.draft else ())) if line.text)
    widths = frame.head_widths(made.page.text_width, right)
    return replace(made, head=((left, right), (under, (day,))), head_widths=widths)


def _with_second(made: Sheet, second: Signer) -> Sheet:
    """Two signatures side by side; their names stand level, however many lines are above each."""
    first, beside = made.authority, frame.authority(second)
    lines = max(len(first), len(beside))
    first, beside = (each + (EMPTY,) * (lines - len(each)) for each in (first, beside))
    return replace(made, authority=first, second_authority=beside, second_signer=frame.name(second))


def _titles(paper: Official, kind: LetterheadKind) -> tuple[Line, ...]:
    """What kind of paper, what about, to what it belongs; a short rule below."""
    is_party = kind is LetterheadKind.DANG
    name = plain.line(paper.name)
    # A headline is copied into a portal: it stays as it is written.
    found = [Line(name.upper() if paper.letterhead else name, TEXT_SIZE + is_party, bold=True)]
    about = [text for text in (plain.line(line) for line in paper.about) if text]
    if is_party and about:
        about[0] = about[0][:1].lower() + about[0][1:]
    found += [Line(text, TEXT_SIZE, bold=True) for text in about]
    if attached := plain.line(paper.attached_to):
        found.append(Line(f"(Kèm theo {attached})", TEXT_SIZE, italic=True))
    if paper.letterhead is not None:
        found[-1] = replace(found[-1], rule=SHORT_RULE)
    elif paper.is_draft:
        found.insert(0, BOXED)
    return tuple(found)


def _opening(paper: Official, kind: LetterheadKind) -> list[Block]:
    """Whom it is for; who decides, on what it rests, what is ordered."""
    made = _addressees(paper.addressees)
    if paper.decider:
        made.append(_centred(plain.line(paper.decider).upper(), bold=True))
    made += _grounds(paper.grounds, kind)
    if paper.orders:
        made.append(_centred(plain.line(paper.orders), bold=True, before=12))
    return made


def _centred(text: str, *, bold: bool = False, before: float = 6) -> Block:
    return Block((Line(text, TEXT_SIZE, bold=bold),), "center", 0, before, keep=True)


def _grounds(grounds: tuple[str, ...], kind: LetterheadKind) -> list[Block]:
    """Each ends with a semicolon, the last with a full stop. Parties write a dash before each."""
    dash = "- " if kind in heading.OF_PARTIES else ""
    italic = kind is not LetterheadKind.DANG
    return [Block((Line(f"{dash}{text}", TEXT_SIZE, italic=italic),)) for text in _told(grounds)]


def _addressees(names: tuple[str, ...]) -> list[Block]:
    """One stands behind "Kính gửi:", several below it, each behind a dash."""
    told = _told(names)
    if len(told) == 1:
        return [_centred(f"Kính gửi: {told[0]}", before=4)]
    return [_centred(text, before=4) for text in ("Kính gửi:", *(f"- {each}" for each in told)) if told]


def _told(texts: tuple[str, ...]) -> list[str]:
    """What is told line by line: a semicolon after each, a full stop after the last."""
    given = [text for text in (plain.line(each).rstrip(";. ") for each in texts) if text]
    return [f"{text}{';' if place < len(given) else '.'}" for place, text in enumerate(given, 1)]


def _body(paper: Official, width_mm: float) -> list[Block | Table]:
    """The matter; what is said last ends with "./.", as official papers do and news doesn't."""
    last = len(paper.body) - 1 if paper.letterhead else None
    made: list[Block | Table] = []
    for place, each in enumerate(paper.body):
        is_last = place == last
        made.append(_table(each, width_mm) if isinstance(each, Grid) else _paragraph(each, is_last=is_last))
    return made


def _paragraph(text: Text, *, is_last: bool) -> Block:
    said = Line(plain.line(text.words), TEXT_SIZE, bold=text.bold, italic=text.italic)
    said = frame.finished(said) if is_last else said
    lead = (Line(f"{plain.line(text.lead)} ", TEXT_SIZE, bold=True),) if text.lead else ()
    # Signatures never stand alone on a page.
    return Block((*lead, said), keep=text.bold or is_last)


def _table(grid: Grid, width_mm: float) -> Table:
    titles, rows = (tuple(map(plain.line, grid.titles)), [tuple(map(plain.line, row)) for row in grid.rows])
    columns = table.columns(titles, grid.aligns, rows, grid.wide, width_mm, (grid.total or ("", ""))[1])
    return Table("", columns, tuple(rows), grid.total, len(titles) - 1)


def _appendix(appendix: Appendix, paper: Official) -> Sheet:
    """The list without a head and a signature: the paper that it belongs to has them."""
    laid_out, kind = sheet.lay_out(appendix.listing), _kind(paper.letterhead)
    word = () if kind in heading.OF_PARTIES else (Line(APPENDIX, TEXT_SIZE, bold=True),)
    belongs = Line(f"(Kèm theo {plain.line(appendix.attached_to)})", TEXT_SIZE, italic=True, rule=SHORT_RULE)
    named = tuple(replace(line, rule=0) for line in laid_out.titles)
    return replace(
        laid_out,
        head=(),
        titles=(*((BOXED,) if paper.is_draft else ()), *word, *named, belongs),
        recipients=(),
        authority=(),
        draft=DRAFT if paper.is_draft else "",
    )
