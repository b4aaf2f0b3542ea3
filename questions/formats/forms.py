"""The formats that questions leave and come in."""

from __future__ import annotations

from enum import StrEnum


class Form(StrEnum):
    """A format; its value is its name in addresses and on the command line."""

    XLSX = "xlsx"
    DOCX = "docx"
    CSV = "csv"
    TEXT = "txt"
    MOODLE = "moodle"
    GIFT = "gift"
    AIKEN = "aiken"
    QTI = "qti"

    @property
    def label(self) -> str:
        """What people call it."""
        return _LABELS[self]

    @property
    def ending(self) -> str:
        """What the name of such a file ends in."""
        return _ENDINGS.get(self, self.value)


_LABELS = {
    Form.XLSX: "Excel",
    Form.DOCX: "Word",
    Form.CSV: "CSV",
    Form.TEXT: "Văn bản",
    Form.MOODLE: "Moodle XML",
    Form.GIFT: "GIFT",
    Form.AIKEN: "Aiken",
    Form.QTI: "QTI 2.1",
}
_ENDINGS = {
    Form.MOODLE: "moodle.xml",
    Form.GIFT: "gift.txt",
    Form.AIKEN: "aiken.txt",
    Form.QTI: "qti.zip",
}
