"""Shuffled papers and their key as Word files, to be edited before they are printed."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from docx.document import Document as Word
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.section import Section
from docx.shared import Mm

from contest.printing import docx_file, plain
from contest.printing import docx_parts as parts
from contest.printing.answer_sheet import BESIDE, NOT_TOLD, STEM, Picture, Question, width_mm
from contest.printing.docx_parts import Element, element
from contest.printing.key_table import KeyTable
from contest.printing.sheet import Line
from contest.printing.variant_sheet import BLANKS, Variant, Variants, beside, bubbles

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SIZE = 12
SMALL = 10
WIDTH_MM = 178.0  # between the margins of upright paper
SIDE_MM, TOP_MM = 16.0, 15.0
#: So many answers stand beside each other: letters, and what is written in words.
BOXES, LINES = 5, 2
#: Puts a picture into the file, if there is one, within (across, down) in millimetres.
Show = Callable[[Picture | None, tuple[int, int]], list[Element]]


def variants(given: Variants) -> bytes:
    """All papers, one after another, each in a section with its code on top of every page."""
    document = docx_file.begun(f"Đề thi theo mã đề: {plain.line(given.title)}", SIZE)
    for at, one in enumerate(given.variants):
        section = document.add_section(WD_SECTION.NEW_PAGE) if at else document.sections[0]
        _page(section, f"Mã đề {one.code}")
        _numbered_from_one(section)
        for each in _paper(given, one, partial(_shown, document, given.files)):
            _append(document, each)
    return docx_file.packed(document)


def key(table: KeyTable) -> bytes:
    """The key of all codes as one table."""
    document = docx_file.begun(f"Đáp án theo mã đề: {plain.line(table.title)}", SIZE)
    section = document.sections[0]
    _page(section, plain.line(table.round), turned=table.is_wide)
    width = (297 if table.is_wide else 210) - 2 * SIDE_MM
    for each in (*_titles(table.title, table.round, "Đáp án theo mã đề", table.note), _key(table, width)):
        _append(document, each)
    return docx_file.packed(document)


def _page(section: Section, on_top: str, *, turned: bool = False) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE if turned else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(297), Mm(210)) if turned else (Mm(210), Mm(297))
    section.left_margin = section.right_margin = Mm(SIDE_MM)
    section.top_margin = section.bottom_margin = Mm(TOP_MM)
    section.header_distance = section.footer_distance = Mm(7)
    for place, runs in (
        (section.header, [_run(on_top, SMALL, bold=True)]),
        (section.footer, parts.page_number(SMALL)),
    ):
        place.is_linked_to_previous = False
        old = place.paragraphs[0]._p
        old.addprevious(parts.paragraph(*runs, align="right"))
        place._element.remove(old)


def _numbered_from_one(section: Section) -> None:
    section._sectPr.append(element("pgNumType", start=1))


def _append(document: Word, made: Element) -> None:
    document.element.body.insert_element_before(made, "w:sectPr")


def _run(text: str, size: int = SIZE, *, bold: bool = False) -> Element:
    return parts.run(Line(plain.line(text), size, bold))


def _spaced(text: str, *, bold: bool = False) -> Element:
    """A run that keeps the space at its end."""
    return parts.run(Line(plain.line(text) + " ", SIZE, bold))


def _titles(title: str, round_name: str, *more: str) -> list[Element]:
    lines = [_run(title, SIZE + 1, bold=True), _run(round_name, SMALL)]
    lines += [_run(each, SIZE, bold=at == 0) for at, each in enumerate(more) if each]
    return [parts.paragraph(line, after=3, keep=True) for line in lines]


def _paper(given: Variants, one: Variant, show: Show) -> list[Element]:
    made = []
    if not given.answers_only:
        made += [*_titles(given.title, given.round, f"Mã đề {one.code}"), *_blanks()]
        made += [parts.paragraph(_run(told, SMALL), before=3) for told in given.how]
        for part in one.parts:
            if part.title:
                made.append(parts.paragraph(_run(part.title, bold=True), before=10, keep=True))
            made += [each for question in part.questions for each in _question(question, show)]
        made.append(_break())
    made += [*_titles(given.title, given.round, f"Phiếu trả lời, mã đề {one.code}"), *_blanks()]
    marked = [each for each in one.questions if bubbles(each)]
    written = [each for each in one.questions if not bubbles(each) and not each.lines]
    for questions, across, number_mm in ((marked, BOXES, 12.0), (written, LINES, 20.0)):
        if questions:
            made += [parts.gap(8), _answers(questions, across, number_mm)]
    made += [each for question in one.questions if question.lines for each in _lines(question)]
    return [*made, parts.gap(1)]


def _lines(one: Question) -> list[Element]:
    """Room for what people write in their own words."""
    label = parts.paragraph(_run(one.label, bold=True), before=10, keep=True)
    return [label, *(_dotted("", before=6) for _ in range(one.lines))]


def _break() -> Element:
    return element("p", element("r", element("br", type="page")))


def _blanks() -> list[Element]:
    """Lines to write on, dotted up to the right margin."""
    return [_dotted(f"{said}:", before=4) for said in (*BLANKS, "Giờ bắt đầu, giờ thu bài")]


def _dotted(said: str, before: int) -> Element:
    line = parts.paragraph(_spaced(said), element("r", element("tab")), before=before)
    line.pPr.insert(0, element("tabs", element("tab", val="right", leader="dot", pos=parts.twips(WIDTH_MM))))
    return line


def _shown(
    document: Word, files: Mapping[str, bytes], one: Picture | None, room: tuple[int, int]
) -> list[Element]:
    """A picture in a line of its own, with what it shows; nothing where there is none."""
    if one is None:
        return []
    line = document.add_paragraph()
    width = Mm(float(width_mm(one, *room)))
    shape = line.add_run().add_picture(io.BytesIO(files[one.name]), width)
    shape._inline.docPr.set("descr", plain.line(one.alt) or NOT_TOLD)
    document.element.body.remove(line._p)
    return [line._p]


def _question(one: Question, show: Show) -> list[Element]:
    head = (_spaced(f"{one.label}.", bold=True), _spaced(one.text), _run(f"({one.note})", SMALL))
    made = [parts.paragraph(*head, before=8, keep=bool(one.options or one.targets or one.picture))]
    made += show(one.picture, STEM)
    # A picture stands below its option, so that both can be moved by hand.
    across = 1 if any(one.pictures) else beside(one)
    mark = ")" if one.rings else "."
    named = [(f"{name}{mark}", text) for name, text in one.options]
    for at in range(0, len(named), across):
        made.append(_beside(named[at : at + across], across))
        made += show(one.pictures[at], BESIDE) if any(one.pictures) else []
    made += [_beside([(f"{name}.", text)], 1, indent_mm=14) for name, text in one.targets]
    return made


def _beside(options: Sequence[tuple[str, str]], across: int, indent_mm: float = 7) -> Element:
    """Options on one line, held apart by tabs, so that they are edited as any text."""
    runs: list[Element] = []
    for at, (name, text) in enumerate(options):
        runs += [element("r", element("tab"))] if at else []
        runs += [_spaced(name, bold=True), _run(text)]
    line = parts.paragraph(*runs, before=2)
    room = WIDTH_MM - indent_mm
    if across > 1:
        stops = [
            element("tab", val="left", pos=parts.twips(indent_mm + room * at / across))
            for at in range(1, across)
        ]
        line.pPr.insert(0, element("tabs", *stops))
    line.pPr.insert_element_before(element("ind", left=parts.twips(indent_mm)), "w:jc")
    return line


def _answers(questions: Sequence[Question], across: int, number_mm: float) -> Element:
    """A box for each answer: its number, then room to write."""
    room_mm = round(WIDTH_MM / across - number_mm, 2)
    rows = []
    for at in range(0, len(questions), across):
        cells = []
        for one in questions[at : at + across]:
            said = " ".join(part for part in (one.label.removeprefix("Câu "), one.unit) if part)
            cells += [_cell(number_mm, said, SMALL, bold=True), _cell(room_mm, "")]
        cells += [_cell(width, "") for width in (number_mm, room_mm) * (across - len(cells) // 2)]
        rows.append(parts.row(*cells))
    return parts.table((number_mm, room_mm) * across, rows, ruled=True, padding_mm=1)


def _key(table: KeyTable, width_mm: float) -> Element:
    first = 14.0
    each = round((width_mm - first) / len(table.codes), 2)
    widths = (first, *(each for _ in table.codes))
    head = parts.row(
        _cell(first, "Câu", bold=True),
        *(_cell(each, code, bold=True) for code in table.codes),
        repeats=True,
    )
    rows = [
        parts.row(_cell(first, label, bold=True), *(_cell(each, said, SMALL) for said in answers))
        for label, answers in table.rows
    ]
    return parts.table(widths, [head, *rows], ruled=True, padding_mm=0.8)


def _cell(width_mm: float, text: str, size: int = SIZE, *, bold: bool = False) -> Element:
    line = parts.paragraph(_run(text, size, bold=bold), align="center", before=4, after=4)
    return parts.cell(width_mm, [line], middle=True)
