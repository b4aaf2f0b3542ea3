"""Which of the text formats a text is: by what only one of them has."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
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
    form = form_of(content)
    return replace(_READERS[form](content, on), form=form)


_READERS: dict[Form, Callable[[str, date | None], Report]] = {
    Form.TEXT: text.parse,
    Form.CSV: csv_reader.parse,
    Form.AIKEN: aiken.parse,
    Form.GIFT: gift.parse,
}
