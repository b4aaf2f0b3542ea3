"""Lines put where they belong: the question's text, its options, its fields."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from questions.formats.answers import letter
from questions.formats.word import splitting, words
from questions.formats.word.lines import Line, Piece, text_of
from questions.formats.word.splitting import Found
from questions.formats.word.words import Start

_ORDER = "Phương án {} đứng sai thứ tự, đáng lẽ là {}."
_TWICE = "Dòng “{}” có hai lần trong một câu hỏi."
_JOINED = "Đoạn “{}” không có chữ cái đứng trước, máy nối vào phương án {}."
_MOST_REPEATED = 20
#: Fields that come before the options and don't end a question.
_HEAD = frozenset(("kind", "topics", "level", "points", "unit", "valid_until", "audiences"))


@dataclass(slots=True)
class Option:
    """One option as written: what marks it, what it says."""

    marker: list[Piece] = field(default_factory=list)
    words: list[Piece] = field(default_factory=list)
    is_starred: bool = False

    @property
    def text(self) -> str:
        """Its words."""
        return text_of(self.words)


@dataclass(slots=True)
class Block:
    """One question as its lines say it; what is right is found out later."""

    line: int
    number: int | None = None
    group: int = 0
    place: str = ""
    head: list[Line] = field(default_factory=list)
    options: list[Option] = field(default_factory=list)
    fields: dict[str, list[str]] = field(default_factory=dict)
    images: dict[str, list[str]] = field(default_factory=dict)
    alts: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    old: list[tuple[str, str]] = field(default_factory=list)  # words in an old font, and what they say
    doubts: list[str] = field(default_factory=list)
    fault: str = ""
    case: str = ""  # "a" where the options have small letters
    has_picture: bool = False
    has_formula: bool = False
    followed: int = 0  # how many paragraphs `head` has behind its first; asked at each line, so it is counted
    is_stated: bool = False  # in a part where each point is true or false

    @property
    def text(self) -> str:
        """What is asked."""
        return "\n".join(line.text.strip() for line in self.head if line.text.strip())

    @property
    def is_complete(self) -> bool:
        """Whether another question may begin behind it."""
        return len(self.options) > 1 or self.followed > 1 or bool(self.fields.keys() - _HEAD)

    @property
    def paragraphs(self) -> list[Line]:
        """The paragraphs behind the question's first one; without options they may be the options."""
        return [line for line in self.head[1:] if line.is_first and not line.is_empty]


class Filling:
    """Fills one block, line by line; knows what the last line was part of."""

    def __init__(self, block: Block) -> None:
        self.block = block
        self._place: str | int = "text"

    def open(self, line: Line, start: Start, following: str) -> None:
        """The question's first line, perhaps with its options behind it."""
        for name, value in (("level", start.level), ("points", start.points), ("answer", start.answer)):
            if value:
                self.block.fields[name] = [value]
        found = splitting.behind_question(line.text, start.end, following)
        head = line.part(start.end, found[0].start if found else None)
        if start.rest:
            head = [Piece(f"{start.rest} "), *head]
        self._text(line, head)
        self._add(line, found)
        self._keep(line)

    def take(self, line: Line, following: str) -> None:
        """Any other line of the question."""
        if not (self._option(line, following) or self._field(line) or _is_rule(line)):
            self._more(line)
        self._keep(line)

    def _option(self, line: Line, following: str) -> bool:
        first = splitting.leading(line.text)
        if first is not None and (self._is_expected(first) or self._is_counted(line, first)):
            self._add(line, splitting.split(line.text, first, following))
            return True
        if self._place != "text" or self.block.options:
            return False
        found = splitting.behind_question(line.text, 0, following)
        if found:
            self._text(line, line.part(0, found[0].start))
            self._add(line, found)
        return bool(found)

    def _is_expected(self, found: Found) -> bool:
        """Whether a letter goes on with the options; one that leaves a gap is an option out of its order."""
        options, place = self.block.options, ord(found.letter.upper()) - ord("A")
        case = "a" if found.letter.islower() else "A"
        if not options:
            return place == 0 and self._place not in ("explanation", "basis")
        if self.block.case != case:
            return self._is_second_list(found)
        if self._place in ("explanation", "basis", "answer"):
            return place == len(options)
        return place == len(options) or (place < len(options) + 3 and found.sign in ".):" and place < 8)

    def _is_counted(self, line: Line, found: Found) -> bool:
        """A letter that Word wrote by itself is the next option's, even if its list was not begun anew."""
        return line.is_lettered and found.sign in ".)" and self._place not in ("explanation", "basis")

    def _is_second_list(self, found: Found) -> bool:
        """Statements a) b) c) may stand in a question whose options are A. B. C.: then they are its text."""
        if self.block.case != "a" or found.letter != "A" or self._place in ("explanation", "basis"):
            return False
        for option in self.block.options:
            self._text(Line(self.block.line, [*option.marker, *option.words]), None)
        self.block.options.clear()
        self.block.doubts.clear()
        return True

    def _add(self, line: Line, found: Sequence[Found]) -> None:
        for one in found:
            place = len(self.block.options)
            wanted = letter(place)
            # A list that Word numbers may simply not have been told to begin anew.
            if one.letter.upper() != wanted and not line.is_lettered and not self.block.fault:
                self.block.fault = _ORDER.format(one.letter.upper(), wanted)
            marker, said = line.part(one.start, one.words), line.part(one.words, one.end)
            self.block.options.append(Option(marker, said, one.is_starred))
            self.block.case = "a" if one.letter.islower() else "A"
            self._place = place

    def _field(self, line: Line) -> bool:
        if value := words.answer(line.text):
            self._open("answer", line.text, value)
            return True
        if value := words.citation(line.text):
            self._open("basis", line.text, value)
            return True
        found = words.field(line.text)
        if found is None:
            return False
        name, at = found
        self._open(name, line.text, line.text[at:].strip())
        return True

    def _open(self, name: str, line: str, value: str) -> None:
        there = self.block.fields.setdefault(name, [])
        # Two answers that differ are asked about where the right option is chosen.
        if there and name in _HEAD and there != [value] and not self.block.fault:
            self.block.fault = _TWICE.format(line.split(":")[0].strip()[:40])
        # Of what a person repeats; a hundred thousand would each be compared with all.
        if value and value not in there[-_MOST_REPEATED:]:
            there.append(value)
        self._place = name

    def _more(self, line: Line) -> None:
        place = self._place
        if place == "text":
            self._text(line, None)
        elif isinstance(place, int):
            option = self.block.options[place]
            if line.is_first and line.text.strip():
                self.block.doubts.append(_JOINED.format(line.text.strip()[:40], letter(place)))
            option.words += [Piece("\n"), *line.pieces]
        elif place in _HEAD and not self.block.options:
            self._place = "text"
            self._text(line, None)
        elif line.text.strip():
            # Behind an answer, and behind what is said of the question, stands why it is so.
            is_over = place in _HEAD or (place == "answer" and self.block.fields["answer"])
            self._place = "explanation" if is_over else place
            self.block.fields.setdefault(self._place, []).append(line.text.strip())

    def _text(self, line: Line, pieces: list[Piece] | None) -> None:
        kept = (
            line if pieces is None else Line(line.number, pieces, line.is_first, line.counted, line.is_bullet)
        )
        self.block.followed += bool(self.block.head) and kept.is_first and not kept.is_empty
        self.block.head.append(kept)

    def _keep(self, line: Line) -> None:
        """What a line has besides its words."""
        block, place = self.block, self._place
        part = f"option{place}" if isinstance(place, int) else place
        if line.images:
            block.alts.setdefault(part, dict(line.alts).get(line.images[0], ""))
            block.images.setdefault(part, []).extend(line.images)
        block.has_picture = block.has_picture or line.has_picture
        block.has_formula = block.has_formula or line.has_formula
        block.notes.extend(note for note in line.notes if note)
        if line.old:
            block.old.append((line.old, line.new))


def _is_rule(line: Line) -> bool:
    """Whether a line only parts what is above from what is below: "-----"."""
    bare = not any(sign.isalnum() for sign in line.text)
    return bare and len(line.text.strip()) > 2 and not line.has_picture and not line.has_formula
