"""The paper of an attempt as it is stored, and what a round's papers are drawn from."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

from sqlmodel import Session

from contest.campaigns import pools
from contest.campaigns.service import RoundView
from questions import service as questions
from questions.audiences import Audience
from questions.blueprint import Blueprint, BlueprintError, Drawn, Pool
from questions.kinds import Content
from questions.naming import suggestions
from questions.service import Share

#: Stands for the prediction, which is in no bank.
PREDICTION_REVISION = 0

#: A round, its bank, the day its questions are valid on, its share of them, those that every paper has, whom
#: the others are for.
PoolKey = tuple[str, str, date | None, Share | None, tuple[str, ...], Audience | None]
MISSING = "Ngân hàng không có câu hỏi mở của đề."

_pools: dict[PoolKey, Pool] = {}
_open: dict[PoolKey, tuple[int, ...]] = {}
_contents: dict[int, Content] = {}


def to_json(paper: Sequence[Drawn], behind: Sequence[int] = (), *, has_prediction: bool) -> str:
    """A paper as text: its questions with their options as shown, the prediction last. Between them open
    questions have their revision below 0, so that whatever counts or grades a paper passes them by."""
    slots: list[list[object]] = [[drawn.revision, list(drawn.options)] for drawn in paper]
    slots += [[-revision, []] for revision in behind]
    if has_prediction:
        slots.append([PREDICTION_REVISION, []])
    return json.dumps(slots, separators=(",", ":"))


def split(stored: str) -> tuple[tuple[Drawn, ...], tuple[Drawn, ...]]:
    """The questions of a stored paper in the order of their slots: those that are graded, and the open ones,
    which stand behind them."""
    return whole(stored)[:2]


def whole(stored: str) -> tuple[tuple[Drawn, ...], tuple[Drawn, ...], bool]:
    """The same, and whether the last slot is a prediction: understood once."""
    slots = json.loads(stored)
    graded = [
        Drawn(revision, tuple(options)) for revision, options in slots if revision > PREDICTION_REVISION
    ]
    behind = [Drawn(-revision, ()) for revision, _ in slots if revision < PREDICTION_REVISION]
    return tuple(graded), tuple(behind), any(revision == PREDICTION_REVISION for revision, _ in slots)


def from_json(stored: str) -> tuple[Drawn, ...]:
    """The questions of a stored paper that are graded."""
    return split(stored)[0]


def behind(stored: str) -> tuple[Drawn, ...]:
    """The open questions of a stored paper."""
    return split(stored)[1]


def numbers_behind(stored: str) -> tuple[int, ...]:
    """Their revisions, as ``to_json`` takes them."""
    return tuple(drawn.revision for drawn in behind(stored))


def has_prediction(stored: str) -> bool:
    """Whether the last slot of a stored paper is a prediction."""
    return any(revision == PREDICTION_REVISION for revision, _ in json.loads(stored))


def open_questions(db: Session, view: RoundView) -> tuple[int, ...]:
    """The revisions of the open questions that a round's papers end in: read once, as its pool is.
    BlueprintError when one is gone."""
    if not view.rules.suggestions:
        return ()
    key = _key(view)
    if key not in _open:
        found = suggestions(db, view.bank_slug, view.rules.suggestions)
        if len(found) < len(view.rules.suggestions):
            raise BlueprintError(MISSING)
        _open[key] = tuple(found[question] for question in view.rules.suggestions)
    return _open[key]


def blueprint(view: RoundView) -> Blueprint:
    """What the ruleset's paper is made of, in the words of the library."""
    return pools.blueprint(view.rules, rehearsed=bool(view.rehearsal_of))


def pool(db: Session, view: RoundView) -> Pool:
    """What a round's papers are drawn from: read once, so that everybody draws from the same."""
    key = _key(view)
    if key not in _pools:
        _pools[key] = Pool(pools.pool(db, view.bank_slug, view.rules, view.opens_at, view.shift))
    return _pools[key]


def _key(view: RoundView) -> PoolKey:
    day, share = pools.checked_on(view.rules, view.opens_at), pools.share(view.rules, view.shift)
    return view.id, view.bank_slug, day, share, view.rules.named, view.rules.asked_of


def forget_pool(view: RoundView) -> None:
    """Read a round's bank again: it was too small, and somebody may be filling it."""
    _pools.pop(_key(view), None)
    _open.pop(_key(view), None)


def forget_pools() -> None:
    """Read the banks again: after a change of questions, between tests."""
    _pools.clear()
    _open.clear()
    _contents.clear()


def forget_contents() -> None:
    """Read what revisions ask again: after questions were deleted an id may be given to another one."""
    _contents.clear()


def contents(db: Session, paper: Sequence[Drawn]) -> list[Content]:
    """What a paper asks, slot by slot. A revision never changes, so it is read and understood once."""
    missing = {drawn.revision for drawn in paper} - _contents.keys()
    if missing:
        _contents.update(questions.contents(db, missing))
    return [_contents[drawn.revision] for drawn in paper]
