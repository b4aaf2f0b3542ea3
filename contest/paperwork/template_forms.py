"""What the forms of an office's own templates post; the file comes beside as `file`."""

from __future__ import annotations

from pydantic import Field

from contest.paperwork.states import Kind
from contest.web.forms import Form


class TemplateForm(Form):
    """A new template, or, with `template`, another name or file for one that there is."""

    kind: Kind
    name: str = Field(min_length=1, max_length=80)
    template: str = Field(default="", pattern=r"^([0-9a-z]{13})?$")


class EmptyForm(Form):
    """Nothing to fill in; unknown fields are refused all the same."""
