"""Birth years in the keys of boards that rank by age: where they are, and taking them out."""

from __future__ import annotations

from sqlmodel import Session

from contest.ruleset.rules import Ruleset
from contest.standings import counting_store, service, store
from contest.standings.rules import BY_AGE, without_years


def forget_years(db: Session, rules: Ruleset, round_id: str) -> None:
    """Take birth years out of a closed board's keys, with the order as it stands: names are being erased."""
    if ranks_by_age(rules):
        rows = store.everybody(db, round_id)
        keys = without_years(rules, [row.sort_key for row in rows])
        fresh = zip(rows, keys, strict=True)
        counting_store.rekey(db, round_id, [(row.entry_id, new, row.prediction_error) for row, new in fresh])
        service.count_anew(db, round_id)


def ranks_by_age(rules: Ruleset) -> bool:
    """Whether birth years are part of a board's order."""
    return bool(BY_AGE & set(rules.criteria))
