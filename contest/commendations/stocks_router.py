"""What certificates are printed onto: the contest's own ground, forms, the test sheet; one as a picture."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import UploadFile

from contest.accounts.guards import Now, view
from contest.accounts.service import Member
from contest.commendations import certifying, ground_child, grounds, occasions, stocks
from contest.commendations.guards import Sees, Writes
from contest.commendations.paper_pages import StockPage
from contest.commendations.papers_router import Word, certificates_page, sent
from contest.commendations.print_forms import StockForm
from contest.commendations.router import Id
from contest.errors import Invalid
from contest.printing.certificates import DESIGN_NAMES
from contest.standings import door
from contest.web.admission import Load
from contest.web.database import Reading, reading, writing
from contest.web.forms import Posted, PostedForm, content, read
from contest.web.pages import path_for, show
from contest.web.policy import Who, policy

router = APIRouter(prefix="/commendations")

Digest = Annotated[str, Path(pattern=r"^[0-9a-f]{16}$")]
Code = Annotated[str, Path(pattern=r"^[0-9a-z]{1,20}$")]
#: What the page has a place for.
FIELDS = {*StockForm.model_fields, "ground"}
#: The address of a ground changes with its bytes.
KEPT = "private, max-age=86400"


@router.get("/{round}/certificates/stock", name="commendations.stock")
@policy(Who.WRITES)
def stock(request: Request, round: Id, staff: Writes, db: Reading, now: Now, saved: bool = False) -> Response:
    """How certificates lie on their paper, and the own ground."""
    return show(request, replace(_page(db, staff, round, now), is_saved=saved))


def _page(db: Reading, staff: Member, id: str, now: Now) -> StockPage:
    found = occasions.of(db, id, now)
    made, known = stocks.setting(db, found.campaign_id), grounds.known(db, found.campaign_id)
    return StockPage(
        staff=view(staff, found.campaign_id),
        round=found.head(),
        designs=tuple((design.value, said) for design, said in DESIGN_NAMES.items()),
        ways=stocks.ways(known),
        parts=tuple((part.value, said) for part, said in stocks.PARTS.items()),
        values=stocks.values(made),
        opened=frozenset(part.value for part in made.placing.parts),
        ground=path_for("commendations.ground", round=id, digest=known.digest) if known else "",
        size=f"{known.width} × {known.height}" if known else "",
    )


def _again(
    request: Request, staff: Member, id: str, posted: PostedForm, wrong: Invalid, now: Now
) -> Response:
    """The page with what was typed."""
    with reading() as db:
        page = _page(db, staff, id, now)
    if "design" in posted.values or "x" in posted.values:
        typed = {name: posted.text(name) for name in page.values}
        page = replace(page, values=typed, opened=frozenset(posted.lists.get("parts", ())))
    errors = {name if name in FIELDS else "form": said for name, said in wrong.fields.items()}
    return show(request, replace(page, errors=errors), status=422)


@router.post("/{round}/certificates/stock", name="commendations.stock")
@policy(Who.WRITES)
def stock_posted(request: Request, round: Id, staff: Writes, posted: Posted, now: Now) -> Response:
    """Keep how they lie for the next time."""
    try:
        form = read(StockForm, posted)
        with writing() as db:
            stocks.remember(db, staff.id, round, form, now)
    except Invalid as wrong:
        return _again(request, staff, round, posted, wrong, now)
    return RedirectResponse(path_for("commendations.stock", round=round) + "?saved=1", 303)


@router.get("/{round}/certificates/test.pdf", name="commendations.test_sheet")
@policy(Who.WRITES)
def test_sheet(round: Id, staff: Writes, db: Reading) -> Response:
    """The sheet to measure on."""
    del staff
    made = stocks.test_sheet(db, occasions.campaign_of(db, round) or "")
    headers = {"Content-Disposition": 'attachment; filename="to-in-thu.pdf"', "Cache-Control": "no-store"}
    return Response(made, media_type="application/pdf", headers=headers)


# --- the own ground -------------------------------------------------------------------------------


@router.get("/{round}/certificates/upload", name="commendations.ground_upload")
@policy(Who.WRITES)
def ground_upload(round: Id, staff: Writes) -> Response:
    """Whoever reloads the address that the form goes to is led back to the form."""
    del staff
    return RedirectResponse(path_for("commendations.stock", round=round), 303)


@router.post("/{round}/certificates/upload", name="commendations.ground_upload")
@policy(Who.WRITES)
def ground_upload_posted(request: Request, round: Id, staff: Writes, posted: Posted, now: Now) -> Response:
    """Take a picture in, or the one that is there away."""
    try:
        if posted.text("remove"):
            with writing() as db:
                grounds.remove(db, staff.id, round, now)
        else:
            file: UploadFile | None = posted.files.get("ground")
            made = grounds.drawn(content(file, ground_child.MOST_BYTES + 1) if file else b"")
            with writing() as db:
                grounds.keep(db, staff.id, round, made, now)
    except Invalid as wrong:
        return _again(request, staff, round, posted, wrong, now)
    return RedirectResponse(path_for("commendations.stock", round=round) + "?saved=1", 303)


@router.get("/{round}/certificates/ground/{digest}", name="commendations.ground")
@policy(Who.WRITES)
def ground(round: Id, digest: Digest, staff: Writes, db: Reading) -> Response:
    """The picture as it is kept."""
    del staff
    found = grounds.picture(db, occasions.campaign_of(db, round) or "", digest)
    return Response(found.content, media_type=f"image/{found.form}", headers={"Cache-Control": KEPT})


# --- one as a picture -----------------------------------------------------------------------------


@router.get("/{round}/certificates/{code}.png", name="commendations.picture")
@policy(Who.SEES, state="issued", load=Load.EXPORT)
def picture(
    request: Request,
    round: Id,
    code: Code,
    staff: Sees,
    now: Now,
    design: Word = "",
    onto: Word = "",
    day: Word = "",
) -> Response:
    """A certificate as a picture to send."""
    wanted = certifying.Wanted(design, code, day, onto)
    root = door.base(request.url.scheme, request.headers.get("host", ""))
    try:
        with reading() as db:
            made = certifying.picture(db, round, wanted, root, now)
    except Invalid as wrong:
        with reading() as db:
            page = certificates_page(db, round, staff, now, wrong.fields, wanted)
        return show(request, page, status=422)
    return sent(made, staff, round, now)
