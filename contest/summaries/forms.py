"""The shapes of posted forms: which report, and what stands on its paper."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from contest.commendations.print_forms import HeadForm
from contest.web.forms import Form


class FreezeForm(Form):
    """Which report is frozen, as its address says it."""

    preset: str = Field(default="", max_length=40)
    first: str = Field(default="", max_length=40)
    last: str = Field(default="", max_length=40)
    scope: str = Field(default="", max_length=40)
    unit: str = Field(default="", max_length=40)


class PaperForm(HeadForm):
    """The letterhead and the signature of a report's paper, beside which report it is."""

    preset: str = Field(default="", max_length=40)
    first: str = Field(default="", max_length=40)
    last: str = Field(default="", max_length=40)
    scope: str = Field(default="", max_length=40)
    unit: str = Field(default="", max_length=40)
    summary: str = Field(default="", max_length=13)
    ending: Literal["docx", "pdf"] = "docx"
