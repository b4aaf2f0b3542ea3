"""The shape of posted input about published results."""

from __future__ import annotations

from pydantic import Field

from contest.results.publication_rules import MOST_DAYS, USUAL_DAYS
from contest.results.publication_states import Kind
from contest.web.forms import Form


class PrepareForm(Form):
    """Prepare the next version."""

    kind: Kind
    days: int = Field(default=USUAL_DAYS, ge=1, le=MOST_DAYS)
    reason: str = Field(default="", max_length=300)


class ApproveForm(Form):
    """Publish the very version that was looked at."""

    publication: str = Field(pattern=r"^[0-9a-z]{13}$")


class ReceiptForm(Form):
    """The code of a receipt as somebody types it."""

    receipt: str = Field(min_length=1, max_length=40)
