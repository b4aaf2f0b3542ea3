"""`rounds.watch_file`: places and who needs help, as a file, as the page shows it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from contest.audit import service as audit
from contest.rounds import listed_export, watching
from contest.web.database import reading
from tests.conftest import Clock
from tests.contest.accounts.staffing import typed_again
from tests.contest.lists.test_tables import lines
from tests.contest.rounds.desk import Desk
from tests.contest.rounds.test_watch import desk, fresh_reads, school
from tests.contest.rounds.world import OPENS

__all__ = ["desk", "fresh_reads", "school"]


def rows(desk: Desk, query: str = "") -> tuple[list[str], list[list[str]]]:
    answer = desk.browser.get(f"/rounds/{desk.contest.round_id}/watch.csv{query}")
    assert answer.status_code == 200, answer.text
    titles, *found = lines(answer.content)
    return titles, found


def test_places_and_people(
    desk: Desk, school: dict[str, str], clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock.set(OPENS + timedelta(minutes=3))
    typed_again()
    monkeypatch.setattr(watching, "MOST", 1)
    titles, places = rows(desk, "?by=unit")
    assert titles == [*listed_export.PLACES]
    assert {row[0]: row[1] for row in places}["Thôn 3"] == "2" and len(places) == 4
    assert "Trường THCS" in {row[0] for row in rows(desk, "?by=place")[1]}
    titles, people = rows(desk, "?sheet=2")
    assert titles == [*listed_export.TROUBLES]
    assert len(people) == 5 and all("Im lặng" in row[3] for row in people)
    there = rows(desk, f"?sheet=2&at={school['Thôn 3']}")[1]
    assert {row[0] for row in there} == {"A Nhân", "Y Thu"}
    with reading() as db:
        noted, _ = audit.about(db, [desk.contest.round_id], 0, 1)
    assert (noted[0].action, dict(noted[0].detail)) == ("rounds.watch_export", {"people": 2})


def test_what_is_not_there(desk: Desk, clock: Clock) -> None:
    clock.set(OPENS)
    typed_again()
    base = f"/rounds/{desk.contest.round_id}"
    assert desk.browser.get(f"{base}/watch.xlsx").content[:2] == b"PK"
    assert desk.browser.get(f"{base}/watch.csv?sheet=3").status_code == 404
    assert desk.browser.get(f"{base}/watch.doc").status_code == 404
    assert desk.browser.get(f"/rounds/{'0' * 13}/watch.csv").status_code == 404
    desk.browser.cookies.clear()
    assert desk.browser.get(f"{base}/watch.csv").status_code == 303
