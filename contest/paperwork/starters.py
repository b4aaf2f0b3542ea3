"""A template to begin with for every kind of paper and layout: the built-in paper, its facts as fields.

Laid out by the very sheets that the built-in papers are, so margins, sizes and weights are the decree's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from contest.commendations.states import Layout
from contest.paperwork.fields import has
from contest.paperwork.kinds import KINDS
from contest.paperwork.starter_words import BODIES, TITLES, Grid, Said
from contest.paperwork.states import Kind
from contest.printing import frame, heading
from contest.printing.frame import SHORT_RULE, TEXT_SIZE
from contest.printing.lines import Block, Line
from contest.printing.listing import LetterheadKind
from contest.printing.sheet import Sheet
from contest.printing.table import Column, Table

#: The width of a table's columns is told in parts of this.
PARTS = 100


def docx(kind: Kind, layout: Layout) -> bytes:
    """The template as a Word file; the same kind and layout give the same bytes."""
    # Imported here: it brings python-docx and lxml, and a start needs nothing of them.
    from contest.printing import docx_writer

    return docx_writer.write(_sheet(kind, LetterheadKind(layout.value)))


def _sheet(kind: Kind, of: LetterheadKind) -> Sheet:
    page = frame.upright(of)
    made = Sheet(
        page=page,
        head_widths=(0, 0),
        head=(),
        titles=_titles(kind, of),
        tables=(),
        closing=(),
        recipients=(),
        authority=(),
        signer=Line("", TEXT_SIZE),
        draft="",
        flow=tuple(_flow(kind, of, page.text_width)),
    )
    if kind is Kind.PRESS:
        return made
    right = _right(of)
    made = replace(
        made,
        head=((_left(of), right), (_number(kind, of), (_day(of),))),
        head_widths=frame.head_widths(page.text_width, right),
        recipients=_recipients(of),
        authority=_loop("chuc_vu_ky", Line("{{ muc }}", TEXT_SIZE, bold=True)),
        signer=Line("{{ nguoi_ky }}", TEXT_SIZE, bold=True),
    )
    if not has(kind, "nguoi_ky_ben_trai"):
        return made
    return replace(
        made,
        second_authority=_loop("chuc_vu_ky_ben_trai", Line("{{ muc }}", TEXT_SIZE, bold=True)),
        second_signer=Line("{{ nguoi_ky_ben_trai }}", TEXT_SIZE, bold=True),
    )


def _loop(name: str, line: Line) -> tuple[Line, ...]:
    """A line for each of a list."""
    size = line.size
    return Line(f"{{%p for muc in {name} %}}", size), line, Line("{%p endfor %}", size)


def _left(of: LetterheadKind) -> tuple[Line, ...]:
    is_party = of in frame.STARS
    size = 14 if is_party else 12
    above = (
        Line("{%p if co_quan_cap_tren %}", size),
        Line("{{ co_quan_cap_tren }}", size),
        Line("{%p endif %}", size),
    )
    body = Line("{{ noi_ban_hanh }}", size, bold=True, rule=0 if is_party else SHORT_RULE)
    return (*above, body, Line(frame.STARS[of], size)) if is_party else (*above, body)


def _right(of: LetterheadKind) -> tuple[Line, ...]:
    if of in frame.STARS:
        return (Line(frame.TITLES[of], 15, bold=True, rule=1),)
    return Line(heading.NATION, 12, bold=True), Line(heading.MOTTO, 13, bold=True, rule=1)


def _number(kind: Kind, of: LetterheadKind) -> tuple[Line, ...]:
    return (Line("{{ so_ky_hieu }}", _small(of)),) if KINDS[kind].sign else ()


def _day(of: LetterheadKind) -> Line:
    return Line("{{ noi_va_ngay }}", _small(of), italic=True)


def _small(of: LetterheadKind) -> int:
    return 14 if of in frame.STARS else 13


def _recipients(of: LetterheadKind) -> tuple[Line, ...]:
    first, line = frame.recipients(("{{ muc }}",), of)
    return first, *_loop("noi_nhan", Line("- {{ muc }}", line.size))


def _titles(kind: Kind, of: LetterheadKind) -> tuple[Line, ...]:
    is_party = of is LetterheadKind.DANG
    name = KINDS[kind].name.upper()
    found = [Line(name, TEXT_SIZE + is_party, bold=True)] if name else []
    told = TITLES[kind]
    if is_party and name:
        told = (told[0][:1].lower() + told[0][1:], *told[1:])
    found += [Line(text, TEXT_SIZE, bold=True) for text in told]
    if name:
        last = found.pop()
        found.append(Line(last.text, last.size, bold=True, rule=SHORT_RULE))
    return tuple(found)


# --- the matter -----------------------------------------------------------------------------------


def _flow(kind: Kind, of: LetterheadKind, width_mm: float) -> Iterator[Block | Table]:
    if has(kind, "kinh_gui"):
        yield from _control("for muc in kinh_gui")
        yield _centred("Kính gửi: {{ muc }}")
        yield from _control("endfor")
    if has(kind, "tham_quyen"):
        yield _centred("{{ tham_quyen }}", bold=True)
    if has(kind, "can_cu"):
        dash = "- " if of in heading.OF_PARTIES else ""
        italic = of is not LetterheadKind.DANG
        yield from _control("for muc in can_cu")
        yield Block((Line(f"{dash}{{{{ muc }}}}", TEXT_SIZE, italic=italic),))
        yield from _control("endfor")
    if has(kind, "tham_quyen"):
        yield _centred("QUYẾT ĐỊNH:", bold=True)
    for each in BODIES[kind]:
        yield _table(each, width_mm) if isinstance(each, Grid) else _block(each)


def _centred(text: str, *, bold: bool = False) -> Block:
    return Block((Line(text, TEXT_SIZE, bold=bold),), "center", 0, 6, keep=True)


def _control(words: str) -> Sequence[Block]:
    return (Block((Line(f"{{%p {words} %}}", TEXT_SIZE),)),)


def _block(said: Said) -> Block:
    if said.control:
        return _control(said.control)[0]
    lead = (Line(f"{said.lead} ", TEXT_SIZE, bold=True),) if said.lead else ()
    return Block((*lead, Line(said.words, TEXT_SIZE, bold=said.bold)), keep=said.bold)


def _table(grid: Grid, width_mm: float) -> Table:
    """A row of titles, the loop's beginning, one row for each, the loop's end."""
    columns = tuple(
        Column(title, round(width_mm * part / PARTS, 2), align) for title, _, part, align in grid.columns
    )
    empty = ("",) * (len(columns) - 1)
    rows = (
        (f"{{%tr for muc in {grid.name} %}}", *empty),
        tuple(f"{{{{ muc.{field} }}}}" for _, field, _, _ in grid.columns),
        ("{%tr endfor %}", *empty),
    )
    return Table("", columns, rows, None, len(columns) - 1)
