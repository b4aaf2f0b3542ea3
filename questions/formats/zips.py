"""Opening zip files from strangers: what they hold is listed and measured before anything is unpacked."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Generator
from contextlib import contextmanager

MOST_UNPACKED = 100_000_000
MOST_PARTS = 2_000

_BROKEN = "Tệp {} bị hỏng hoặc chưa tải xong."
_LARGE = "Tệp {} quá lớn khi giải nén."
_LOCKED = "Tệp nén có mật khẩu, hãy nén lại không đặt mật khẩu."
_FAULTS = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError)


class BadArchive(ValueError):
    """The file can't be read safely; the text says why."""


@contextmanager
def opened(data: bytes, product: str, needs: str, otherwise: str) -> Generator[zipfile.ZipFile]:
    """The archive, if it holds the part that makes it a file of this product and is small enough.

    Whatever fails in the block is told as a broken file; parts are read by name, never written to a disk.
    """
    with _told(product), zipfile.ZipFile(io.BytesIO(data)) as source:
        _check(source.infolist(), product, needs, otherwise)
        yield source


@contextmanager
def _told(product: str) -> Generator[None]:
    """Whatever fails in the block is told as a broken file."""
    try:
        yield
    except _FAULTS as fault:
        raise BadArchive(_BROKEN.format(product)) from fault
    except (ValueError, LookupError) as fault:
        raise fault if isinstance(fault, BadArchive) else BadArchive(_BROKEN.format(product)) from fault


def names(data: bytes) -> frozenset[str]:
    """The names of all parts; none if it is no zip file."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as source:
            return frozenset(source.namelist())
    except (*_FAULTS, ValueError, LookupError):
        return frozenset()


def parts(
    data: bytes, wanted: Callable[[str], bool], most: int = MOST_PARTS, largest: int = MOST_UNPACKED
) -> dict[str, bytes]:
    """The content of every part that is wanted by its name: at most so many parts, so many bytes together."""
    with _told("nén"), zipfile.ZipFile(io.BytesIO(data)) as source:
        needed = {part.filename: part for part in source.infolist() if wanted(part.filename)}
        if any(part.flag_bits & 1 for part in needed.values()):
            raise BadArchive(_LOCKED)
        size = sum(part.file_size for part in needed.values())
        if len(source.infolist()) > most or size > largest:
            raise BadArchive(_LARGE.format("nén"))
        # A part that is longer than it said fails here: the reader stops at the size told.
        return {name: source.read(part) for name, part in needed.items()}


def _check(parts: list[zipfile.ZipInfo], product: str, needs: str, otherwise: str) -> None:
    if needs not in {part.filename for part in parts}:
        raise BadArchive(otherwise)
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise BadArchive(_LARGE.format(product))
