"""What the desk's forms about papers post."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from pydantic import Field

from contest.attempts.rules import MAX_MAP
from contest.byhand.states import Step
from contest.campaigns.answers import Age, AgeAsked, age_of, of_everybody, relation_of, told_child
from contest.errors import Invalid
from contest.people.asking import Ask, Fields
from contest.people.inviting import Agreed
from contest.people.service import EntryDraft
from contest.people.states import How, Relation
from contest.units.rules import clean_name
from contest.units.service import CHOOSE_UNIT
from contest.web.forms import Form

Id = Annotated[str, Field(pattern=r"^[0-9a-z]{13}$")]
Typed = Annotated[str, Field(max_length=2_000)]

SIGNED = "Đánh dấu khi đã có chữ ký trên giấy. Chưa có thì chưa ghi danh được."
GUARDIAN_NAME = "Ghi họ tên cha, mẹ hoặc người giám hộ đã ký giấy."
NOBODY_CHOSEN = "Chọn ít nhất một người để in đề."


class ConsentForm(Form):
    """What somebody agreed to on paper; everything may be missing, :func:`agreed` says what must not be."""

    once: Id
    birth_year: str = ""
    grown: str = ""
    consent_join: str = ""
    consent_publish: str = ""
    guardian_name: str = ""
    guardian_join: str = ""
    guardian_publish: str = ""
    consent_photo: str = ""
    guardian_photo: str = ""
    relation: str = ""
    notice: str = ""


class RegisterForm(ConsentForm):
    """Somebody whom no list knows."""

    name: str = ""
    unit: str = ""
    q: str = ""
    find: str = ""


class PrintForm(Form):
    """For whom papers are to be printed."""

    entry: list[Id] = Field(default_factory=list, max_length=60)


class SheetForm(Form):
    """Answers from a paper; ``first`` carries what was typed before, all in one."""

    once: Id
    step: Step = Step.CHECK
    began: str = Field(default="", max_length=40)
    ended: str = Field(default="", max_length=40)
    stood: str = Field(default="", max_length=3)
    reason: str = Field(default="", max_length=300)
    answer: list[Typed] = Field(default_factory=list, max_length=MAX_MAP)
    first: str = Field(default="", max_length=30_000)
    again: str = Field(default="", max_length=1)  # whether it was typed twice and found the same


class WithdrawForm(Form):
    """Why a printed paper is not used."""

    once: Id
    reason: str = Field(min_length=1, max_length=300)


class MixForm(Form):
    """How many shuffled papers there shall be."""

    count: int


def agreed(form: ConsentForm, asked: AgeAsked, youngest: int | None, now: datetime) -> Agreed:
    """The consent understood; Invalid with every message at once."""
    errors, age, is_child = _consent(form, asked, youngest, now)
    if errors:
        raise Invalid(fields=errors)
    return Agreed(
        birth_year=age.year,
        publish=form.consent_publish == "1",
        guardian=clean_name(form.guardian_name) if is_child else None,
        guardian_join=form.guardian_join == "1",
        guardian_publish=form.guardian_publish == "1" and is_child,
        notice=form.notice,
        grown=age.grown,
        **_photo(form, asked.photo, is_child),
    )


def draft(
    form: RegisterForm, fields: Fields, youngest: int | None, has_units: bool, now: datetime
) -> EntryDraft:
    """The whole registration understood; Invalid with every message at once. No phone: they have none."""
    errors, age, is_child = _consent(form, of_everybody(fields), youngest, now)
    try:
        name = clean_name(form.name)
    except ValueError as wrong:
        name, errors = "", {"name": str(wrong), **errors}
    needs_unit = has_units and fields.unit is Ask.REQUIRED
    unit = "" if fields.unit is Ask.OFF else form.unit
    if needs_unit and not unit:
        errors["unit"] = CHOOSE_UNIT
    if errors:
        raise Invalid(fields=errors)
    return EntryDraft(
        name=name,
        birth_year=age.year,
        unit_id=unit or None,
        publish=form.consent_publish == "1",
        guardian=clean_name(form.guardian_name) if is_child else None,
        guardian_join=form.guardian_join == "1",
        guardian_publish=form.guardian_publish == "1" and is_child,
        device=form.once,
        notice=form.notice,
        grown=age.grown,
        needs_unit=needs_unit,
        how=How.HAND,
        **_photo(form, fields.photo, is_child),
    )


def _photo(form: ConsentForm, wants: bool, is_child: bool) -> dict[str, Any]:
    """What was signed of photos, where the contest asks for it, and what the guardian is."""
    return {
        "photo": wants and form.consent_photo == "1",
        "guardian_photo": wants and is_child and form.guardian_photo == "1",
        "relation": relation_of(form.relation) if is_child else Relation.NONE,
    }


def _consent(
    form: ConsentForm, asked: AgeAsked, youngest: int | None, now: datetime
) -> tuple[dict[str, str], Age, bool]:
    """What is wrong, the age, whether the guardian has to sign."""
    errors: dict[str, str] = {}
    age = age_of(errors, form, asked, youngest, now)
    is_child = told_child(errors, age, now)
    if form.consent_join != "1":
        errors["consent_join"] = SIGNED
    if is_child:
        errors |= _guardian_errors(form)
    return errors, age, is_child


def _guardian_errors(form: ConsentForm) -> dict[str, str]:
    errors = {}
    try:
        clean_name(form.guardian_name)
    except ValueError:
        errors["guardian_name"] = GUARDIAN_NAME
    if form.guardian_join != "1":
        errors["guardian_join"] = SIGNED
    return errors
