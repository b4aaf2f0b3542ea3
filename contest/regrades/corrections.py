"""Keys that were corrected after a round was graded, as far as its papers ask them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session

from contest.attempts import ended as papers
from contest.campaigns import service as campaigns
from contest.campaigns.service import RoundView
from contest.regrades import store
from contest.regrades.rules import Correction, newest
from questions import asked, belonging
from questions.asked import KeyVersion


@dataclass(frozen=True, slots=True)
class Pending:
    """What no grade of a round knows yet. ``asking``: revision → how many papers ask it; ``papers``: how many
    ask any of them."""

    corrections: tuple[Correction, ...] = ()
    asking: Mapping[int, int] = field(default_factory=dict)
    papers: int = 0


def pending(db: Session, view: RoundView) -> Pending:
    """The corrections that wait, with how many papers ask each: for a page, since it looks through all."""
    found = fresh(db, view)
    asking, some = papers.count_asking(db, view.id, [one.revision for one in found])
    return Pending(found, asking, some)


def fresh(db: Session, view: RoundView) -> tuple[Correction, ...]:
    """The corrections since the round was graded, or regraded, of what its papers ask. Cheap."""
    found = asked.corrected(db, view.closes_at)
    if not found:
        return ()
    settled, of = applied(db, view.id), belonging.banks(db, found)
    # Whether a paper asks a question is looked for in all papers: not for those of other contests' banks.
    banks = {view.bank_slug} | {bank for id, bank in campaigns.banks(db) if id == view.campaign_id}
    new = sorted(one for one, after in found.items() if of.get(one) in banks and settled.get(one) != after)
    there = papers.asked(db, view.id, new)
    versions = asked.key_versions(db, there)
    return tuple(
        Correction(one, settled.get(one) or in_force(versions[one], view.closes_at), found[one])
        for one in there
    )


def how_many(db: Session, view: RoundView) -> int:
    """How many keys wait so: what the round's page asks."""
    return len(fresh(db, view))


def applied(db: Session, round_id: str) -> dict[int, int]:
    """Revision → the version of its key that a regrade of this round took last."""
    settled: dict[int, int] = {}
    for text in store.applied_keys(db, round_id):
        settled |= newest(read(text))
    return settled


def in_force(versions: Iterable[KeyVersion], at: datetime) -> int:
    """The version that was the newest at a moment."""
    there = [one.version for one in versions if one.at is None or one.at <= at]
    return max(there, default=1)


def written(corrections: Iterable[Correction]) -> str:
    """As they are stored."""
    return json.dumps([list(one) for one in corrections], separators=(",", ":"))


def read(text: str) -> tuple[Correction, ...]:
    """And back."""
    return tuple(Correction(*one) for one in json.loads(text))
