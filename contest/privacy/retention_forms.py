"""What is posted about how long data is kept."""

from __future__ import annotations

from pydantic import Field

from contest.privacy.kinds import Keep
from contest.web.forms import Form


class RetentionForm(Form):
    """The periods in days; the service knows their bounds."""

    signals: int = Field(ge=0, le=100_000)
    copies: int = Field(ge=0, le=100_000)

    def days(self) -> dict[Keep, int]:
        """As they are stored."""
        return {Keep(name): count for name, count in self.model_dump().items()}


class NothingForm(Form):
    """A button without fields."""
