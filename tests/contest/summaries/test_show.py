"""`summaries.show`: July's report prints the same in December, and says what has changed since."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient
from sqlmodel import select

from contest.accounts.states import Role
from contest.people import service as people
from contest.standings import service as standings
from contest.summaries.models import Summary
from contest.units import service as units
from contest.web.database import reading, writing
from tests.conftest import Clock
from tests.contest.rounds import world as rounds
from tests.contest.rounds.conftest import Enter
from tests.contest.rounds.test_ladder import BAD, NOBODY
from tests.contest.summaries import world
from tests.contest.summaries.desk import frozen, later, page, tables
from tests.contest.summaries.world import DONE, SCHOOL
from tests.parsed import text


def body() -> str:
    with reading() as db:
        return db.exec(select(Summary)).one().body


def here(path: str) -> str:
    return path.removeprefix("/summaries")


def test_it_says_what_the_report_said(organiser: TestClient, clock: Clock) -> None:
    world.usual()
    clock.set(DONE)
    now = page(organiser)
    found = page(organiser, here(frozen(organiser)))
    assert tables(found) == tables(now)
    assert not found.css("#changed") and not found.css("#figures table a")
    assert "Chốt lúc 11:00, 05/10/2026" in text(found.body)


def test_after_data_changed_it_is_the_same_and_says_so(organiser: TestClient, clock: Clock) -> None:
    made = world.usual()
    clock.set(DONE)
    path = frozen(organiser)
    before, shown = body(), tables(page(organiser, here(path)))
    rounds.bar(made.entries["A Thui"])
    with writing() as db:
        standings.remove(db, made.round_id, [made.entries["A Thui"]])
        people.forget_campaign(db, made.campaign_id, DONE)
    later(organiser, clock, "2026-12-20 08:00:00")
    found = page(organiser, here(path))
    assert body() == before and tables(found) == shown
    said = text(found.css_first("#changed"))
    assert said.startswith("Số liệu đã thay đổi sau khi chốt:")
    assert "số người 5 → 4" in said and "độ tuổi" in said and "số vòng thi" not in said


def test_a_unit_that_was_renamed_keeps_its_name_there(organiser: TestClient, clock: Clock) -> None:
    world.usual()
    clock.set(DONE)
    path = frozen(organiser)
    with writing() as db:
        renamed = units.UnitDraft(SCHOOL, "Trường PTDTNT", "thon", world.COMMUNE, None)
        units.save_units(db, [renamed], DONE.date())
    found = page(organiser, here(path))
    assert SCHOOL in text(found.css_first("#figures")) and "PTDTNT" not in text(found.body)
    assert not found.css("#changed"), "a name is no figure"


def test_a_round_that_closes_later_in_the_contest_is_a_change(organiser: TestClient, clock: Clock) -> None:
    made = world.begun()
    made.people()
    second = made.next_round()
    world.end()
    clock.set(DONE)
    path = frozen(organiser)
    second.again("A Thui", 3, rounds.OPENS + world.WEEK)
    world.end(world.WEEK)
    later(organiser, clock, DONE + world.WEEK)
    assert "số vòng thi 1 → 2" in text(page(organiser, here(path)).css_first("#changed"))


def test_for_who_sees_all_its_contests(organiser: TestClient, enter: Enter, clock: Clock) -> None:
    made = world.usual()
    clock.set(DONE)
    path = frozen(organiser)
    stranger = enter(Role.VIEWER)
    assert stranger.get(path).status_code == 404
    assert path not in stranger.get("/summaries").text
    rounds.give_part(Role.VIEWER, made.round_id, rounds.ContestRole.VIEWER)
    assert stranger.get(path).status_code == 200
    assert path in stranger.get("/summaries").text


@pytest.mark.parametrize("bad", [NOBODY, *BAD])
def test_what_is_not_there(organiser: TestClient, bad: str) -> None:
    assert organiser.get(f"/summaries/{bad}").status_code == 404


def test_a_stranger_and_a_wrong_method(app_client: TestClient) -> None:
    assert app_client.get(f"/summaries/{NOBODY}").status_code == 303
    assert app_client.post(f"/summaries/{NOBODY}").status_code == 405
