"""Questions for everybody's paper: a bank of them, and what becomes of one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from contest.web.database import reading, writing
from questions.authoring import banks, editing, listing
from questions.authoring.editing import By
from questions.authoring.views import Stored, Wanted
from questions.models import QuestionState
from questions.store import remove
from tests.contest.rounds.world import OPENS

TODAY = date(2026, 10, 5)


def bank_id(slug: str = "bank") -> str:
    """The public id of a bank."""
    with reading() as db:
        return next(one.bank.id for one in banks.every(db) if one.bank.slug == slug)


def stored(slug: str = "bank") -> list[Stored]:
    """The questions of a bank, the oldest first."""
    with reading() as db:
        return sorted(
            listing.search(db, bank_id(slug), Wanted(), TODAY).rows, key=lambda one: one.newest.content.text
        )


def ids(count: int, slug: str = "bank") -> tuple[str, ...]:
    """The public ids of so many of them, as rules keep them."""
    return tuple(sorted(one.id for one in stored(slug)[:count]))


def move(question: str, state: QuestionState = QuestionState.RETIRED, slug: str = "bank") -> None:
    """Put a question into another state behind everybody's back."""
    with writing() as db:
        editing.set_state(db, editing.load(db, bank_id(slug), question), state, By("an", OPENS))


def rewrite(question: str, text: str, valid_until: date | None = None, slug: str = "bank") -> None:
    """Give a question other words, or another day until which it is valid."""
    with writing() as db:
        loaded = editing.load(db, bank_id(slug), question)
        parsed = loaded.stored.parsed
        changed = replace(parsed, text=text or parsed.text, valid_until=valid_until)
        editing.save(db, loaded, changed, By("an", OPENS))
        if loaded.stored.state is QuestionState.APPROVED:
            again = editing.load(db, bank_id(slug), question)
            editing.set_state(db, again, QuestionState.APPROVED, By("binh", OPENS))


def delete(question: str, slug: str = "bank") -> None:
    """Take a question out of the database."""
    with writing() as db:
        remove(db, [editing.load(db, bank_id(slug), question).row.id or 0])
