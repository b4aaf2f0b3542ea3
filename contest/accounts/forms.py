"""What is posted when logging in, at the first set-up, and about accounts."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from contest.accounts.rules import PASSWORD_MAX
from contest.accounts.states import Idle, Role
from contest.web.forms import Form

Code = Annotated[str, Field(min_length=1, max_length=40)]
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


class NewStaffForm(Form):
    """Somebody to add, with the password that they are told."""

    name: str = Field(min_length=1, max_length=120)
    login: str = Field(min_length=1, max_length=60)
    role: Role
    password: Password
    step: int = Field(default=0, ge=0, le=9)


class MemberForm(Form):
    """Another name or role; ``version`` says what the form was filled from."""

    name: str = Field(min_length=1, max_length=120)
    role: Role
    version: str = Field(min_length=1, max_length=12)


class ResetForm(Form):
    """A new password for somebody who has lost theirs."""

    password: Password


class OwnPasswordForm(Form):
    """Another password for oneself."""

    old: Password
    new: Password
    again: str = Field(max_length=PASSWORD_MAX)

    @property
    def is_repeated(self) -> bool:
        """Whether the new one was typed the same way twice."""
        return self.new == self.again


class SecondStepForm(Form):
    """A code of the app or from the paper, and where to go on."""

    code: Code
    next: str = Field(default="", max_length=300)


class ConfirmForm(Form):
    """The password once more, where to go on, and where one came from."""

    password: Password
    next: str = Field(default="", max_length=300)
    back: str = Field(default="", max_length=300)


class TwoStepForm(Form):
    """The first code of an app that has scanned; ``seed`` says what it scanned."""

    seed: str = Field(pattern=r"^[0-9a-f]{32}$")
    code: Code


class AgainForm(Form):
    """Password and code once more, before what weakens the account."""

    password: Password
    code: Code


class SigningInForm(Form):
    """What is asked of those who log in."""

    admins: Literal["free", "must"]
    idle: Idle


class EmptyForm(Form):
    """Nothing to fill in; unknown fields are refused all the same."""
