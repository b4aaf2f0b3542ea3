"""What the entry forms post; what must not be missing of it is in ``answers.py``."""

from __future__ import annotations

from pydantic import Field

from contest.accounts.states import ContestRole
from contest.web.forms import Form

#: Fields beside which the page can show a message.
SHOWN_BESIDE = frozenset(
    {
        "name",
        "unit",
        "birth_year",
        "grown",
        "audience",
        "phone",
        "guardian_name",
        "relation",
        "guardian_join",
        "consent_join",
        "proof",
    }
)
BESIDE_INVITED = frozenset(
    {"birth_year", "grown", "guardian_name", "relation", "guardian_join", "consent_join"}
)
BESIDE_PUPIL = BESIDE_INVITED | {"proof"}


class EnterForm(Form):
    """The entry form as typed. Everything may be missing here; ``answers.checked`` says what must not be."""

    name: str = ""
    unit: str = ""
    birth_year: str = ""
    grown: str = ""
    phone: str = ""
    audience: str = ""
    consent_join: str = ""
    consent_publish: str = ""
    guardian_name: str = ""
    guardian_join: str = ""
    guardian_publish: str = ""
    consent_photo: str = ""
    guardian_photo: str = ""
    relation: str = ""
    text: str = ""
    q: str = ""
    notice: str = ""
    proof: str = ""


class CodeForm(Form):
    """Coming back with a code."""

    code: str = ""


class InvitedForm(Form):
    """What is asked of somebody with a slip."""

    code: str = ""
    birth_year: str = ""
    grown: str = ""
    consent_join: str = ""
    consent_publish: str = ""
    guardian_name: str = ""
    guardian_join: str = ""
    guardian_publish: str = ""
    consent_photo: str = ""
    guardian_photo: str = ""
    relation: str = ""
    text: str = ""
    notice: str = ""


class AudienceForm(Form):
    """Which audience somebody belongs to who has entered."""

    audience: str = Field(default="", max_length=13)


class ClassForm(Form):
    """A class code, and the name that was picked in it."""

    code: str = ""
    member: str = Field(default="", max_length=13)


class PupilForm(InvitedForm):
    """The same with what is asked of who picked it. ``proof``: what the list knows of them."""

    member: str = Field(default="", max_length=13)
    proof: str = ""


class LeaveForm(Form):
    """Nothing to fill in; unknown fields are refused all the same."""


class PartForm(Form):
    """Somebody and a part in the contest, to give or to take."""

    member: str = Field(min_length=1, max_length=13)
    part: ContestRole
