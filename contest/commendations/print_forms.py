"""What stands on a printed list beside its rows: posted, checked, and remembered for the contest."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from pydantic import Field, field_validator

from contest.commendations.states import Layout, Onto
from contest.printing.certificates import Design
from contest.printing.overlay import FURTHEST, Part
from contest.web.forms import Form

WRONG_DATE = "Ghi ngày như 05/10/2026, hoặc để trống để viết tay."
WRONG_OFFSET = "Ghi số milimét từ −30,0 đến 30,0, lẻ nhiều nhất một chữ số, ví dụ 2,5 hoặc −1,2."
WRONG_NUMBER = "Ghi số như 12, hoặc để trống để viết tay."


class HeadForm(Form):
    """The letterhead and the signature. ``number`` and ``day`` may be left to be written by hand."""

    version: int = Field(default=0, ge=0, le=100_000)
    layout: Layout = Layout.STATE
    number: str = Field(default="", max_length=6)
    symbol: str = Field(default="", max_length=40)
    place: str = Field(default="", max_length=60)
    day: str = Field(default="", max_length=10)
    upper_body: str = Field(default="", max_length=120)
    body: str = Field(min_length=1, max_length=160)
    attached_to: str = Field(default="", max_length=200)
    authority: str = Field(default="", max_length=200)
    signer: str = Field(default="", max_length=80)
    recipients: str = Field(default="", max_length=600)

    @field_validator("number")
    @classmethod
    def _number(cls, text: str) -> str:
        if text and not re.fullmatch(r"[0-9]{1,6}", text):
            raise ValueError(WRONG_NUMBER)
        return text

    @field_validator("day")
    @classmethod
    def _day(cls, text: str) -> str:
        if text:
            parse_day(text)
        return text


class PrintForm(HeadForm):
    """What stands on a printed list beside its rows."""

    kind: Literal["docx", "pdf"] = "docx"
    signing: Literal["", "1"] = ""


def parse_day(text: str) -> date:
    """05/10/2026 as a day. Raises ValueError with a sentence."""
    found = re.fullmatch(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})", text)
    try:
        if found is None:
            raise ValueError(WRONG_DATE)
        day, month, year = map(int, found.groups())
        return date(year, month, day)
    except ValueError as error:
        raise ValueError(WRONG_DATE) from error


class StockForm(Form):
    """How certificates are usually printed; ``x`` and ``y`` in millimetres, as people type them."""

    design: Design
    onto: Onto
    parts: list[Part] = Field(default_factory=list, max_length=len(Part))
    x: str = Field(default="", max_length=10)
    y: str = Field(default="", max_length=10)

    @field_validator("x", "y")
    @classmethod
    def _offset(cls, text: str) -> str:
        parse_tenths(text)
        return text


def parse_tenths(text: str) -> int:
    """2,5 or −1.2 (millimetres) as tenths, nothing as none. Raises ValueError with a sentence."""
    found = re.fullmatch(r"([+\-−–]?)([0-9]{1,2})(?:[.,]([0-9]))?", text or "0")
    if found is None:
        raise ValueError(WRONG_OFFSET)
    sign, whole, tenth = found.groups()
    tenths = int(whole) * 10 + int(tenth or 0)
    if tenths > FURTHEST:
        raise ValueError(WRONG_OFFSET)
    return tenths if sign in ("", "+") else -tenths


def in_millimetres(tenths: int) -> str:
    """As they are written: 2,5 and −1,2."""
    return f"{'−' if tenths < 0 else ''}{abs(tenths) // 10},{abs(tenths) % 10}"
