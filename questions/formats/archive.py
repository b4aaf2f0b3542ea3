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

from questions.formats.zips import BadArchive, names, opened

__all__ = ["BadArchive", "harmless"]

MOST_CELLS = 2_000_000
#: Bytes of text that the cells of all sheets may come to; ten thousand long questions are a tenth of it.
MOST_STRINGS = 60_000_000

_NEEDED = re.compile(r"\[Content_Types\]\.xml|_rels/.*|xl/(?!media/|embeddings/|drawings/).*\.(?:xml|rels)")
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]*)(\d*)["']""")
_STRING = re.compile(rb"<(?:\w+:)?si\b[^>]*>(.*?)</(?:\w+:)?si>", re.DOTALL)
_USE = re.compile(rb"""\bt\s*=\s*["']s["'][^>]*>\s*<(?:\w+:)?v>\s*(\d{1,9})""")
_LONG = "Tệp Excel có quá nhiều chữ, hãy chia nhỏ rồi tải lên từng tệp."
_FAR = "Trang tính có ô nằm quá xa, hãy xoá các dòng và cột trống rồi lưu lại."
_WORD = "Đây là tệp Word, hãy chép câu hỏi sang tệp Excel."
_OTHER = "Tệp nén này không phải tệp Excel .xlsx."


def harmless(data: bytes) -> bytes:
    """The same workbook with only the parts that matter, each of a known size."""
    otherwise = _WORD if "word/document.xml" in names(data) else _OTHER
    with opened(data, "Excel", "xl/workbook.xml", otherwise) as source:
        return _repack(source)


def _repack(source: zipfile.ZipFile) -> bytes:
    target = io.BytesIO()
    # A name listed twice would pass the check once and be read twice.
    parts = {part.filename: part for part in source.infolist() if _NEEDED.fullmatch(part.filename)}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as copy:
        area = text = 0
        strings = _string_sizes(parts, source)
        for name, part in parts.items():
            content = source.read(part)
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
    return [] if shared is None else [len(text) for text in _STRING.findall(source.read(shared))]


def _text_size(sheet: bytes, strings: Sequence[int]) -> int:
    """How many bytes the shared strings of a sheet's cells come to, each use counted."""
    used = (int(index) for index in _USE.findall(sheet))
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
