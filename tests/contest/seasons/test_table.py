"""`seasons.table` and `seasons.export`: the same places with whole names, for staff."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from fastapi.testclient import TestClient
from python_calamine import CalamineWorkbook

from contest.audit import service as audit
from contest.campaigns import service as campaigns
from contest.lists.sheets import MEDIA_TYPE
from contest.seasons import present
from contest.seasons import service as seasons
from contest.standings import staging
from contest.web.database import reading, writing
from tests.conftest import Clock
from tests.contest.accounts.staffing import typed_again
from tests.contest.lists.test_tables import lines
from tests.contest.rounds.test_ladder import BAD, NOBODY
from tests.contest.rounds.world import STAFF
from tests.contest.seasons import world
from tests.contest.seasons.test_board import page, text, two
from tests.contest.seasons.world import LAST, Weeks

PATHS = ("table", "table.xlsx")


def url(weeks: Weeks, path: str = "table") -> str:
    return f"/seasons/{weeks[0].round_id}/{path}"


def rows(browser: TestClient, address: str) -> list[list[str]]:
    found = page(browser, address).css("table.results tbody tr")
    return [[" ".join(cell.text(separator=" ").split()) for cell in row.css("td")] for row in found]


def sheet(content: bytes, name: str) -> list[list[Any]]:
    """A sheet from its titles on."""
    found = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_name(name).to_python()
    start = next(index for index, row in enumerate(found) if row[0] == "Hạng")
    return found[start:]


def test_places_with_whole_names(organiser: TestClient, clock: Clock) -> None:
    weeks = world.make()
    child = weeks[0].join("Rơ Châm Hà", year=2016).entry_id
    weeks.sit(0, child, 3)
    weeks.close(0)
    clock.set(LAST)
    assert [row[:5] for row in rows(organiser, url(weeks))] == [["1", "Rơ Châm Hà", "3", "1", "01:00"]]


def test_without_a_season_it_leads_to_the_setting(organiser: TestClient) -> None:
    weeks = world.make(None)
    html = page(organiser, url(weeks))
    assert present.NO_SEASON in text(html)
    assert html.css_first(f"a[href='/planning/{weeks[0].round_id}/season']") is not None
    assert organiser.get(url(weeks, "table.xlsx")).status_code == 404


def test_before_any_close(organiser: TestClient) -> None:
    weeks = world.make()
    assert "Chưa có vòng nào đóng" in text(page(organiser, url(weeks)))
    assert organiser.get(url(weeks, "table.xlsx")).status_code == 200


def test_pages(organiser: TestClient, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(present, "ROWS", 1)
    weeks = world.make()
    two(weeks)
    clock.set(LAST)
    assert [row[1] for row in rows(organiser, url(weeks) + "?page=2")] == ["Y Bích"]
    assert rows(organiser, url(weeks) + "?page=9") == rows(organiser, url(weeks) + "?page=2")


def test_staff_see_what_visitors_do_not_yet(organiser: TestClient, clock: Clock) -> None:
    weeks = world.make()
    two(weeks)
    clock.set(LAST)
    with writing() as db:
        staging.cover(db, STAFF, campaigns.view(db, weeks[1].round_id, LAST), 1, LAST)
        seasons.begin(db, weeks.view(1), LAST)
    html = page(organiser, url(weeks))
    assert "Khách chưa thấy bảng này" in text(html) and "Máy đang cộng" in text(html)
    assert len(html.css("table.results tbody tr")) == 2


def test_the_way_to_it(organiser: TestClient, clock: Clock) -> None:
    weeks = world.make()
    two(weeks)
    clock.set(LAST)
    html = page(organiser, f"/rounds/{weeks[0].round_id}/results")
    assert html.css_first(f"a[href='{url(weeks)}']") is not None


def test_the_workbook(organiser: TestClient, clock: Clock) -> None:
    weeks = world.make()
    two(weeks)
    clock.set(LAST)
    typed_again()
    answer = organiser.get(url(weeks, "table.xlsx"))
    assert answer.headers["content-type"] == MEDIA_TYPE
    assert answer.headers["content-disposition"] == 'attachment; filename="ket-qua-ca-cuoc-thi-cds.xlsx"'
    titles, *people = sheet(answer.content, "Cá nhân")
    assert titles[-2:] == ["Vòng 1: Tuần 1", "Vòng 2: Tuần 2"]
    assert [[row[0], row[1], row[3], *row[-2:]] for row in people] == [
        [1, "Nguyễn Văn An", 4, 2, 2],
        [2, "Y Bích", 3, 1, 2],
    ]
    assert sheet(answer.content, "Đơn vị") == [["Hạng", "Đơn vị", "Lượt người"]]
    with reading() as db:
        assert audit.verify(db).whole


def test_a_round_that_somebody_missed_is_empty(organiser: TestClient, clock: Clock) -> None:
    weeks = world.make()
    weeks.sit(0, weeks.enter("An"), 0)
    weeks.close(0)
    weeks.close(1)
    clock.set(LAST)
    typed_again()
    _, person = sheet(organiser.get(url(weeks, "table.xlsx")).content, "Cá nhân")
    assert person[-2:] == [0, ""]


# --- the ladder -----------------------------------------------------------------------------------


@pytest.mark.parametrize("path", PATHS)
def test_a_stranger_is_led_to_the_log_in(app_client: TestClient, path: str) -> None:
    weeks = world.make()
    for address in (url(weeks, path), f"/seasons/{NOBODY}/{path}"):
        answer = app_client.get(address)
        assert (answer.status_code, answer.headers["location"].split("?")[0]) == (303, "/accounts/login")


@pytest.mark.parametrize("path", PATHS)
def test_a_viewer_may_look(viewer: TestClient, path: str) -> None:
    answer = viewer.get(url(world.make(), path))
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")


@pytest.mark.parametrize("bad", [NOBODY, *BAD])
def test_no_such_round(organiser: TestClient, bad: str) -> None:
    for path in PATHS:
        assert organiser.get(f"/seasons/{bad}/{path}").status_code == 404


@pytest.mark.parametrize("path", PATHS)
def test_it_takes_no_post(organiser: TestClient, path: str) -> None:
    assert organiser.post(url(world.make(), path)).status_code == 405


def test_staff_without_a_part_see_nothing(organiser: TestClient) -> None:
    """Whoever logs in after the contest was made has no part in it."""
    weeks = world.make()
    with writing() as db:
        from contest.accounts import service as accounts
        from contest.accounts.guards import COOKIE
        from contest.accounts.states import Role

        member = accounts.create_staff(db, audit.SERVER, "nguoi-khac", "Người Khác", Role.VIEWER, "-", LAST)
        organiser.cookies.set(COOKIE, accounts.open_session(db, member.id, LAST))
    for path in PATHS:
        assert organiser.get(url(weeks, path)).status_code in (303, 404)


def test_as_csv(organiser: TestClient, clock: Clock) -> None:
    weeks = world.make()
    two(weeks)
    clock.set(LAST)
    typed_again()
    titles, *people = lines(organiser.get(url(weeks, "table.csv")).content)
    assert [[row[0], row[1], row[3], *row[-2:]] for row in people] == [
        ["1", "Nguyễn Văn An", "4", "2", "2"],
        ["2", "Y Bích", "3", "1", "2"],
    ]
    assert titles[0] == "Hạng"
    assert lines(organiser.get(url(weeks, "table.csv?sheet=2")).content) == [["Hạng", "Đơn vị", "Lượt người"]]
