"""Making a zip file from strangers harmless before the Excel reader sees it.

The reader inflates whatever is in the file and lays a sheet out as a full rectangle. So sizes are
checked first, the parts are packed anew with no more than they declared, and a sheet whose two
far corners would make billions of cells is refused.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib

MOST_UNPACKED = 100_000_000
MOST_PARTS = 2_000
MOST_CELLS = 2_000_000

_NEEDED = re.compile(r"\[Content_Types\]\.xml|_rels/.*|xl/(?!media/|embeddings/|drawings/).*\.(?:xml|rels)")
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]*)(\d*)["']""")
_FAR = "Trang tính có ô nằm quá xa, hãy xoá các dòng và cột trống rồi lưu lại."
_BROKEN = "Tệp Excel bị hỏng hoặc chưa tải xong."


class BadArchive(ValueError):
    """The file can't be read safely; the text says why."""


def harmless(data: bytes) -> bytes:
    """The same workbook with only the parts that matter, each of a known size."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as source:
            _check_list(source.infolist())
            return _repack(source)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError) as fault:
        raise BadArchive(_BROKEN) from fault
    except (ValueError, LookupError) as fault:
        raise fault if isinstance(fault, BadArchive) else BadArchive(_BROKEN) from fault


def _check_list(parts: list[zipfile.ZipInfo]) -> None:
    names = {part.filename for part in parts}
    if "word/document.xml" in names:
        raise BadArchive("Đây là tệp Word, hãy chép câu hỏi sang tệp Excel hoặc tệp văn bản.")
    if "xl/workbook.xml" not in names:
        raise BadArchive("Tệp nén này không phải tệp Excel .xlsx.")
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise BadArchive("Tệp Excel quá lớn khi giải nén.")


def _repack(source: zipfile.ZipFile) -> bytes:
    target = io.BytesIO()
    # A name listed twice would pass the check once and be read twice.
    parts = {part.filename: part for part in source.infolist() if _NEEDED.fullmatch(part.filename)}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as copy:
        for name, part in parts.items():
            content = source.read(part)
            _check_area(content)
            copy.writestr(name, content)
    return target.getvalue()


def _check_area(sheet: bytes) -> None:
    columns = rows = 1
    for letters, digits in _PLACE.findall(sheet):
        # Three letters and seven digits reach Excel's last cell; the reader aborts on what lies beyond.
        if len(letters) > 3 or len(digits) > 7:
            raise BadArchive(_FAR)
        columns = max(columns, _column(letters))
        rows = max(rows, int(digits or b"1"))
    if columns * rows > MOST_CELLS:
        raise BadArchive(_FAR)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number
