"""What the forms about signals post."""

from __future__ import annotations

from pydantic import Field

from contest.signals.states import Verdict
from contest.web.forms import Form


class VerdictForm(Form):
    """What staff found, and why; the form's own id makes it one deed."""

    once: str = Field(pattern=r"^[0-9a-z]{13}$")
    verdict: Verdict
    reason: str = Field(min_length=1, max_length=300)
