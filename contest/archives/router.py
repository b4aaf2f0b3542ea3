"""A whole contest as one file, at the desk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Annotated, BinaryIO

from fastapi import APIRouter, Path, Request
from fastapi.responses import RedirectResponse, Response, StreamingResponse

from contest import clock
from contest.accounts.guards import Now
from contest.accounts.sure import Sure
from contest.archives import keeping, making, showing
from contest.archives.forms import MakeForm
from contest.audit import service as audit
from contest.campaigns import service as campaigns
from contest.campaigns.guards import Approves
from contest.web.database import Reading, reading, writing
from contest.web.forms import Posted, read
from contest.web.pages import path_for, show
from contest.web.policy import Who, policy

router = APIRouter(prefix="/archives")

Id = Annotated[str, Path(pattern=r"^[0-9a-z]{13}$")]
BLOCK = 1 << 18


@router.get("/{round}", name="archives.index")
@policy(Who.APPROVES)
def index(request: Request, round: Id, staff: Approves, db: Reading, now: Now) -> Response:
    """How far the archive is, and the file."""
    return show(request, showing.index(db, staff, round, now))


@router.post("/{round}", name="archives.make")
@policy(Who.APPROVES, state="every round closed")
def make(round: Id, staff: Approves, sure: Sure, posted: Posted, now: Now) -> Response:
    """Have it made anew."""
    read(MakeForm, posted)
    with writing() as db:
        view = campaigns.view(db, round, now)
        keeping.ask(db, staff.id, view.campaign_id, now)
    return RedirectResponse(path_for("archives.index", round=round), 303)


@router.get("/{round}/contest.zip", name="archives.file")
@policy(Who.APPROVES, state="every round closed")
def file(round: Id, staff: Approves, sure: Sure, now: Now) -> Response:
    """The file; that it was taken is noted."""
    with ExitStack() as held:
        with reading() as db:
            view = campaigns.view(db, round, now)
            taken = keeping.take(view.campaign_id)
            held.enter_context(taken.file)
            # A round that opened since may ask the very questions whose keys are in it.
            making.check(db, view.campaign_id, now)
        with writing() as db:
            audit.record(db, staff.id, "archives.take", view.campaign_id, {"bytes": taken.kept.size}, now)
        held.pop_all()
    name = making.name_of(view.slug, f"{clock.local(taken.kept.made_at):%Y%m%d}")
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Content-Length": str(taken.kept.size),
        "Cache-Control": "no-store",
    }
    return StreamingResponse(_blocks(taken.file), media_type="application/zip", headers=headers)


def _blocks(file: BinaryIO) -> Iterator[bytes]:
    with file:
        while block := file.read(BLOCK):
            yield block
