"""From what people wrote to the page that organisers read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from contest.accounts.guards import view as staff_view
from contest.accounts.service import Member
from contest.attempts import answered
from contest.attempts.states import AttemptState
from contest.attempts.written import Written
from contest.campaigns.service import RoundView
from contest.campaigns.showing import head
from contest.suggestions import service
from contest.suggestions.pages import IndexPage
from contest.suggestions.rules import PAGE, Sieve, Suggestion, sifted
from questions import service as questions

OVER = (AttemptState.HANDED_IN, AttemptState.TIMED_OUT)


def index(db: Session, who: Member, round_id: str, sieve: Sieve, page: int, now: datetime) -> IndexPage:
    """A page of the texts that match. The number of statements is fixed."""
    view = service.allowed(db, round_id, now)
    texts = service.texts(db, view)
    listed = service.every(db, texts, sieve)
    found = sifted(listed, sieve)
    states = answered.states(db, view.id)
    first = (page - 1) * PAGE
    return IndexPage(
        staff=staff_view(who, view.campaign_id),
        round=head(view),
        sieve=sieve,
        query=sieve.as_query(),
        rows=service.named(db, found[first : first + PAGE], sieve),
        asked=asked(db, view),
        units=() if sieve.nameless else _units(listed),
        total=len(listed),
        found=len(found),
        marked=sum(one.marked for one in listed),
        ended=sum(states.get(state, 0) for state in OVER),
        answered=len({one.attempt for one in listed}),
        lengths=_lengths(texts),
        page=page,
        pages=max(1, -(-len(found) // PAGE)),
    )


def asked(db: Session, view: RoundView) -> tuple[str, ...]:
    """The open questions of a round; "" for one that nobody knows any more."""
    known = questions.named(db, view.rules.suggestions)
    return tuple(known[id].text if id in known else "" for id in view.rules.suggestions)


def _units(listed: Sequence[Suggestion]) -> tuple[tuple[str, str], ...]:
    return tuple(
        sorted({(one.unit_id, one.unit) for one in listed if one.unit_id}, key=lambda one: one[::-1])
    )


def _lengths(texts: Sequence[Written]) -> tuple[int, int]:
    """How many words a text has: the one in the middle, and the longest."""
    counts = sorted(one.words for one in texts)
    return (counts[(len(counts) - 1) // 2], counts[-1]) if counts else (0, 0)
