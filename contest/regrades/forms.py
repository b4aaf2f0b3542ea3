"""What the form of a regrade posts."""

from __future__ import annotations

from pydantic import Field

from contest.web.forms import Form


class RegradeForm(Form):
    """Why a round is graded again; the form's own id becomes the regrade's."""

    once: str = Field(pattern=r"^[0-9a-z]{13}$")
    reason: str = Field(min_length=1, max_length=500)
