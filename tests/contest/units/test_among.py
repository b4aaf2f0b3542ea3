"""Parts of the tree that are compared among themselves: kinds, and what lies below a unit."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from contest.units import merging, service
from contest.web.database import Database, reading, writing
from tests.contest.selects import selects
from tests.contest.units.test_service import DRAFTS, TODAY

NOW = datetime(2026, 10, 5, 4, 0, tzinfo=UTC)


@pytest.fixture
def ids(database: Database) -> dict[str, str]:
    """Code → id of a small commune."""
    with writing() as db:
        return service.save_units(db, DRAFTS, TODAY)


def codes(ids: dict[str, str], found: frozenset[str]) -> set[str]:
    return {code for code, id in ids.items() if id in found}


def merge(unit: str, into: str) -> None:
    with writing() as db:
        planned = merging.plan(db, unit, into, NOW)
        merging.merge(db, "staff00000001", unit, into, planned.version, True, NOW)


def test_the_kinds_that_there_are_in_their_order(ids: dict[str, str]) -> None:
    with reading() as db:
        kinds = [kind for kind, _ in service.kinds_in_use(db)]
        assert service.kinds_in_use(db)[-2] == ("village", "Thôn, tổ dân phố")
    assert kinds == ["commune", "office", "school", "class", "village", "youth"]


def test_all_of_a_kind(ids: dict[str, str]) -> None:
    with reading() as db:
        assert codes(ids, service.of_kind(db, "class")) == {f"nd-{n}{c}" for n in (6, 9, 10) for c in "AB"}
        assert service.of_kind(db, "group") == service.of_kind(db, "") == frozenset()


def test_who_has_others_below(ids: dict[str, str]) -> None:
    with reading() as db:
        assert service.heads(db) == (
            (ids["nd"], "Trường THCS Nguyễn Du"),
            (ids["xa"], "Xã Đăk Tô"),
        )


def test_everything_below_at_any_depth_without_itself(ids: dict[str, str]) -> None:
    with reading() as db:
        assert codes(ids, service.below(db, ids["xa"])) == set(ids) - {"xa"}
        assert codes(ids, service.below(db, ids["nd"])) == {f"nd-{n}{c}" for n in (6, 9, 10) for c in "AB"}
        assert service.below(db, ids["thon"]) == service.below(db, "0" * 13) == frozenset()


def test_merged_units_are_their_others(ids: dict[str, str]) -> None:
    merge(ids["nd-6A"], ids["nd-6B"])
    with reading() as db:
        assert ids["nd-6A"] not in service.below(db, ids["nd"]) | service.of_kind(db, "class")
    merge(ids["nd"], ids["du"])
    with reading() as db:
        assert ids["nd"] not in dict(service.heads(db))
        assert service.below(db, ids["nd"]) == service.below(db, ids["du"])


def test_it_costs_the_same_for_any_tree(database: Database, ids: dict[str, str]) -> None:
    few = selects(database)
    with reading() as db:
        service.below(db, ids["xa"])
        service.heads(db)
    assert len(few) <= 8
