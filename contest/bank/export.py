"""A bank's questions as a file that reads back as the same questions, and what each format would lose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from contest.accounts.guards import view
from contest.bank import asking
from contest.bank.access import AtBank
from contest.bank.export_pages import ExportsPage, FormView
from contest.bank.export_sheet import with_standing
from contest.bank.present import approvers
from contest.clock import local
from questions.authoring import listing
from questions.authoring.views import Sort, Stored
from questions.formats.files import Files, digests
from questions.formats.forms import Form
from questions.formats.losses import fit, losses
from questions.formats.model import ParsedQuestion
from questions.formats.writing import write
from questions.pictures import keeping

_OFFICE = "application/vnd.openxmlformats-officedocument"
MEDIA_TYPES = {
    Form.XLSX: f"{_OFFICE}.spreadsheetml.sheet",
    Form.DOCX: f"{_OFFICE}.wordprocessingml.document",
    Form.CSV: "text/csv; charset=utf-8",
    Form.TEXT: "text/plain; charset=utf-8",
    Form.MOODLE: "application/xml",
    Form.GIFT: "text/plain; charset=utf-8",
    Form.AIKEN: "text/plain; charset=utf-8",
    Form.QTI: "application/zip",
}


@dataclass(frozen=True)
class File:
    """What is sent."""

    name: str
    media_type: str
    content: bytes
    count: int


def file_of(db: Session, at: AtBank, params: Mapping[str, str], form: Form, now: datetime) -> File:
    """The questions that a list's address asks for, in the order in which they came in unless it says so."""
    rows = _rows(db, at, params, now)
    name = f"{at.bank.slug}-{local(now):%Y%m%d}.{form.ending}"
    if form is Form.XLSX:
        content = with_standing(rows, approvers(db, {one.newest.approver for one in rows}))
    else:
        asked = tuple(one.parsed for one in rows)
        content = write(asked, form, files_of(db, asked, form))
    return File(name, MEDIA_TYPES[form], content, len(rows))


def files_of(db: Session, asked: Sequence[ParsedQuestion], form: Form) -> Files:
    """The pictures of questions, for those formats that carry some."""
    shown = keeping.load(db, digests(fit(asked, form)))
    return {digest: one.content for digest, one in shown.items()}


def page(db: Session, at: AtBank, params: Mapping[str, str], now: datetime) -> ExportsPage:
    """Every format with what it loses of these very questions."""
    asked = tuple(one.parsed for one in _rows(db, at, params, now))
    wanted = asking.read(params, at.member.id)
    shown = tuple(_form(form, asked) for form in Form)
    return ExportsPage(
        view(at.member),
        at.bank,
        len(asked),
        shown,
        asking.query(asking.write(wanted)),
        wanted.is_narrow,
        at.writes,
    )


def _rows(db: Session, at: AtBank, params: Mapping[str, str], now: datetime) -> tuple[Stored, ...]:
    wanted = asking.read({"sort": Sort.OLDEST, **params}, at.member.id)
    return tuple(listing.search(db, at.bank.id, wanted, local(now).date()).rows)


def _form(form: Form, asked: tuple[ParsedQuestion, ...]) -> FormView:
    found = losses(asked, form)
    left_out = sum(len(loss.places) for loss in found if loss.leaves_out)
    return FormView(form, tuple(loss.said for loss in found), len(asked) - left_out, left_out)
