"""A list that says whom people belong to: read, judged, and taken along when they come."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from contest.accounts import service as accounts
from contest.accounts.states import Role
from contest.audit.service import SERVER
from contest.campaigns import audiences
from contest.campaigns.audience_rules import Audience
from contest.errors import Conflict, Invalid
from contest.lists.drafts import Standing
from contest.people import inviting
from contest.people.inviting import Agreed
from contest.roster import coming, service, store
from contest.roster.import_rules import Judged, placed
from contest.roster.saving import MOVED
from contest.roster.sheet_rules import MemberRow, columns_of, rows_of
from contest.web.database import Database, reading, writing
from tests.contest import groups
from tests.contest.groups import PUPILS, SERVANTS, Groups, audience_of
from tests.contest.roster import desk
from tests.contest.roster.desk import HANG, NOW, THUI, Roster
from tests.contest.units.desk import commune
from tests.parsed import HTMLParser, first, text

THUI_B, HANG_A = replace(THUI, audience="Bảng B"), replace(HANG, audience="a")


@pytest.fixture
def bring(database: Database) -> Roster:
    """The roster of a contest with two audiences, on both databases."""
    commune()
    made = groups.make()
    with writing() as db:
        staff = accounts.create_staff(db, SERVER, "nhung", "Lê Nhung", Role.ADMIN, "-", NOW)
    return Roster(made.a.round_id, staff.id)


def look(roster: Roster, *rows: MemberRow) -> list[Judged]:
    return list(roster.look(roster.begin(*rows)).judged)


# --- the column -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "head", ["Bảng", "BẢNG THI", "Bảng dự thi", "Đối tượng", "Đối tượng dự thi", "doi tuong", "audience"]
)
def test_the_column_has_many_names(head: str) -> None:
    assert columns_of(["Họ và tên", head]) == {"name": 0, "audience": 1}


def test_a_list_with_and_without_it() -> None:
    (with_it,) = rows_of([[["Họ và tên", "Bảng"], ["A Thui", "B"]]])
    (without,) = rows_of([[["Họ và tên", "Lớp"], ["A Thui", "9A"]]])
    assert (with_it.audience, without.audience) == ("B", "")


# --- each row ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text_", "year", "wanted"),
    [("B", 1990, SERVANTS), ("Bảng B", None, SERVANTS), ("học sinh", 2011, PUPILS), ("", 1990, None)],
)
def test_a_row_is_placed(text_: str, year: int | None, wanted: Audience | None) -> None:
    one = placed(Judged(replace(THUI, audience=text_), year=year), (PUPILS, SERVANTS), NOW)
    assert (one.audience, one.faults) == (wanted, ())


@pytest.mark.parametrize(
    ("text_", "year", "said"),
    [
        ("D", 1990, "Cuộc thi không có bảng “D”. Ghi một trong các bảng: Bảng A: Học sinh, Bảng B"),
        ("A", 1990, "Bảng A: Học sinh dành cho người từ 11 đến 15 tuổi, tính theo năm sinh."),
    ],
)
def test_a_row_that_can_not_be_placed_says_why(text_: str, year: int, said: str) -> None:
    one = placed(Judged(replace(THUI, audience=text_), year=year), (PUPILS, SERVANTS), NOW)
    assert [fault.part for fault in one.faults] == ["audience"]
    assert one.faults[0].text.replace("\u00a0", " ").startswith(said)
    assert one.standing is Standing.WRONG


def test_a_contest_without_audiences_does_not_read_the_column(roster: Roster) -> None:
    (one,) = look(roster, replace(THUI, audience="Hộ nghèo"))
    assert one.standing is Standing.READY


# --- saving and coming ------------------------------------------------------------------------------


def test_it_is_saved_and_shown(bring: Roster) -> None:
    bring.bring(THUI_B, HANG_A, replace(THUI, line=9, name="A Nhân"))
    members = desk.members(bring.round_id)
    assert {name: row.audience_id for name, row in members.items()} == {
        "A Thui": SERVANTS.id,
        "Y Thu Hằng": PUPILS.id,
        "A Nhân": None,
    }
    with reading() as db:
        shown = service.listed(db, bring.view().campaign_id, "", 1)
        assert service.used(db, bring.view().campaign_id) == {SERVANTS.id, PUPILS.id}
    assert {row.person.name: row.audience.replace("\u00a0", " ") for row in shown.rows} == {
        "A Thui": "Bảng B",
        "Y Thu Hằng": "Bảng A",
        "A Nhân": "",
    }


def test_a_wrong_one_is_mended(bring: Roster) -> None:
    draft = bring.begin(replace(THUI, audience="D"))
    bring.mend(draft, THUI.line, audience="B")
    (one,) = bring.look(draft).judged
    assert one.audience == SERVANTS


def test_an_audience_that_goes_meanwhile_stops_the_saving(bring: Roster) -> None:
    draft = bring.begin(THUI_B)
    seen = bring.look(draft).seen
    with writing() as db:
        audiences.change(db, replace(SERVANTS, code="X", name="Khác"))
    with pytest.raises(Conflict, match=MOVED):
        bring.save(draft, seen=seen)


def come(roster: Roster, member: str, code: str, year: int) -> str:
    """Somebody of the list comes with the code of their slip; the entry."""
    campaign_id = roster.view().campaign_id
    with writing() as db:
        row = desk.members(roster.round_id)[member]
        store.put_codes(db, [(row.id, inviting.hashed(code))], NOW)
        known = coming.invited(db, campaign_id, code)
        assert known is not None and known.audience_id == row.audience_id
        joined = coming.come(db, campaign_id, code, Agreed(year), NOW)
    assert joined is not None
    return joined.entry_id


def test_who_comes_with_a_slip_belongs_where_the_list_says(bring: Roster) -> None:
    bring.bring(THUI_B, replace(HANG, audience=""))
    assert audience_of(come(bring, "A Thui", "W6RD3PZK", 1990)) == SERVANTS.id
    assert audience_of(come(bring, "Y Thu Hằng", "W6RD3PZM", 2011)) is None, "who is asked then"


def test_a_year_that_is_told_now_must_fit_what_the_list_says(bring: Roster) -> None:
    bring.bring(replace(HANG, year="", audience="A"))
    with pytest.raises(Invalid) as wrong:
        come(bring, "Y Thu Hằng", "W6RD3PZM", 1990)
    assert wrong.value.fields["birth_year"].startswith("Bảng\u00a0A: Học sinh dành cho người từ 11 đến 15")
    assert desk.members(bring.round_id)["Y Thu Hằng"].entry_id is None
    assert audience_of(come(bring, "Y Thu Hằng", "W6RD3PZM", 2011)) == PUPILS.id


# --- on the desk ------------------------------------------------------------------------------------


@pytest.fixture
def made(organiser: TestClient, ids: dict[str, str]) -> Groups:
    return groups.make()


def test_the_upload_says_which_letters_there_are(organiser: TestClient, made: Groups) -> None:
    page = HTMLParser(organiser.get(f"/roster/{made.a.round_id}/upload").text)
    said = text(first(page, "main"))
    assert "Cuộc thi chia bảng (Bảng A: Học sinh; Bảng B: Cán bộ, công chức): thêm cột Bảng" in said


def test_the_preview_shows_and_mends_it(organiser: TestClient, made: Groups) -> None:
    data = desk.book([("Họ và tên", "Năm sinh", "Đơn vị", "Bảng"), ("A Thui", "1990", "Thôn Đăk Rao", "D")])
    answer = desk.upload(organiser, made.a.round_id, data)
    preview = answer.headers["location"]
    page = HTMLParser(organiser.get(preview).text)
    assert "Cuộc thi không có bảng “D”" in text(first(page, "tr.fix"))
    assert first(page, "tr.fix input[name=audience]").attributes["value"] == "D"
    edited = HTMLParser(organiser.get(f"{preview}?edit=2").text)
    assert edited.css("tr.fix input[name=audience]")
    mended = organiser.post(f"{preview}/rows", data={"line": "2", "audience": "B", "deed": "write"})
    assert mended.status_code == 303
    assert "Bảng B" in text(first(HTMLParser(organiser.get(preview).text), "table.list-preview"))
