"""Which rows leave of the tables that serve other contests too: questions, people, units, rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlmodel import Session

from contest.archives import naming
from contest.archives import rows_store as store
from contest.archives.declared import PARTS
from contest.archives.shapes import ordered, table_of
from contest.dashboards import target_rules
from questions.kinds import Content

#: What rows of these point at is no reason to take it along: they follow their unit, or person.
OWN = frozenset({"unit", "unit_headcount", "unit_merge", "person"})

#: Columns without a foreign key that may hold the id of a unit.
TOLD = (("roster_class", "unit_id"), ("round_deed", "subject"), ("selection_change", "subject"))

#: Numbers are compared as numbers, ids as text.
Ids = Mapping[str, set[Any]]


def gathered(db: Session, contest: str) -> Ids:
    """Table → the keys of its rows that leave."""
    ids: dict[str, set[Any]] = {}
    ids["ruleset"] = _pointed_at(db, contest, ids, ("round", "ruleset_id"), ("rule_change", "before_id"))
    ids["ruleset"] |= _pointed_at(db, contest, ids, ("rule_change", "after_id"))
    ids["person"] = _above(db, "person", "merged_into", _all_that_point(db, contest, ids, "person"))
    ids["question_revision"] = _asked(db, contest, ids)
    found = store.by_key(db, table_of("question_revision"), "question_id", ids["question_revision"])
    ids["question"] = {question for _, question in found}
    ids["bank"] = {bank for _, bank in store.by_key(db, table_of("question"), "bank_id", ids["question"])}
    ids["question_picture"] = _pictures(db, ids["question_revision"])
    for table, beside in (("topic", "question_topic"), ("source", "question_source")):
        held = store.by_key(db, table_of(beside), f"{table}_id", ids["question"], of="question_id")
        ids[table] = {one for _, one in held}
    ids["topic"] = _above(db, "topic", "parent_id", ids["topic"])
    ids["unit"] = _with_ends(db, _all_that_point(db, contest, ids, "unit") | _only_told(db, contest, ids))
    return ids


def _only_told(db: Session, contest: str, ids: Ids) -> set[Any]:
    """Units that rows of the contest name without a foreign key, as far as they are still there."""
    told = _pointed_at(db, contest, ids, *TOLD)
    for text in store.values(db, table_of("contest_target"), "content", contest, ids):
        told |= set(target_rules.from_json(text).units)
    return store.there(db, table_of("unit"), "id", told)


def _with_ends(db: Session, units: set[Any]) -> set[Any]:
    """These units with all that they stand below, and all that merged ones count for."""
    every, before = units, -1
    while len(every) > before:
        before = len(every)
        every = _above(db, "unit_merge", "into_id", _above(db, "unit", "parent_id", every))
    return every


def _all_that_point(db: Session, contest: str, ids: Ids, target: str) -> set[Any]:
    """The keys that any row of the contest names in a column that points at this table."""
    places = [
        (table.name, column.name)
        for table in ordered()
        for column in table.columns
        if PARTS[table.name].by
        and table.name not in OWN
        and any(key.column.table.name == target for key in column.foreign_keys)
    ]
    return _pointed_at(db, contest, ids, *places)


def _pointed_at(db: Session, contest: str, ids: Ids, *places: tuple[str, str]) -> set[Any]:
    found: set[Any] = set()
    for name, column in places:
        found.update(store.values(db, table_of(name), column, contest, ids))
    return found - {None}


def _above(db: Session, name: str, column: str, ids: set[Any]) -> set[Any]:
    """These rows of a tree with all that stand above them."""
    every, fresh = set(ids), set(ids)
    while fresh:
        fresh = {above for _, above in store.by_key(db, table_of(name), column, fresh)} - every - {None}
        every |= fresh
    return every


def _asked(db: Session, contest: str, ids: Ids) -> set[int]:
    """The revisions that papers of the contest ask, on screens and on paper."""
    found: set[int] = set()
    for name, part in PARTS.items():
        for column, kind in part.texts.items():
            for text in store.values(db, table_of(name), column, contest, ids):
                found |= naming.revisions(kind, text)
    return found


def _pictures(db: Session, revisions: Iterable[int]) -> set[str]:
    told = store.by_key(db, table_of("question_revision"), "content", set(revisions))
    return {one.digest for _, text in told for one in Content.from_json(text).pictures}
