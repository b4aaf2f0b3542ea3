"""WordprocessingML by the element: paragraphs, rules, tables, page numbers. Measures in mm and points.

Texts become `w:t` and nothing else, so a name such as "{ HYPERLINK … }" stays those letters.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from contest.printing.lines import Block, Line
from contest.printing.table import PADDING_MM, Table

#: Twentieths of a point in a millimetre: Word's own unit.
TWIPS = 1440 / 25.4
THIN = 4  # eighths of a point


def twips(mm: float) -> str:
    """A length as Word writes it."""
    return str(round(mm * TWIPS))


def element(tag: str, /, *children: Element, **attributes: str | int) -> Element:
    """One element of the namespace `w`."""
    made = OxmlElement(f"w:{tag}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    made.extend(children)
    return made


def run(line: Line) -> Element:
    """The line's text with its size and weight."""
    look = [element(name) for name, on in (("b", line.bold), ("i", line.italic)) if on]
    look += [element(name, val=2 * line.size) for name in ("sz", "szCs")]
    if line.underlined:
        look.append(element("u", val="single"))
    if line.boxed:
        look.append(element("bdr", val="single", sz=THIN, space=1, color="000000"))
    text = element("t")
    text.text = line.text
    text.set(qn("xml:space"), "preserve")
    return element("r", element("rPr", *look), text)


def paragraph(
    *runs: Element,
    align: str = "left",
    before: float = 0,
    after: float = 0,
    first_mm: float = 0,
    keep: bool = False,
) -> Element:
    """A paragraph. `before` and `after` in points; `keep`: on the same page as the next."""
    about = [element("keepNext")] if keep else []
    about.append(element("spacing", before=round(20 * before), after=round(20 * after)))
    if first_mm:
        about.append(element("ind", firstLine=twips(first_mm)))
    about.append(element("jc", val=align))
    return element("p", element("pPr", *about), *runs)


def block(source: Block) -> Element:
    """A paragraph of the body."""
    runs = (run(line) for line in source.runs)
    return paragraph(
        *runs, align=source.align, before=source.before, first_mm=source.first_mm, keep=source.keep
    )


def rule(length_mm: float, room_mm: float) -> Element:
    """A thin line of this length in the middle of the room, as a paragraph of three points."""
    side = twips((room_mm - length_mm) / 2)
    edge = element("top", val="single", sz=THIN, space=0, color="000000")
    about = element(
        "pPr",
        element("keepNext"),
        element("pBdr", edge),
        element("spacing", before=40, after=0, line=60, lineRule="exact"),
        element("ind", left=side, right=side),
        element("rPr", element("sz", val=2)),
    )
    return element("p", about)


def written(lines: Sequence[Line], room_mm: float, *, align: str = "center") -> list[Element]:
    """Lines below one another, with their rules, kept together."""
    made = []
    for line in lines:
        air = 4 if line.boxed else 0
        made.append(paragraph(run(line), align=align, before=air, after=air, keep=True))
        if line.rule:
            made.append(rule(min(line.width_mm, room_mm) * line.rule, room_mm))
    return made


def gap(points: float) -> Element:
    """Empty room of exactly this height."""
    about = element("spacing", before=0, after=0, line=round(20 * points), lineRule="exact")
    return element("p", element("pPr", element("keepNext"), about))


def cell(width_mm: float, content: Iterable[Element], *, span: int = 1, middle: bool = False) -> Element:
    """A cell of a table; Word wants at least one paragraph in it."""
    about = [element("tcW", w=twips(width_mm), type="dxa")]
    if span > 1:
        about.append(element("gridSpan", val=span))
    if middle:
        about.append(element("vAlign", val="center"))
    return element("tc", element("tcPr", *about), *(list(content) or [paragraph()]))


def row(*cells: Element, repeats: bool = False) -> Element:
    """A row that no page end cuts; `repeats`: again at the top of each page."""
    about = [element("cantSplit"), *([element("tblHeader")] if repeats else [])]
    return element("tr", element("trPr", *about), *cells)


def table(widths: Sequence[float], rows: Iterable[Element], *, ruled: bool, padding_mm: float) -> Element:
    """A table of fixed columns from margin to margin."""
    names = ("top", "left", "bottom", "right", "insideH", "insideV")
    edges = [element(name, val="single", sz=THIN, space=0, color="000000") for name in names]
    about = [
        element("tblW", w=twips(sum(widths)), type="dxa"),
        element("tblInd", w=0, type="dxa"),
        *([element("tblBorders", *edges)] if ruled else []),
        element("tblLayout", type="fixed"),
        element(
            "tblCellMar", *(element(side, w=twips(padding_mm), type="dxa") for side in ("left", "right"))
        ),
    ]
    grid = element("tblGrid", *(element("gridCol", w=twips(width)) for width in widths))
    return element("tbl", element("tblPr", *about), grid, *rows)


def data_table(source: Table, size: int) -> Element:
    """A list's table: titles that repeat, rows, the sum."""
    columns = source.columns
    widths = [column.width_mm for column in columns]

    def filled(texts: Sequence[str], aligns: Sequence[str], *, bold: bool = False, keep: bool = False):
        for width, text, align in zip(widths, texts, aligns, strict=True):
            line = paragraph(run(Line(text, size, bold)), align=align, before=2, after=2, keep=keep)
            yield cell(width, [line], middle=True)

    aligns = [column.align for column in columns]
    titles = [column.title for column in columns]
    rows = [row(*filled(titles, ["center"] * len(columns), bold=True, keep=True), repeats=True)]
    last = len(source.rows) - 1
    rows += [row(*filled(texts, aligns, keep=place == last)) for place, texts in enumerate(source.rows)]
    if source.total:
        rows.append(_total(source, widths, size))
    return table(widths, rows, ruled=True, padding_mm=PADDING_MM)


def _total(source: Table, widths: list[float], size: int) -> Element:
    label, amount = (Line(text, size, bold=True) for text in source.total or ("", ""))
    at = source.sum_column
    return row(
        cell(
            sum(widths[:at]), [paragraph(run(label), align="center", before=2, after=2)], span=at, middle=True
        ),
        cell(widths[at], [paragraph(run(amount), align="right", before=2, after=2)], middle=True),
        *(cell(width, []) for width in widths[at + 1 :]),
    )


def page_number(size: int) -> list[Element]:
    """The runs of a field that shows the page's number."""
    text = element("instrText")
    text.text = "PAGE"
    parts = (element("fldChar", fldCharType="begin"), text, element("fldChar", fldCharType="end"))
    return [element("r", element("rPr", element("sz", val=2 * size)), part) for part in parts]
