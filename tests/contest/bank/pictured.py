"""Forms with pictures, as browsers send them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlmodel import select

from contest.web.database import reading, writing
from questions.models import QuestionPicture
from questions.picture import Picture
from questions.pictures import keeping
from tests.contest.rounds.world import OPENS
from tests.questions.drawn import made


def keep(*names: str, at: datetime = OPENS) -> list[Picture]:
    """Pictures that are there."""
    drawn = [made(name) for name in names]
    with writing() as db:
        keeping.keep(db, drawn, at)
    return [one.picture() for one in drawn]


def kept() -> set[str]:
    """The names of those that are stored."""
    with reading() as db:
        return set(db.exec(select(QuestionPicture.digest)))


def parts(fields: dict[str, Any], content: bytes | None = None, name: str = "hinh.png") -> list[Any]:
    """The parts of a form, the file last."""
    listed = [
        (key, (None, value))
        for key, values in fields.items()
        for value in ([values] if isinstance(values, str) else values)
    ]
    return listed if content is None else [*listed, ("file", (name, content, "image/png"))]
