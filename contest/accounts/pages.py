"""What the pages of logging in and of the first set-up show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from contest.accounts.rules import given_name


@dataclass(frozen=True)
class StaffView:
    """Who is at the desk: the name in the bar on top, and which buttons are shown.

    ``may`` holds the permissions (``accounts.states.Permission``) in the contest that the page is about.
    """

    name: str
    role: str
    organiser: bool
    admin: bool = False
    may: frozenset[str] = frozenset()

    @property
    def given(self) -> str:
        """The name where there is little room."""
        return given_name(self.name)


@dataclass(frozen=True)
class LoginPage:
    """`/accounts/login`: log-in name and password. After a wrong try `login` is kept, the password never.

    `next` is the address to go on to, already known to be ours.
    """

    template: ClassVar[str] = "accounts/login.html"
    login: str = ""
    problem: str = ""
    next: str = ""
    staff: None = None


@dataclass(frozen=True)
class SecondStepPage:
    """`/accounts/second-step?next=/rounds/k7q2`: the code of the app, or one from the paper.

    Posted names `code next`.
    """

    template: ClassVar[str] = "accounts/second_step.html"
    login: str
    problem: str = ""
    next: str = ""
    staff: None = None


@dataclass(frozen=True)
class ConfirmPage:
    """`/accounts/confirmation?next=/rounds/k7q2/results.xlsx&back=/rounds/k7q2/results`: the password again.

    Posted names `password next back`. For a form that somebody sent, the same page stands at the form's own
    `address`, carries what was typed as `fields`, and posts `confirm_password` there beside it. `is_given`:
    the password was right, and `next` is a file that is on its way.
    """

    template: ClassVar[str] = "accounts/confirm.html"
    staff: StaffView
    address: str
    login: str
    next: str = ""
    back: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    is_form: bool = False
    is_given: bool = False
    problem: str = ""


@dataclass(frozen=True)
class SetupPage:
    """`/accounts/setup`: the first administrator, let in by the code printed when the server started.

    `values` are the strings as typed (`code`, `name`, `login`), `errors` a message a field.
    """

    template: ClassVar[str] = "accounts/setup.html"
    values: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    staff: None = None
