"""What an address asks of a bank's list: read leniently, written back into links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TypeVar
from urllib.parse import parse_qsl, urlencode

from contest.web.forms import clean
from questions.audiences import EVERYBODY, Audience
from questions.authoring.views import Desk, Sort, Validity, Wanted
from questions.kinds import Kind, Level
from questions.models import QuestionState

E = TypeVar("E", bound=StrEnum)
LONGEST = 200
ID = re.compile(r"[0-9a-z]{13}")
MOST_PAGES = 100_000
#: The names of the list's own parameters.
KNOWN = ("q", "topic", "level", "kind", "state", "valid", "desk", "audience", "document", "law", "sort")


def read(params: Mapping[str, str], me: str = "") -> Wanted:
    """What is asked for by somebody; what is not understood asks for nothing, since links grow old."""
    return Wanted(
        words=clean(params.get("q", "")).strip()[:LONGEST],
        topic=clean(params.get("topic", ""))[:80],
        level=_one(Level, params.get("level")),
        kind=_one(Kind, params.get("kind")),
        state=_one(QuestionState, params.get("state")),
        validity=_one(Validity, params.get("valid")),
        sort=_one(Sort, params.get("sort")) or Sort.CHANGED,
        desk=_one(Desk, params.get("desk")),
        me=me,
        document=params.get("document", "") if ID.fullmatch(params.get("document", "")) else "",
        audience=audience(params.get("audience", "")),
        law=params.get("law") == "1",
    )


def audience(text: str) -> str:
    """Whom a list is for; "" asks for nothing."""
    return text if text in {*Audience, EVERYBODY} else ""


def page(params: Mapping[str, str]) -> int:
    """Which page is asked for, from 1."""
    text = params.get("page", "")
    return min(max(int(text), 1), MOST_PAGES) if text.isascii() and text.isdecimal() and len(text) < 8 else 1


def write(wanted: Wanted) -> dict[str, str]:
    """The parameters that ask for this."""
    given = {
        "q": wanted.words,
        "topic": wanted.topic,
        "level": wanted.level or "",
        "kind": wanted.kind or "",
        "state": wanted.state or "",
        "valid": wanted.validity or "",
        "desk": wanted.desk or "",
        "audience": wanted.audience,
        "document": wanted.document,
        "law": "1" if wanted.law else "",
        "sort": "" if wanted.sort is Sort.CHANGED else wanted.sort,
    }
    return {name: str(value) for name, value in given.items() if value}


def query(params: Mapping[str, str | int]) -> str:
    """The end of an address that asks for this: "?q=…", "" when nothing is asked."""
    return f"?{urlencode(params)}" if params else ""


def back(text: str) -> dict[str, str]:
    """The parameters of a list that a form brought along, and no others."""
    pairs: Iterable[tuple[str, str]] = parse_qsl(text[:2000])
    params = {name: value for name, value in pairs if name in (*KNOWN, "page")}
    number = page(params)
    return write(read(params)) | ({"page": str(number)} if number > 1 else {})


def _one(kind: type[E], text: str | None) -> E | None:
    return kind(text) if text in set(kind) else None
