"""`units.export`: the tree as a file, or what a search finds."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from contest.units import export, listing
from tests.contest.lists.test_tables import lines
from tests.contest.units import desk
from tests.contest.units.desk import Ids


def rows(browser: TestClient, query: str = "") -> list[list[str]]:
    answer = browser.get(f"/units/list.csv{query}")
    assert answer.status_code == 200, answer.text
    titles, *found = lines(answer.content)
    assert titles == [*export.COLUMNS]
    return found


def test_the_tree_in_order(viewer: TestClient, ids: Ids, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "A_PAGE", 2)
    found = rows(viewer)
    assert [(row[0], row[4]) for row in found] == [
        ("Xã Đăk Tô", "1"),
        ("Thôn Đăk Rao", "2"),
        ("Trường THCS Nguyễn Du", "2"),
        ("Lớp 9A", "3"),
        ("Lớp 9B", "3"),
    ]
    assert (found[1][1], found[1][3], found[1][5:7]) == (
        "Thôn, tổ dân phố",
        "Xã Đăk Tô",
        ["210", "05/10/2026"],
    )


def test_as_found_on_screen(organiser: TestClient, ids: Ids) -> None:
    shown = desk.page(organiser.get("/units?q=nguyen du 9"))
    assert [row[0] for row in rows(organiser, "?q=nguyen du 9")] == ["Lớp 9A", "Lớp 9B"]
    links = [str(one.attributes["href"]) for one in shown.css("main a[href*='list.']")]
    assert links == [f"/units/list.{ending}?q=nguyen+du+9" for ending in ("xlsx", "csv")]


def test_what_is_no_file(viewer: TestClient) -> None:
    assert viewer.get("/units/list.doc").status_code == 404
