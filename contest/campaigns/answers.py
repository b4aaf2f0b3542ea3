"""The entry forms understood, with every message at once. No database: what a contest asks is an argument.

What is not asked is not read: an older page, or a form made by hand, can't tell us more than is wanted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeVar

from contest.campaigns.forms import EnterForm, InvitedForm
from contest.errors import Invalid
from contest.people.asking import Ask, Fields
from contest.people.inviting import Agreed
from contest.people.rules import (
    NO_PHONE,
    PHONE_FORM,
    is_minor,
    is_too_young,
    parse_birth_year,
    parse_phone,
)
from contest.people.service import EntryDraft
from contest.people.states import Relation
from contest.units.rules import clean_name
from contest.units.service import CHOOSE_UNIT

T = TypeVar("T")
TOO_YOUNG = "Cuộc thi này dành cho người từ đủ {youngest} tuổi."
AGREE = "Đánh dấu ô này để dự thi."
CHOOSE_AGE = "Chọn một trong hai."
CHOOSE_RELATION = "Chọn quan hệ với người dự thi."
GUARDIAN = "Ghi họ tên cha, mẹ hoặc người giám hộ."
GUARDIAN_AGREES = "Cha, mẹ hoặc người giám hộ đánh dấu ô này thì bạn mới dự thi được."
GROWN, CHILD = "1", "0"


@dataclass(frozen=True, slots=True)
class Age:
    """What somebody told of their age: the year, or only whether they are 16."""

    year: int | None = None
    grown: bool = False

    def is_child(self, now: datetime) -> bool:
        """Whether the guardian must agree."""
        return is_minor(self.year, now, grown=self.grown)


@dataclass(frozen=True, slots=True)
class AgeAsked:
    """What of the age is asked of one person; ``known``: the year that a list has."""

    year: Ask
    grown: bool
    known: int | None = None
    on_paper: bool = False  # their guardian has agreed in writing already
    photo: bool = False  # whether a photo may be published is asked too


def of_everybody(fields: Fields) -> AgeAsked:
    """What the open form asks."""
    return AgeAsked(fields.year, fields.asks_grown, photo=fields.photo)


def of_somebody(fields: Fields, known: int | None, on_paper: bool = False) -> AgeAsked:
    """What is asked of who stands on a list: the year only where it must be and the list has none."""
    if known is not None:
        return AgeAsked(Ask.OFF, False, known, on_paper, fields.photo)
    year = Ask.REQUIRED if fields.year is Ask.REQUIRED else Ask.OFF
    return AgeAsked(year, fields.asks_grown, None, on_paper, fields.photo)


def _try(errors: dict[str, str], field: str, parse: Callable[[], T]) -> T | None:
    try:
        return parse()
    except ValueError as wrong:
        errors[field] = str(wrong)
        return None


class AgeTold(Protocol):
    """A form with what somebody says of their age."""

    @property
    def birth_year(self) -> str: ...
    @property
    def grown(self) -> str: ...


def age_of(
    errors: dict[str, str], form: AgeTold, asked: AgeAsked, youngest: int | None, now: datetime
) -> Age:
    """The age understood, as far as it is asked; what is wrong with it goes to ``errors``."""
    year = asked.known
    typed = form.birth_year.strip()
    if asked.year is Ask.REQUIRED or (asked.year is Ask.OPTIONAL and typed):
        year = _try(errors, "birth_year", lambda: parse_birth_year(typed, now))
    if year is not None and is_too_young(year, youngest, now):
        errors["birth_year"] = TOO_YOUNG.format(youngest=youngest)
    if asked.grown and year is None and form.grown not in (GROWN, CHILD):
        errors["grown"] = CHOOSE_AGE
    return Age(year, asked.grown and form.grown == GROWN)


def seen_child(birth_year: str, grown: str, asked: AgeAsked, now: datetime) -> bool:
    """Whether a page that is shown again has the guardian's part: what was told so far is a child's age."""
    if asked.on_paper:
        return False
    if asked.known is not None:
        return is_minor(asked.known, now)
    if asked.year is not Ask.OFF:
        try:
            return is_minor(parse_birth_year(birth_year, now), now)
        except ValueError:
            pass
    return asked.grown and grown == CHILD


def _agreed_to(errors: dict[str, str], form: EnterForm | InvitedForm, is_child: bool) -> None:
    if form.consent_join != "1":
        errors["consent_join"] = AGREE
    if not is_child:
        return
    try:
        clean_name(form.guardian_name)
    except ValueError:
        errors["guardian_name"] = GUARDIAN
    if form.relation not in set(Relation):
        errors["relation"] = CHOOSE_RELATION
    if form.guardian_join != "1":
        errors["guardian_join"] = GUARDIAN_AGREES


def _beside(form: EnterForm | InvitedForm, wants: bool, is_child: bool) -> dict[str, Any]:
    """What is told of photos, where they are asked for, of the guardian, and which words were read."""
    return {
        "photo": wants and form.consent_photo == "1",
        "guardian_photo": wants and is_child and form.guardian_photo == "1",
        "relation": relation_of(form.relation) if is_child else Relation.NONE,
        "guardian_join": form.guardian_join == "1",
        "notice": form.notice,
        "seen": form.text,
    }


def relation_of(typed: str) -> Relation:
    """What the guardian is to the child; a form that says nothing of it is taken as it is."""
    return Relation(typed) if typed in set(Relation) else Relation.NONE


def told_child(errors: dict[str, str], age: Age, now: datetime) -> bool:
    """A child, as far as the age is understood: else its own message comes first."""
    return "birth_year" not in errors and "grown" not in errors and age.is_child(now)


def checked(
    form: EnterForm,
    fields: Fields,
    now: datetime,
    youngest: int | None,
    device: str,
    has_units: bool,
    belongs: Callable[[int | None], object] = lambda _: None,
) -> EntryDraft:
    """The open form; Invalid with every message at once. Whether the unit exists, units know.

    ``belongs`` raises ValueError with a sentence where the audience that was chosen takes nobody of a year.
    """
    errors: dict[str, str] = {}
    name = _try(errors, "name", lambda: clean_name(form.name))
    age = age_of(errors, form, of_everybody(fields), youngest, now)
    phone = _try(errors, "phone", lambda: _phone(form.phone, fields.phone))
    needs_unit = has_units and fields.unit is Ask.REQUIRED
    unit = "" if fields.unit is Ask.OFF else form.unit
    if needs_unit and not unit:
        errors["unit"] = CHOOSE_UNIT
    _try(errors, "audience", lambda: belongs(age.year))
    is_child = told_child(errors, age, now)
    _agreed_to(errors, form, is_child)
    if errors:
        raise Invalid(fields=errors)
    return EntryDraft(
        name=name or "",
        birth_year=age.year,
        unit_id=unit or None,
        phone=phone,
        publish=form.consent_publish == "1",
        guardian=clean_name(form.guardian_name) if is_child else None,
        guardian_publish=form.guardian_publish == "1" and is_child,
        device=device,
        **_beside(form, fields.photo, is_child),
        grown=age.grown,
        needs_unit=needs_unit,
    )


def _phone(typed: str, ask: Ask) -> str | None:
    if ask is not Ask.REQUIRED:
        return None if ask is Ask.OFF else parse_phone(typed)
    try:
        found = parse_phone(typed)
    except ValueError as wrong:
        raise ValueError(PHONE_FORM) from wrong
    if found is None:
        raise ValueError(NO_PHONE)
    return found


def agreed(form: InvitedForm, asked: AgeAsked, now: datetime, youngest: int | None) -> Agreed:
    """The form of somebody on a list."""
    errors: dict[str, str] = {}
    age = age_of(errors, form, asked, youngest, now)
    is_child = told_child(errors, age, now) and not asked.on_paper
    _agreed_to(errors, form, is_child)
    if errors:
        raise Invalid(fields=errors)
    told = _beside(form, asked.photo, is_child)
    told["guardian_join"] = told["guardian_join"] or (asked.on_paper and age.is_child(now))
    return Agreed(
        birth_year=age.year,
        publish=form.consent_publish == "1",
        guardian=clean_name(form.guardian_name) if is_child else None,
        guardian_publish=form.guardian_publish == "1" and is_child,
        grown=age.grown,
        **told,
        on_paper=asked.on_paper,
    )
