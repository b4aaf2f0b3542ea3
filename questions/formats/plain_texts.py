"""Which of the text formats a text is: by what only one of them has."""

from __future__ import annotations

import re
from datetime import date

from questions.formats import aiken, csv_reader, gift, text
from questions.formats.forms import Form
from questions.formats.model import Report

_OPTION_LINE = re.compile(r"^\*?[A-Za-z][.)]\s", re.MULTILINE)


def form_of(content: str) -> Form:
    """The format; our own, where nothing tells another one."""
    if content.lstrip("\ufeff\r\n").startswith(text.HEADER[:20]):
        return Form.TEXT
    if csv_reader.looks_like(content):
        return Form.CSV
    if aiken.looks_like(content):
        return Form.AIKEN
    # Our own format has its options on lines; GIFT never has them there.
    if gift.looks_like(content) and not _OPTION_LINE.search(content):
        return Form.GIFT
    return Form.TEXT


def parse(content: str, on: date | None = None) -> Report:
    """The questions and problems of a text of any of these formats."""
    match form_of(content):
        case Form.CSV:
            return csv_reader.parse(content, on)
        case Form.AIKEN:
            return aiken.parse(content, on)
        case Form.GIFT:
            return gift.parse(content, on)
        case _:
            return text.parse(content, on)
