"""What the desk's forms about suggestions post."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from contest.web.forms import Form


class MarkForm(Form):
    """Whether a text is marked; the rest says which list to go back to."""

    wanted: Annotated[str, Field(pattern=r"^[01]$")] = "1"
    q: str = Field(default="", max_length=80)
    unit: str = Field(default="", max_length=13)
    number: str = Field(default="", max_length=1)
    marked: str = Field(default="", max_length=1)
    nameless: str = Field(default="", max_length=1)
    page: str = Field(default="", max_length=6)

    def query(self) -> dict[str, str]:
        """The address of that list, without what asks for nothing."""
        kept = self.model_dump(exclude={"wanted"})
        return {name: text for name, text in kept.items() if text}
