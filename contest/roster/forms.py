"""What is posted about rosters. Cells are plain text here: the rules read them, to tell all at once."""

from __future__ import annotations

from pydantic import Field

from contest.web.forms import Form


class MendForm(Form):
    """One row of a list, mended. ``pick`` is a unit's code, chosen from those that may be meant."""

    line: int = Field(ge=1, le=10_000_000)
    deed: str = Field(default="write", pattern="^(write|drop|keep)$")
    pick: str = Field(default="", max_length=300)
    name: str | None = Field(default=None, max_length=300)
    year: str | None = Field(default=None, max_length=300)
    unit: str | None = Field(default=None, max_length=300)
    group: str | None = Field(default=None, max_length=300)
    phone: str | None = Field(default=None, max_length=300)
    code: str | None = Field(default=None, max_length=300)
    only: str = Field(default="", max_length=10)
    page: int = Field(default=1, ge=1, le=100_000)

    @property
    def cells(self) -> dict[str, str]:
        """The cells that were on the form."""
        parts = {"name", "year", "unit", "group", "phone", "code"}
        typed = self.model_dump(include=parts, exclude_none=True)
        return typed | ({"unit": self.pick} if self.pick else {})


class SaveForm(Form):
    """The list as it was seen."""

    version: int = Field(default=0, ge=0)
    seen: str = Field(default="", max_length=16)


class NothingForm(Form):
    """A button; unknown fields are refused all the same."""
