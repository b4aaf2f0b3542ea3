"""Posted forms: read once, checked by a model, shown again as typed when something is wrong.

``Annotated[Model, Form()]`` would answer bad input with JSON, which is no page; so a route takes
``Posted``, calls :func:`read`, and on ``Invalid`` shows its page again with the messages and the input.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar
from urllib.parse import unquote_plus

from fastapi import Depends, Request
from pydantic import BaseModel, ConfigDict, ValidationError, ValidationInfo, field_validator
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException

from contest.errors import Invalid, UserError

#: A whole number as Vietnamese readers write it; pydantic would take "1.000" for one.
THOUSANDS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+")
NOT_WHOLE = "Ghi số nguyên, ví dụ 12 hoặc 1.000."


class Form(BaseModel):
    """The base of every form: frozen, unknown fields refused, dots in whole numbers are of thousands."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, defer_build=True)

    @field_validator("*", mode="before")
    @classmethod
    def _whole(cls, given: object, info: ValidationInfo) -> object:
        field = cls.model_fields[info.field_name or ""]
        if not isinstance(given, str) or "." not in given or field.annotation not in (int, int | None):
            return given
        if not THOUSANDS.fullmatch(given.strip()):
            raise ValueError(NOT_WHOLE)
        return given.replace(".", "")


@dataclass(frozen=True)
class PostedForm:
    """What arrived: text fields as typed (NFC, no NUL), and files."""

    values: dict[str, str]
    lists: dict[str, list[str]]
    files: dict[str, UploadFile]

    def text(self, name: str) -> str:
        """A field as typed, "" when it did not come."""
        return self.values.get(name, "")


def content(file: UploadFile, most: int = -1) -> bytes:
    """The bytes of a file, from its start: an endpoint that is run anew reads them again."""
    file.file.seek(0)
    return file.file.read(most)


MODEL = TypeVar("MODEL", bound=Form)

MESSAGES = {
    "missing": "Điền ô này.",
    "string_too_short": "Điền ô này.",
    "string_too_long": "Ngắn lại, nhiều nhất {max_length} ký tự.",
    "int_parsing": "Ghi bằng chữ số, ví dụ 12.",
    "int_from_float": "Ghi số nguyên, ví dụ 12.",
    "greater_than_equal": "Số nhỏ nhất là {ge}.",
    "less_than_equal": "Số lớn nhất là {le}.",
    "extra_forbidden": "Biểu mẫu có ô lạ. Tải lại trang rồi gửi lại.",
}


#: How browsers send a form without files.
PLAIN = "application/x-www-form-urlencoded"
MOST_FILES, MOST_FIELDS, MOST_SIGNS = 4, 400, 1024 * 1024
BROKEN = "Biểu mẫu gửi lên bị hỏng. Tải lại trang rồi gửi lại."


def clean(text: str) -> str:
    """NFC without NUL (PostgreSQL can't store it) and with lone surrogates replaced."""
    safe = text.encode("utf-8", "replace").decode("utf-8")
    return unicodedata.normalize("NFC", safe).replace("\x00", "")


def fields(body: bytes) -> list[tuple[str, str]]:
    """The fields of a form without files, as Starlette's parser reads them, which goes from sign to sign."""
    words = [word for word in body.decode("latin-1").split("&") if word]
    if len(words) > MOST_FIELDS or any(len(word) > MOST_SIGNS for word in words):
        raise UserError(BROKEN)
    parts = (word.partition("=") for word in words)
    return [(unquote_plus(name), unquote_plus(value)) for name, _, value in parts]


async def _items(request: Request) -> list[tuple[str, UploadFile | str]]:
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() == PLAIN:
        return [*fields(await request.body())]
    try:
        form = await request.form(max_files=MOST_FILES, max_fields=MOST_FIELDS)
    except (
        MultiPartException,
        HTTPException,
    ) as error:  # inside an application the former comes as the latter
        raise UserError(BROKEN) from error
    return form.multi_items()


async def posted(request: Request) -> PostedForm:
    """What this request brought."""
    lists: dict[str, list[str]] = {}
    files: dict[str, UploadFile] = {}
    for name, value in await _items(request):
        if isinstance(value, UploadFile):
            files[clean(name)] = value
        else:
            lists.setdefault(clean(name), []).append(clean(value))
    return PostedForm({name: values[-1] for name, values in lists.items()}, lists, files)


Posted = Annotated[PostedForm, Depends(posted)]


def _message(error: Any) -> str:
    if error["type"] == "value_error":
        return str(error["ctx"]["error"])
    text = MESSAGES.get(error["type"], "Ô này chưa đúng. Xem lại giúp.")
    return text.format(**(error.get("ctx") or {}))


def read(model: type[MODEL], posted: PostedForm) -> MODEL:
    """The form as ``model``; raises :class:`Invalid` with a message for each wrong field."""
    values: dict[str, Any] = {
        name: posted.lists[name]
        if name in model.model_fields and _is_list(model, name)
        else posted.values[name]
        for name in posted.values
    }
    try:
        return model.model_validate(values)
    except ValidationError as wrong:
        fields = {
            str(error["loc"][0]) if error["loc"] else "form": _message(error) for error in wrong.errors()
        }
        raise Invalid(fields=fields) from wrong


def _is_list(model: type[Form], name: str) -> bool:
    annotation = str(model.model_fields[name].annotation)
    return annotation.startswith(("list", "tuple"))
