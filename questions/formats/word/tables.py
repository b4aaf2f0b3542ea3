"""Tables in a file of questions: one question a row, or only a way to put things side by side."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from questions.folding import fold
from questions.formats import xlsx
from questions.formats.answers import letter
from questions.formats.word import splitting, words
from questions.formats.word.blocks import Block, Filling, Option
from questions.formats.word.lines import Line, Piece, Table, joined
from questions.formats.word.words import Start
from questions.formats.words import KIND_NAMES, TRUTH_LETTERS
from questions.kinds import Kind

#: Title rows may stand above the header.
_HEADER_WITHIN = 3
_NUMBERS = frozenset(("stt", "tt", "so tt", "cau", "cau so", "so cau", "no", "so thu tu"))
_CHOICES = frozenset(
    (
        *("phuong an", "phuong an tra loi", "cac phuong an", "cac phuong an tra loi", "phuong an lua chon"),
        *("lua chon", "cac lua chon", "cau tra loi", "tra loi", "dap an lua chon", "noi dung phuong an"),
    )
)
_KIND = f"Loại: {KIND_NAMES[Kind.statements]}"
_ALONE = re.compile(r"(?:c[âa]u\s*)?(\d{1,4})\s*[.:)]?", re.IGNORECASE)
_LETTER = re.compile(r"\(?[A-Ha-h][.):]?\)?")

Cell = Sequence[Line]


@dataclass(frozen=True, slots=True)
class _Head:
    """Where the parts of a question stand in the rows below a header."""

    row: int
    parts: Mapping[str, int]
    options: Sequence[int]
    choices: int | None
    number: int | None


def questions(table: Table) -> list[Block]:
    """The questions of a table with a header that names its columns; none of any other table."""
    head = _header(table)
    if head is None:
        return []
    return [block for row in table.rows[head.row + 1 :] if (block := _question(row, head)) is not None]


def flat(table: Table) -> list[Line]:
    """The lines of a table that puts things side by side: a number or a letter joins what is beside it."""
    found: list[Line] = []
    for row in table.rows:
        waiting: list[Piece] = []
        for cell in row:
            text = joined(cell)
            if text and (_ALONE.fullmatch(text) or _LETTER.fullmatch(text)):
                waiting += [*_marked(cell[0]), Piece(" ")]
                continue
            lines = list(cell)
            if waiting and lines:
                lines[0] = replace(lines[0], pieces=[*waiting, *lines[0].pieces])
                waiting = []
            found += lines
        if waiting:
            found.append(replace(next(line for cell in row for line in cell), pieces=waiting))
    return found


def stated(table: Table) -> list[Line]:
    """The lines of a table of statements, Phát biểu | Đúng | Sai: what they are, each, and the crosses."""
    heads = [fold(joined(cell)) for cell in table.rows[0]]
    rows = [row for row in table.rows[1:] if len(row) == len(heads) and joined(row[-3] if row[2:] else ())]
    if heads[-2:] not in (["dung", "sai"], ["d", "s"]) or len(heads) < 3 or len(rows) < 2:
        return []
    lines = [Line(rows[0][-3][0].number, [Piece(_KIND)])]
    for place, row in enumerate(rows):
        first, *more = row[-3]
        has_letter = splitting.leading(first.text) is not None
        marker = [] if has_letter else [Piece(f"{letter(place).lower()}) ")]
        lines += [replace(first, pieces=[*marker, *first.pieces]), *more]
    crosses = [tuple(_is_crossed(cell) for cell in row[-2:]) for row in rows]
    # One row without its cross, or with two, and the whole is asked.
    if all(sum(one) == 1 for one in crosses):
        said = ", ".join(TRUTH_LETTERS[0 if one[0] else 1] for one in crosses)
        lines.append(Line(rows[-1][-3][0].number, [Piece(f"Đáp án: {said}")]))
    return lines


def _is_crossed(cell: Cell) -> bool:
    text = joined(cell)
    return bool(text) and all(sign in f"{words.STARS}xX+" for sign in text)


def _marked(line: Line) -> list[Piece]:
    """ "1" and "A" alone in a cell, with the sign that they have in a text."""
    text = line.text.strip()
    return line.pieces if text[-1:] in ".:)" else [*line.pieces, Piece(".")]


def _header(table: Table) -> _Head | None:
    for place, row in enumerate(table.rows[:_HEADER_WITHIN]):
        heads = [fold(joined(cell)) for cell in row]
        columns = xlsx.columns_of(heads)
        parts = dict(columns.parts)
        asked = next(
            (at for at, head in enumerate(heads) if head.startswith(("cau hoi", "noi dung cau hoi"))), None
        )
        text = parts.setdefault("text", asked) if asked is not None else parts.get("text")
        choices = next((at for at, head in enumerate(heads) if head in _CHOICES), None)
        number = next((at for at, head in enumerate(heads) if head in _NUMBERS), None)
        if (
            text is not None
            and len(heads) > 1
            and ("answer" in parts or columns.options or choices is not None)
        ):
            return _Head(place, parts, columns.options, choices, number)
    return None


def _question(row: Sequence[Cell], head: _Head) -> Block | None:
    cells = {part: row[column] for part, column in head.parts.items() if column < len(row) and row[column]}
    asked = cells.pop("text", ())
    # One cell over the whole width is a heading.
    if not asked or sum(bool(cell) for cell in row) < 2:
        return None
    number = _number(row, head)
    block = Block(asked[0].number, number)
    filling = Filling(block)
    lines = [*asked, *(row[head.choices] if head.choices is not None and head.choices < len(row) else ())]
    own = words.start(lines[0].text)
    start = own if own is not None and own.style == "câu" else Start(number, 0, "")
    block.number = start.number
    filling.open(lines[0], start, _text(lines, 1))
    for place, line in enumerate(lines[1:], start=1):
        filling.take(line, _text(lines, place + 1))
    for place, column in enumerate(head.options):
        _option(block, place, row[column] if column < len(row) else ())
    while head.options and block.options and not block.options[-1].text.strip():
        block.options.pop()
    for part, cell in cells.items():
        block.fields[part] = [joined(cell)]
    return block


def _number(row: Sequence[Cell], head: _Head) -> int | None:
    text = joined(row[head.number]) if head.number is not None and head.number < len(row) else ""
    match = _ALONE.fullmatch(text.strip())
    return int(match[1]) if match else None


def _option(block: Block, place: int, cell: Cell) -> None:
    pieces = [piece for line in cell for piece in (*line.pieces, Piece("\n"))][:-1]
    whole = Line(block.line, pieces)
    found = splitting.leading(whole.text)
    own = found is not None and ord(found.letter.upper()) - ord("A") == place
    at = found.words if found is not None and own else 0
    starred = bool(found and own and found.is_starred)
    block.options.append(Option(whole.part(0, at), whole.part(at), starred))
    images = [image for line in cell for image in line.images]
    if images:
        block.images[f"option{place}"] = images
        said = dict(alt for line in cell for alt in line.alts)
        block.alts[f"option{place}"] = said.get(images[0], "")
    block.has_picture = block.has_picture or any(line.has_picture for line in cell)
    block.has_formula = block.has_formula or any(line.has_formula for line in cell)
    block.old += [(line.old, line.new) for line in cell if line.old]


def _text(lines: Sequence[Line], place: int) -> str:
    return lines[place].text if place < len(lines) else ""
