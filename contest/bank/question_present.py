"""From one question to its form and the phone's view of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from sqlmodel import Session

from contest.bank import sheet as sheets
from contest.bank.access import AtBank, is_alone
from contest.bank.pages import KINDS, LEVELS
from contest.bank.present import moves, names, right, staff
from contest.bank.question_pages import (
    Choice,
    EditPage,
    NewPage,
    Shown,
    Theirs,
)
from contest.bank.service import Twin, standing
from contest.bank.sheet import Sheet
from contest.errors import Invalid, UserError
from questions.authoring import banks
from questions.authoring.editing import Outcome
from questions.authoring.views import Stored
from questions.formats.answers import letter
from questions.formats.drafts import PART_NAMES, option_place
from questions.formats.judging import examine
from questions.formats.model import ParsedQuestion
from questions.formats.words import write_points
from questions.kinds import Kind, Level
from questions.models import QuestionState
from questions.service import find_similar
from questions.taxonomy import BY_SLUG

P = TypeVar("P", NewPage, EditPage)

#: What an author can ask for; a prediction belongs to a round.
ASKED = (Kind.one, Kind.several, Kind.true_false, Kind.number)
#: Fields whose messages stand beside another one.
BESIDE = {"option": "option0", "right": "answer", "truth": "answer", "number": "answer"}
DONE = frozenset({"new", "undone", "said", "back", "settled", *Outcome, *QuestionState})
#: What no paper can hold, if it never was anything else.
UNUSED = (QuestionState.DRAFT, QuestionState.REVIEWED)


def shown(sheet: Sheet) -> Shown:
    """A form's question as the phone shows it, as far as it is written."""
    content = examine(sheet.draft()).question.content()
    written = [option for option in content.options if option.text]
    choices = tuple(Choice(one.id, letter(place), one.text) for place, one in enumerate(written))
    return Shown(Kind(sheet.kind), content.text, choices, content.unit, content.shuffle and len(written) > 1)


def empty(params: Mapping[str, str]) -> Sheet:
    """A new question's form, for a topic and a level if they are asked for."""
    topic, level, kind = (params.get(name, "") for name in ("topic", "level", "kind"))
    return Sheet(
        kind=kind if kind in ASKED else Kind.one.value,
        topics=(topic,) if topic in BY_SLUG else (),
        level=level if level in set(Level) else Level.recognise.value,
    )


def done(text: str) -> str:
    """What the redirect says was done; "" for what it can't say."""
    return text if text in DONE else ""


def number(text: str) -> int:
    """The version that a form brought; 0, which no question has, for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def failed(page: P, error: UserError) -> P:
    """The same page with what is wrong, field by field where it is one."""
    errors, problem = {}, "" if isinstance(error, Invalid) and error.fields else error.message
    for name, message in (error.fields if isinstance(error, Invalid) else {}).items():
        part = BESIDE.get(name, name)
        if part in PART_NAMES or option_place(part) is not None:
            errors.setdefault(part, message)
        else:
            problem = message
    return replace(
        page,
        errors=errors,
        labels=sheets.labels(page.sheet, tuple(errors)),
        problem=problem,
        twin=error.question if isinstance(error, Twin) else "",
    )


def new(db: Session, at: AtBank, sheet: Sheet) -> NewPage:
    """The form of a new question."""
    return NewPage(staff(at), at.bank, sheet, shown(sheet), banks.topics(db, at.bank.id))


def edit(db: Session, at: AtBank, one: Stored, sheet: Sheet) -> EditPage:
    """The form of a question that is there, filled with `sheet`."""
    newest = one.newest
    return EditPage(
        staff=staff(at),
        bank=at.bank,
        id=one.id,
        state=one.state,
        number=newest.number,
        key_version=newest.key_version,
        by=names(db, [one.changed_by]).get(one.changed_by, ""),
        at=one.changed_at,
        used=newest.settled,
        version=one.version,
        sheet=sheet,
        shown=shown(sheet),
        topics=banks.topics(db, at.bank.id),
        may_edit=at.writes,
        moves=moves(at, standing(at, one, is_alone(db, at))),
        may_delete=at.writes and one.state in UNUSED and not newest.settled and not one.drawn,
        alike=_alike(db, at, one),
    )


def _alike(db: Session, at: AtBank, one: Stored) -> str:
    (similar,) = find_similar(db, at.bank.slug, (one.newest.content.text,))
    return similar.id if similar and similar.id != one.id else ""


def theirs(db: Session, stored: Stored, typed: Sheet) -> Theirs:
    """What stands now where it differs from what was typed."""
    now, wanted = parts(stored.parsed), parts(sheets.judged(typed)[0])
    rows = tuple((label, now[label], wanted[label]) for label in now if now[label] != wanted[label])
    who = names(db, [stored.changed_by])
    return Theirs(who.get(stored.changed_by, ""), stored.changed_at, rows)


def parts(asked: ParsedQuestion) -> dict[str, str]:
    """A question part by part, in words."""
    day = asked.valid_until
    options = (
        ""
        if asked.kind is Kind.true_false
        else "\n".join(f"{letter(place)}. {text}" for place, text in enumerate(asked.options))
    )
    return {
        "Nội dung": asked.text,
        "Loại": KINDS[asked.kind],
        "Phương án": options,
        "Đáp án đúng": right(asked),
        "Giải thích": asked.explanation,
        "Căn cứ": asked.basis,
        "Chủ đề": ", ".join(sorted(asked.topics)),
        "Mức độ": LEVELS[asked.level],
        "Điểm": write_points(asked.points),
        "Hiệu lực đến": f"{day.day:02}/{day.month:02}/{day.year}" if day else "",
    }
