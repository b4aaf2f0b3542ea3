"""Two people at the same moment, on both databases: one is first, the other is told or finds it done."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from sqlmodel import Session

from contest.accounts import service as accounts
from contest.accounts.states import Role
from contest.audit.service import SERVER
from contest.entropy import new_id
from contest.errors import Conflict, Invalid, NotFound
from contest.lists import drafts
from contest.units import (
    editing,
    importing,
    merging,
    sample,
    sampling,
    saving,
    service,
    store,
    tree_rules,
    undoing,
)
from contest.units.mending_rules import Deed
from contest.units.sheet_rules import SheetRow
from contest.units.wanted import Wanted
from contest.web.database import Database, reading, writing
from tests.contest.units import desk
from tests.contest.units.desk import NOW, Ids
from tests.racing import behind

Deeds = Callable[[], object]


@pytest.fixture
def ids(database: Database) -> Ids:
    return desk.commune()


@pytest.fixture
def owner(database: Database) -> str:
    with writing() as db:
        return accounts.create_staff(db, SERVER, "nhung", "Lê Nhung", Role.ORGANISER, "-", NOW).id


def together(*deeds: Deeds) -> list[object]:
    """Run the deeds at once; what each returned, or how it was refused."""
    start = Barrier(len(deeds))

    def run(deed: Deeds) -> object:
        start.wait()
        try:
            return deed()
        except (Conflict, Invalid, NotFound) as refused:
            return refused

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def refused(outcomes: list[object]) -> list[object]:
    return [each for each in outcomes if isinstance(each, Exception)]


def wanted(unit_id: str) -> tuple[Wanted, str]:
    """A unit as its form holds it, with the form's version."""
    with reading() as db:
        found = editing.whole(db, unit_id)
    unit = found.unit
    return Wanted(unit.name, unit.kind, unit.parent_id, unit.code, unit.open_to_all), found.version


def change(unit_id: str, held: Wanted, version: str) -> Deeds:
    def deed() -> None:
        with writing() as db:
            editing.change(db, "tung", unit_id, held, version, NOW)

    return deed


def test_two_forms_of_one_unit_never_both_store(ids: Ids) -> None:
    held, version = wanted(ids["9a"])
    one, other = (change(ids["9a"], replace(held, name=name), version) for name in ("Lớp A", "Lớp B"))
    (told,) = refused(together(one, other))
    assert isinstance(told, Conflict)
    assert told.message == editing.STALE
    assert {"Lớp A", "Lớp B"} & desk.units().keys() != {"Lớp A", "Lớp B"}
    assert desk.audited() == 1


def test_the_same_form_twice_at_once_is_one_change_and_no_refusal(ids: Ids) -> None:
    held, version = wanted(ids["9a"])
    deed = change(ids["9a"], replace(held, name="Lớp 9A1", people=41), version)
    assert refused(together(deed, deed)) == []
    assert desk.headcounts()["Lớp 9A1"] == 41
    assert desk.audited() == 1


def test_each_put_below_the_other_leaves_a_tree(ids: Ids) -> None:
    school, school_version = wanted(ids["nd"])
    village, village_version = wanted(ids["rao"])
    outcomes = together(
        change(ids["nd"], replace(school, parent_id=ids["rao"]), school_version),
        change(ids["rao"], replace(village, parent_id=ids["nd"]), village_version),
    )
    (told,) = refused(outcomes)
    assert isinstance(told, Invalid)
    assert list(told.fields) == ["parent"]
    with reading() as db:
        assert tree_rules.loops(store.parents(db)) == frozenset()


def test_two_units_of_one_name_at_one_place_are_one(ids: Ids) -> None:
    held = Wanted("Thôn 1", "village", ids["xa"], "", open_to_all=True)

    def deed() -> str:
        with writing() as db:
            return editing.create(db, "tung", held, "", NOW)

    (told,) = refused(together(deed, deed))
    assert isinstance(told, Invalid)
    assert "cùng nơi" in told.fields["name"]


def test_a_form_sent_twice_at_once_is_one_unit(ids: Ids) -> None:
    held, token = Wanted("Thôn 1", "village", None, "", open_to_all=True), new_id()

    def deed() -> str:
        with writing() as db:
            return editing.create(db, "tung", held, token, NOW)

    assert together(deed, deed) == [token, token]
    assert desk.audited() == 1


def merge(unit: str, into: str) -> Deeds:
    with reading() as db:
        version = merging.plan(db, unit, into, NOW).version

    def deed() -> None:
        with writing() as db:
            merging.merge(db, "tung", unit, into, version, False, NOW)

    return deed


def test_merged_into_each_other_only_one_goes(ids: Ids) -> None:
    outcomes = together(merge(ids["9a"], ids["9b"]), merge(ids["9b"], ids["9a"]))
    assert len(refused(outcomes)) == 1
    with reading() as db:
        merges = service.merged(db)
    assert len(merges) == 1
    assert set(merges) != set(merges.values())


def test_removed_while_it_is_merged_nobody_points_at_nothing(ids: Ids) -> None:
    def remove() -> None:
        with writing() as db:
            editing.remove(db, "tung", ids["9b"], NOW)

    outcomes = together(merge(ids["9a"], ids["9b"]), remove)
    assert len(refused(outcomes)) == 1
    with reading() as db:
        known = store.parents(db).keys()
        assert set(store.merges(db).values()) <= known
        assert service.choose(db, ids["9a"]) in known


def begin(owner: str, *rows: SheetRow) -> str:
    with writing() as db:
        return importing.begin(db, owner, "ds.xlsx", rows, NOW)


def save(owner: str, import_id: str, version: int = 1) -> Deeds:
    def deed() -> saving.Saved:
        with writing() as db:
            return saving.save(db, owner, import_id, version, NOW)

    return deed


def test_a_list_saved_by_two_presses_is_saved_once(ids: Ids, owner: str) -> None:
    press = save(owner, begin(owner, SheetRow(2, "Thôn 1", people="5"), SheetRow(3, "Thôn 2")))
    outcomes = together(press, press)
    assert refused(outcomes) == []
    assert sorted(each.made for each in outcomes if isinstance(each, saving.Saved)) == [2, 2]
    assert len(desk.units()) == 7
    assert desk.audited() == 1


def test_two_lists_with_one_unit_make_it_once(ids: Ids, owner: str) -> None:
    row = SheetRow(2, "Thôn 1", code="t1", people="5")
    outcomes = together(*(save(owner, begin(owner, row)) for _ in range(2)))
    assert refused(outcomes) == []
    assert [name for name in desk.units() if name == "Thôn 1"] == ["Thôn 1"]
    assert sorted(each.made for each in outcomes if isinstance(each, saving.Saved)) == [0, 1]


def test_mended_while_it_is_saved_nothing_unseen_is_stored(ids: Ids, owner: str) -> None:
    draft = begin(owner, SheetRow(2, "Thôn 1"), SheetRow(3, "Thôn 2", parent="Đâu đó"))

    def mend() -> None:
        with writing() as db:
            importing.mend(db, owner, draft, 2, Deed.WRITE, {"name": "Thôn khác"}, NOW)

    saved, mended = together(save(owner, draft), mend)
    names = desk.units().keys() & {"Thôn 1", "Thôn khác"}
    if isinstance(saved, Conflict):
        assert (saved.message, names, mended) == (drafts.STALE, set(), None)
    else:
        assert isinstance(mended, Conflict)
        assert (mended.message, names) == (drafts.NO_ROW, {"Thôn 1"})


def test_undone_twice_at_once_nothing_more_goes(ids: Ids, owner: str) -> None:
    draft = begin(owner, SheetRow(2, "Thôn 1"))
    save(owner, draft)()

    def undo() -> importing.Done:
        with writing() as db:
            return undoing.undo(db, owner, draft, NOW)

    assert together(undo, undo) == [importing.Done(), importing.Done()]
    assert len(desk.units()) == 5
    assert desk.audited() == 2


# --- where there is no unit yet -----------------------------------------------------------------


def alone(deed: Callable[[Session], object]) -> Deeds:
    def run() -> object:
        with writing() as db:
            return deed(db)

    return run


def put_in(db: Session) -> None:
    sampling.put_in(db, "tung", NOW)


def test_the_sample_commune_pressed_twice_at_once_is_one_tree(database: Database) -> None:
    with writing() as db:
        put_in(db)
        second = behind(alone(put_in))
    assert second.result(30) is None
    with reading() as db:
        codes = sorted(unit.code for unit in store.everything(db))
    assert codes == sorted(draft.code for draft in sample.commune())
    assert desk.audited() == 1


def test_two_first_units_of_one_name_are_one(database: Database) -> None:
    held = Wanted("Xã Đăk Tô", "commune", None, "", open_to_all=True)

    def create(db: Session) -> str:
        return editing.create(db, "tung", held, "", NOW)

    with writing() as db:
        create(db)
        second = behind(alone(create))
    told = second.exception(30)
    assert isinstance(told, Invalid)
    assert list(told.fields) == ["name"]
    assert list(desk.units()) == ["Xã Đăk Tô"]


def test_people_choose_a_unit_while_the_tree_is_held(ids: Ids, database: Database) -> None:
    with writing() as db:
        store.lock_tree(db)
        if not database.is_sqlite:  # there everybody who writes waits, for a moment
            assert alone(lambda other: service.choose(other, ids["9a"]))() == ids["9a"]
