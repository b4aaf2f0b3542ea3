"""Which questions papers hold: whoever takes an import back must leave those."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from itertools import chain

from sqlmodel import Session

from contest.attempts import papers, store, variants_store
from contest.campaigns import service as campaigns
from contest.campaigns.rules import Phase
from questions import service as questions

#: Longer than anybody waits for a lock.
SOON = timedelta(minutes=1)


def drawn(db: Session, bank_slug: str, revisions: Collection[int], now: datetime) -> set[int]:
    """Which of these revisions papers of this bank's contests hold, or may hold any moment.

    From its opening to its close a round keeps its questions in memory, so each of them counts as drawn. So
    do those of a round that opens in a moment, while this is not committed yet, and the questions that are
    to stand in every paper of a round still to come: they are missed there by their names.
    """
    rounds = [view for view in campaigns.every(db, now + SOON) if view.bank_slug == bank_slug]
    if any(view.phase not in (Phase.DRAFT, Phase.WAITING, Phase.CLOSED) for view in rounds):
        return set(revisions)
    wanted = set(revisions)
    fixed = {question for view in rounds if view.phase is not Phase.CLOSED for question in view.rules.named}
    found = wanted & questions.revisions_of(db, fixed)
    theirs = [view.id for view in rounds]
    for paper in chain(store.papers(db, theirs), variants_store.papers(db, theirs)):
        found |= wanted & {one.revision for one in (*papers.from_json(paper), *papers.behind(paper))}
        if found == wanted:
            break
    return found
