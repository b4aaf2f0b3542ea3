"""What is posted about every list from a file. Cells are plain text: rules read them, to tell all at once."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from contest.web.forms import Form


class Mend(Form):
    """One row, mended; a feature adds its cells. ``pick``: what the cell ``picks`` means."""

    picks: ClassVar[str]

    line: int = Field(ge=1, le=10_000_000)
    deed: str = Field(default="write", max_length=10)
    pick: str = Field(default="", max_length=300)
    only: str = Field(default="", max_length=10)
    page: int = Field(default=1, ge=1, le=100_000)

    @property
    def cells(self) -> dict[str, str]:
        """The cells that were on the form: a cell is what may be missing from it."""
        parts = {name for name, field in type(self).model_fields.items() if field.default is None}
        typed = self.model_dump(include=parts, exclude_none=True)
        return typed | ({self.picks: self.pick} if self.pick else {})


class Save(Form):
    """The list as it was seen."""

    version: int = Field(default=0, ge=0)
    seen: str = Field(default="", max_length=16)
