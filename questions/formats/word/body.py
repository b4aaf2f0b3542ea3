"""The whole text of a Word file as lines and tables, in the order they are read."""

from __future__ import annotations

from collections.abc import Iterator

from questions.formats.word import tags
from questions.formats.word.lines import Item, Line, Piece, Table, merged
from questions.formats.word.looks import Said, Styles, read, shade
from questions.formats.word.numbering import Label, Numbering
from questions.formats.word.package import Package
from questions.formats.word.runs import LONG, LONGEST, Runs
from questions.formats.word.tags import Element, child, name, said
from questions.formats.zips import BadArchive

_AROUND = frozenset(
    ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo", "mc:AlternateContent", "mc:Choice")
)
_DEEPEST = 10
_DEEP = "Tệp Word có bảng hoặc khung chữ lồng nhau quá sâu, hãy bỏ bớt rồi lưu lại."
#: Paragraphs; five thousand questions have a quarter of it.
MOST_LINES = 120_000
MOST_COLUMNS = 60
_LONG = "Tệp Word quá dài, hãy chia thành nhiều tệp."


def read_body(package: Package) -> list[Item]:
    """Everything in the body that can be seen. Headers, footers and comments are other parts of the file."""
    body = child(package.document, "body")
    return list(_Body(package).items(body, {}, 0)) if body is not None else []


class _Body:
    """Walks through the file once, from its beginning to its end: automatic numbers count on."""

    def __init__(self, package: Package) -> None:
        self._styles = Styles(package.styles)
        self._numbering = Numbering(package.numbering, self._styles)
        self._runs = Runs(package, self._styles)
        self._number = 0
        self._carried: list[Piece] = []

    def items(self, container: Element, under: Said, depth: int) -> Iterator[Item]:
        """The lines and tables in the body, in a cell or in a text box."""
        if depth > _DEEPEST:
            raise BadArchive(_DEEP)
        for element in _blocks(container):
            if name(element) == "w:p":
                yield from self._paragraph(element, under, depth)
            elif rows := self._rows(element, depth):
                yield Table(rows)

    def _rows(self, table: Element, depth: int) -> tuple[tuple[tuple[Line, ...], ...], ...]:
        rows = []
        for row in _blocks(table, "w:tr"):
            struck = child(child(row, "trPr"), "del")
            if struck is None:
                rows.append(tuple(each for cell in _blocks(row, "w:tc") for each in self._cells(cell, depth)))
        return tuple(rows)

    def _cells(self, cell: Element, depth: int) -> tuple[tuple[Line, ...], ...]:
        """A cell, and an empty one for each further column it lies over."""
        more = tags.number(said(child(cell, "tcPr"), "gridSpan"), 1) - 1
        return (self._cell(cell, depth), *[()] * min(max(more, 0), MOST_COLUMNS))

    def _cell(self, cell: Element, depth: int) -> tuple[Line, ...]:
        items = self.items(cell, shade(child(cell, "tcPr")), depth + 1)
        found = [line for item in items for line in (item.lines if isinstance(item, Table) else [item])]
        return tuple(line for line in found if not line.is_empty)

    def _paragraph(self, paragraph: Element, under: Said, depth: int) -> Iterator[Item]:
        self._number += 1
        if self._number > MOST_LINES:
            raise BadArchive(_LONG)
        properties = child(paragraph, "pPr")
        style, mark = said(properties, "pStyle"), child(properties, "rPr")
        found = self._runs.read(paragraph, self._number, style, {**under, **shade(properties)})
        first = found.lines[0]
        first.pieces = merged([*self._carried, *first.pieces])
        self._carried = []
        if child(mark, "del") is not None:
            # Its end was struck out: what is left stands at the head of the next paragraph.
            self._carried = found.lines.pop().pieces
            if sum(len(piece.text) for piece in self._carried) > LONGEST:
                raise BadArchive(LONG)
        elif (label := self._numbering.label(properties, style)) is not None:
            self._mark(first, label, style, {**read(mark), **label.look})
        is_heading = self._is_heading(properties, style)
        for line in found.lines:
            line.is_heading = is_heading
            yield line
        for box in found.boxes:
            yield from self.items(box, {}, depth + 1)

    def _mark(self, line: Line, label: Label, style: str, look: Said) -> None:
        line.is_bullet, line.is_lettered, line.counted = label.is_bullet, label.is_letter, label.key
        if label.text.strip():
            line.pieces = [Piece(label.text.strip(), self._runs.look(style, look)), Piece(" "), *line.pieces]

    def _is_heading(self, properties: Element | None, style: str) -> bool:
        places = [place for place in (properties, *self._styles.paragraph(style)) if place is not None]
        alignments = (said(place, "jc") for place in places)
        return next(filter(None, alignments), "") == "center" or self._styles.is_heading(style)


def _blocks(container: Element, *wanted: str) -> Iterator[Element]:
    """The paragraphs and tables of a container (or its rows, its cells), whatever is around them."""
    names = wanted or ("w:p", "w:tbl")
    stack = [iter(container)]
    while stack:
        element = next(stack[-1], None)
        if element is None:
            stack.pop()
        elif name(element) in names:
            yield element
        elif name(element) in _AROUND:
            inside = list(element)[:1] if name(element) == "mc:AlternateContent" else element
            stack.append(iter(inside))
