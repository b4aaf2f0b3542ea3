"""Papers of a list: the printed list, the workbook, certificates, and the public check of one."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response

from contest.accounts.guards import Now, view
from contest.accounts.service import Member
from contest.accounts.states import Permission
from contest.commendations import certifying, export, grounds, occasions, papers, service, stocks
from contest.commendations.guards import Sees
from contest.commendations.paper_pages import CertificatesPage, PrintPage
from contest.commendations.papers import File
from contest.commendations.print_forms import PrintForm
from contest.commendations.router import Id
from contest.errors import Conflict, Invalid
from contest.lists.tables import Ending, Which
from contest.office import service as office
from contest.printing.certificates import DESIGN_NAMES
from contest.standings import door
from contest.web import filters
from contest.web.admission import Load
from contest.web.database import Reading, reading, writing
from contest.web.forms import Posted, read
from contest.web.pages import show
from contest.web.policy import Who, policy

router = APIRouter(prefix="/commendations")

#: Who prints with another signer changes nothing for the others, unless the contest's papers are theirs.
REMEMBERS = frozenset({Permission.WRITE, Permission.APPROVE})

NOT_KEPT = {"Cache-Control": "no-store"}

Version = Annotated[int, Query(ge=0, le=100_000)]
Word = Annotated[str, Query(max_length=20)]
Code = Annotated[str, Path(pattern=r"^[0-9a-zA-Z]{1,40}$")]


@router.get("/verify/{code}.png", name="commendations.verify_picture")
@policy(Who.ANYONE, load=Load.ASIDE)
def verify_picture(request: Request, code: Code, db: Reading, now: Now) -> Response:
    """A certificate as a picture, where its page names whoever it is for."""
    root = door.base(request.url.scheme, request.headers.get("host", ""))
    made = certifying.public_picture(db, code, root, now)
    headers = {"Content-Disposition": 'attachment; filename="giay-chung-nhan.png"', **NOT_KEPT}
    return Response(made, media_type=certifying.PNG, headers=headers)


@router.get("/verify/{code}", name="commendations.verify")
@policy(Who.ANYONE)
def verify(request: Request, code: Code, db: Reading, now: Now) -> Response:
    """Whether a certificate is genuine."""
    page = certifying.verify(db, code, now)
    return show(request, page, status=404 if page.state == "unknown" else 200)


@router.get("/{round}/print", name="commendations.print")
@policy(Who.SEES, state="closed")
def print_list(
    request: Request, round: Id, staff: Sees, db: Reading, now: Now, version: Version = 0
) -> Response:
    """What stands on the paper beside the list."""
    paper = papers.load(db, round, version, now)
    return show(request, _print_page(paper, staff, papers.remembered(db, paper.occasion.view), {}))


def _print_page(
    paper: papers.Paper, staff: Member, values: dict[str, str], errors: dict[str, str]
) -> PrintPage:
    who = view(staff, paper.occasion.campaign_id)
    return PrintPage(who, paper.occasion.head(), paper.number, values, errors)


@router.post("/{round}/print", name="commendations.print")
@policy(Who.SEES, state="closed")
def print_posted(request: Request, round: Id, staff: Sees, posted: Posted, now: Now) -> Response:
    """The list as .docx or PDF; what those type who write or approve is remembered for the contest."""
    try:
        form = read(PrintForm, posted)
    except Invalid as wrong:
        typed = posted.text("version")
        version = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 0
        with reading() as db:
            paper = papers.load(db, round, version, now)
        page = _print_page(paper, staff, papers.values_of(posted.values), wrong.fields)
        return show(request, page, status=422)
    with reading() as db:
        paper = papers.load(db, round, form.version, now)
    made = papers.document(paper, form)
    if staff.allowed(paper.occasion.campaign_id) & REMEMBERS:
        with writing() as db:
            service.remember_print(db, paper.occasion.campaign_id, papers.to_remember(form), now)
    return sent(made, staff, round, now)


def sent(made: File, staff: Member, round_id: str, now: datetime) -> Response:
    """A file; that it was taken is noted, since it carries names."""
    with writing() as db:
        service.note_export(db, staff.id, round_id, made.name, made.people, now)
    headers = {"Content-Disposition": f'attachment; filename="{made.name}"', **NOT_KEPT}
    return Response(made.content, media_type=made.media_type, headers=headers)


@router.get("/{round}/list.{ending}", name="commendations.export")
@policy(Who.SEES, state="closed")
def export_list(
    round: Id, ending: Ending, staff: Sees, now: Now, version: Version = 0, sheet: Which = 1
) -> Response:
    """The list as a workbook, or a sheet of it as CSV."""
    with reading() as db:
        paper = papers.load(db, round, version, now)
    return sent(export.workbook(paper, ending, sheet), staff, round, now)


# --- certificates ---------------------------------------------------------------------------------


@router.get("/{round}/certificates", name="commendations.certificates")
@policy(Who.SEES)
def certificates(request: Request, round: Id, staff: Sees, db: Reading, now: Now) -> Response:
    """Choose a design, for everybody or for one."""
    return show(request, certificates_page(db, round, staff, now, {}))


def certificates_page(
    db: Reading,
    round_id: str,
    staff: Member,
    now: datetime,
    errors: dict[str, str],
    wanted: certifying.Wanted | None = None,
) -> CertificatesPage:
    """The page as it stands, or with what was chosen."""
    found = occasions.of(db, round_id, now)
    who, named = view(staff, found.campaign_id), found.head()
    try:
        paper, winners = certifying.winners(db, round_id, now)
    except Conflict:
        return CertificatesPage(who, named, 0)
    usual = stocks.setting(db, found.campaign_id)
    return CertificatesPage(
        staff=who,
        round=named,
        version=paper.number,
        designs=tuple((design.value, text) for design, text in DESIGN_NAMES.items()),
        ways=stocks.ways(grounds.known(db, found.campaign_id)),
        winners=winners,
        design=wanted.design if wanted else usual.placing.design.value,
        onto=wanted.onto if wanted else usual.onto.value,
        day=wanted.day if wanted else filters.when(certifying.issued_at(db, round_id)),
        is_public=bool(office.public_url()),
        values=papers.remembered(db, found.view),
        errors=errors,
    )


@router.get("/{round}/certificates.pdf", name="commendations.certificates_file")
@policy(Who.SEES, state="issued")
def certificates_file(
    request: Request,
    round: Id,
    staff: Sees,
    now: Now,
    design: Word = "",
    code: Word = "",
    day: Word = "",
    onto: Word = "",
) -> Response:
    """The certificates as one PDF."""
    wanted = certifying.Wanted(design, code, day, onto)
    root = door.base(request.url.scheme, request.headers.get("host", ""))
    try:
        with reading() as db:
            made = certifying.pdf(db, round, wanted, root, now)
    except Invalid as wrong:
        with reading() as db:
            page = certificates_page(db, round, staff, now, wrong.fields, wanted)
        return show(request, page, status=422)
    return sent(made, staff, round, now)
