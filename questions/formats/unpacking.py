"""Parts of a zip file from strangers, in memory: measured first, never written to a disk by their names."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable

from questions.formats.archive import BadArchive

MOST_UNPACKED = 60_000_000
MOST_PARTS = 12_000

_BROKEN = "Tệp nén bị hỏng hoặc chưa tải xong."
_LARGE = "Tệp nén quá lớn khi giải nén, hãy chia thành nhiều gói."
_LOCKED = "Tệp nén có mật khẩu, hãy nén lại không đặt mật khẩu."
_FAULTS = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError)


def names(data: bytes) -> frozenset[str]:
    """The names of all parts; none if the list of a file can't be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as source:
            return frozenset(source.namelist())
    except (*_FAULTS, ValueError, LookupError):
        return frozenset()


def parts(data: bytes, wanted: Callable[[str], bool]) -> dict[str, bytes]:
    """The content of every part that is wanted by its name."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as source:
            listed = {part.filename: part for part in source.infolist()}
            needed = {name: part for name, part in listed.items() if wanted(name)}
            if any(part.flag_bits & 1 for part in needed.values()):
                raise BadArchive(_LOCKED)
            size = sum(part.file_size for part in needed.values())
            if len(source.infolist()) > MOST_PARTS or size > MOST_UNPACKED:
                raise BadArchive(_LARGE)
            # A part that is longer than it said fails here: the reader stops at the size told.
            return {name: source.read(part) for name, part in needed.items()}
    except _FAULTS as fault:
        raise BadArchive(_BROKEN) from fault
    except (ValueError, LookupError) as fault:
        raise fault if isinstance(fault, BadArchive) else BadArchive(_BROKEN) from fault
