"""`roster.upload`, `roster.template`: a file becomes a draft; what is no list is told, nobody is saved."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from contest.roster import sheet
from contest.roster.sheet_rules import NO_HEADER
from tests.contest.roster import desk
from tests.contest.rounds import world
from tests.contest.rounds.world import World
from tests.contest.units.desk import book, page, text, texts

ASKED = "Chọn tệp Excel (.xlsx) có danh sách người dự thi."


def test_a_file_leads_to_its_preview_and_saves_nobody(organiser: TestClient, contest: World) -> None:
    address = desk.draft(organiser, contest.round_id, ("A Thui", 1990, "Thôn Đăk Rao"))
    assert address.startswith(f"/roster/{contest.round_id}/imports/")
    assert "Chưa ai được lưu." in text(organiser.get(address))
    assert desk.names(contest.round_id) == []


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"", "Tệp này trống"), (b"xin chao", "Tệp Excel bị hỏng"), (book([("a",)]), NO_HEADER)],
    ids=range(3),
)
def test_what_is_no_list_is_told_on_the_same_page(
    organiser: TestClient, contest: World, data: bytes, said: str
) -> None:
    answer = desk.upload(organiser, contest.round_id, data)
    assert answer.status_code == 422
    assert said in text(answer, "[role=alert]")
    assert len(page(answer).css("#file[aria-invalid=true]")) == 1


def test_without_a_file_it_is_asked_for(organiser: TestClient, contest: World) -> None:
    for data in ({}, {"file": "x"}):
        answer = organiser.post(f"/roster/{contest.round_id}/upload", data=data)
        assert (answer.status_code, text(answer, "[role=alert]")) == (422, ASKED)


def test_a_files_name_is_text(organiser: TestClient, contest: World) -> None:
    data = desk.file(("A Thui", 1990, "rao"))
    answer = desk.upload(organiser, contest.round_id, data, name="<b>ds</b>\u202e.xlsx")
    shown = organiser.get(answer.headers["location"])
    assert "<b>ds" not in shown.text
    assert "<b>ds</b>.xlsx" in text(shown, "h2")


def test_lists_that_wait_are_offered_again(organiser: TestClient, contest: World) -> None:
    round_id = contest.round_id
    waiting = desk.draft(organiser, round_id, ("A Thui", 1990, "rao"), ("B", 1990, "Đâu đó"))
    saved = desk.draft(organiser, round_id, ("Y Bích", 1990, "rao"))
    organiser.post(f"{saved}/saving", data={"version": "1"})
    answer = organiser.get(f"/roster/{round_id}/upload")
    assert sorted(texts(answer, "tbody .chip")) == ["2 dòng chờ lưu", "Đã lưu 1 người"]
    assert organiser.post(f"{waiting}/removal").headers["location"].endswith("/upload?done=discarded")
    answer = organiser.get(f"/roster/{round_id}/upload?done=discarded")
    assert "Đã bỏ bản nháp." in text(answer)
    assert texts(answer, "tbody .chip") == ["Đã lưu 1 người"]


def test_the_template_is_the_workbook_that_is_read(organiser: TestClient, contest: World) -> None:
    answer = organiser.get(f"/roster/{contest.round_id}/template.xlsx")
    assert answer.headers["content-disposition"] == 'attachment; filename="mau-nguoi-du-thi.xlsx"'
    assert answer.headers["cache-control"] == "no-store"
    assert answer.content.startswith(b"PK")
    assert sheet.LIST.template.heads == desk.HEADS


def test_without_units_the_way_to_them_is_shown(organiser: TestClient) -> None:
    contest = world.make(bank=0)
    answer = organiser.get(f"/roster/{contest.round_id}/upload")
    assert "Máy chưa có danh sách đơn vị" in text(answer)
    address = desk.draft(organiser, contest.round_id, ("A Thui", 1990, "Thôn 1"))
    organiser.post(f"{address}/saving", data={"version": "1"})
    assert desk.members(contest.round_id)["A Thui"].unit_id is None


def test_another_contests_list_is_not_found_here(organiser: TestClient, contest: World) -> None:
    other = world.make(bank=0, slug="khac")
    address = desk.draft(organiser, contest.round_id, ("A Thui", 1990, "rao"))
    moved = address.replace(contest.round_id, other.round_id)
    assert organiser.get(moved).status_code == 404
    assert organiser.post(f"{moved}/saving", data={"version": "1"}).status_code == 404
    assert organiser.post(f"{moved}/rows", data={"line": "2", "deed": "drop"}).status_code == 404
    assert desk.names(other.round_id) == desk.names(contest.round_id) == []
