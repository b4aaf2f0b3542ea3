"""From one question to its form, the phone's view of it, and its history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from sqlmodel import Session

from contest.bank import sheet as sheets
from contest.bank.access import AtBank
from contest.bank.pages import KINDS, LEVELS
from contest.bank.present import approvers, moves, names, right, staff
from contest.bank.question_pages import (
    Change,
    Choice,
    EditPage,
    Entry,
    HistoryPage,
    NewPage,
    Shown,
    Theirs,
)
from contest.bank.rules import differences, may_edit
from contest.bank.service import Twin
from contest.bank.sheet import Sheet
from contest.errors import Invalid, UserError
from questions.authoring import banks
from questions.authoring.editing import Outcome
from questions.authoring.views import Revision, Stored
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
DONE = frozenset({"new", *Outcome, *QuestionState})


def shown(sheet: Sheet) -> Shown:
    """A form's question as the phone shows it, as far as it is written."""
    content = examine(sheet.draft()).question.content()
    written = [option for option in content.options if option.text]
    choices = tuple(Choice(one.id, letter(place), one.text) for place, one in enumerate(written))
    targets = tuple(Choice(one.id, str(at), one.text) for at, one in enumerate(content.targets, 1))
    shuffled = content.shuffle and len(written) > 1
    return Shown(
        Kind(sheet.kind),
        content.text,
        choices,
        content.unit,
        shuffled,
        targets=targets,
        places=content.places,
    )


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
        approver=approvers(db, [newest.approver]).get(newest.approver, ""),
        used=newest.settled,
        version=one.version,
        sheet=sheet,
        shown=shown(sheet),
        topics=banks.topics(db, at.bank.id),
        may_edit=may_edit(one.state, at.writes, at.approves),
        moves=moves(at, one.state),
        may_delete=at.writes and one.state is QuestionState.DRAFT and not newest.settled,
        alike=_alike(db, at, one),
    )


def _alike(db: Session, at: AtBank, one: Stored) -> str:
    (similar,) = find_similar(db, at.bank.slug, (one.newest.content.text,))
    return similar.id if similar and similar.id != one.id else ""


def theirs(db: Session, stored: Stored, typed: Sheet) -> Theirs:
    """What stands now where it differs from what was typed."""
    now, wanted = _parts(stored.parsed), _parts(sheets.judged(typed)[0])
    rows = tuple((label, now[label], wanted[label]) for label in now if now[label] != wanted[label])
    who = names(db, [stored.changed_by])
    return Theirs(who.get(stored.changed_by, ""), stored.changed_at, rows)


def history(db: Session, at: AtBank, one: Stored, entries: Sequence[Revision]) -> HistoryPage:
    """All revisions of a question, each against the one before it."""
    who = names(db, [name for entry in entries for name in (entry.author, entry.key_author)])
    approved = approvers(db, {entry.approver for entry in entries})
    older = (*entries[1:], None)
    return HistoryPage(
        staff=staff(at),
        bank=at.bank,
        id=one.id,
        text=one.newest.content.text,
        state=one.state,
        version=one.version,
        entries=tuple(
            _entry(entry, before, {**approved, **who}, current=place == 0)
            for place, (entry, before) in enumerate(zip(entries, older, strict=True))
        ),
        may_restore=may_edit(one.state, at.writes, at.approves),
    )


def _entry(entry: Revision, before: Revision | None, who: Mapping[str, str], *, current: bool) -> Entry:
    only_key = before is not None and before.number == entry.number
    old = _parts(before.parsed()) if before else {}
    parts = _parts(entry.parsed())
    changes = tuple(
        Change(label, differences(old.get(label, ""), text))
        for label, text in parts.items()
        if text != old.get(label, "")
    )
    return Entry(
        number=entry.number,
        key_version=entry.key_version,
        by=who.get(entry.key_author if only_key else entry.author, ""),
        at=entry.key_at if only_key else entry.at,
        approver="" if only_key else who.get(entry.approver, ""),
        changes=changes,
        first=before is None,
        current=current,
        only_key=only_key,
    )


def _parts(asked: ParsedQuestion) -> dict[str, str]:
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
