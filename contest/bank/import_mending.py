"""The page of one row: filled from what is stored, or shown again with what was typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sqlmodel import Session

from contest.accounts.pages import StaffView
from contest.bank import import_repairs as repairs
from contest.bank import import_showing, mending
from contest.bank.import_pages import MendPage
from contest.bank.import_rules import PARTS
from contest.bank.importing import found
from contest.errors import Conflict, Invalid, UserError
from contest.web.forms import PostedForm
from questions.authoring import banks
from questions.formats.answers import MOST_OPTIONS, letter
from questions.formats.drafts import PART_NAMES, Draft
from questions.formats.saying import write_marks

#: So many boxes for options are offered at least.
FEWEST_OPTIONS = 4


def page(db: Session, staff: StaffView, import_id: str, number: int, tab: str, place: int) -> MendPage:
    """The row as it is stored."""
    row = mending.row_of(db, import_id, number)
    draft = Draft.from_json(row.draft)
    batch, into = found(db, import_id)
    values = {part: draft.words(part) for part in PARTS} | {"answer": answer_of(draft)}
    return MendPage(
        staff=staff,
        batch=import_showing.batch(db, import_id),
        row=import_showing.row_view(row, batch.first, {}, into.public_id),
        values=values,
        options=boxes(tuple(draft.options)),
        kinds=tuple((value, text) for value, text, _ in repairs.kinds("")),
        levels=tuple((value, text) for value, text, _ in repairs.levels("")),
        scorings=tuple((value, text) for value, text, _ in repairs.scorings("")),
        topics=tuple((topic.slug, topic.name) for topic in banks.topics(db, into.public_id)),
        cut=max(0, len(draft.options) - MOST_OPTIONS),
        tab=tab,
        page=place,
    )


def again(
    db: Session, staff: StaffView, import_id: str, number: int, posted: PostedForm, problem: UserError
) -> MendPage:
    """The page with what was typed, what is wrong with it, and what somebody else stored meanwhile."""
    stored = page(db, staff, import_id, number, posted.text("tab"), _page(posted.text("page")))
    typed = {part: posted.text(part) for part in PARTS if part in posted.values}
    if len(posted.lists.get("answer", ())) > 1:
        typed["answer"] = ", ".join(posted.lists["answer"])
    options = boxes(tuple(posted.lists["option"])) if "option" in posted.lists else stored.options
    return replace(
        stored,
        values=dict(stored.values) | typed,
        options=options,
        problem=problem.message,
        errors=problem.fields if isinstance(problem, Invalid) else {},
        theirs=differing(stored, typed, options) if isinstance(problem, Conflict) else (),
    )


def _page(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and 0 < len(text) < 6 and int(text) else 1


def differing(
    stored: MendPage, typed: Mapping[str, str], options: tuple[str, ...]
) -> tuple[tuple[str, str], ...]:
    """(name, what is stored) of every part that was typed otherwise."""
    parts = [(PART_NAMES[part], stored.values[part]) for part in typed if typed[part] != stored.values[part]]
    pairs = zip(stored.options, options, strict=False)
    parts += [(f"Phương án {letter(place)}", one) for place, (one, other) in enumerate(pairs) if one != other]
    return tuple(parts)


def boxes(options: tuple[str, ...]) -> tuple[str, ...]:
    """The options with one empty box more, four at least; those that no letter is left for have none."""
    wanted = min(MOST_OPTIONS, max(FEWEST_OPTIONS, len(options) + 1))
    return (*options[:MOST_OPTIONS], *[""] * (wanted - len(options)))


def answer_of(draft: Draft) -> str:
    """The answer as written, or what the stars say."""
    return draft.answer or write_marks(draft)
