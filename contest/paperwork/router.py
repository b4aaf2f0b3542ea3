"""Official papers of a round or of a whole contest: all of them, and one as a file.

What stands as ``{round}`` in an address is an occasion, as with prizes.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response

from contest.accounts.guards import Now, view
from contest.accounts.states import Permission
from contest.commendations import occasions
from contest.commendations import service as commendations
from contest.commendations.guards import Sees
from contest.commendations.states import Layout
from contest.errors import Invalid
from contest.paperwork import present, service
from contest.paperwork.forms import PaperForm
from contest.paperwork.states import Kind
from contest.web.database import Reading, reading, writing
from contest.web.forms import Posted, read
from contest.web.pages import show
from contest.web.policy import Who, policy

router = APIRouter(prefix="/paperwork")

Id = Annotated[str, Path(pattern=r"^[0-9a-z]{13}$")]
#: Who makes a paper with another signer changes nothing for the others, unless the papers are theirs.
REMEMBERS = frozenset({Permission.WRITE, Permission.APPROVE})


@router.get("/{round}", name="paperwork.index")
@policy(Who.SEES)
def index(request: Request, round: Id, staff: Sees, db: Reading, now: Now) -> Response:
    """The papers and what each needs."""
    who = view(staff, occasions.campaign_of(db, round) or "")
    return show(request, present.index(db, who, round, now))


@router.get("/{round}/{kind}", name="paperwork.paper")
@policy(Who.SEES)
def paper(
    request: Request,
    round: Id,
    kind: Kind,
    staff: Sees,
    db: Reading,
    now: Now,
    layout: Annotated[str, Query(max_length=20)] = "",
) -> Response:
    """The form of one of them."""
    who = view(staff, occasions.campaign_of(db, round) or "")
    chosen = Layout(layout) if layout in set(Layout) else None
    return show(request, present.paper(db, who, round, kind, chosen, now))


@router.post("/{round}/{kind}", name="paperwork.paper")
@policy(Who.SEES)
def paper_posted(request: Request, round: Id, kind: Kind, staff: Sees, posted: Posted, now: Now) -> Response:
    """The paper as .docx or PDF; what those type who write or approve is remembered for the contest."""
    try:
        form = read(PaperForm, posted)
        with reading() as db:
            prepared = service.prepared(db, round, kind, form, now)
        made = prepared.made()
    except Invalid as wrong:
        with reading() as db:
            who = view(staff, occasions.campaign_of(db, round) or "")
            typed = posted.text("layout")
            layout = Layout(typed) if typed in set(Layout) else None
            page = present.paper(db, who, round, kind, layout, now, posted, wrong.fields)
        return show(request, page, status=422)
    with writing() as db:
        campaign = occasions.campaign_of(db, round) or ""
        if staff.allowed(campaign) & REMEMBERS:
            service.remember(db, campaign, kind, form, now)
        commendations.note_export(db, staff.id, round, made.name, made.people, now)
    headers = {
        "Content-Disposition": f'attachment; filename="{made.name}"',
        "Cache-Control": "no-store",
    }
    return Response(made.content, media_type=made.media_type, headers=headers)
