"""Figures as they are stored: JSON with exact fractions, and back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pydantic import TypeAdapter
from sqlmodel import Session

from contest.campaigns.service import RoundView
from contest.reports import store
from contest.reports.counting import Counted
from contest.reports.models import AnalysisItem
from contest.reports.states import Scope
from contest.signals.rules import Drift
from questions.analysis.figures import Item
from questions.analysis.whole import Whole


@dataclass(frozen=True, slots=True)
class Kept:
    """One question's figures in one round, as they are kept."""

    item: Item
    drift: Drift | None


@dataclass(frozen=True, slots=True)
class Line:
    """The same with whose they are."""

    round_id: str
    question: str
    item: Item
    drift: Drift | None


@dataclass(frozen=True, slots=True)
class Stored:
    """A round's figures as they were counted."""

    whole: Whole
    lines: tuple[Line, ...]
    counted_at: datetime
    graded_at: datetime | None
    stamp: str


KEPT = TypeAdapter(Kept)
WHOLE = TypeAdapter(Whole)
COUNTED = TypeAdapter(Counted)


def keep(db: Session, view: RoundView, made: Counted, now: datetime) -> bool:
    """Store the figures of a round. False: nothing changed since they were counted before."""
    if store.digests(db, view.id) == {scope.value: made.digest for scope in made.scopes}:
        store.restamp(db, view.id, made.stamp, now)
        return False
    about = {"round_id": view.id, "campaign_id": view.campaign_id}
    stamps = {"digest": made.digest, "stamp": made.stamp, "counted_at": now, "graded_at": made.graded_at}
    wholes, items = [], []
    for scope, analysis in made.scopes.items():
        body = WHOLE.dump_json(analysis.whole).decode()
        wholes.append({**about, **stamps, "scope": scope.value, "body": body})
        for item in analysis.items:
            kept = KEPT.dump_json(Kept(item, made.drifts.get(item.item))).decode()
            figures = {"revision": item.item, "question": made.questions[item.item], "body": kept}
            people = {"people": item.people, "right": item.right}
            items.append({**about, **figures, **people, "scope": scope.value})
    store.replace(db, view.id, wholes, items)
    return True


def stored(db: Session, round_id: str, scope: Scope) -> Stored | None:
    """The figures of a round; None while they were not counted."""
    row = store.whole(db, round_id, scope.value)
    if row is None:
        return None
    lines = tuple(_line(one) for one in store.items(db, round_id, scope.value))
    return Stored(WHOLE.validate_json(row.body), lines, row.counted_at, row.graded_at, row.stamp)


def of_question(db: Session, question: str) -> tuple[Line, ...]:
    """What one question's figures were in all rounds, first attempts alone."""
    return tuple(_line(one) for one in store.of_question(db, question, Scope.FIRST.value))


def _line(row: AnalysisItem) -> Line:
    kept = KEPT.validate_json(row.body)
    return Line(row.round_id, row.question, kept.item, kept.drift)
