"""What the register's forms post; what a document must be is judged by `questions.documents.judging`."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from contest.web.forms import Form

Line = Annotated[str, StringConstraints(max_length=1000)]


class DocumentForm(Form):
    """A document as typed."""

    number: Line = ""
    dated: Line = ""
    issuer: Line = ""
    title: Line = ""
    in_force_from: Line = ""
    in_force_until: Line = ""
    replaced_by: Line = ""


class EmptyForm(Form):
    """Nothing to fill in; unknown fields are refused all the same."""
