"""Finding out what a file is by its content, and reading it without ever failing on a bad one."""

from __future__ import annotations

import codecs
from dataclasses import replace
from datetime import date
from pathlib import Path

from questions.formats import archive, markup, plain_texts, qti, strangers, text, xlsx, zips
from questions.formats.forms import Form
from questions.formats.legacy import modern
from questions.formats.model import Report, failure
from questions.picture import Busy

MOST_BYTES = 10_000_000
#: Four megabytes of text are more than ten thousand questions.
MOST_TEXT = 4_000_000

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read(path: str | Path, on: date | None = None) -> Report:
    """The questions and problems of a file of any kind."""
    try:
        if not Path(path).is_file():
            return failure("Không tìm thấy tệp này.")
        with Path(path).open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except PermissionError:
        return failure("Không có quyền đọc tệp này.")
    except (OSError, ValueError):
        return failure("Không đọc được tệp này.")
    return read_bytes(data, on)


def read_bytes(data: bytes, on: date | None = None) -> Report:
    """The questions and problems of a file's content; with a day, those that ran out before it are told."""
    if len(data) > MOST_BYTES:
        return failure("Tệp lớn hơn 10 MB, hãy chia nhỏ.")
    if not data.strip():
        return failure("Tệp trống.")
    try:
        return _read_any(data, on)
    except Busy as fault:
        return failure(str(fault))


def _read_any(data: bytes, on: date | None) -> Report:
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _read_zip(data, on)
    if stranger := strangers.told(data):
        return failure(stranger)
    return markup.read(data, on) if markup.looks_like(data) else _read_text(data, on)


def _read_zip(data: bytes, on: date | None) -> Report:
    names = zips.names(data)
    if any(name.startswith("word/") for name in names):
        # Imported here: it brings lxml, and a start needs nothing of it.
        from questions.formats.word import reader

        return replace(reader.parse(data, on), form=Form.DOCX)
    try:
        if qti.holds(names):
            return replace(qti.parse_package(data, on), form=Form.QTI)
        if stranger := strangers.told_zip(names):
            return failure(stranger)
        return replace(xlsx.parse(archive.harmless(data), on), form=Form.XLSX)
    except zips.BadArchive as fault:
        return failure(str(fault))


def _read_text(data: bytes, on: date | None) -> Report:
    if len(data) > MOST_TEXT:
        return failure("Tệp văn bản lớn hơn 4 MB, hãy chia nhỏ.")
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    try:
        content = data.decode(encoding)
    except UnicodeDecodeError:
        return _read_old_text(data, on)
    # No text holds NUL; UTF-16 without its mark and binary files do.
    if "\0" in content:
        return failure(strangers.UNKNOWN)
    return plain_texts.parse(content, on) if content.strip() else failure("Tệp trống.")


def _read_old_text(data: bytes, on: date | None) -> Report:
    """Text typed with a font from before Unicode, if it has questions then; else it is no text."""
    content = data.decode("latin-1")
    if "\0" not in content and modern([content]):
        report = text.parse(content, on)
        if report.drafts:
            return replace(report, form=Form.TEXT)
    return failure(strangers.UNKNOWN)
