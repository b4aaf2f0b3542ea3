"""What is wrong with each row of a list of people, and who is the same person."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.roster import import_rules
from contest.roster.import_rules import NO_YEAR, Judged, Standing, Stored, judge, savable, year_of
from contest.roster.sheet_rules import MemberRow
from tests.contest.roster.desk import NOW
from tests.contest.roster.test_placing_rules import PLACES


def row(line: int = 2, name: str = "A Thui", year: str = "1990", unit: str = "rao", **more: Any) -> MemberRow:
    return MemberRow(line, name, year, unit, **more)


def judged(
    *rows: MemberRow, stored: tuple[Stored, ...] = (), youngest: int | None = None
) -> tuple[Judged, ...]:
    return judge(rows, PLACES, stored, youngest, NOW)


def told(one: Judged) -> dict[str, str]:
    return {fault.part: fault.text for fault in one.faults}


def test_a_sound_row_is_understood() -> None:
    (one,) = judged(row(phone="0912 345 678", code="CB1"))
    assert (one.name, one.year, one.phone, one.code) == ("A Thui", 1990, "0912345678", "CB1")
    assert (one.unit_id, one.unit_name, one.standing) == ("rao", "Thôn Đăk Rao", Standing.READY)


@pytest.mark.parametrize(
    ("raw", "year"),
    [
        ("1990", 1990),
        ("05/9/2011", 2011),
        ("9/2011", 2011),
        ("2011-09-05", 2011),
        ("5-9-2011", 2011),
        ("", None),
    ],
)
def test_a_year_out_of_what_lists_say(raw: str, year: int | None) -> None:
    assert year_of(raw, NOW) == year


@pytest.mark.parametrize("raw", ["90", "1890", "2026", "năm 1990", "05/09/11", "٢٠١١"])
def test_a_year_that_is_none_is_told(raw: str) -> None:
    (one,) = judged(row(year=raw))
    assert (one.standing, list(told(one))) == (Standing.WRONG, ["year"])


@pytest.mark.parametrize(
    ("changes", "part", "said"),
    [
        ({"name": ""}, "name", "Ghi họ và tên"),
        ({"name": "x" * 121}, "name", "dài nhất 120"),
        ({"unit": "Đâu đó"}, "unit", "Không thấy đơn vị"),
        ({"phone": "123"}, "phone", "10 chữ số"),
        ({"code": "m" * 41}, "code", "dài nhất 40"),
    ],
)
def test_each_cell_is_told_at_its_place(changes: dict[str, Any], part: str, said: str) -> None:
    (one,) = judged(row(**changes))
    assert said in told(one)[part]


def test_all_faults_of_a_row_are_told_at_once() -> None:
    (one,) = judged(row(name="", year="x", unit="", phone="1"))
    assert list(told(one)) == ["name", "year", "phone", "unit"]


def test_without_a_year_it_is_noted() -> None:
    (one,) = judged(row(year=""))
    assert (one.standing, one.notes) == (Standing.LOOK, (NO_YEAR,))


@pytest.mark.parametrize(("year", "standing"), [("2010", Standing.READY), ("2011", Standing.WRONG)])
def test_the_youngest_age_of_the_contest(year: str, standing: Standing) -> None:
    (one,) = judged(row(year=year), youngest=16)
    assert one.standing is standing


class TestTheSamePerson:
    def test_the_second_of_two_rows_is_asked_about(self) -> None:
        first, second = judged(row(2), row(5, "A THUI"))
        assert (first.standing, second.standing) == (Standing.READY, Standing.ASK)
        assert second.alike == "Giống dòng 2 “A Thui”: cùng tên, năm sinh, đơn vị."

    @pytest.mark.parametrize("other", [{"year": "1991"}, {"unit": "dv-9a"}, {"name": "A Thoi"}])
    def test_another_year_unit_or_name_is_another_person(self, other: dict[str, str]) -> None:
        assert [one.standing for one in judged(row(2), row(3, **other))] == [Standing.READY] * 2

    def test_two_codes_are_two_people(self) -> None:
        assert [one.standing for one in judged(row(2, code="1"), row(3, code="2"))] == [Standing.READY] * 2

    def test_kept_on_purpose(self) -> None:
        assert [one.standing for one in judged(row(2), row(3, keep=True))] == [Standing.READY] * 2

    def test_one_code_twice(self) -> None:
        _, second = judged(row(2, code="1"), row(3, "Y Bích", code="1"))
        assert told(second) == {"code": "Dòng 2 đã dùng mã này. Mỗi người một mã."}

    def test_who_is_on_the_roster_is_left_out(self) -> None:
        stored = Stored("A Thui", 1990, "rao", "", "CB1")
        for code in ("", "CB1"):
            (one,) = judged(row(code=code), stored=(stored,))
            assert one.standing is Standing.HAVE
        (one,) = judged(row(keep=True), stored=(stored,))
        assert one.standing is Standing.READY

    def test_another_spelling_of_somebody_on_the_roster_is_asked_about(self) -> None:
        (one,) = judged(row(name="A Thúi"), stored=(Stored("A Thui", 1990, "rao", "", ""),))
        assert (one.standing, one.alike) == (Standing.ASK, import_rules.LIKE_MEMBER.format(name="A Thui"))

    def test_anothers_code_is_told(self) -> None:
        (one,) = judged(row(code="CB1"), stored=(Stored("Y Bích", 1980, "rao", "", "CB1"),))
        assert told(one) == {"code": "Mã này của “Y Bích” trong danh sách. Đổi mã, hoặc bỏ dòng này."}


class TestMending:
    ROWS = (row(2), row(3, "A THUI"))

    def test_writing_changes_one_row(self) -> None:
        mended = import_rules.write(self.ROWS, 3, {"name": " Y  Bích ", "evil": "x"})
        assert [one.name for one in mended] == ["A Thui", "Y Bích"]

    def test_keeping_lasts_until_the_name_changes(self) -> None:
        kept = import_rules.keep(self.ROWS, 3)
        assert kept[1].keep
        assert import_rules.write(kept, 3, {"year": "1991"})[1].keep
        assert not import_rules.write(kept, 3, {"name": "B"})[1].keep

    def test_dropping_twice_is_once(self) -> None:
        once = import_rules.drop(self.ROWS, 3)
        assert import_rules.drop(once, 3) == once == self.ROWS[:1]


cells = st.sampled_from(
    ("", "A Thui", "a thúi", "1990", "rao", "9A", "thcs-nd", "x" * 50, "0912345678", "\u202e")
)
lists = st.lists(st.builds(MemberRow, st.just(0), *[cells] * 6, st.booleans()), max_size=12)


@given(lists)
def test_whatever_is_listed_saving_it_twice_adds_nobody(found: list[MemberRow]) -> None:
    rows = [MemberRow(line, *list_of(one)) for line, one in enumerate(found, start=2)]
    sound = savable(judged(*rows))
    stored = tuple(Stored(one.name, one.year, one.unit_id, one.group, one.code) for one in sound)
    again = judged(*(one.row for one in sound if not one.row.keep), stored=stored)
    assert savable(again) == []
    assert len({one.code for one in sound if one.code}) == sum(bool(one.code) for one in sound)


def list_of(one: MemberRow) -> tuple[Any, ...]:
    return one.name, one.year, one.unit, one.group, one.phone, one.code, one.keep
