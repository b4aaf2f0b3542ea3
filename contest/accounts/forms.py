"""What is posted when logging in and at the first set-up."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from contest.accounts.rules import PASSWORD_MAX
from contest.web.forms import Form

Password = Annotated[str, Field(min_length=1, max_length=PASSWORD_MAX)]


class LoginForm(Form):
    """A log-in name, a password, and where to go on."""

    login: str = Field(min_length=1, max_length=60)
    password: Password
    next: str = Field(default="", max_length=300)


class SetupForm(Form):
    """The first administrator."""

    code: str = Field(min_length=1, max_length=40)
    name: str = Field(min_length=1, max_length=120)
    login: str = Field(min_length=1, max_length=60)
    password: Password
    again: str = Field(max_length=PASSWORD_MAX)

    @property
    def is_repeated(self) -> bool:
        """Whether the password was typed the same way twice."""
        return self.password == self.again
