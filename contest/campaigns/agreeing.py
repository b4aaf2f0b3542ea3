"""What the ways in share on which somebody of a list agrees: reading the form, and showing it again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Protocol

from fastapi import Request
from fastapi.responses import Response

from contest.campaigns import service
from contest.campaigns.answers import agreed, of_somebody
from contest.campaigns.forms import InvitedForm
from contest.campaigns.service import RoundView
from contest.office import service as office
from contest.office.rules import Notice
from contest.people.inviting import Agreed
from contest.web.database import reading
from contest.web.forms import PostedForm
from contest.web.pages import Page, show

CONSENT = "consent_join"
PageOf = Callable[[Mapping[str, str], Mapping[str, str], Notice], Page]


class Known(Protocol):
    """Somebody of a list."""

    @property
    def birth_year(self) -> int | None: ...
    @property
    def audience_id(self) -> str | None: ...
    @property
    def on_paper(self) -> bool: ...


def told(rounds: tuple[RoundView, ...], known: Known, form: InvitedForm, now: datetime) -> Agreed:
    """What they agree to, held against the rules of the round that they care about."""
    view = service.must_pick(rounds)
    youngest = service.must_pick(rounds, known.audience_id).rules.youngest
    asked = of_somebody(view.fields, known.birth_year, view.entrance.on_paper or known.on_paper)
    return agreed(form, asked, now, youngest)


def kept(posted: PostedForm, errors: Mapping[str, str]) -> dict[str, str]:
    """What was typed. Where the notice changed meanwhile agreeing is done anew."""
    dropped = CONSENT if CONSENT in errors else ""
    return {name: value for name, value in posted.values.items() if name != dropped}


def again(request: Request, posted: PostedForm, errors: Mapping[str, str], page_of: PageOf) -> Response:
    """The page as typed, with its messages."""
    with reading() as db:
        notice = office.current(db).notice
    return show(request, page_of(kept(posted, errors), errors, notice), status=422)
