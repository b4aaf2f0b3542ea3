"""What is asked of the commands about results, and the words in which their options are typed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Format(StrEnum):
    """What kind of file."""

    DOCX = "docx"
    XLSX = "xlsx"
    CSV = "csv"
    PDF = "pdf"
    JSON = "json"


class PaperLayout(StrEnum):
    """Whose rules of paper a printed list follows."""

    STATE = "nha-nuoc"
    UNION = "doan"
    SCHOOL = "truong-hoc"
    PARTY = "dang"


class Period(StrEnum):
    """A usual period of a report."""

    MONTH = "thang"
    QUARTER = "quy"
    HALF = "nua-nam"
    YEAR = "nam"


class Design(StrEnum):
    """How a certificate looks."""

    WOVEN = "tho-cam"
    STAGE = "hoi-truong"
    YOUTH = "tuoi-tre"


@dataclass(frozen=True)
class Asked:
    """What stands on the command line."""

    contest: str
    round: str
    form: Format | None
    layout: PaperLayout | None
    out: Path | None
    data: Path | None
    database: str
    json: bool


@dataclass(frozen=True)
class ReportOf:
    """Which report: a usual period around a day ("" today), or from a day to a day; of which unit."""

    period: Period | None
    on: str
    first: str
    last: str
    unit: str
