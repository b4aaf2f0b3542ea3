"""From lines and tables to questions: where each begins, where the paper ends, what is in groups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from questions.formats.word import tables, words
from questions.formats.word.blocks import Block, Filling
from questions.formats.word.lines import Item, Line
from questions.formats.word.splitting import leading
from questions.formats.word.words import Start

_SHARED = "Đoạn “{}” dùng chung cho nhiều câu, máy chưa ghép vào câu nào. Bạn chép vào từng câu nếu cần."
_OUTSIDE = "Đoạn “{}” đứng ngoài các câu hỏi nên bỏ qua. Bạn chép vào câu cần nó nếu có."
#: What is shorter between two parts is a heading or an instruction.
_LONG = 200


@dataclass
class Paper:
    """The questions of a file in their order, and what is to be said of the file as a whole."""

    blocks: list[Block] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Style:
    """How the questions of a file begin: "câu", a sign behind a bare number, or "" without any number."""

    sign: str
    depth: int = -1  # the level of the automatic list that numbers them


def style_of(lines: Sequence[Line]) -> Style:
    """Named questions win over bare numbers, which then number something within them."""
    found = [(line, start) for line in lines if (start := words.start(line.text)) is not None]
    if any(start.style == "câu" for _, start in found):
        return Style("câu")
    # Questions are more than the points of a list within one of them.
    counts = Counter((start.style, _depth(line.counted)) for line, start in found)
    if not counts:
        return Style("")
    (sign, depth), _ = counts.most_common(1)[0]
    return Style(sign, depth)


class Reading:
    """Goes through the items of the paper once."""

    def __init__(self, style: Style) -> None:
        self.paper = Paper()
        self._style = style
        self._filling: Filling | None = None
        self._group = 0
        self._roman = 0
        self._title = ""
        self._is_stated = False

    def read(self, items: Sequence[Item]) -> Paper:
        """The questions of these items."""
        flat = [line for item in items for line in self._flat(item)]
        lines = [line for line in flat if isinstance(line, Block) or not line.is_empty]
        for place, line in enumerate(lines):
            if isinstance(line, Block):
                self._whole(line)
            else:
                self._line(line, _text_after(lines, place))
        return self.paper

    def _flat(self, item: Item) -> Sequence[Line | Block]:
        if isinstance(item, Line):
            return [item]
        return tables.questions(item) or tables.stated(item) or tables.flat(item)

    def _whole(self, block: Block) -> None:
        """A question that is a row of a table."""
        self._close()
        block.group, block.place = self._group, self._named(block.number)
        self.paper.blocks.append(block)

    def _line(self, line: Line, following: str) -> None:
        start = self._start(line)
        if start is not None:
            self._open(line, start, following)
        elif self._is_group(line):
            self._close()
        elif words.is_shared(line.text) and (self._filling is None or self._filling.block.is_complete):
            self.paper.notices.append(_SHARED.format(line.text.strip()[:60]))
            self._close()
        elif self._filling is not None and self._is_aside(line):
            self._close()
        elif self._filling is not None:
            self._filling.take(line, following)
        elif words.is_stated(line.text):
            self._is_stated = True
        elif self.paper.blocks and len(line.text) > _LONG:
            self.paper.notices.append(_OUTSIDE.format(line.text.strip()[:60]))

    def _open(self, line: Line, start: Start, following: str) -> None:
        block = Block(line.number, start.number, self._group, self._named(start.number))
        block.is_stated = self._is_stated
        self.paper.blocks.append(block)
        self._filling = Filling(block)
        self._filling.open(line, start, following)

    def _close(self) -> None:
        self._filling = None

    def _named(self, number: int | None) -> str:
        """What an author looks for in the file: "Câu 3, phần II"."""
        if number is None:
            return f"Câu thứ {len(self.paper.blocks) + 1}"
        title = self._title[:1].lower() + self._title[1:]
        return f"Câu {number}, {title}" if title else f"Câu {number}"

    def _start(self, line: Line) -> Start | None:
        if self._style.sign == "":
            return Start(None, 0, "") if self._is_unnumbered(line) else None
        start = words.start(line.text)
        if start is None or start.style != self._style.sign:
            return None
        return start if start.style == "câu" or self._is_next(line, start.number or 0) else None

    def _is_next(self, line: Line, number: int) -> bool:
        """Whether a bare number is the next question's, not that of a list within this one."""
        if _depth(line.counted) != self._style.depth:
            return False
        if self._filling is None:
            return True
        block = self._filling.block
        last = block.number or 0
        if block.is_complete:
            return number > last or number <= 1
        return number == last + 1 and len(block.head) < 2

    def _is_unnumbered(self, line: Line) -> bool:
        """In a file without any numbers a question is what stands before an option A."""
        said = leading(line.text) is not None or words.field(line.text) or words.citation(line.text)
        if said or not line.is_first or words.answer(line.text) or _is_loud(line):
            return False
        return self._filling is None or len(self._filling.block.options) > 1

    def _is_group(self, line: Line) -> bool:
        if self._filling is not None and not self._filling.block.is_complete:
            return False
        # An option that Word calls I is no part of the paper.
        is_head = line.is_first and not line.is_lettered
        name, is_roman = words.group(line.text, self._roman) if is_head else ("", False)
        if name:
            self._roman = self._roman + 1 if is_roman and not name.endswith(" I") else int(is_roman)
            self._group += 1
            self._title = name[:20]
            self._is_stated = words.is_stated(line.text)
        return bool(name)

    def _is_aside(self, line: Line) -> bool:
        """A heading between two questions, which belongs to neither."""
        block = self._filling.block if self._filling else None
        if block is None or not line.is_first or len(block.options) < 2 or leading(line.text) is not None:
            return False
        said = words.field(line.text) or words.answer(line.text) or words.citation(line.text)
        return _is_loud(line) and not said and not line.has_picture


def _is_loud(line: Line) -> bool:
    return line.is_heading or words.is_loud(line.text)


def _depth(list: tuple[str, int] | None) -> int:
    """The level of an automatic list; -1 for what is typed."""
    return -1 if list is None else list[1]


def _text_after(lines: Sequence[Line | Block], place: int) -> str:
    behind = lines[place + 1] if place + 1 < len(lines) else None
    return behind.text if isinstance(behind, Line) else ""
