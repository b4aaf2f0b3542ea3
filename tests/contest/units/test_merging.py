"""Merging units and taking them apart: what is stored, on both databases."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from contest.audit import service as audit
from contest.errors import Conflict, Invalid, NotFound
from contest.units import merging, service
from contest.units.service import UnitDraft
from contest.web.database import Database, reading, writing

NOW = datetime(2026, 10, 5, 1, 0, tzinfo=UTC)
TODAY = date(2026, 10, 5)
BEFORE = TODAY - timedelta(days=30)
DRAFTS = (
    UnitDraft("xa", "Xã Đăk Tô", "commune", open_to_all=False),
    UnitDraft("a", "Thôn Đăk Rao", "village", "xa", 40),
    UnitDraft("b", "Thôn Đắk Rao Lớn", "village", "xa", 30),
    UnitDraft("b1", "Chi đoàn thôn Đắk Rao Lớn", "youth", "b", 9),
    UnitDraft("c", "Thôn Kon Tu", "village", "xa"),
)
Ids = dict[str, str]


@pytest.fixture
def ids(database: Database) -> Ids:
    with writing() as db:
        return service.save_units(db, DRAFTS, BEFORE)


def merge(ids: Ids, unit: str, into: str, together: bool = False, now: datetime = NOW) -> None:
    with writing() as db:
        version = merging.plan(db, ids[unit], ids[into], now).version
        merging.merge(db, "tung", ids[unit], ids[into], version, together, now)


def unmerge(ids: Ids, unit: str) -> None:
    with writing() as db:
        merging.unmerge(db, "tung", ids[unit], NOW + timedelta(hours=1))


def counts(ids: Ids, on: date = TODAY) -> dict[str, int]:
    with reading() as db:
        by_id = service.headcounts(db, on)
    return {code: by_id[id] for code, id in ids.items() if id in by_id}


def found(query: str) -> list[str]:
    with reading() as db:
        return [row.name for row in service.search(db, query)]


def test_a_merged_unit_is_its_target_for_everybody(ids: Ids) -> None:
    merge(ids, "b", "a")
    with reading() as db:
        assert service.names(db, [ids["b"], ids["a"]]) == {
            ids["b"]: "Thôn Đăk Rao",
            ids["a"]: "Thôn Đăk Rao",
        }
        assert service.rows(db, [ids["b"]])[ids["b"]].id == ids["a"]
        assert service.resolve(db, [ids["b"], "nowhere"]) == {ids["b"]: ids["a"], "nowhere": "nowhere"}
        assert service.family(db, ids["b"]) == service.family(db, ids["a"]) == {ids["a"], ids["b"]}
        assert service.fold_counts(db, {ids["a"]: 2, ids["b"]: 3}) == {ids["a"]: 5}
        assert service.merged(db) == {ids["b"]: ids["a"]}


def test_it_is_offered_no_more_but_taken_from_a_form_that_was_open(ids: Ids) -> None:
    merge(ids, "b", "a")
    assert found("rao") == ["Chi đoàn thôn Đắk Rao Lớn", "Thôn Đăk Rao"]
    with reading() as db:
        assert service.choose(db, ids["b"]) == ids["a"]
        shown = service.find(db, "kon tu", keep=ids["b"])
    assert [row.id for row in shown.rows] == [ids["a"], ids["c"]]


def test_what_stood_below_it_moves_along_and_is_found_by_the_new_name(ids: Ids) -> None:
    merge(ids, "b", "c")
    assert found("kon tu chi doan") == ["Chi đoàn thôn Đắk Rao Lớn"]
    with reading() as db:
        assert service.names(db, [ids["b1"]]) == {ids["b1"]: "Chi đoàn thôn Đắk Rao Lớn, Thôn Kon Tu"}


def test_the_target_keeps_its_own_headcount(ids: Ids) -> None:
    merge(ids, "b", "a")
    assert counts(ids) == {"a": 40, "b1": 9}


def test_or_both_are_added_from_the_day_of_the_merge_on(ids: Ids) -> None:
    merge(ids, "b", "a", together=True)
    assert counts(ids) == {"a": 70, "b1": 9}
    assert counts(ids, TODAY - timedelta(days=1))["a"] == 40


def test_a_target_without_a_number_takes_that_of_the_other(ids: Ids) -> None:
    with reading() as db:
        plan = merging.plan(db, ids["b"], ids["c"], NOW)
    assert (plan.kept, plan.own, plan.together, plan.children) == (None, merging.Count(30, BEFORE), 30, 1)
    merge(ids, "b", "c", together=True)
    assert counts(ids)["c"] == 30


def test_nothing_is_offered_to_be_added_where_there_is_no_number(ids: Ids) -> None:
    with reading() as db:
        assert merging.plan(db, ids["c"], ids["a"], NOW).together is None


@pytest.mark.parametrize("together", [False, True])
def test_undoing_puts_everything_back(ids: Ids, together: bool) -> None:
    with reading() as db:
        names, before = service.names(db, ids.values()), counts(ids)
    merge(ids, "b", "a", together)
    unmerge(ids, "b")
    with reading() as db:
        assert service.names(db, ids.values()) == names
        assert service.merged(db) == {}
        assert service.choose(db, ids["b"]) == ids["b"]
    assert counts(ids) == before
    assert found("dak rao lon") == ["Chi đoàn thôn Đắk Rao Lớn", "Thôn Đắk Rao Lớn"]
    assert found("xa dak to thon dak rao lon") == ["Thôn Đắk Rao Lớn"]


def test_undoing_restores_the_number_that_the_sum_replaced(ids: Ids) -> None:
    with writing() as db:
        service.save_units(db, [UnitDraft("a", "Thôn Đăk Rao", "village", "xa", 44)], TODAY)
    merge(ids, "b", "a", together=True)
    assert counts(ids)["a"] == 74
    unmerge(ids, "b")
    assert counts(ids)["a"] == 44


def test_a_number_told_after_the_merge_stays(ids: Ids) -> None:
    merge(ids, "b", "a", together=True)
    with writing() as db:
        service.save_units(db, [UnitDraft("a", "Thôn Đăk Rao", "village", "xa", 80)], TODAY)
    unmerge(ids, "b")
    assert counts(ids)["a"] == 80


def test_merged_again_and_again_everybody_counts_for_the_last(ids: Ids) -> None:
    merge(ids, "b", "a")
    merge(ids, "a", "c")
    with reading() as db:
        assert service.merged(db) == {ids["a"]: ids["c"], ids["b"]: ids["c"]}
        assert service.choose(db, ids["b"]) == ids["c"]
    unmerge(ids, "a")
    with reading() as db:
        assert service.merged(db) == {ids["b"]: ids["a"]}


def test_undoing_never_puts_a_unit_below_itself(ids: Ids) -> None:
    """Its old parent was moved below one of its children meanwhile."""
    merge(ids, "b", "a")
    with writing() as db:
        service.save_units(db, [UnitDraft("b1", "Chi đoàn", "youth", None)], TODAY)
        service.save_units(db, [UnitDraft("xa", "Xã Đăk Tô", "commune", "b1")], TODAY)
    unmerge(ids, "b")
    with reading() as db:
        rows = service.rows(db, ids.values())
        assert rows[ids["b"]].parent_id == ids["xa"]
        assert rows[ids["b1"]].parent_id is None


class TestRefused:
    def test_with_itself(self, ids: Ids) -> None:
        with pytest.raises(Invalid) as refused:
            merge(ids, "a", "a")
        assert refused.value.fields == {"into": "Chọn một đơn vị khác để gộp vào."}

    def test_into_what_lies_in_it(self, ids: Ids) -> None:
        with pytest.raises(Invalid) as refused:
            merge(ids, "xa", "b1")
        assert "Gộp ngược lại" in refused.value.fields["into"]

    def test_into_a_merged_one(self, ids: Ids) -> None:
        merge(ids, "b", "a")
        with pytest.raises(Invalid) as refused:
            merge(ids, "c", "b")
        assert "đã gộp vào đơn vị khác" in refused.value.fields["into"]

    def test_what_is_merged_elsewhere(self, ids: Ids) -> None:
        merge(ids, "b", "a")
        with pytest.raises(Conflict, match="đã gộp vào “Thôn Đăk Rao”"):
            merge(ids, "b", "c")

    def test_nowhere(self, ids: Ids) -> None:
        here = ids | {"nowhere": "0" * 13}
        with pytest.raises(NotFound):
            merge(here, "nowhere", "a")
        with pytest.raises(Invalid):
            merge(here, "a", "nowhere")

    def test_a_page_that_is_old(self, ids: Ids) -> None:
        with writing() as db:
            version = merging.plan(db, ids["b"], ids["a"], NOW).version
            service.save_units(db, [UnitDraft("a", "Thôn Đăk Rao", "village", "xa", 41)], TODAY)
        with pytest.raises(Conflict, match="Vừa có người sửa"), writing() as db:
            merging.merge(db, "tung", ids["b"], ids["a"], version, True, NOW)
        assert counts(ids)["a"] == 41

    def test_undoing_what_is_not_merged(self, ids: Ids) -> None:
        with pytest.raises(Conflict, match="không còn gộp"):
            unmerge(ids, "b")


def test_pressed_twice_it_is_one_merge_and_one_line_in_the_chain(ids: Ids) -> None:
    with writing() as db:
        version = merging.plan(db, ids["b"], ids["a"], NOW).version
    for _ in range(2):
        with writing() as db:
            merging.merge(db, "tung", ids["b"], ids["a"], version, True, NOW)
    assert counts(ids)["a"] == 70
    with reading() as db:
        assert audit.verify(db).rows == 1
        assert [unit.id for unit, _ in merging.merged_into(db, ids["a"])] == [ids["b"]]


def test_the_marker_moves(ids: Ids) -> None:
    seen = []
    for deed in (lambda: None, lambda: merge(ids, "b", "a"), lambda: unmerge(ids, "b")):
        deed()
        with reading() as db:
            seen.append(service.marker(db))
    assert seen[0] != seen[1] != seen[2]
