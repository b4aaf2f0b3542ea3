"""`roster.export`: the list as a file, filtered as on screen; that it was taken is noted."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from contest.audit import service as audit
from contest.roster import export
from contest.web.database import reading
from tests.contest.lists.test_tables import lines
from tests.contest.roster import desk
from tests.contest.roster.test_index import PEOPLE, bring, url
from tests.contest.rounds import world
from tests.contest.rounds.world import World
from tests.contest.units.desk import page

NOBODY = "0" * 13


def rows(browser: TestClient, contest: World, query: str = "") -> list[list[str]]:
    answer = browser.get(url(contest, f"/members.csv{query}"))
    assert answer.status_code == 200, answer.text
    titles, *found = lines(answer.content)
    assert titles == [*export.COLUMNS]
    return found


def test_everybody(organiser: TestClient, contest: World) -> None:
    bring(organiser, contest, *PEOPLE)
    found = rows(organiser, contest)
    assert ["Y Hưởng", "Lớp 9A, Trường THCS Nguyễn Du", "9A", "", "2011", "HS1", "chưa", ""] in found
    assert [row[0] for row in found] == ["Trần Thị Mai Hương", "Y Hưởng", "A Thui"]
    with reading() as db:
        noted, _ = audit.about(db, [contest.round_id], 0, 1)
    assert (noted[0].action, dict(noted[0].detail)) == ("roster.export", {"people": 3})


@pytest.mark.parametrize(
    ("query", "count"), [("?q=huong", 2), ("?where=come", 1), ("?where=waiting&q=mai", 1)]
)
def test_as_filtered_on_screen(organiser: TestClient, contest: World, query: str, count: int) -> None:
    bring(organiser, contest, *PEOPLE)
    desk.come(contest.round_id, "A Thui")
    shown = page(organiser.get(url(contest, query)))
    names = [one.text(strip=True) for one in shown.css("tbody td b")]
    assert [row[0] for row in rows(organiser, contest, query)] == names and len(names) == count
    links = [str(one.attributes["href"]) for one in shown.css("main a[href*='/members.']")]
    assert [
        lines(organiser.get(link).content) == [[*export.COLUMNS], *rows(organiser, contest, query)]
        for link in links
        if ".csv" in link
    ] == [True]


def test_who_may(viewer: TestClient) -> None:
    contest = world.make(bank=0)
    assert rows(viewer, contest) == []
    assert viewer.get(url(contest, f"/members.csv?group={NOBODY}")).status_code == 404
    for bad in (NOBODY, "abc", "%00" * 13):
        assert viewer.get(f"/roster/{bad}/members.csv").status_code == 404
    assert viewer.post(url(contest, "/members.csv")).status_code == 405
    assert viewer.get(url(contest, "/members.doc")).status_code == 404
    viewer.cookies.clear()
    assert viewer.get(url(contest, "/members.csv")).headers["location"].startswith("/accounts/login")
