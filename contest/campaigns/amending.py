"""Other rules for a round that people are in already: kept with their reason, and shown to everybody.

What may still change, and who may say so, is the caller's to ask, after :func:`editing.hold`.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from contest import entropy
from contest.campaigns import editing, store
from contest.campaigns.models import RuleChange
from contest.campaigns.service import RoundView
from contest.ruleset.rules import Ruleset


@dataclass(frozen=True)
class Amendment:
    """One change of a round's rules after its opening."""

    at: datetime
    reason: str
    before: Ruleset
    after: Ruleset


def amend(db: Session, actor: str, view: RoundView, rules: Ruleset, reason: str, now: datetime) -> str:
    """Put a round under other rules and keep why; the change's id."""
    before = store.ruleset(db, view.rules.to_json(), view.rules_sha256, now)
    editing.set_rules(db, [view.id], rules, now)
    store.change_rounds(db, [view.id], {"amended_at": now})
    change = RuleChange(
        id=entropy.new_id(),
        round_id=view.id,
        before_id=before,
        after_id=store.ruleset(db, rules.to_json(), rules.sha256(), now),
        reason=reason,
        by_staff=actor,
        at=now,
    )
    store.add_rule_change(db, change)
    return change.id


def amendments(db: Session, round_id: str) -> tuple[Amendment, ...]:
    """Every change of a round's rules after its opening, the oldest first."""
    return tuple(
        Amendment(change.at, change.reason, Ruleset.from_json(before), Ruleset.from_json(after))
        for change, before, after in store.rule_changes(db, round_id)
    )


def reasons(db: Session, ids: Collection[str]) -> dict[str, str]:
    """The reasons of these changes, by their ids."""
    return store.change_reasons(db, ids)
