"""What every paper is made of: lines with their size and weight, paragraphs of them, pages in millimetres."""

from __future__ import annotations

from dataclasses import dataclass

from contest.printing import metrics

#: How far the first line of a paragraph is moved in: 1 cm or 1,27 cm says the decree.
INDENT_MM = 10.0


@dataclass(frozen=True)
class Line:
    """One paragraph, or a part of one. `rule`: a line below it, as a part of its length. `boxed`: a frame."""

    text: str
    size: int
    bold: bool = False
    italic: bool = False
    rule: float = 0
    boxed: bool = False
    underlined: bool = False

    @property
    def width_mm(self) -> float:
        """How long the text is on one line."""
        return metrics.width_mm(self.text, self.size, bold=self.bold, italic=self.italic)


@dataclass(frozen=True)
class Block:
    """A paragraph of the body: runs one behind the other. `before`: room above it in points; `keep`: on the
    same page as what follows."""

    runs: tuple[Line, ...]
    align: str = "both"
    first_mm: float = INDENT_MM
    before: float = 6
    keep: bool = False


@dataclass(frozen=True)
class Page:
    """Paper and margins in millimetres."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float

    @property
    def text_width(self) -> float:
        """Between the side margins."""
        return self.width - self.left - self.right
