"""`dashboards.targets`: what a contest aims at, in all and by unit."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from contest.accounts.states import ContestRole, Role
from contest.audit import service as audit
from contest.campaigns import service as campaigns
from contest.campaigns.states import RoundState
from contest.dashboards import targets
from contest.dashboards.target_rules import Targets
from contest.planning import rehearsing
from contest.web.database import Database, reading, writing
from tests.conftest import Clock
from tests.contest.dashboards.desk import LATER, aim, page, running
from tests.contest.rounds import world as rounds
from tests.contest.summaries.world import CLASS_A, OFFICE, SCHOOL, Contest
from tests.parsed import HTMLParser, first, text


def stored(made: Contest) -> Targets:
    with reading() as db:
        return targets.of(db, made.campaign_id)


def value(found: HTMLParser, name: str) -> str | None:
    return first(found, f"[name='{name}']").attributes["value"]


def test_stored_shown_and_noted_once(organiser: TestClient, clock: Clock) -> None:
    made = running()
    clock.set(LATER)
    before = made.audited()
    aim(organiser, made, {"people": "1.200", "share": "80", OFFICE: "9"})
    office = made.units[OFFICE]
    assert stored(made) == Targets(1200, 80, {office: 9})
    found = page(organiser, f"{made.round_id}/targets?saved=1")
    assert [value(found, name) for name in ("people", "share", f"unit-{office}")] == ["1200", "80", "9"]
    assert text(first(found, ".banner")) == "Đã lưu."
    assert made.audited() == before + 1
    aim(organiser, made, {"people": "1200", "share": "80", OFFICE: "9"})
    assert made.audited() == before + 1
    with reading() as db:
        assert audit.verify(db).whole


def test_units_that_are_not_in_the_form_keep_theirs(organiser: TestClient, clock: Clock) -> None:
    made = running()
    clock.set(LATER)
    aim(organiser, made, {OFFICE: "9"})
    school = made.units[SCHOOL]
    below = page(organiser, f"{made.round_id}/targets?unit={school}")
    names = [text(one) for one in below.css("label[for^='unit-']")]
    assert names == [SCHOOL, CLASS_A, "Lớp 9B"]
    answer = organiser.post(
        f"/dashboards/{made.round_id}/targets", data={"unit": school, f"unit-{made.units[CLASS_A]}": "2"}
    )
    assert answer.headers["location"] == f"/dashboards/{made.round_id}/targets?unit={school}&saved=1"
    assert stored(made) == Targets(None, None, {made.units[OFFICE]: 9, made.units[CLASS_A]: 2})
    aim(organiser, made, {OFFICE: ""})
    assert stored(made).units == {made.units[CLASS_A]: 2}


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("people", "nhiều", "Ghi bằng chữ số, ví dụ 12."),
        ("people", "0", "Số nhỏ nhất là 1."),
        ("people", "99999999999", "Số lớn nhất là 10000000."),
        ("share", "101", "Số lớn nhất là 100."),
        ("share", "12,5", "Ghi bằng chữ số, ví dụ 12."),
        (OFFICE, "-3", "Số nhỏ nhất là 1."),
        (OFFICE, "1.20", "Ghi số nguyên, ví dụ 12 hoặc 1.000."),
    ],
)
def test_bad_input_is_told_and_kept(
    organiser: TestClient, clock: Clock, field: str, typed: str, said: str
) -> None:
    made = running()
    clock.set(LATER)
    answer = aim(organiser, made, {SCHOOL: "7"} | {field: typed}, 422)
    assert said in answer and f'value="{typed}"' in answer and 'value="7"' in answer
    assert stored(made) == Targets()


def test_odd_forms(organiser: TestClient, clock: Clock) -> None:
    made = running()
    clock.set(LATER)
    url = f"/dashboards/{made.round_id}/targets"
    assert organiser.post(url, data={"other": "1"}).status_code == 422
    assert organiser.post(url, data={"unit": "x"}).status_code == 422
    assert organiser.post(url, data={"unit-nowhere": "3"}).status_code == 303
    assert stored(made) == Targets()


def test_who_may_aim(viewer: TestClient, clock: Clock) -> None:
    made = running()
    clock.set(LATER)
    url = f"/dashboards/{made.round_id}/targets"
    assert (viewer.get(url).status_code, viewer.post(url).status_code) == (403, 403)
    rounds.give_part(Role.VIEWER, made.round_id, ContestRole.AUTHOR)
    assert viewer.get(url).status_code == 200


def test_a_stranger(app_client: TestClient, clock: Clock) -> None:
    made = running()
    clock.set(LATER)
    assert app_client.post(f"/dashboards/{made.round_id}/targets").status_code == 401


def test_they_go_with_the_contest(database: Database) -> None:
    made = rounds.make(state=RoundState.DRAFT, bank=0)
    with writing() as db:
        targets.change(db, rounds.STAFF, made.round_id, 500, None, {}, LATER)
    with writing() as db:
        campaign = campaigns.view(db, made.round_id, LATER).campaign_id
        assert targets.of(db, campaign) == Targets(500)
        rehearsing.discard(db, rounds.STAFF, made.round_id, LATER)
        assert targets.of(db, campaign) == Targets()
