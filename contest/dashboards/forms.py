"""What is posted about targets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import BeforeValidator, Field

from contest.dashboards.rules import MOST
from contest.errors import Invalid
from contest.web.forms import Form, PostedForm, read

#: Before the id of a unit in the name of its field.
OWN = "unit-"


def _emptied(text: object) -> object:
    """Nothing typed is nothing said."""
    return None if text == "" else text


class TargetsForm(Form):
    """In all, and per cent of the people of each unit."""

    people: Annotated[int | None, BeforeValidator(_emptied)] = Field(default=None, ge=1, le=MOST)
    share: Annotated[int | None, BeforeValidator(_emptied)] = Field(default=None, ge=1, le=100)
    unit: str = Field(default="", pattern=r"^([0-9a-z]{13})?$")


class OwnForm(Form):
    """The own number of one unit."""

    people: Annotated[int | None, BeforeValidator(_emptied)] = Field(default=None, ge=1, le=MOST)


def targets(posted: PostedForm) -> tuple[TargetsForm, Mapping[str, int | None]]:
    """The form, and unit → its own number or None; Invalid names each wrong field."""
    errors: dict[str, str] = {}
    rest = {name: text for name, text in posted.values.items() if not name.startswith(OWN)}
    form, own = None, dict[str, int | None]()
    try:
        form = read(TargetsForm, PostedForm(rest, posted.lists, {}))
    except Invalid as wrong:
        errors |= wrong.fields
    for name in posted.values.keys() - rest.keys():
        try:
            typed = PostedForm({"people": posted.text(name)}, {}, {})
            own[name.removeprefix(OWN)] = read(OwnForm, typed).people
        except Invalid as wrong:
            errors[name] = wrong.fields["people"]
    if errors or form is None:
        raise Invalid(fields=errors)
    return form, own
