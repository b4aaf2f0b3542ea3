"""Lines of text that know how each part of them looks: what a Word file is read into first."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from questions.folding import nfc
from questions.formats.word.looks import Look

PLAIN = Look()
#: Spaces in a row that are kept, so that no pattern has to look through a million of them.
WIDEST = 8


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text of one look."""

    text: str
    look: Look = PLAIN


@dataclass(slots=True)
class Line:
    """One line as Word shows it, its number in front of it. `number` counts the paragraphs of the file.

    `counted` names the list that numbered it, `old` is what a font from
    before Unicode hid, `new` the same to be read.
    """

    number: int
    pieces: list[Piece] = field(default_factory=list)
    is_first: bool = True  # of its paragraph; the others stand behind a soft return
    counted: tuple[str, int] | None = None
    is_bullet: bool = False
    is_lettered: bool = False  # by Word, not by its author
    is_heading: bool = False
    images: tuple[str, ...] = ()
    alts: tuple[tuple[str, str], ...] = ()  # what is said of them, by their names
    has_formula: bool = False
    has_picture: bool = False
    notes: tuple[str, ...] = ()
    hidden: str = ""  # the first that Word does not show
    old: str = ""
    new: str = ""

    @property
    def text(self) -> str:
        """The words, tabs and wide spaces kept."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to see."""
        return not self.has_picture and not self.text.strip()

    def part(self, start: int, end: int | None = None) -> list[Piece]:
        """What stands from one sign to another."""
        return cut(self.pieces, start, end)


@dataclass(frozen=True, slots=True)
class Table:
    """A table: rows of cells of lines. A cell that goes on from above is empty."""

    rows: tuple[tuple[tuple[Line, ...], ...], ...]

    @property
    def texts(self) -> list[list[str]]:
        """The words of each cell."""
        return [[joined(cell) for cell in row] for row in self.rows]

    @property
    def lines(self) -> list[Line]:
        """All lines, row by row."""
        return [line for row in self.rows for cell in row for line in cell]


Item: TypeAlias = Line | Table


def joined(lines: Iterable[Line]) -> str:
    """The words of several lines."""
    return "\n".join(line.text.strip() for line in lines if line.text.strip())


def text_of(pieces: Iterable[Piece]) -> str:
    """The words alone."""
    return "".join(piece.text for piece in pieces)


def cut(pieces: Sequence[Piece], start: int, end: int | None = None) -> list[Piece]:
    """The pieces from one sign to another, those at the ends shortened."""
    found, place = [], 0
    for piece in pieces:
        low, high = max(start - place, 0), len(piece.text) if end is None else end - place
        words = piece.text[low : max(high, 0)]
        if words:
            found.append(replace(piece, text=words))
        place += len(piece.text)
    return found


def merged(pieces: Iterable[Piece]) -> list[Piece]:
    """The same with neighbours of one look put together, composed; a mark alone goes to its letter."""
    found: list[Piece] = []
    for piece in pieces:
        words, look = piece.text, piece.look
        while found and words and unicodedata.combining(words[0]):
            found[-1] = replace(found[-1], text=nfc(found[-1].text + words[0]))
            words = words[1:]
        if found and found[-1].look == look:
            found[-1] = replace(found[-1], text=nfc(found[-1].text + words))
        elif words:
            found.append(Piece(nfc(words), look))
    return found


def narrowed(pieces: Sequence[Piece]) -> list[Piece]:
    """The same without the widest spaces: eight in a row part as well as a thousand."""
    found, run = [], 0
    for piece in pieces:
        kept = []
        for sign in piece.text:
            run = run + 1 if sign.isspace() else 0
            if run <= WIDEST:
                kept.append(sign)
        found.append(replace(piece, text="".join(kept)))
    return found
