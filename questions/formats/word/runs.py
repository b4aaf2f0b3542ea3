"""What stands in one paragraph: its runs as lines, its pictures, formulas and notes.

What was struck out by tracked changes is no text, what they put in is. Fields show their result.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from questions.formats.legacy import by_font
from questions.formats.powers import raised
from questions.formats.word import tags
from questions.formats.word.formulas import spelled
from questions.formats.word.lines import Line, Piece, merged, narrowed
from questions.formats.word.looks import Look, Said, Styles, read
from questions.formats.word.package import Package
from questions.formats.word.tags import Element, child, link, name, said, value
from questions.formats.zips import BadArchive

#: What is around runs without changing them.
_AROUND = frozenset(
    ("w:ins", "w:moveTo", "w:hyperlink", "w:smartTag", "w:sdt", "w:sdtContent", "w:fldSimple", "w:customXml",
     "w:dir", "w:bdo", "w:ruby", "w:rubyBase", "mc:AlternateContent", "mc:Choice")
)  # fmt: skip
#: As a sign of its own LibreOffice writes it; in TCVN3 it is the letter ư.
_SOFT_HYPHEN = "\u00ad"
_SIGNS = {"w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-"}
#: Boxes and ticks of the symbol fonts, which stand in no other way in the text.
_SYMBOLS = {"fc": "✓", "fe": "☑", "52": "☑", "a8": "☐", "6f": "☐", "e0": "→", "ae": "→", "b7": "•", "d8": "•"}
#: Signs of a line; a whole page has three thousand.
LONGEST = 20_000
#: Notes and pictures of one line; what nobody would look through is not gathered.
_MOST_BESIDE = 50
LONG = "Tệp Word có đoạn dài hơn 20.000 chữ cái, hãy chia đoạn đó ra."
_WIDE = re.compile(r"\s{9}")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u200e\u200f"))
_SPACES = {ord(sign): " " for sign in "\u00a0\u202f\u2007\u2009\u2002\u2003\u3000"}


@dataclass
class Found:
    """What was met in a paragraph besides its words."""

    lines: list[Line] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)


class Runs:
    """Reads paragraphs with the styles of their file."""

    def __init__(self, package: Package, styles: Styles) -> None:
        self._package = package
        self._styles = styles
        self._told: dict[tuple[str, str], str] = {}
        self._notes = {
            (kind, value(note, "id")): note
            for kind, root in (
                ("w:footnoteReference", package.footnotes),
                ("w:endnoteReference", package.endnotes),
            )
            for note in (root if root is not None else ())
        }

    def look(self, style: str, direct: Said) -> Look:
        """How text looks in a paragraph of this style."""
        return _shown(self._styles.look(style, "", direct))

    def read(self, paragraph: Element, number: int, style: str, under: Said) -> Found:
        """The lines of a paragraph, one at least. `under` is the colour it lies on."""
        found = Found([Line(number)])
        for element in _inside(paragraph):
            if name(element) == "w:r":
                self._run(element, style, under, found)
            else:
                line = found.lines[-1]
                line.pieces.append(Piece(spelled(element), self.look(style, {**under, **_look_of(element)})))
                line.has_formula = True
        for line in found.lines:
            line.pieces = merged(line.pieces)
            text = line.text
            if len(text) > LONGEST:
                raise BadArchive(LONG)
            if _WIDE.search(text):
                line.pieces = narrowed(line.pieces)
        return found

    def _run(self, run: Element, style: str, under: Said, found: Found) -> None:
        properties = child(run, "rPr")
        direct = {**under, **read(properties)}
        look = self._styles.look(style, said(properties, "rStyle"), direct)
        if look.hidden:
            line = found.lines[-1]
            line.hidden = line.hidden or "".join(one.text or "" for one in run if name(one) == "w:t").strip()
            return
        for element in run:
            self._content(element, look, found)

    def _content(self, element: Element, look: Look, found: Found) -> None:
        line, kind = found.lines[-1], name(element)
        if kind == "w:t":
            _write(line, element.text or "", look)
        elif kind == "w:sym":
            _write(line, _SYMBOLS.get(value(element, "char").lower().removeprefix("f0"), ""), _shown(look))
        elif kind == "w:softHyphen":
            _write(line, _SOFT_HYPHEN, look)
        elif kind in _SIGNS:
            self._sign(_SIGNS[kind], look, found)
        elif kind in ("w:drawing", "w:pict", "w:object", "mc:AlternateContent"):
            self._shape(element, line, found)
        elif kind in ("w:footnoteReference", "w:endnoteReference"):
            note = self._note(kind, value(element, "id"))
            if len(line.notes) < _MOST_BESIDE and note not in line.notes:
                line.notes = (*line.notes, note)

    def _sign(self, sign: str, look: Look, found: Found) -> None:
        line = found.lines[-1]
        if sign == "\n":
            found.lines.append(Line(line.number, is_first=False))
        else:
            line.pieces.append(Piece(sign, _shown(look)))

    def _shape(self, element: Element, line: Line, found: Found) -> None:
        said = _described(element)
        for part in _shapes(element):
            if name(part) == "w:txbxContent":
                found.boxes.append(part)
                continue
            line.has_picture = True
            ids = (link(part, "embed"), link(part, "id"), link(part, "link"))
            if len(line.images) >= _MOST_BESIDE:
                continue
            shown = tuple(self._package.images[one] for one in ids if one in self._package.images)
            line.images += shown
            line.alts += tuple((one, said) for one in shown if said)

    def _note(self, kind: str, id: str) -> str:
        if (kind, id) not in self._told:
            note = self._notes.get((kind, id))
            words = (self._words(one) for one in tags.paragraphs(note)) if note is not None else ()
            self._told[kind, id] = " ".join(filter(None, words))
        return self._told[kind, id]

    def _words(self, paragraph: Element) -> str:
        return "\n".join(line.text.strip() for line in self.read(paragraph, 0, "", {}).lines).strip()


def _described(shape: Element) -> str:
    """What a drawing says that it shows, to who can't see it."""
    told = (str(one.get("descr", "")) for one in shape.iter("{*}docPr"))
    return next(filter(None, told), "")


def _look_of(formula: Element) -> Said:
    """How a formula looks, by the first of its signs."""
    return read(tags.first(formula, "rPr"))


def _write(line: Line, text: str, look: Look) -> None:
    modern = by_font(look.font, text)
    if modern != text:
        line.old, line.new = line.old + text, line.new + modern
    spaced = raised(modern, look.raised) if look.raised else modern
    # Soft hyphens are letters of TCVN3, so they go only now.
    clean = spaced.translate(_SPACES).translate(_INVISIBLE).replace(_SOFT_HYPHEN, "")
    line.pieces.append(Piece(clean.replace("\n", " "), _shown(look)))


@lru_cache(maxsize=1_000)
def _shown(look: Look) -> Look:
    """What of a look matters once its words are read: runs that differ in nothing else are one."""
    return replace(look, font="", raised="", hidden=False)


def _inside(paragraph: Element) -> Iterator[Element]:
    """The runs and formulas of a paragraph in their order; without recursion, however deep they are."""
    stack = [iter(paragraph)]
    while stack:
        element = next(stack[-1], None)
        if element is None:
            stack.pop()
            continue
        kind = name(element)
        if kind in ("w:r", "m:oMath", "m:oMathPara"):
            yield element
            stack.extend(iter(ruby) for ruby in tags.children(element, "ruby"))
        elif kind in _AROUND:
            stack.append(iter(element))


def _shapes(element: Element) -> Iterator[Element]:
    """Text boxes and pictures of a drawing; of what is drawn twice, for old and new Word, the first."""
    stack = [element]
    while stack:
        one = stack.pop()
        kind = name(one)
        if kind == "mc:AlternateContent":
            stack.extend(list(one)[:1])
        elif kind in ("w:txbxContent", "a:blip", "v:imagedata"):
            yield one
        else:
            stack.extend(reversed(one))
