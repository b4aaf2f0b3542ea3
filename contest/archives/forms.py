"""What the forms about archives post."""

from __future__ import annotations

from contest.web.forms import Form


class MakeForm(Form):
    """The button alone."""
