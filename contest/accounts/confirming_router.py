"""The page that asks for the password again, and comes back to what was wanted."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote, urlencode, urlsplit

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response

from contest.accounts import confirming, guards
from contest.accounts.forms import ConfirmForm
from contest.accounts.guards import CurrentAccount, Now
from contest.accounts.pages import ConfirmPage
from contest.accounts.service import Member
from contest.errors import Invalid
from contest.web.admission import FILES
from contest.web.forms import Posted, read
from contest.web.pages import path_for, show
from contest.web.policy import Load, Who, policy

router = APIRouter(prefix="/accounts")

Wanted = Annotated[str, Query(max_length=300)]
#: What of an address stands in a header as it is.
PLAIN = "/?&=%:;,+@~!*'()$-._"


@router.get("/confirmation", name="accounts.confirm")
@policy(Who.STAFF)
def confirm(
    request: Request, member: CurrentAccount, now: Now, next: Wanted = "", back: Wanted = ""
) -> Response:
    """The field for the password; once it was right, on to the page, or the file and where one came from."""
    page = _page(request, member, next, back)
    if not confirming.is_confirmed(guards.token_of(request), now):
        return show(request, page)
    if not _is_file(page.next):
        return RedirectResponse(page.next or page.back or path_for("accounts.me"), 303)
    given = _page(request, member, next, back, is_given=True)
    # A download leaves its page standing: it must not be the one with the password in its field.
    return show(request, given, headers={"Refresh": f"0; url={quote(page.next, safe=PLAIN)}"})


@router.post("/confirmation", name="accounts.confirm")
@policy(Who.STAFF, load=Load.PASSWORD)
def confirm_posted(request: Request, member: CurrentAccount, posted: Posted, now: Now) -> Response:
    """Take the password, and come back."""
    try:
        form = read(ConfirmForm, posted)
        confirming.confirm(member, guards.token_of(request), form.password, now)
    except Invalid as wrong:
        if wrong.fields.keys() - {"password"}:
            raise  # a field that is not on our page
        problem = wrong.fields.get("password", wrong.message)
        page = _page(request, member, posted.text("next"), posted.text("back"), problem=problem)
        return show(request, page, status=422)
    asked = {"next": form.next, "back": form.back}
    told = urlencode({name: value for name, value in asked.items() if value})
    return RedirectResponse(path_for("accounts.confirm") + (f"?{told}" if told else ""), 303)


def _page(
    request: Request, member: Member, wanted: str, back: str, *, problem: str = "", is_given: bool = False
) -> ConfirmPage:
    routes = request.app.routes
    return ConfirmPage(
        guards.view(member),
        path_for("accounts.confirm"),
        member.login,
        next=guards.local_path(routes, wanted) or "",
        back=guards.local_path(routes, back) or "",
        problem=problem,
        is_given=is_given,
    )


def _is_file(address: str) -> bool:
    return urlsplit(address).path.endswith(FILES)
