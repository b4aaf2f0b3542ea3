"""Word files as a secretary, a careless one or an attacker would make them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

from docx import Document

SAMPLE: dict[str, Any] = {
    "ten": "Cuộc thi & <Hội>",
    "trong": "",
    "noi_nhan": ["Như trên;", "Lưu: VT."],
    "danh_sach": [{"stt": "1", "ten": "Nguyễn Văn A"}, {"stt": "2", "ten": "Đặng Thị Ngân"}],
}


def docx(*texts: str, table: Sequence[Sequence[str]] = (), header: str = "") -> bytes:
    """A file with these paragraphs and a table."""
    document = Document()
    for text in texts:
        document.add_paragraph(text)
    if table:
        made = document.add_table(len(table), len(table[0]))
        for row, cells in zip(made.rows, table, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    if header:
        document.sections[0].header.paragraphs[0].text = header
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def changed(data: bytes, parts: Mapping[str, bytes] | None = None, **replaced: tuple[str, str]) -> bytes:
    """The same file with further parts, and words of its parts replaced: `document=("a", "b")`."""
    names = {
        "document": "word/document.xml",
        "relations": "word/_rels/document.xml.rels",
        "types": "[Content_Types].xml",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            for key, (before, after) in replaced.items():
                if names[key] == name:
                    assert before.encode() in content
                    content = content.replace(before.encode(), after.encode())
            new.writestr(name, content)
        for name, content in (parts or {}).items():
            new.writestr(name, content)
    return out.getvalue()


def related(data: bytes, kind: str, target: str, mode: str = "") -> bytes:
    """With one relationship more."""
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    outside = f' TargetMode="{mode}"' if mode else ""
    one = f'<Relationship Id="rId99" Type="{base}/{kind}" Target="{target}"{outside}/>'
    return changed(data, relations=("</Relationships>", f"{one}</Relationships>"))


def opened(data: bytes) -> list[str]:
    """All paragraphs of a file and of its tables, headers too, as python-docx reads them."""
    document = Document(io.BytesIO(data))
    found = [one.text for one in document.sections[0].header.paragraphs]
    found += [one.text for one in document.paragraphs]
    for table in document.tables:
        found += [cell.text for row in table.rows for cell in row.cells]
    return found
