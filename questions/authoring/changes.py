"""Changing several questions at once; the newest change of a bank can be undone until the next one."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlmodel import Session

from questions.audiences import Audience, Audiences, ordered
from questions.authoring import store
from questions.authoring.editing import By, Loaded, NotThere, dedicate, is_there, move, tie, touch, write
from questions.authoring.listing import stored
from questions.kinds import Level
from questions.models import QuestionChange, QuestionState


class Deed(StrEnum):
    """What can be done to several questions."""

    STATE = "state"
    ADD_TOPIC = "add_topic"
    SET_TOPIC = "set_topic"
    LEVEL = "level"
    SET_AUDIENCE = "set_audience"  # "" is everybody
    ADD_AUDIENCE = "add_audience"  # what is for everybody suits them already
    UNTIL = "valid_until"  # a day as ISO writes it; "" takes it off


@dataclass(frozen=True, slots=True)
class Changed:
    """What was done: the change to undo ("" when nothing changed) and how many questions it touched."""

    change_id: str
    count: int


class TooLate(Exception):
    """The change was undone already, or something else changed its questions since."""


def change(db: Session, bank_id: str, ids: Collection[str], deed: Deed, value: str, by: By) -> Changed:
    """Do one thing to several questions (public ids); those it leaves as they are don't count."""
    bank = store.bank(db, bank_id)
    if bank is None:
        raise NotThere(bank_id)
    before = []
    for loaded in _load(db, store.chosen(db, bank.id or 0, ids)):
        was = _as_it_is(loaded)
        if _apply(db, loaded, deed, value, by):
            touch(db, loaded.row, by)
            before.append(was | {"version": loaded.row.version})
    if not before:
        return Changed("", 0)
    row = QuestionChange(
        bank_id=bank.id or 0, author=by.author, created_at=by.at, deed=deed, before=json.dumps(before)
    )
    store.put(db, row)
    return Changed(row.id, len(before))


def author_of(db: Session, bank_id: str, change_id: str) -> str | None:
    """Who made a change; None when there is none."""
    bank = store.bank(db, bank_id)
    row = store.change(db, bank.id or 0, change_id) if bank else None
    return row.author if row else None


def undo(db: Session, bank_id: str, change_id: str, by: By) -> int:
    """Take a change back; how many questions it was. Raises `TooLate` when one of them changed since."""
    bank = store.bank(db, bank_id)
    row = store.change(db, bank.id or 0, change_id) if bank else None
    if bank is None or row is None:
        raise NotThere(change_id)
    before = {one["question"]: one for one in json.loads(row.before)}
    loaded = _load(db, store.by_numbers(db, bank.id or 0, before.keys()))
    stale = any(_is_another(one, before[one.row.id]) for one in loaded)
    if row.undone or stale or len(loaded) != len(before):
        raise TooLate(change_id)
    for one in loaded:
        _put_back(db, one, Deed(row.deed), before[one.row.id], by)
        touch(db, one.row, by)
    row.undone = True
    store.put(db, row)
    return len(loaded)


def _is_another(loaded: Loaded, was: dict[str, Any]) -> bool:
    """Changed since, or not even the same question: SQLite gives the number of a deleted one out again."""
    return loaded.row.version != was["version"] or loaded.row.public_id != was.get("id", loaded.row.public_id)


def _load(db: Session, rows: Sequence[store.Row]) -> list[Loaded]:
    seen = stored(db, rows)
    return [Loaded(row, newest, one) for (row, newest), one in zip(rows, seen, strict=True)]


def _as_it_is(loaded: Loaded) -> dict[str, Any]:
    return {
        "question": loaded.row.id,
        "id": loaded.row.public_id,
        "state": loaded.row.state,
        "drawn": loaded.row.drawn,
        "reviewer": loaded.newest.reviewer,
        "alone": loaded.newest.signed_alone,
        "topics": list(loaded.stored.topics),
        "audiences": list(loaded.stored.audiences),
        "level": loaded.newest.level,
        "valid_until": _iso(loaded.newest.valid_until),
        "approver": loaded.newest.approver,
        "number": loaded.newest.number,
        "author": loaded.newest.author,
        "at": _iso(loaded.newest.created_at),
        "key_author": loaded.stored.newest.key_author,
        "key_at": _iso(loaded.stored.newest.key_at),
    }


def _iso(when: date | datetime | None) -> str:
    return when.isoformat() if when else ""


def _apply(db: Session, loaded: Loaded, deed: Deed, value: str, by: By) -> bool:
    doing: dict[Deed, Callable[[], bool]] = {
        Deed.STATE: lambda: _set_state(db, loaded, QuestionState(value), by),
        Deed.ADD_TOPIC: lambda: _set_topics(db, loaded, (*loaded.stored.topics, value)),
        Deed.SET_TOPIC: lambda: _set_topics(db, loaded, (value,)),
        Deed.LEVEL: lambda: _set_level(db, loaded, Level(value), by),
        Deed.SET_AUDIENCE: lambda: _set_audiences(db, loaded, ordered([value])),
        Deed.ADD_AUDIENCE: lambda: _add_audience(db, loaded, Audience(value)),
        Deed.UNTIL: lambda: _set_until(db, loaded, _day(value), by),
    }
    return doing[deed]()


def _put_back(db: Session, loaded: Loaded, deed: Deed, was: dict[str, Any], by: By) -> None:
    if deed is Deed.STATE:
        _state_of_before(db, loaded, was)
    elif deed is Deed.LEVEL:
        _set_level(db, loaded, Level(was["level"]), by)
        _hands_of_before(db, loaded, was)
    elif deed is Deed.UNTIL:
        _set_until(db, loaded, _day(was["valid_until"]), by)
        _hands_of_before(db, loaded, was)
    elif deed in (Deed.SET_AUDIENCE, Deed.ADD_AUDIENCE):
        _set_audiences(db, loaded, ordered(was["audiences"]))
    else:
        _set_topics(db, loaded, was["topics"])


def _state_of_before(db: Session, loaded: Loaded, was: dict[str, Any]) -> None:
    """Undoing approves nothing anew: whoever did it before still answers for it."""
    row, newest = loaded.row, loaded.newest
    row.state, row.drawn = was["state"], was.get("drawn", row.drawn)
    newest.approver = was.get("approver", newest.approver)
    newest.reviewer = was.get("reviewer", newest.reviewer)
    newest.signed_alone = was.get("alone", newest.signed_alone)
    store.put(db, row, newest)


def _hands_of_before(db: Session, loaded: Loaded, was: dict[str, Any]) -> None:
    """Whoever wrote what stands there again is its author, and who had read it has read it: undoing makes
    nobody the writer of words that they only moved to and fro."""
    (newest, *_) = store.revisions(db, loaded.row.id or 0)
    if newest.settled or "author" not in was or newest.number != was["number"]:
        return
    key = store.keys(db, [newest.id or 0])[-1]
    newest.author, newest.created_at = was["author"], _instant(was["at"])
    newest.reviewer = was["reviewer"]
    key.author, key.created_at = was["key_author"], _instant(was["key_at"])
    store.put(db, newest, key)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _instant(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _set_state(db: Session, loaded: Loaded, state: QuestionState, by: By) -> bool:
    if is_there(loaded.stored, state):
        return False
    move(db, loaded, state, by)
    return True


def _set_topics(db: Session, loaded: Loaded, topics: Sequence[str]) -> bool:
    if set(topics) == set(loaded.stored.topics):
        return False
    tie(db, loaded.row, topics)
    return True


def _set_audiences(db: Session, loaded: Loaded, audiences: Audiences) -> bool:
    if set(audiences) == set(loaded.stored.audiences):
        return False
    dedicate(db, loaded.row, audiences)
    return True


def _add_audience(db: Session, loaded: Loaded, audience: Audience) -> bool:
    named = loaded.stored.audiences
    return bool(named) and _set_audiences(db, loaded, ordered([*named, audience]))


def _set_level(db: Session, loaded: Loaded, level: Level, by: By) -> bool:
    if loaded.newest.level == level:
        return False
    write(db, loaded, replace(loaded.stored.parsed, level=level), by)
    return True


def _set_until(db: Session, loaded: Loaded, day: date | None, by: By) -> bool:
    if loaded.newest.valid_until == day:
        return False
    write(db, loaded, replace(loaded.stored.parsed, valid_until=day), by)
    return True
