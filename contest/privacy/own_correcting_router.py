"""Putting right what one told of oneself: done at once where no result hangs on it, else asked for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlmodel import Session

from contest.accounts.guards import Now
from contest.campaigns.entering_router import short
from contest.campaigns.showing import lines, unit_rows
from contest.errors import Conflict, Invalid
from contest.people import correcting
from contest.people.asking import Ask
from contest.people.correcting import Told
from contest.people.guards import Entered
from contest.people.rules import parse_birth_year, parse_phone
from contest.privacy import own as service
from contest.privacy import own_rules, requests
from contest.privacy.own import Mine
from contest.privacy.own_forms import CorrectForm
from contest.privacy.own_pages import CorrectPage
from contest.privacy.router import NotHere, Own, Slug, back, elsewhere, held
from contest.privacy.states import Kind
from contest.units import service as units
from contest.units.rules import clean_name
from contest.web.database import Reading, reading, writing
from contest.web.forms import Posted, PostedForm, read
from contest.web.pages import show
from contest.web.policy import Load, Who, policy

router = APIRouter(prefix="/privacy")

NOTHING = "Ghi chỗ cần sửa và lý do."
NO_UNIT = "Chọn đơn vị."


@router.get("/mine/{slug}/correction", name="privacy.correct")
@policy(Who.ENTRANT, state="any but draft")
def correct(request: Request, slug: Slug, db: Reading, mine: Own) -> Response:
    """What was told, to put right."""
    return elsewhere(slug) if mine is None else show(request, _page(db, mine, {}, {}))


def _page(
    db: Session, mine: Mine, values: Mapping[str, str], errors: Mapping[str, str], keep: str | None = None
) -> CorrectPage:
    told, fields = correcting.told(db, mine.entry_id), mine.view.fields
    may = own_rules.may_correct(mine.facts)
    chosen = (told.unit_id or "") if keep is None else keep
    found = units.find(db, values.get("q", ""), keep=chosen)
    stored = {"name": told.name, "birth_year": str(told.birth_year or ""), "phone": told.phone or ""}
    asked = {"name": True, "unit": fields.unit is not Ask.OFF or told.unit_id is not None}
    asked |= {"birth_year": fields.year is not Ask.OFF or told.birth_year is not None}
    asked |= {"phone": fields.phone is not Ask.OFF or told.phone is not None}
    return CorrectPage(
        slug=mine.view.slug,
        title=lines(mine.view.title),
        may=may,
        asks=frozenset(name for name, is_asked in asked.items() if is_asked),
        why=own_rules.SAT if mine.facts.sat else "",
        values={**stored, **values},
        errors=errors,
        query=values.get("q", ""),
        units=unit_rows(found),
        chosen=chosen,
        more=found.more,
    )


@router.post("/mine/{slug}/correction", name="privacy.correct")
@policy(Who.ENTRANT, state="any but draft", load=Load.DEED)
def correct_posted(request: Request, slug: Slug, posted: Posted, who: Entered, now: Now) -> Response:
    """Put right what may be put right; what a result hangs on is asked for with a reason."""
    form = read(CorrectForm, posted)
    try:
        if form.find:
            raise Invalid(fields={})
        with writing() as db:
            mine = held(db, slug, who, now)
            done = _change(db, mine, form, now)
    except NotHere:
        return elsewhere(slug)
    except (Invalid, Conflict) as wrong:
        fields = wrong.fields if isinstance(wrong, Invalid) else {"words": wrong.message}
        return _again(request, slug, who, posted, fields, now, 200 if form.find else wrong.status)
    return back(slug, done)


def _change(db: Session, mine: Mine, form: CorrectForm, now: datetime) -> str:
    changed = service.correct(db, mine, _right(db, mine, form, now), now)
    if not mine.facts.sat or (changed and not form.words):
        return "corrected"
    if not form.words:
        raise Invalid(fields={"words": NOTHING})
    requests.ask(db, mine.view.campaign_id, mine.entry_id, Kind.CORRECT, form.words, now)
    return "asked"


def _right(db: Session, mine: Mine, form: CorrectForm, now: datetime) -> Told:
    """The form understood, as far as it may change anything; Invalid with every message at once."""
    before, fields, may = (
        correcting.told(db, mine.entry_id),
        mine.view.fields,
        own_rules.may_correct(mine.facts),
    )
    errors: dict[str, str] = {}
    name, year, unit, phone = before.name, before.birth_year, before.unit_id, before.phone
    try:
        phone = parse_phone(form.phone)
    except ValueError as wrong:
        errors["phone"] = str(wrong)
    if "name" in may:
        try:
            name = clean_name(form.name)
        except ValueError as wrong:
            errors["name"] = str(wrong)
        try:
            year = parse_birth_year(form.birth_year, now) if form.birth_year else None
        except ValueError as wrong:
            errors["birth_year"] = str(wrong)
        if year is None and "birth_year" not in errors and before.birth_year is not None:
            errors["birth_year"] = "Năm sinh gồm 4 chữ số, ví dụ 2001."
        unit = units.choose(db, form.unit) if form.unit else None
        if unit is None and fields.unit is Ask.REQUIRED and before.unit_id is not None:
            errors["unit"] = NO_UNIT
    if errors:
        raise Invalid(fields=errors)
    return Told(name, unit, year, phone)


def _again(
    request: Request,
    slug: str,
    who: Entered,
    posted: PostedForm,
    errors: Mapping[str, str],
    now: datetime,
    status: int,
) -> Response:
    values = {**posted.values, "q": short(posted.text("q"))}
    with reading() as db:
        mine = service.mine(db, slug, who.entries, now)
        if mine is None:
            return elsewhere(slug)
        page = _page(db, mine, values, errors, keep=posted.text("unit")[:13])
    return show(request, page, status=status)
