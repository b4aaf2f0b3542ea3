"""From the register to its pages."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TypeVar

from sqlmodel import Session

from contest.accounts.guards import view
from contest.accounts.service import Member
from contest.bank.access import rights
from contest.clock import local
from contest.documents import service
from contest.documents.pages import EditPage, IndexPage, Link, NewPage, Row, Use
from contest.errors import Invalid
from contest.web.forms import clean
from questions.authoring import banks
from questions.authoring.views import BankRef
from questions.documents import keeping
from questions.documents.judging import Force, Kept, Typed, typed
from questions.folding import fold

P = TypeVar("P", NewPage, EditPage)
ROWS = 50
LONGEST = 200
DONE = frozenset({"new", "change", "nothing", "taken"})
LABELS = {
    "number": "Số văn bản",
    "dated": "Ngày ban hành",
    "issuer": "Cơ quan ban hành",
    "title": "Về việc",
    "in_force_from": "Có hiệu lực từ",
    "in_force_until": "Hết hiệu lực sau ngày",
    "replaced_by": "Văn bản thay",
}


def index(db: Session, member: Member, params: Mapping[str, str], now: datetime) -> IndexPage:
    """The register as its address asks for it; a page that is not there is the last one."""
    kept, today = keeping.every(db), local(now).date()
    q, force = asked(params)
    found = [one for one in kept if _is_asked(one, q, force, today)]
    pages = max(1, -(-len(found) // ROWS))
    page = min(_number(params.get("page", "")) or 1, pages)
    return IndexPage(
        staff=view(member),
        rows=_rows(db, member, found[(page - 1) * ROWS : page * ROWS], kept, today),
        found=len(found),
        total=len(kept),
        q=q,
        force=force,
        page=page,
        pages=pages,
        params={name: value for name, value in (("q", q), ("force", force)) if value},
        missing=keeping.missing(kept),
        done=done(params),
        taken=_number(params.get("count", "")),
    )


def asked(params: Mapping[str, str]) -> tuple[str, str]:
    """(words, force) that an address asks for; "" for what it does not."""
    q = clean(params.get("q", "")).strip()[:LONGEST]
    return q, params.get("force", "") if params.get("force") in set(Force) else ""


def listed(db: Session, member: Member, params: Mapping[str, str], now: datetime) -> tuple[Row, ...]:
    """All pages of the register as an address asks for it."""
    kept, today = keeping.every(db), local(now).date()
    q, force = asked(params)
    return _rows(db, member, [one for one in kept if _is_asked(one, q, force, today)], kept, today)


def done(params: Mapping[str, str]) -> str:
    """What the redirect says was done; "" for what it can't say."""
    return params.get("done", "") if params.get("done") in DONE else ""


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 0


def _is_asked(one: Kept, q: str, force: str, today: date) -> bool:
    if force and one.force(today) != force:
        return False
    return all(word in one.folded for word in fold(q).split())


def _rows(
    db: Session, member: Member, shown: Sequence[Kept], kept: Collection[Kept], today: date
) -> tuple[Row, ...]:
    uses, may = keeping.uses(db), rights(db, member)
    seen = {one.bank.slug: one.bank for one in banks.every(db) if may(one.bank.slug)}
    names = {one.id: one.name for one in kept}
    return tuple(_row(one, uses.get(one.id, {}), seen, names, today) for one in shown)


def _row(
    one: Kept, uses: Mapping[str, int], seen: Mapping[str, BankRef], names: Mapping[str, str], today: date
) -> Row:
    follower = Link(one.replaced_by, names[one.replaced_by]) if one.replaced_by else None
    return Row(
        id=one.id,
        number=one.number,
        dated=one.dated,
        issuer=one.issuer,
        title=one.title,
        in_force_from=one.in_force_from,
        in_force_until=one.in_force_until,
        force=one.force(today),
        follower=follower,
        uses=tuple(
            Use(seen[slug].id, seen[slug].name, count) for slug, count in uses.items() if slug in seen
        ),
    )


def new(db: Session, member: Member, form: Typed) -> NewPage:
    """The form of a new document."""
    return NewPage(view(member), form, _choices(keeping.every(db), ""))


def edit(db: Session, member: Member, document_id: str, form: Typed | None, now: datetime) -> EditPage:
    """One document, its form filled with what was typed, or with what is kept."""
    one, kept = service.document(db, document_id), keeping.every(db)
    (row,) = _rows(db, member, (one,), kept, local(now).date())
    before = tuple(Link(other.id, other.name) for other in kept if other.replaced_by == one.id)
    return EditPage(view(member), row, form or typed(one), _choices(kept, one.id), before)


def _choices(kept: Collection[Kept], own: str) -> tuple[Link, ...]:
    return tuple(Link(one.id, one.name) for one in kept if one.id != own)


def failed(page: P, error: Invalid) -> P:
    """The same page with what is wrong, field by field."""
    return replace(page, errors=error.fields, labels={name: LABELS.get(name, name) for name in error.fields})
