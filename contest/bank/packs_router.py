"""The packs that come along: list them, take one as Excel, add one to a bank."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Path, Request
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session

from contest import clock
from contest.accounts.guards import Now
from contest.bank import export, packing, present
from contest.bank.access import AtBank
from contest.bank.forms import EmptyForm
from contest.bank.guards import WritesBank
from contest.bank.pack_pages import PackRow, PacksPage
from contest.errors import Conflict, Invalid
from contest.web.database import Reading, reading, writing
from contest.web.forms import Posted, read
from contest.web.pages import path_for, show
from contest.web.policy import Who, policy
from questions import packs as shipped
from questions.formats import template
from questions.formats.forms import Form

router = APIRouter(prefix="/bank")

PackSlug = Annotated[str, Path(alias="pack", pattern=r"^[a-z0-9-]{1,60}$")]


@router.get("/{bank}/packs", name="bank.packs")
@policy(Who.WRITES_BANK)
def packs(request: Request, at: WritesBank, db: Reading) -> Response:
    """All packs, each with what the bank has not of it."""
    return show(request, _page(db, at))


def _page(db: Session, at: AtBank, problem: str = "") -> PacksPage:
    rows = (PackRow(one.pack.slug, one.pack.name, one.count, one.new) for one in packing.shelf(db, at))
    return PacksPage(present.staff(at), at.bank, tuple(rows), at.approves, problem)


@router.get("/{bank}/packs/{pack}.xlsx", name="bank.pack_file")
@policy(Who.WRITES_BANK)
def pack_file(at: WritesBank, pack: PackSlug) -> Response:
    """A pack as the workbook that imports take."""
    del at
    found = packing.found(pack)
    content = template.write(shipped.questions_of(found))
    headers = {
        "Content-Disposition": f'attachment; filename="{found.slug}.xlsx"',
        "Cache-Control": "no-store",
    }
    return Response(content, media_type=export.MEDIA_TYPES[Form.XLSX], headers=headers)


@router.post("/{bank}/packs/{pack}", name="bank.add_pack")
@policy(Who.WRITES_BANK)
def add_pack(request: Request, at: WritesBank, pack: PackSlug, posted: Posted, now: Now) -> Response:
    """Add what the bank has not of a pack; the import can be taken back like any other."""
    try:
        read(EmptyForm, posted)
        with reading() as db:
            brought = packing.read(db, at, pack, clock.local(now).date())
        with writing() as db:
            batch, saved = packing.add(db, at, brought, now)
    except (Conflict, Invalid) as problem:
        with reading() as db:
            return show(request, _page(db, at, problem.message), status=problem.status)
    query = urlencode({"done": f"saved-{saved.saved}-{saved.there}"})
    return RedirectResponse(f"{path_for('bank.preview', batch=batch)}?{query}", 303)
