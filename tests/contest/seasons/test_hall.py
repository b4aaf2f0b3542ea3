"""`seasons.hall`: the first places over all rounds, to be read from afar."""

from __future__ import annotations

from fastapi.testclient import TestClient

from tests.conftest import Clock
from tests.contest.seasons import world
from tests.contest.seasons.test_board import page, text, two
from tests.contest.seasons.world import LAST
from tests.parsed import first


def test_the_first_places(app_client: TestClient, clock: Clock) -> None:
    weeks = world.make()
    two(weeks)
    clock.set(LAST)
    html = page(app_client, "/seasons/cds/hall")
    rows = html.css("ol.rows li")
    assert [first(row, ".who b").text() for row in rows] == ["Nguyễn Văn An", "Y Bích"]
    assert [first(row, ".got").text() for row in rows] == ["4", "3"]
    assert text(html, ".clock b") == "2 vòng"


def test_at_most_twenty(app_client: TestClient, clock: Clock) -> None:
    weeks = world.make()
    for number in range(22):
        weeks.sit(0, weeks.enter(f"Người số {number}"), 3, minutes=number % 9 + 1)
    weeks.close(0)
    clock.set(LAST)
    assert len(page(app_client, "/seasons/cds/hall").css("ol.rows li")) == 20


def test_before_any_close(app_client: TestClient) -> None:
    world.make()
    html = page(app_client, "/seasons/cds/hall")
    assert "Chưa có vòng nào đóng" in text(html, ".calm") and not html.css("ol.rows")


def test_nobody_is_ranked(app_client: TestClient, clock: Clock) -> None:
    weeks = world.make()
    weeks.close(0)
    clock.set(LAST)
    assert text(page(app_client, "/seasons/cds/hall"), ".calm") == "Chưa có ai được xếp hạng."
