"""What the entry forms post, and the checks that need no database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from pydantic import Field

from contest.accounts.states import ContestRole
from contest.errors import Invalid
from contest.people.inviting import Agreed
from contest.people.rules import is_minor, is_too_young, parse_birth_year, parse_phone
from contest.people.service import EntryDraft
from contest.units.rules import clean_name
from contest.units.service import CHOOSE_UNIT
from contest.web.forms import Form

T = TypeVar("T")
TOO_YOUNG = "Cuộc thi này dành cho người từ đủ {youngest} tuổi."
AGREE = "Đánh dấu ô này để dự thi."
#: Fields beside which the page can show a message.
SHOWN_BESIDE = frozenset(
    {
        "name",
        "unit",
        "birth_year",
        "audience",
        "phone",
        "guardian_name",
        "guardian_join",
        "consent_join",
    }
)
BESIDE_INVITED = frozenset({"birth_year", "guardian_name", "guardian_join", "consent_join"})


class EnterForm(Form):
    """The entry form as typed. Everything may be missing here; :func:`checked` says what must not be."""

    name: str = ""
    unit: str = ""
    birth_year: str = ""
    phone: str = ""
    audience: str = ""
    consent_join: str = ""
    consent_publish: str = ""
    guardian_name: str = ""
    guardian_join: str = ""
    guardian_publish: str = ""
    q: str = ""
    notice: str = ""


class CodeForm(Form):
    """Coming back with a code."""

    code: str = ""


class InvitedForm(Form):
    """What is asked of somebody with a slip."""

    code: str = ""
    birth_year: str = ""
    consent_join: str = ""
    consent_publish: str = ""
    guardian_name: str = ""
    guardian_join: str = ""
    guardian_publish: str = ""
    notice: str = ""


class AudienceForm(Form):
    """Which audience somebody belongs to who has entered."""

    audience: str = Field(default="", max_length=13)


class LeaveForm(Form):
    """Nothing to fill in; unknown fields are refused all the same."""


def _try(errors: dict[str, str], field: str, parse: Callable[[], T]) -> T | None:
    try:
        return parse()
    except ValueError as wrong:
        errors[field] = str(wrong)
        return None


def checked(
    form: EnterForm,
    now: datetime,
    youngest: int | None,
    device: str,
    must_choose_unit: bool,
    belongs: Callable[[int | None], object] = lambda _: None,
) -> EntryDraft:
    """The form understood; Invalid with every message at once. Whether the unit exists, units know.

    ``belongs`` raises ValueError with a sentence where the audience that was chosen takes nobody of a year.
    """
    errors: dict[str, str] = {}
    name = _try(errors, "name", lambda: clean_name(form.name))
    birth_year = _try(errors, "birth_year", lambda: parse_birth_year(form.birth_year, now))
    phone = _try(errors, "phone", lambda: parse_phone(form.phone))
    if birth_year is not None and is_too_young(birth_year, youngest, now):
        errors["birth_year"] = TOO_YOUNG.format(youngest=youngest)
    if must_choose_unit and not form.unit:
        errors["unit"] = CHOOSE_UNIT
    _try(errors, "audience", lambda: belongs(birth_year))
    if form.consent_join != "1":
        errors["consent_join"] = AGREE
    if needs_guardian(form.birth_year, now):
        _check_guardian(errors, form)
    if errors:
        raise Invalid(fields=errors)
    return EntryDraft(
        name=name or "",
        birth_year=birth_year,
        unit_id=form.unit or None,
        phone=phone,
        publish=form.consent_publish == "1",
        guardian=clean_name(form.guardian_name) if needs_guardian(form.birth_year, now) else None,
        guardian_join=form.guardian_join == "1",
        guardian_publish=form.guardian_publish == "1",
        device=device,
        notice=form.notice,
    )


def agreed(form: InvitedForm, birth_year: int | None, now: datetime, youngest: int | None) -> Agreed:
    """The form of a slip understood. ``birth_year``: as the list has it; else it is asked for."""
    errors: dict[str, str] = {}
    typed = str(birth_year) if birth_year is not None else form.birth_year
    year = _try(errors, "birth_year", lambda: parse_birth_year(typed, now))
    if year is not None and is_too_young(year, youngest, now):
        errors["birth_year"] = TOO_YOUNG.format(youngest=youngest)
    if form.consent_join != "1":
        errors["consent_join"] = AGREE
    is_child = needs_guardian(typed, now)
    if is_child:
        _check_guardian(errors, form)
    if errors or year is None:
        raise Invalid(fields=errors)
    return Agreed(
        birth_year=year,
        publish=form.consent_publish == "1",
        guardian=clean_name(form.guardian_name) if is_child else None,
        guardian_join=form.guardian_join == "1",
        guardian_publish=form.guardian_publish == "1",
        notice=form.notice,
    )


def _check_guardian(errors: dict[str, str], form: EnterForm | InvitedForm) -> None:
    try:
        clean_name(form.guardian_name)
    except ValueError:
        errors["guardian_name"] = "Ghi họ tên cha, mẹ hoặc người giám hộ."
    if form.guardian_join != "1":
        errors["guardian_join"] = "Cha, mẹ hoặc người giám hộ đánh dấu ô này thì bạn mới dự thi được."


def needs_guardian(birth_year: str, now: datetime) -> bool:
    """Whether the form shows the guardian's part: a year is given, and it is a child's."""
    try:
        return is_minor(parse_birth_year(birth_year, now), now)
    except ValueError:
        return False


class PartForm(Form):
    """Somebody and a part in the contest, to give or to take."""

    member: str = Field(min_length=1, max_length=13)
    part: ContestRole
