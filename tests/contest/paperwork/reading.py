"""A Word file opened again: its texts in their order, with size, weight, slant and how they stand."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from contest.commendations.states import Layout
from contest.paperwork.facts import Facts
from contest.paperwork.states import Kind
from contest.printing.paperwork_files import docx
from tests.contest.paperwork import samples


@dataclass(frozen=True)
class Said:
    """One run of text."""

    text: str
    size: float
    bold: bool
    italic: bool
    align: str
    underlined: bool = False

    @property
    def look(self) -> tuple[float, bool, bool, str]:
        """Everything but the text."""
        return self.size, self.bold, self.italic, self.align


def opened(content: bytes) -> Any:
    """The file as python-docx reads it."""
    return Document(io.BytesIO(content))


def runs(document: Any) -> list[Said]:
    """Every run that has a text, in the file's order, those of tables too."""
    found = []
    for element in document.element.body.iter(qn("w:r")):
        text = "".join(each.text or "" for each in element.iter(qn("w:t")))
        about, paragraph = element.find(qn("w:rPr")), element.getparent()
        if not text:
            continue
        size = int(about.find(qn("w:sz")).get(qn("w:val"))) / 2
        bold, italic, under = (about.find(qn(f"w:{name}")) is not None for name in ("b", "i", "u"))
        align = paragraph.pPr.find(qn("w:jc")).get(qn("w:val"))
        found.append(Said(text, size, bold, italic, align, under))
    return found


def paper(kind: Kind, layout: Layout = Layout.STATE, told: Facts | None = None, **changed: Any) -> list[Said]:
    """The runs of a paper that was made, written and opened again."""
    return runs(opened(docx(samples.official(kind, layout, told, **changed))))


def one(said: list[Said], text: str) -> Said:
    """The run that begins so."""
    return next(each for each in said if each.text.startswith(text))


def told(said: list[Said]) -> str:
    """All of it, a line each."""
    return "\n".join(each.text for each in said)


def in_order(said: list[Said], *texts: str) -> None:
    """They begin runs that follow each other in this order."""
    places = [next(at for at, each in enumerate(said) if each.text.startswith(text)) for text in texts]
    assert places == sorted(places), list(zip(texts, places, strict=True))
