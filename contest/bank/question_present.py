"""From one question to its form and the phone's view of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from sqlmodel import Session

from contest.bank import sheet as sheets
from contest.bank import usage
from contest.bank.access import AtBank, is_alone
from contest.bank.pages import KINDS
from contest.bank.picturing import figure
from contest.bank.present import moves, names, staff
from contest.bank.question_pages import (
    Choice,
    EditPage,
    NewPage,
    Shown,
    Theirs,
)
from contest.bank.service import Twin, standing
from contest.bank.sheet import Sheet
from contest.bank.telling import marking, parts, right
from contest.errors import Invalid, UserError
from questions.audiences import ordered
from questions.authoring import banks
from questions.authoring.editing import Outcome
from questions.authoring.views import Stored
from questions.formats.answers import letter
from questions.formats.drafts import PART_NAMES, option_place
from questions.formats.judging import examine
from questions.kinds import Kind, Level
from questions.models import QuestionState
from questions.service import find_similar
from questions.taxonomy import BY_SLUG
from questions.wording import ASKED

P = TypeVar("P", NewPage, EditPage)

#: What an author can ask for.
CHOICES = tuple((kind, KINDS[kind]) for kind in ASKED)
#: Fields whose messages stand beside another one.
BESIDE = {"option": "option0", "target": "option0"} | dict.fromkeys(
    ("right", "said", "truth", "accepted", "exact", "number", "in_parts", "whole"), "answer"
)
DONE = frozenset({"new", "undone", "said", "back", "settled", *Outcome, *QuestionState})
#: What no paper can hold, if it never was anything else.
UNUSED = (QuestionState.DRAFT, QuestionState.REVIEWED)


def shown(sheet: Sheet, bank: str) -> Shown:
    """A form's question as the phone shows it, as far as it is written."""
    content = examine(sheet.draft()).question.content()
    written = [option for option in content.options if option.text or option.picture]
    small = content.kind is Kind.statements
    names = (letter(place).lower() if small else letter(place) for place in range(len(written)))
    choices = tuple(
        Choice(one.id, name, one.text, picture=figure(bank, one.picture))
        for one, name in zip(written, names, strict=True)
    )
    targets = tuple(
        Choice(one.id, str(at), one.text) for at, one in enumerate(content.targets, 1) if one.text
    )
    shuffled = content.shuffle and len(written) > 1
    return Shown(
        content.kind,
        content.text,
        choices,
        content.unit,
        shuffled,
        targets=targets,
        places=content.places,
        picture=figure(bank, content.picture),
    )


def empty(params: Mapping[str, str]) -> Sheet:
    """A new question's form, for a topic and a level if they are asked for."""
    topic, level, kind = (params.get(name, "") for name in ("topic", "level", "kind"))
    return Sheet(
        kind=Kind(kind) if kind in ASKED else Kind.one,
        topics=(topic,) if topic in BY_SLUG else (),
        audiences=ordered([params.get("audience", "")]),
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
        if part in (*PART_NAMES, "file") or option_place(part) is not None:
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
    return NewPage(staff(at), at.bank, sheet, shown(sheet, at.bank.id), banks.topics(db, at.bank.id), CHOICES)


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
        shown=shown(sheet, at.bank.id),
        topics=banks.topics(db, at.bank.id),
        kinds=CHOICES,
        right=right(one.parsed),
        marking=marking(one.parsed),
        may_edit=at.writes,
        moves=moves(at, standing(at, one, is_alone(db, at))),
        may_delete=at.writes and one.state in UNUSED and not newest.settled and not one.drawn,
        alike=_alike(db, at, one),
        usage=usage.told(db, one.id),
    )


def _alike(db: Session, at: AtBank, one: Stored) -> str:
    (similar,) = find_similar(db, at.bank.slug, (one.newest.content.likened,))
    return similar.id if similar and similar.id != one.id else ""


def theirs(db: Session, stored: Stored, typed: Sheet) -> Theirs:
    """What stands now where it differs from what was typed."""
    now, wanted = parts(stored.parsed), parts(sheets.judged(typed)[0])
    rows = tuple((label, now[label], wanted[label]) for label in now if now[label] != wanted[label])
    who = names(db, [stored.changed_by])
    return Theirs(who.get(stored.changed_by, ""), stored.changed_at, rows)
