"""What imports are sent by forms."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from contest.bank.import_rules import PARTS, Deed, Typed
from contest.web.forms import Form
from questions.formats.answers import MOST_OPTIONS

Long = Annotated[str | None, Field(max_length=10_000)]
Short = Annotated[str | None, Field(max_length=1_000)]


class UploadForm(Form):
    """Nothing but the file, which is no field."""


class MendForm(Form):
    """A row as typed anew: only what came is changed. `answer` may be several letters."""

    version: Annotated[int, Field(ge=1, le=1_000_000_000)]
    deed: Deed = Deed.SAVE
    tab: Annotated[str, Field(max_length=20)] = ""
    page: Annotated[int, Field(ge=1, le=100_000)] = 1
    text: Long = None
    kind: Short = None
    answer: tuple[Annotated[str, Field(max_length=1_000)], ...] = ()
    option: Annotated[
        tuple[Annotated[str, Field(max_length=4_000)], ...], Field(max_length=MOST_OPTIONS)
    ] = ()
    explanation: Long = None
    basis: Long = None
    topics: Short = None
    level: Short = None
    points: Short = None
    unit: Short = None
    valid_until: Short = None
    scoring: Short = None
    tolerance: Short = None
    audiences: Short = None

    def typed(self) -> Typed:
        """What of the row was typed anew."""
        given = self.model_dump(include=set(PARTS) - {"answer"}, exclude_none=True)
        if self.answer:
            given["answer"] = ", ".join(self.answer)
        return Typed(given, self.option or None)


class ConfirmForm(Form):
    """The version of the import that was looked at."""

    version: Annotated[int, Field(ge=1, le=1_000_000_000)]
