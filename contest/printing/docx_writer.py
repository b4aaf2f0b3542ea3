"""A sheet as .docx: the page, the head, the matter, the end, in this order; what is attached to it behind."""

from __future__ import annotations

from docx.document import Document as Word
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm

from contest.printing import docx_file
from contest.printing import docx_parts as parts
from contest.printing.docx_parts import element
from contest.printing.lines import INDENT_MM, Block, Line
from contest.printing.sheet import Sheet

#: Where the signature and the stamp go.
SIGNATURE_PT = 72
#: From the paper's upper edge to the page number, inside the top margin.
HEADER_MM = 10


def write(laid_out: Sheet, *attached: Sheet) -> bytes:
    """The sheet as the bytes of a .docx; each of `attached` begins a page, and its numbers, anew."""
    document = docx_file.begun(laid_out.name, laid_out.text_size)
    _fill(document, document.sections[0], laid_out)
    for each in attached:
        section = document.add_section(WD_SECTION.NEW_PAGE)
        _shrink_the_break(document)
        _number_anew(section)
        _fill(document, section, each)
    return docx_file.packed(document)


def _fill(document: Word, section: Section, laid_out: Sheet) -> None:
    """The sheet at the end of the file, in its last section."""
    _page(section, laid_out)
    content = [
        *_head(laid_out),
        *_flow(laid_out),
        *_tables(laid_out),
        *_articles(laid_out),
        *_closing(laid_out),
        *_signatures(laid_out),
    ]
    end = document.element.body.sectPr
    for each in content:
        end.addprevious(each)


def _shrink_the_break(document: Word) -> None:
    """The paragraph that ends a section is as low as can be, so that a full page gets no empty one behind."""
    about = document.element.body.sectPr.getprevious().pPr
    about.insert(0, element("spacing", before=0, after=0, line=20, lineRule="exact"))


def _number_anew(section: Section) -> None:
    old = section._sectPr.find(qn("w:pgNumType"))
    if old is not None:
        section._sectPr.remove(old)
    section._sectPr.find(qn("w:pgMar")).addnext(element("pgNumType", start=1))


def _page(section: Section, laid_out: Sheet) -> None:
    page = laid_out.page
    section.orientation = WD_ORIENT.LANDSCAPE if page.width > page.height else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(page.width), Mm(page.height)
    section.top_margin, section.bottom_margin = Mm(page.top), Mm(page.bottom)
    section.left_margin, section.right_margin = Mm(page.left), Mm(page.right)
    section.header_distance = section.footer_distance = Mm(HEADER_MM)
    section.different_first_page_header_footer = True
    numbered = parts.page_number(laid_out.page_number_size)
    header = section.header
    header.is_linked_to_previous = False
    last = header.paragraphs[0]._p
    if laid_out.draft:
        last.addprevious(_draft_header(numbered, laid_out))
    else:
        last.addprevious(parts.paragraph(*numbered, align="center"))
    header._element.remove(last)


def _draft_header(numbered: list[parts.Element], laid_out: Sheet) -> parts.Element:
    """The page number in the middle as ever, and at the right edge that this is a draft."""
    width = laid_out.page.text_width
    made = parts.paragraph()
    stops = element(
        "tabs",
        element("tab", val="center", pos=parts.twips(width / 2)),
        element("tab", val="right", pos=parts.twips(width)),
    )
    made.pPr.insert(0, stops)
    said = parts.run(Line(laid_out.draft, laid_out.page_number_size, bold=True))
    made.extend([element("r", element("tab")), *numbered, element("r", element("tab")), said])
    return made


def _head(laid_out: Sheet) -> list[parts.Element]:
    """Who issues it on the left, whose country or union it is on the right; below the number and the date."""
    titles = parts.written(laid_out.titles, laid_out.page.text_width)
    if not laid_out.head:
        return [*titles, parts.gap(8)]
    rows = []
    for place, sides in enumerate(laid_out.head):
        cells = []
        for lines, width in zip(sides, laid_out.head_widths, strict=True):
            content = parts.written(lines, width)
            cells.append(parts.cell(width, [*([parts.gap(6)] if place else []), *content]))
        rows.append(parts.row(*cells))
    head = parts.table(laid_out.head_widths, rows, ruled=False, padding_mm=0)
    return [head, parts.gap(14), *titles, parts.gap(8)]


def _flow(laid_out: Sheet) -> list[parts.Element]:
    made: list[parts.Element] = []
    for each in laid_out.flow:
        if isinstance(each, Block):
            made.append(parts.block(each))
        else:
            made += [parts.gap(6), parts.data_table(each, laid_out.table_size), parts.gap(2)]
    return made


def _tables(laid_out: Sheet) -> list[parts.Element]:
    made: list[parts.Element] = []
    for each in laid_out.tables:
        if each.heading:
            heading = parts.run(Line(each.heading, laid_out.text_size, bold=True))
            made.append(parts.paragraph(heading, before=6, after=4, keep=True))
        made += [parts.data_table(each, laid_out.table_size), parts.gap(6)]
    return made


def _articles(laid_out: Sheet) -> list[parts.Element]:
    """A heading stays with its first paragraph, what is said last with the signatures."""
    made: list[parts.Element] = []
    articles = laid_out.articles
    last = articles[-1][1][-1] if articles and articles[-1][1] and not laid_out.closing else None
    for title, paragraphs in articles:
        made.append(parts.paragraph(parts.run(title), align="both", before=6, first_mm=INDENT_MM, keep=True))
        made += [
            parts.paragraph(parts.run(line), align="both", before=6, first_mm=INDENT_MM, keep=line is last)
            for line in paragraphs
        ]
    return made


def _closing(laid_out: Sheet) -> list[parts.Element]:
    lines = laid_out.closing
    return [
        parts.paragraph(parts.run(line), align="both", before=6, first_mm=INDENT_MM, keep=line is lines[-1])
        for line in lines
    ]


def _signatures(laid_out: Sheet) -> list[parts.Element]:
    """Receivers on the left, level with the signer's title on the right; never torn apart."""
    left = round(laid_out.page.text_width * 0.45, 2)
    right = round(laid_out.page.text_width - left, 2)
    receivers = parts.written(laid_out.recipients, left, align="left")
    signed = _signed(laid_out.authority, laid_out.signer, right)
    if not (receivers or laid_out.authority):
        return []
    beside = receivers
    if laid_out.second_signer is not None:
        beside = _signed(laid_out.second_authority, laid_out.second_signer, left)
    row = parts.row(parts.cell(left, beside), parts.cell(right, signed))
    made = [parts.gap(12), parts.table((left, right), [row], ruled=False, padding_mm=0), parts.gap(1)]
    return made if beside is receivers else [*made, parts.gap(6), *receivers]


def _signed(authority: tuple[Line, ...], signer: Line, width: float) -> list[parts.Element]:
    """In whose name, room for the signature, the name."""
    # Receivers that stand below two signatures stay with them.
    signature = [parts.gap(SIGNATURE_PT), parts.paragraph(parts.run(signer), align="center", keep=True)]
    return [*parts.written(authority, width), *signature]
