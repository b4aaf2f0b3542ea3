"""What the forms about a contest's audiences post."""

from __future__ import annotations

from pydantic import Field

from contest.campaigns.audience_rules import LONGEST_NAME, LONGEST_WHO, Typed
from contest.planning.forms import Line
from contest.web.forms import Form

ID = r"^[0-9a-z]{13}$"


class AudienceForm(Form):
    """An audience as typed; what is wrong with it, the rules say. ``key``: the id of a new one."""

    key: str = Field(default="", pattern=r"^([0-9a-z]{13})?$")
    code: Line = Field(default="", max_length=20)
    name: Line = Field(default="", max_length=LONGEST_NAME)
    who: Line = Field(default="", max_length=LONGEST_WHO)
    youngest: Line = Field(default="", max_length=10)
    oldest: Line = Field(default="", max_length=10)

    @property
    def typed(self) -> Typed:
        """As the rules take it."""
        return Typed(self.code, self.name, self.who, self.youngest, self.oldest)


class NewAudienceForm(AudienceForm):
    """A new one."""

    key: str = Field(pattern=ID)


class RaiseForm(Form):
    """One place higher; ``above``: who stood there."""

    above: str = Field(pattern=ID)


class EmptyForm(Form):
    """Nothing to fill in."""


class RoundForm(Form):
    """A round to copy for the audience, or to be its own. ``last``: the contest's last round."""

    round: str = Field(pattern=ID)
    last: str = Field(default="", pattern=r"^([0-9a-z]{13})?$")
    deed: str = Field(default="copy", pattern=r"^(copy|give|free)$")
