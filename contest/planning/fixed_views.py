"""Puts the list of the questions of everybody's paper together, and what was found to be picked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from sqlmodel import Session

from contest.accounts.service import Member
from contest.bank import access
from contest.campaigns import pools
from contest.planning import fixed, store
from contest.planning.drafting import Settings
from contest.planning.pages import Fixed, Pick
from contest.ruleset.rules import MOST_FIXED
from questions import service as questions
from questions.authoring import listing
from questions.authoring.views import Stored, Validity, Wanted
from questions.blueprint import PoolItem
from questions.grading import counts
from questions.models import QuestionState
from questions.naming import Named


def shown(db: Session, who: Member, settings: Settings, values: Mapping[str, str], now: datetime) -> Fixed:
    """What is ticked, and what was found where somebody looks for more."""
    chosen = fixed.ticked(values)
    known = questions.named(db, chosen)
    rights = access.rights(db, who)
    banks = {settings.bank, *(each.bank for each in known.values())}
    readable = {bank: bool(rights(bank)) for bank in banks}
    on = pools.checked_on(settings.rules, settings.opens_at)
    view = Fixed(
        chosen=fixed.picks(chosen, known, readable, settings.bank, on),
        readable=readable[settings.bank],
        most=MOST_FIXED,
    )
    if not view.readable or not fixed.searches(values):
        return view
    found = _found(db, settings.bank, values.get("find", ""), on, frozenset(chosen), now)
    kept = found[: fixed.MOST_FOUND]
    return Fixed(view.chosen, True, kept, len(found) > len(kept), MOST_FIXED)


def _found(
    db: Session, bank: str, words: str, on: date | None, chosen: frozenset[str], now: datetime
) -> tuple[Pick, ...]:
    """Approved questions of the bank with these words, those first that were changed last, so many that one
    sees whether there are more."""
    validity = None if on is None else Validity.GOOD
    wanted = Wanted(words=words.strip(), state=QuestionState.APPROVED, validity=validity, in_use=True)
    window = (0, fixed.MOST_FOUND + len(chosen) + 1)
    found = listing.search(db, store.bank_id(db, bank), wanted, on or now.date(), window)
    return tuple(
        Pick(fixed.PREFIX + row.id, row.text, fixed.about(row.level, row.valid_until))
        for row in map(_row, found.rows)
        if row.id not in chosen and counts(row.kind)
    )


def _row(stored: Stored) -> Named:
    newest = stored.newest
    return Named(
        stored.id,
        "",
        stored.state,
        newest.content.text,
        newest.content.kind,
        newest.level,
        newest.valid_until,
    )


def drawable(pool: tuple[PoolItem, ...], values: Mapping[str, str]) -> tuple[PoolItem, ...]:
    """What is left to be drawn by chance."""
    apart = set(fixed.ticked(values))
    return tuple(item for item in pool if item.question not in apart)
