"""What a version says: the facts of the round and its rows in the order of the board. No name."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlmodel import Session

from contest.campaigns.service import RoundView
from contest.results import publication_store as store
from contest.results.publication_rules import FORMAT
from contest.results.publication_store import Version
from contest.standings.whole import Line


def content(
    view: RoundView,
    version: Version,
    board: Sequence[Line],
    beside: Mapping[str, tuple[str, str]],
) -> dict[str, Any]:
    """The whole of a version; ``beside``: entry → commitment to the name, digest of the receipt."""
    ranked = sum(one.rank is not None for one in board)
    made: dict[str, Any] = {
        "format": FORMAT,
        "campaign": view.campaign_id,
        "round": view.id,
        "title": " ".join(view.title.split()),
        "name": view.name,
        "organiser": " ".join(view.organiser.split()),
        "version": version.version,
        "kind": version.kind,
        "complaint_days": version.complaint_days,
        "previous": version.previous,
        "rules_sha256": view.rules_sha256,
        "criteria": [rung.value for rung in view.rules.criteria],
        "seed_commitment": view.seed_commitment,
        "evidence_sha256": version.evidence_sha256,
        "ranked": ranked,
        "unranked": len(board) - ranked,
        "rows": [_row(one, *beside.get(one.entry_id, ("", ""))) for one in board],
    }
    return made if view.prediction_truth is None else made | {"truth": view.prediction_truth}


def _row(one: Line, commitment: str, receipt: str) -> dict[str, Any]:
    made: dict[str, Any] = {
        "entry": one.entry_id,
        "attempt": one.attempt_id,
        "rank": one.rank,
        "points": one.points,
        "right": one.right,
        "seconds": one.seconds,
        "submitted": one.submitted,
        "error": one.error,
        "commitment": commitment or None,
        "receipt": receipt or None,
    }
    return {name: value for name, value in made.items() if value is not None}


def rows_of(text: str) -> list[dict[str, Any]]:
    """The rows of a stored version."""
    found: list[dict[str, Any]] = json.loads(text)["rows"] if text else []
    return found


def before(db: Session, version: Version) -> list[dict[str, Any]]:
    """The rows of the version that came before this one; none before the first."""
    older = [one for one in store.versions(db, version.round_id) if one.sha256 == version.previous]
    return rows_of(store.content(db, older[-1].id)) if version.previous and older else []
