"""The list of open questions to tick: those that are ticked, and the others of the bank."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from sqlmodel import Session

from contest.accounts.service import Member
from contest.bank import access
from contest.campaigns import pools
from contest.planning import fixed, store, suggested
from contest.planning.drafting import Settings
from contest.planning.pages import Fixed, Pick
from contest.ruleset.rules import MOST_SUGGESTIONS
from contest.web.pages import path_for
from questions import service as questions
from questions.authoring import listing
from questions.authoring.views import Stored, Validity, Wanted
from questions.kinds import Kind
from questions.models import QuestionState
from questions.naming import Named, problem

#: So many of a bank are offered; nobody writes as many.
MOST_OFFERED = 30


def shown(db: Session, who: Member, settings: Settings, values: Mapping[str, str], now: datetime) -> Fixed:
    """What is ticked, and what the bank has besides for somebody who may read it."""
    chosen = tuple(filter(fixed.ID.fullmatch, suggested.ticked(values)))
    known = questions.named(db, chosen)
    rights = access.rights(db, who)
    on = pools.checked_on(settings.rules, settings.opens_at)
    readable = bool(rights(settings.bank))
    picked = tuple(
        _pick(one, known.get(one), bool(known.get(one) and rights(known[one].bank)), settings.bank, on)
        for one in chosen
    )
    bank = store.bank_id(db, settings.bank) if readable else ""
    offered = _offered(db, bank, frozenset(chosen), on, now) if bank else ()
    write = bank and f"{path_for('bank.new', bank=bank)}?kind={Kind.suggestion}"
    return Fixed(picked, readable, offered, most=MOST_SUGGESTIONS, write=write)


def _pick(id: str, question: Named | None, is_readable: bool, bank: str, on: date | None) -> Pick:
    wrong = problem(question, bank, on, is_open=True)
    text = fixed.GONE if question is None else question.text if is_readable else fixed.HIDDEN
    return Pick(suggested.PREFIX + id, text, "", wrong)


def _offered(
    db: Session, bank: str, chosen: frozenset[str], on: date | None, now: datetime
) -> tuple[Pick, ...]:
    validity = None if on is None else Validity.GOOD
    wanted = Wanted(kind=Kind.suggestion, state=QuestionState.APPROVED, validity=validity, in_use=True)
    found = listing.search(db, bank, wanted, on or now.date(), (0, MOST_OFFERED))
    return tuple(_row(row) for row in found.rows if row.id not in chosen)


def _row(stored: Stored) -> Pick:
    return Pick(suggested.PREFIX + stored.id, stored.newest.content.text)
