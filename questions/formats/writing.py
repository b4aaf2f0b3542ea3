"""Questions as a file of any format."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from questions.formats import (
    aiken,
    csv_writer,
    docx_writer,
    gift_writer,
    moodle_writer,
    qti_writer,
    text,
    xlsx_writer,
)
from questions.formats.files import Files
from questions.formats.forms import Form
from questions.formats.losses import fit
from questions.formats.model import ParsedQuestion


def write(questions: Sequence[ParsedQuestion], form: Form, files: Files | None = None) -> bytes:
    """The bytes of a file with those questions that it can hold; `files` are the pictures that they show."""
    shown = files or {}
    held = fit(questions, form)
    match form:
        case Form.XLSX:
            return xlsx_writer.write(held)
        case Form.DOCX:
            return docx_writer.write(held, shown)
        case Form.CSV:
            return csv_writer.write(held)
        case Form.TEXT:
            return text.write(held).encode("utf-8-sig")
        case Form.MOODLE:
            return moodle_writer.write(held, shown)
        case Form.GIFT:
            # Moodle reads a mark at the beginning as a part of the first question.
            return gift_writer.write(held).encode()
        case Form.AIKEN:
            return aiken.write(held).encode()
        case Form.QTI:
            return qti_writer.write(held, shown)
        case _:
            assert_never(form)
