"""A Word file from its beginning to its bytes: one font, no author, no date, no picture of an empty page."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

from docx import Document
from docx.document import Document as Word
from docx.oxml.ns import qn
from docx.shared import Pt

from contest.printing.docx_parts import element

FONT = "Times New Roman"
#: Word's own dates say nothing that the paper doesn't, and would make each file another.
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


def begun(name: str, text_size: int) -> Word:
    """An empty file of this name."""
    document = Document()
    about = document.core_properties
    about.title, about.author, about.comments, about.last_modified_by = name, "", "", ""
    about.language, about.created, about.modified = "vi-VN", EPOCH, EPOCH
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(text_size)
    fonts = style.element.rPr.rFonts
    for script in ("eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)
    style.element.rPr.append(element("lang", val="vi-VN"))
    style.paragraph_format.space_after = Pt(0)
    style.paragraph_format.line_spacing = 1.0
    _as_of_today(document)
    return document


def _as_of_today(document: Word) -> None:
    # Without it Word takes the file for one of 2007 and hangs tables out into the margin.
    mode = element(
        "compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15
    )
    settings = document.settings.element
    compat = settings.find(qn("w:compat"))
    if compat is None:
        compat = element("compat")
        settings.append(compat)
    compat.append(mode)
    rels = document.part.package.rels
    for key in [key for key, rel in rels.items() if rel.reltype.endswith("/thumbnail")]:
        del rels[key]  # a picture of python-docx's own empty page


def packed(document: Word) -> bytes:
    """Its bytes, with one fixed date for all parts, so that the same paper gives the same ones."""
    written, out = io.BytesIO(), io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if "thumbnail" not in name:
                new.writestr(
                    zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), old.read(name), zipfile.ZIP_DEFLATED
                )
    return out.getvalue()
