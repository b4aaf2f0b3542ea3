"""The two buttons that everybody presses in the same minute, as raw ASGI endpoints (decision 0056).

What a framework's route does for ``async def deed(id, who, posted)`` and nothing more: whose phone it is, the
form, the id of the address. Errors rise to the pages of all others.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from functools import update_wrapper

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from contest.errors import NotFound
from contest.people import guards
from contest.people.guards import Entrant
from contest.web import admission, forms
from contest.web.forms import PostedForm

ID = re.compile(r"[0-9a-z]{13}")

Deed = Callable[[str, Entrant, PostedForm], Awaitable[Response]]


class Pressed:
    """POST of a form to an address with one id; its policy is the deed's."""

    guard = staticmethod(guards.entrant)

    def __init__(self, deed: Deed) -> None:
        self.deed = deed
        update_wrapper(self, deed)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        who = await guards.entrant(request)
        # Kept for the page that offers to send it again, when nothing could be done.
        scope[admission.BODY] = await request.body()
        posted = await forms.posted(request)
        (named,) = scope["path_params"].values()
        if not ID.fullmatch(named):
            raise NotFound()
        response = await self.deed(named, who, posted)
        await response(scope, receive, send)
