"""Saving the tree of units, finding one by a few letters, headcounts: on both databases."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlmodel import select

from contest.errors import Invalid
from contest.units import sample, service
from contest.units.models import Unit
from contest.units.service import UnitDraft, UnitRow
from contest.web.database import Database, reading, writing
from tests.contest.selects import selects

TODAY = date(2026, 10, 5)
DRAFTS = (
    UnitDraft("xa", "Xã Đăk Tô", "commune", open_to_all=False),
    UnitDraft("nd", "Trường THCS Nguyễn Du", "school", "xa", open_to_all=False),
    *(UnitDraft(f"nd-{n}{c}", f"Lớp {n}{c}", "class", "nd", 40) for n in (6, 9, 10) for c in "AB"),
    UnitDraft("thon", "Thôn Đăk Rao", "village", "xa", 210),
    UnitDraft("hoa", "Chi đoàn Hòa Bình", "youth", "xa", 30),
    UnitDraft("du", "Cơ sở nuôi dưỡng 9", "office", "xa", 9),
)


@pytest.fixture
def ids(database: Database) -> dict[str, str]:
    """Code → id of a small commune."""
    with writing() as db:
        return service.save_units(db, DRAFTS, TODAY, "Dữ liệu mẫu")


def found(query: str, limit: int = 8) -> list[str]:
    with reading() as db:
        return [row.name for row in service.search(db, query, limit)]


def test_units_are_found_without_marks(ids: dict[str, str]) -> None:
    assert found("dak rao") == ["Thôn Đăk Rao"]
    assert found("ĐĂK RAO") == ["Thôn Đăk Rao"]
    assert found("hoà bình") == found("hoa binh") == ["Chi đoàn Hòa Bình"]
    assert found("khong co") == []


def test_a_class_is_found_by_its_school(ids: dict[str, str]) -> None:
    assert found("nguyen du 9") == ["Lớp 9A", "Lớp 9B"]
    assert found("9b nguyen du") == ["Lớp 9B"]
    with reading() as db:
        assert service.search(db, "9b")[0] == UnitRow(ids["nd-9B"], "Lớp 9B", "Trường THCS Nguyễn Du")


def test_letters_match_where_a_word_begins(ids: dict[str, str]) -> None:
    # "du" also is inside "đoàn"-less words; only beginnings count.
    assert "Thôn Đăk Rao" not in found("ao")
    assert "Cơ sở nuôi dưỡng 9" in found("du")


def test_the_units_own_name_comes_before_its_parents(ids: dict[str, str]) -> None:
    assert found("du")[0] == "Cơ sở nuôi dưỡng 9"


def test_classes_stand_by_number(ids: dict[str, str]) -> None:
    assert found("lop") == ["Lớp 6A", "Lớp 6B", "Lớp 9A", "Lớp 9B", "Lớp 10A", "Lớp 10B"]


def test_what_may_not_be_chosen_is_not_found(ids: dict[str, str]) -> None:
    assert "Xã Đăk Tô" not in found("dak to")
    assert "Trường THCS Nguyễn Du" not in found("nguyen du")


@pytest.mark.parametrize("query", ["%", "_", "'", '"; --', "\\", "()"])
def test_signs_are_no_wildcards(ids: dict[str, str], query: str) -> None:
    assert found(query + " rao") == ["Thôn Đăk Rao"]
    assert found(query) == []


def test_more_says_how_many_are_left_out(ids: dict[str, str]) -> None:
    with reading() as db:
        few = service.find(db, "lop", limit=2)
        assert [row.name for row in few.rows] == ["Lớp 6A", "Lớp 6B"]
        assert few.more == 4
        assert service.find(db, "lop", limit=6).more == 0


def test_a_chosen_unit_is_never_lost(ids: dict[str, str]) -> None:
    with reading() as db:
        kept = service.find(db, "rao", keep=ids["nd-9A"])
        assert [row.name for row in kept.rows] == ["Lớp 9A", "Thôn Đăk Rao"]
        assert kept.rows[0].parent_name == "Trường THCS Nguyễn Du"
        assert len(service.find(db, "rao", keep=ids["thon"]).rows) == 1
        assert len(service.find(db, "rao", keep="nowhere").rows) == 1
        assert len(service.find(db, "rao", keep=ids["nd"]).rows) == 1


def test_an_empty_query_shows_only_a_short_list(ids: dict[str, str]) -> None:
    assert found("") == []
    assert len(found("", limit=9)) == 9


def test_saving_again_changes_and_doubles_nothing(ids: dict[str, str]) -> None:
    with writing() as db:
        again = service.save_units(db, [UnitDraft("thon", "Thôn  Đăk Rao Nhỏ", "village", "xa")], TODAY)
    assert again == {"thon": ids["thon"]}
    assert found("rao") == ["Thôn Đăk Rao Nhỏ"]
    with reading() as db:
        assert len(db.exec(select(Unit)).all()) == len(DRAFTS)


def test_a_parent_may_be_known_from_before(ids: dict[str, str]) -> None:
    with writing() as db:
        new = service.save_units(db, [UnitDraft("nd-7A", "Lớp 7A", "class", "nd")], TODAY)
    with reading() as db:
        assert service.names(db, new.values()) == {new["nd-7A"]: "Lớp 7A, Trường THCS Nguyễn Du"}


def test_a_missing_parent_is_told(database: Database) -> None:
    with pytest.raises(Invalid, match=r"Lớp 7A.*mã nd"), writing() as db:
        service.save_units(db, [UnitDraft("a", "Lớp 7A", "class", "nd")], TODAY)


def test_names_are_two_statements_however_many(ids: dict[str, str], database: Database) -> None:
    statements = selects(database)
    with reading() as db:
        shown = service.names(db, [*ids.values(), "nowhere"])
        assert service.names(db, []) == {}
    assert len(statements) == 2
    assert shown[ids["xa"]] == "Xã Đăk Tô"
    assert shown[ids["nd-9A"]] == "Lớp 9A, Trường THCS Nguyễn Du"
    assert set(shown) == set(ids.values())


def test_headcounts_are_those_of_the_day(ids: dict[str, str]) -> None:
    with writing() as db:
        service.save_units(
            db, [UnitDraft("thon", "Thôn Đăk Rao", "village", "xa", 230)], TODAY + timedelta(days=30)
        )
    with reading() as db:
        assert service.headcounts(db, TODAY - timedelta(days=1)) == {}
        assert service.headcounts(db, TODAY)[ids["thon"]] == 210
        assert service.headcounts(db, TODAY + timedelta(days=29))[ids["thon"]] == 210
        assert service.headcounts(db, TODAY + timedelta(days=30))[ids["thon"]] == 230
        assert ids["nd"] not in service.headcounts(db, TODAY)


def test_a_days_number_replaces_that_days_number(ids: dict[str, str]) -> None:
    with writing() as db:
        service.save_units(db, [UnitDraft("hoa", "Chi đoàn Hòa Bình", "youth", "xa", 31)], TODAY)
    with reading() as db:
        assert service.headcounts(db, TODAY)[ids["hoa"]] == 31


def test_choosing(ids: dict[str, str]) -> None:
    with reading() as db:
        assert service.must_choose(db)
        assert service.choose(db, ids["thon"]) == ids["thon"]
        for wrong in (None, "", "nowhere", ids["xa"]):
            with pytest.raises(Invalid) as refused:
                service.choose(db, wrong)
            assert refused.value.fields == {"unit": "Chọn đơn vị để tính thành tích cho bạn."}


def test_nothing_to_choose(database: Database) -> None:
    with reading() as db:
        assert not service.must_choose(db)
        assert service.choose(db, None) is None
        assert service.search(db, "") == ()
        with pytest.raises(Invalid):
            service.choose(db, "nowhere")


def test_the_sample_commune_is_whole_and_says_that_it_is_one(database: Database) -> None:
    drafts = sample.commune()
    with writing() as db:
        saved = service.save_units(db, drafts, TODAY, sample.SOURCE)
    assert len(saved) == len(drafts) == len({draft.code for draft in drafts})
    assert all(draft.code.startswith("mau-") for draft in drafts)
    assert "dữ liệu mẫu" in drafts[0].name
    assert all(draft.people for draft in drafts if draft.open_to_all)
    assert found("nguyen du 9b") == ["Lớp 9B"]
    assert found("nguyen van cu 12d") == ["Lớp 12D"]
    assert "Trung tâm Phục vụ hành chính công xã" in found("hanh chinh cong")


def test_the_commune_is_not_named_with_each_of_its_units(sqlite_database: Database) -> None:
    drafts = (
        UnitDraft("xa", "Xã Đăk Tô", "commune"),
        UnitDraft("cd", "Chi đoàn Công an xã", "youth", "xa"),
        UnitDraft("nd", "Trường THCS Nguyễn Du", "school", "xa"),
        UnitDraft("9b", "Lớp 9B", "class", "nd"),
    )
    with writing() as db:
        ids = service.save_units(db, drafts, date(2026, 10, 5))
    with reading() as db:
        assert service.names(db, ids.values()) == {
            ids["xa"]: "Xã Đăk Tô",
            ids["cd"]: "Chi đoàn Công an xã",
            ids["nd"]: "Trường THCS Nguyễn Du",
            ids["9b"]: "Lớp 9B, Trường THCS Nguyễn Du",
        }
