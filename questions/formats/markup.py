"""XML files by their outermost element: Moodle's, a single QTI item, or one that is told by its name."""

from __future__ import annotations

import codecs
import re
from dataclasses import replace
from datetime import date

from questions.formats import moodle, qti
from questions.formats.forms import Form
from questions.formats.model import Report, failure
from questions.formats.xml_tree import BadXml, parse

_ROOTS = "quiz|assessmentItem|assessmentTest|questestinterop|qti-|manifest|moodle_backup|html"
_START = re.compile(rf"\s*<(?:\?xml|!--|!doctype|(?:\w+:)?(?:{_ROOTS}))", re.IGNORECASE)
_HTML = re.compile(r"\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

_WEB = "Đây là trang web (HTML), không phải tệp câu hỏi. Hãy xuất câu hỏi thành Excel, Word hoặc Moodle XML."
_OTHERS = {
    "questestinterop": "Tệp này theo chuẩn QTI 1.2, máy chỉ đọc QTI 2.1. Hãy xuất lại dạng QTI 2.1.",
    "qti-assessment-item": "Tệp này theo chuẩn QTI 3, máy chỉ đọc QTI 2.1. Hãy xuất lại dạng QTI 2.1.",
    "assessmentTest": "Đây là phần đề của gói QTI, hãy tải lên cả gói (tệp .zip).",
    "manifest": "Đây là mục lục của gói QTI, hãy tải lên cả gói (tệp .zip).",
    "moodle_backup": "Đây là bản sao lưu Moodle. Hãy vào ngân hàng câu hỏi của Moodle, xuất dạng Moodle XML.",
}
_STRANGE = (
    "Tệp XML này không phải Moodle XML, cũng không phải câu hỏi QTI 2.1. "
    "Hãy xuất câu hỏi thành Moodle XML, Excel hoặc Word."
)


def looks_like(data: bytes) -> bool:
    """Whether a file begins like XML or HTML."""
    return _START.match(_beginning(data)) is not None


def _beginning(data: bytes) -> str:
    start = data[:2000]
    wide = start.startswith(_WIDE)
    return start.decode("utf-16" if wide else "utf-8-sig", "replace").lstrip("\ufeff")


def read(data: bytes, on: date | None = None) -> Report:
    """The questions and problems of the file."""
    if _HTML.match(_beginning(data)):
        return failure(_WEB)
    try:
        # Programs put empty lines before the declaration, which must be the first of a file.
        top = parse(data if data.startswith(_WIDE) else data.removeprefix(codecs.BOM_UTF8).lstrip())
    except BadXml as fault:
        return failure(str(fault))
    if top.tag == "quiz":
        return replace(moodle.read(top, on), form=Form.MOODLE)
    if top.tag == "assessmentItem":
        return replace(qti.parse_item(top, on), form=Form.QTI)
    return failure(_OTHERS.get(top.tag, _STRANGE))
