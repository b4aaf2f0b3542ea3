"""What the forms about complaints post."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from contest.errors import Invalid, UserError
from contest.results.complaint_rules import LONGEST
from contest.results.complaint_states import About
from contest.web.forms import Form


def _lines(given: object) -> object:
    """Browsers send a line's end as two signs and count it as one."""
    return given.replace("\r\n", "\n") if isinstance(given, str) else given


Words = Annotated[str, BeforeValidator(_lines), Field(max_length=LONGEST)]


class ComplaintForm(Form):
    """What somebody complains about; `slot`: the question, "" for none."""

    about: About
    slot: str = Field(default="", pattern=r"^([0-9]{1,3})?$")
    words: Annotated[Words, Field(min_length=1)]


class ReceiptForm(Form):
    """The code of a receipt."""

    code: str = ""


class AnswerForm(Form):
    """The answer, and which way it goes."""

    way: Literal["upheld", "refused"]
    answer: Words = ""


def told(wrong: UserError, form: type[Form]) -> tuple[dict[str, str], str]:
    """What is wrong beside the fields of a form, and with the form as a whole."""
    fields = wrong.fields if isinstance(wrong, Invalid) else {}
    beside = {name: text for name, text in fields.items() if name in form.model_fields}
    return beside, "" if beside else next(iter(fields.values()), wrong.message)
