"""Changing units, on both databases: no sequence of deeds leaves anything but a tree."""

from __future__ import annotations

import random
from contextlib import suppress

import pytest

from contest.errors import Conflict, Invalid
from contest.units import editing, merging, store, tree_rules
from contest.units.wanted import Wanted
from contest.web.database import Database, reading, writing
from tests.contest.units import desk
from tests.contest.units.desk import NOW, TODAY

PLAIN = Wanted("Thôn 1", "village", None, "", open_to_all=True)


@pytest.mark.parametrize("seed", range(3))
def test_after_any_deeds_the_tree_is_a_tree(database: Database, seed: int) -> None:
    chance = random.Random(seed)
    ids = list(desk.commune().values())
    with reading() as db:
        people = set(ids)
    for _ in range(25):
        unit, other = chance.choice(ids), chance.choice([*ids, ""])
        with suppress(Conflict, Invalid):
            _deed(chance, unit, other)
        with reading() as db:
            parents, merges = store.parents(db), store.merges(db)
        assert tree_rules.loops(parents) == frozenset()
        assert all(parent in parents for parent in parents.values() if parent)
        assert not [unit for unit, parent in parents.items() if parent in merges]
        assert {tree_rules.target(merges, each) for each in people}.isdisjoint(merges)


def _deed(chance: random.Random, unit: str, other: str) -> None:
    with writing() as db:
        deed = chance.randrange(3)
        if deed == 0:
            found = editing.whole(db, unit)
            wanted = Wanted(found.unit.name, "group", other or None, found.unit.code, open_to_all=True)
            editing.change(db, "tung", unit, wanted, found.version, NOW)
        elif deed == 1 and other:
            merging.merge(db, "tung", unit, other, merging.plan(db, unit, other, NOW).version, True, NOW)
        else:
            merging.unmerge(db, "tung", unit, NOW)


def test_without_a_token_each_form_is_a_unit_of_its_own(database: Database) -> None:
    with writing() as db:
        first = editing.create(db, "tung", PLAIN, "", NOW)
        assert editing.create(db, "tung", PLAIN, first, NOW) == first
        with pytest.raises(Invalid) as refused:
            editing.create(db, "tung", PLAIN, "", NOW)
    assert refused.value.fields == {"name": "Đã có “Thôn 1” ở cùng nơi. Đặt tên khác, hoặc sửa đơn vị đã có."}


def test_a_merged_unit_is_no_parent_and_no_namesake(database: Database) -> None:
    ids = desk.commune()
    with writing() as db:
        version = merging.plan(db, ids["9b"], ids["9a"], NOW).version
        merging.merge(db, "tung", ids["9b"], ids["9a"], version, False, NOW)
    with writing() as db, pytest.raises(Invalid) as refused:
        editing.create(db, "tung", Wanted("Tổ 1", "other", ids["9b"], "", True), "", NOW)
    assert "parent" in refused.value.fields
    with writing() as db:
        editing.create(db, "tung", Wanted("Lớp 9B", "class", ids["nd"], "", True, 5, TODAY), "", NOW)
    assert desk.headcounts()["Lớp 9B"] == 5


def test_a_number_of_the_same_day_replaces_it_and_another_source_is_a_change(database: Database) -> None:
    ids = desk.commune()
    with writing() as db:
        found = editing.whole(db, ids["9a"])
        wanted = Wanted("Lớp 9A", "class", ids["nd"], "9a", True, 44, TODAY, "Sổ mới")
        editing.change(db, "tung", ids["9a"], wanted, found.version, NOW)
    with reading() as db:
        again = editing.whole(db, ids["9a"])
    assert [(count.people, count.source) for count in again.counts] == [(44, "Sổ mới")]
    assert again.version != found.version


def test_namesakes_are_offered_first_and_children_never(database: Database) -> None:
    ids = desk.commune()
    with reading() as db:
        found = editing.candidates(db, "nguyen du", ids["nd"])
        assert found == []
        names = [unit.name for unit in editing.candidates(db, "Lớp 9B", "")]
        assert names == ["Lớp 9B"]
        assert [unit.name for unit in editing.candidates(db, "", "")] == [
            "Trường THCS Nguyễn Du",
            "Xã Đăk Tô",
        ]
