"""Making a zip file from strangers harmless before the Excel reader sees it.

The reader inflates whatever is in the file and lays a sheet out as a full rectangle. So sizes are
checked first, the parts are packed anew with no more than they declared, and a sheet whose two
far corners would make billions of cells is refused.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence

from questions.formats.powers import raised
from questions.formats.zips import BadArchive, names, opened

__all__ = ["BadArchive", "harmless"]

MOST_CELLS = 2_000_000
#: Bytes of text that the cells of all sheets may come to; ten thousand long questions are a tenth of it.
MOST_STRINGS = 60_000_000

_NEEDED = re.compile(r"\[Content_Types\]\.xml|_rels/.*|xl/(?!media/|embeddings/|drawings/).*\.(?:xml|rels)")
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]*)(\d*)["']""")
#: A tag ends at the next "<" at the latest: a million that are never closed are read once.
_STRING = re.compile(rb"<(?:\w+:)?si\b[^<>]*>|(</(?:\w+:)?si>)")
_USE = re.compile(rb"""<(?:\w+:)?c\b([^<>]*)>\s*<(?:\w+:)?v>\s*(\d{1,9})""")
_IS_SHARED = re.compile(rb"""\bt\s*=\s*["']s["']""")
_RAISED = re.compile(
    r"(<(?:\w+:)?rPr>(?:\s*<[^<>]*/>){0,30}?\s*<(?:\w+:)?vertAlign\b[^<>]*\bval\s*=\s*[\"'](superscript|subscript)"
    r"[\"'][^<>]*/>(?:\s*<[^<>]*/>){0,30}\s*</(?:\w+:)?rPr>\s*<(?:\w+:)?t\b[^<>]*>)([^<>]{1,200})(?=</)"
)
_LONG = "Tệp Excel có quá nhiều chữ, hãy chia nhỏ rồi tải lên từng tệp."
_FAR = "Trang tính có ô nằm quá xa, hãy xoá các dòng và cột trống rồi lưu lại."
_WORD = "Đây là tệp Word, hãy chép câu hỏi sang tệp Excel."
_MACROS = "Tệp Excel này có macro. Hãy lưu lại thành Excel Workbook (.xlsx) rồi tải lên."
_OTHER = "Tệp nén này không phải tệp Excel .xlsx."


def harmless(data: bytes) -> bytes:
    """The same workbook with only the parts that matter, each of a known size."""
    otherwise = _WORD if "word/document.xml" in names(data) else _OTHER
    with opened(data, "Excel", "xl/workbook.xml", otherwise) as source:
        if any(name.lower().endswith("vbaproject.bin") for name in source.namelist()):
            raise BadArchive(_MACROS)
        return _repack(source)


def _repack(source: zipfile.ZipFile) -> bytes:
    target = io.BytesIO()
    # A name listed twice would pass the check once and be read twice.
    parts = {part.filename: part for part in source.infolist() if _NEEDED.fullmatch(part.filename)}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as copy:
        area = text = 0
        strings = _string_sizes(parts, source)
        for name, part in parts.items():
            content = _with_powers(name, source.read(part))
            area += _area(content)
            text += _text_size(content, strings)
            # All sheets together: the reader holds them all, and copies a shared string at each use.
            if area > MOST_CELLS:
                raise BadArchive(_FAR)
            if text > MOST_STRINGS:
                raise BadArchive(_LONG)
            copy.writestr(name, content)
    return target.getvalue()


def _string_sizes(parts: Mapping[str, zipfile.ZipInfo], source: zipfile.ZipFile) -> list[int]:
    """How many bytes each shared string of a workbook has."""
    shared = next((part for name, part in parts.items() if name.lower().endswith("sharedstrings.xml")), None)
    sizes, begun = [], 0
    for tag in _STRING.finditer(b"" if shared is None else source.read(shared)):
        if tag[1]:
            sizes.append(tag.start() - begun)
        begun = tag.end()
    return sizes


def _with_powers(name: str, content: bytes) -> bytes:
    """Shared strings whose small signs above and below the line are signs of their own, m² and not m2."""
    if not name.lower().endswith("sharedstrings.xml") or b"vertAlign" not in content:
        return content
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return content
    return _RAISED.sub(lambda found: found[1] + raised(found[3], found[2]), text).encode()


def _text_size(sheet: bytes, strings: Sequence[int]) -> int:
    """How many bytes the shared strings of a sheet's cells come to, each use counted."""
    used = (int(index) for attributes, index in _USE.findall(sheet) if _IS_SHARED.search(attributes))
    return sum(strings[index] for index in used if index < len(strings))


def _area(sheet: bytes) -> int:
    columns = rows = 1
    for letters, digits in _PLACE.findall(sheet):
        # Three letters and seven digits reach Excel's last cell; the reader aborts on what lies beyond.
        if len(letters) > 3 or len(digits) > 7:
            raise BadArchive(_FAR)
        columns = max(columns, _column(letters))
        rows = max(rows, int(digits or b"1"))
    return columns * rows


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number
