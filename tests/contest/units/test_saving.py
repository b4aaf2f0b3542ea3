"""Saving and undoing an import, on both databases: rows point only at rows that are there."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from contest.accounts import service as accounts
from contest.accounts.states import Role
from contest.audit.service import SERVER
from contest.errors import Conflict, NotFound
from contest.lists import drafts
from contest.units import importing, merging, sampling, saving, service, store, undoing
from contest.units.importing import Done
from contest.units.mending_rules import Deed
from contest.units.saving import Saved
from contest.units.sheet_rules import SheetRow
from contest.web.database import Database, reading, writing
from tests.contest.units import desk
from tests.contest.units.desk import NOW, Ids

OWNER = "nhung"


@pytest.fixture
def owner(database: Database) -> str:
    with writing() as db:
        return accounts.create_staff(db, SERVER, OWNER, "Lê Nhung", Role.ORGANISER, "-", NOW).id


@pytest.fixture
def ids(database: Database) -> Ids:
    return desk.commune()


def begin(owner: str, rows: Sequence[SheetRow]) -> str:
    with writing() as db:
        return importing.begin(db, owner, "ds.xlsx", rows, NOW)


def save(owner: str, import_id: str) -> Saved:
    with reading() as db:
        version = importing.look(db, owner, import_id, NOW).row.version
    with writing() as db:
        return saving.save(db, owner, import_id, version, NOW)


def undo(owner: str, import_id: str) -> Done:
    with writing() as db:
        return undoing.undo(db, owner, import_id, NOW)


ROWS = (
    SheetRow(2, "Lớp 1A", parent="Trường A", people="30"),
    SheetRow(3, "Trường A", parent="Khối trường"),
    SheetRow(4, "Khối trường", parent="Xã Đăk Tô"),
    SheetRow(5, "Thôn Đăk Rao", parent="Khối thôn", code="rao", people="215"),
    SheetRow(6, "Khối thôn"),
    SheetRow(7, "Thôn lạc", parent="Đâu đó"),
)


def test_saved_and_undone(owner: str, ids: Ids) -> None:
    before = {name: (unit.parent_id, unit.folded, unit.sort_key) for name, unit in desk.units().items()}
    import_id = begin(owner, ROWS)
    assert save(owner, import_id) == Saved(made=4, changed=1, waiting=1)
    assert desk.parents()["Lớp 1A"] == "Trường A"
    assert desk.parents()["Thôn Đăk Rao"] == "Khối thôn"
    assert desk.headcounts()["Thôn Đăk Rao"] == 215
    assert undo(owner, import_id).stays == ()
    after = {name: (unit.parent_id, unit.folded, unit.sort_key) for name, unit in desk.units().items()}
    assert after == before
    assert desk.headcounts()["Thôn Đăk Rao"] == 210


def test_saved_in_two_steps_it_is_undone_as_one(owner: str, ids: Ids) -> None:
    import_id = begin(owner, ROWS)
    save(owner, import_id)
    with writing() as db:
        importing.mend(db, owner, import_id, 7, Deed.WRITE, {"parent": "Khối thôn"}, NOW)
    assert save(owner, import_id) == Saved(made=1, changed=0, waiting=0)
    with reading() as db:
        assert len(importing.done_of(importing.find(db, owner, import_id, NOW)).made) == 5
    undo(owner, import_id)
    assert sorted(desk.units()) == sorted(draft.name for draft in desk.DRAFTS)


def test_a_unit_that_was_merged_into_stays(owner: str, ids: Ids) -> None:
    import_id = begin(owner, ROWS[:3])
    save(owner, import_id)
    into = desk.units()["Lớp 1A"].id
    with writing() as db:
        version = merging.plan(db, ids["9b"], into, NOW).version
        merging.merge(db, owner, ids["9b"], into, version, False, NOW)
    assert {name for name, _ in undo(owner, import_id).stays} == {"Lớp 1A", "Trường A", "Khối trường"}
    with reading() as db:
        assert service.choose(db, ids["9b"]) == into


def test_made_units_that_were_merged_among_themselves_go_together(owner: str, ids: Ids) -> None:
    import_id = begin(owner, (SheetRow(2, "Thôn 1"), SheetRow(3, "Thôn Một")))
    save(owner, import_id)
    one, other = desk.units()["Thôn 1"].id, desk.units()["Thôn Một"].id
    with writing() as db:
        merging.merge(db, owner, other, one, merging.plan(db, other, one, NOW).version, False, NOW)
    assert undo(owner, import_id).stays == ()
    with reading() as db:
        assert service.merged(db) == {}
    assert len(desk.units()) == 5


def test_undone_while_somebody_chooses_nothing_is_half_done(
    owner: str, ids: Ids, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The choice comes between the look and the deletion: the database itself refuses."""
    import_id = begin(owner, ROWS[:3])
    save(owner, import_id)
    desk.enter(desk.units()["Lớp 1A"].id)
    monkeypatch.setattr(store, "used", lambda _db, _ids: set())
    with pytest.raises(Conflict, match="Bấm hoàn tác lần nữa"):
        undo(owner, import_id)
    assert "Trường A" in desk.units()
    monkeypatch.undo()
    assert ("Lớp 1A", "đã có người chọn") in undo(owner, import_id).stays


def test_every_table_that_points_at_units_holds_them(owner: str, ids: Ids) -> None:
    entry = desk.enter(ids["9a"])
    with reading() as db:
        assert store.used(db, ids.values()) == {ids["9a"]}
        assert store.used(db, [ids["9b"]]) == set()
    assert entry


def test_a_list_is_stored_and_read_back_whole(owner: str, database: Database) -> None:
    row = SheetRow(2, "Ổ", "Ẫ", "c", "k", "1", "2", keep=True, same="x", aliases=("a", "b"), made=True)
    assert importing.loaded(drafts.dumped([row, SheetRow(3)])) == (row, SheetRow(3))


def test_nobody_elses_draft_is_found(owner: str, ids: Ids) -> None:
    import_id = begin(owner, ROWS)
    with writing() as db, pytest.raises(NotFound):
        importing.mend(db, "somebody", import_id, 2, Deed.DROP, {}, NOW)
    with writing() as db, pytest.raises(Conflict):
        importing.mend(db, owner, import_id, 99, Deed.WRITE, {}, NOW)


def test_discarded_after_a_first_saving_the_saved_part_can_still_be_undone(owner: str, ids: Ids) -> None:
    import_id = begin(owner, ROWS)
    save(owner, import_id)
    with writing() as db:
        importing.discard(db, owner, import_id, NOW)
    with reading() as db:
        draft = importing.look(db, "another", import_id, NOW)
    assert (draft.row.state, draft.judged) == ("saved", ())
    undo(owner, import_id)
    assert len(desk.units()) == 5


def test_the_sample_goes_in_and_out_with_merges_among_its_own(owner: str, ids: Ids) -> None:
    with writing() as db:
        sampling.put_in(db, owner, NOW)
    one, other = desk.units()["Thôn 1"].id, desk.units()["Thôn 2"].id
    with writing() as db:
        merging.merge(db, owner, other, one, merging.plan(db, other, one, NOW).version, False, NOW)
    with writing() as db:
        sampling.take_out(db, owner, NOW)
    assert len(desk.units()) == 5


def test_a_real_unit_merged_into_the_sample_keeps_it(owner: str, ids: Ids) -> None:
    with writing() as db:
        sampling.put_in(db, owner, NOW)
    into = desk.units()["Thôn 1"].id
    with writing() as db:
        merging.merge(
            db, owner, ids["rao"], into, merging.plan(db, ids["rao"], into, NOW).version, False, NOW
        )
    with writing() as db, pytest.raises(Conflict, match="gộp với"):
        sampling.take_out(db, owner, NOW)
