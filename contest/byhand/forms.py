"""What the desk's forms about papers post."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import Field

from contest.byhand.states import Step
from contest.errors import Invalid
from contest.people.inviting import Agreed
from contest.people.rules import is_minor, is_too_young, parse_birth_year
from contest.people.service import EntryDraft
from contest.units.rules import clean_name
from contest.units.service import CHOOSE_UNIT
from contest.web.forms import Form

Id = Annotated[str, Field(pattern=r"^[0-9a-z]{13}$")]
Typed = Annotated[str, Field(max_length=200)]

TOO_YOUNG = "Cuộc thi này dành cho người từ đủ {youngest} tuổi."
SIGNED = "Đánh dấu khi đã có chữ ký trên giấy. Chưa có thì chưa ghi danh được."
GUARDIAN_NAME = "Ghi họ tên cha, mẹ hoặc người giám hộ đã ký giấy."
NOBODY_CHOSEN = "Chọn ít nhất một người để in đề."


class ConsentForm(Form):
    """What somebody agreed to on paper; everything may be missing, :func:`agreed` says what must not be."""

    once: Id
    birth_year: str = ""
    consent_join: str = ""
    consent_publish: str = ""
    guardian_name: str = ""
    guardian_join: str = ""
    guardian_publish: str = ""
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
    answer: list[Typed] = Field(default_factory=list, max_length=201)
    first: str = Field(default="", max_length=20_000)
    again: str = Field(default="", max_length=1)  # whether it was typed twice and found the same


class WithdrawForm(Form):
    """Why a printed paper is not used."""

    once: Id
    reason: str = Field(min_length=1, max_length=300)


def agreed(form: ConsentForm, birth_year: int | None, youngest: int | None, now: datetime) -> Agreed:
    """The consent understood; Invalid with every message at once. ``birth_year``: as a list has it."""
    errors, year = _consent_errors(form, birth_year, youngest, now)
    if errors or year is None:
        raise Invalid(fields=errors)
    is_child = is_minor(year, now)
    return Agreed(
        birth_year=year,
        publish=form.consent_publish == "1",
        guardian=clean_name(form.guardian_name) if is_child else None,
        guardian_join=form.guardian_join == "1",
        guardian_publish=form.guardian_publish == "1",
        notice=form.notice,
    )


def draft(form: RegisterForm, youngest: int | None, must_choose_unit: bool, now: datetime) -> EntryDraft:
    """The whole registration understood; Invalid with every message at once."""
    errors, year = _consent_errors(form, None, youngest, now)
    try:
        name = clean_name(form.name)
    except ValueError as wrong:
        name, errors = "", {"name": str(wrong), **errors}
    if must_choose_unit and not form.unit:
        errors["unit"] = CHOOSE_UNIT
    if errors or year is None:
        raise Invalid(fields=errors)
    is_child = is_minor(year, now)
    return EntryDraft(
        name=name,
        birth_year=year,
        unit_id=form.unit or None,
        publish=form.consent_publish == "1",
        guardian=clean_name(form.guardian_name) if is_child else None,
        guardian_join=form.guardian_join == "1",
        guardian_publish=form.guardian_publish == "1",
        device=form.once,
        notice=form.notice,
    )


def _consent_errors(
    form: ConsentForm, birth_year: int | None, youngest: int | None, now: datetime
) -> tuple[dict[str, str], int | None]:
    errors: dict[str, str] = {}
    year = birth_year
    if year is None:
        try:
            year = parse_birth_year(form.birth_year, now)
        except ValueError as wrong:
            errors["birth_year"] = str(wrong)
    if year is not None and is_too_young(year, youngest, now):
        errors["birth_year"] = TOO_YOUNG.format(youngest=youngest)
    if form.consent_join != "1":
        errors["consent_join"] = SIGNED
    if year is not None and is_minor(year, now):
        errors |= _guardian_errors(form)
    return errors, year


def _guardian_errors(form: ConsentForm) -> dict[str, str]:
    errors = {}
    try:
        clean_name(form.guardian_name)
    except ValueError:
        errors["guardian_name"] = GUARDIAN_NAME
    if form.guardian_join != "1":
        errors["guardian_join"] = SIGNED
    return errors


def is_childs(typed: str, now: datetime) -> bool:
    """Whether the guardian's part is shown: a year is given, and it is a child's."""
    try:
        return is_minor(parse_birth_year(typed, now), now)
    except ValueError:
        return False
