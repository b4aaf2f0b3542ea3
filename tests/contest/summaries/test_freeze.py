"""`summaries.freeze`: figures are kept, once, by whoever approves all the contests in them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from sqlmodel import select

from contest.accounts.states import ContestRole, Role
from contest.campaigns.models import Round
from contest.summaries import service
from contest.summaries.models import Summary
from contest.web.database import Database, reading, writing
from tests.conftest import Clock
from tests.contest.rounds import world as rounds
from tests.contest.rounds.conftest import Enter
from tests.contest.rounds.world import CLOSES, OPENS
from tests.contest.summaries import world
from tests.contest.summaries.desk import frozen, page
from tests.contest.summaries.world import DONE
from tests.parsed import HTMLParser, attr, first, text

FORM = {"first": "01/10/2026", "last": "31/10/2026"}


def bodies() -> list[str]:
    with reading() as db:
        return [one.body for one in db.exec(select(Summary))]


def test_figures_are_kept_and_noted(organiser: TestClient, clock: Clock) -> None:
    made = world.usual()
    clock.set(DONE)
    before = made.audited()
    path = frozen(organiser)
    assert made.audited() == before + 1
    assert bodies() == [world.report().to_json()]
    assert path in organiser.get("/summaries").text


def test_the_button_sends_what_is_seen(organiser: TestClient, clock: Clock) -> None:
    made = world.usual()
    clock.set(DONE)
    found = page(organiser, f"?scope={made.round_id}&unit={made.units[world.SCHOOL]}")
    form = {
        str(one.attributes["name"]): str(one.attributes["value"])
        for one in first(found, "#freeze").css("input[type=hidden]")
    }
    assert organiser.post(attr(found, "#freeze", "action"), data=form).status_code == 303
    (body,) = bodies()
    assert f'"unit":"{made.units[world.SCHOOL]}"' in body and '"people":3' in body


def test_twice_is_once(organiser: TestClient, clock: Clock) -> None:
    made = world.usual()
    clock.set(DONE)
    path = frozen(organiser)
    rows = made.audited()
    clock.move(minutes=5)
    assert frozen(organiser) == path and made.audited() == rows and len(bodies()) == 1


def test_on_both_databases_the_same_figures_are_one(database: Database) -> None:
    world.usual()
    report = world.report()
    with writing() as db:
        one = service.freeze(db, world.ADMIN, report, DONE)
    with writing() as db:
        assert service.freeze(db, world.ADMIN, report, DONE) == one
    with reading() as db:
        kept = service.frozen(db, world.ADMIN, one)
        assert kept.report == report and service.changes(db, world.ADMIN, kept, DONE) == ()
        assert [each.id for each in service.every(db, world.ADMIN)] == [one]


def test_nothing_to_keep(organiser: TestClient, clock: Clock) -> None:
    world.begun()
    clock.set(OPENS)
    answer = organiser.post("/summaries", data=FORM)
    assert answer.status_code == 409 and bodies() == []
    assert service.NOTHING in text(HTMLParser(answer.text).css_first(".banner"))


@pytest.mark.parametrize(
    ("part", "status"),
    [
        (ContestRole.OWNER, 303),
        (ContestRole.APPROVER, 303),
        (ContestRole.AUTHOR, 409),
        (ContestRole.PROCTOR, 409),
        (ContestRole.VIEWER, 409),
    ],
)
def test_who_may(enter: Enter, clock: Clock, part: ContestRole, status: int) -> None:
    browser = enter(Role.VIEWER)
    made = world.usual()
    rounds.give_part(Role.VIEWER, made.round_id, part)
    clock.set(DONE)
    answer = browser.post("/summaries", data=FORM)
    assert answer.status_code == status
    assert len(bodies()) == (status == 303)
    assert bool(page(browser).css("#freeze")) == (status == 303)


def test_bad_input(organiser: TestClient, clock: Clock) -> None:
    world.usual()
    clock.set(DONE)
    for form, status in (
        (FORM | {"first": "x"}, 422),
        (FORM | {"odd": "1"}, 422),
        (FORM | {"scope": "x" * 41}, 404),
        (FORM | {"scope": "0" * 13}, 404),
        (FORM | {"unit": "\x00"}, 303),
    ):
        assert organiser.post("/summaries", data=form).status_code == status, form


def test_a_stranger(app_client: TestClient) -> None:
    assert app_client.post("/summaries", data=FORM).status_code == 401


def test_what_hangs_on_a_contest_of_the_period_before_has_not_changed(
    organiser: TestClient, clock: Clock
) -> None:
    """Knowledge is compared with September's: its contest is in the report, or that would differ at once."""
    earlier = world.usual()
    with writing() as db:
        made = db.get(Round, earlier.round_id)
        assert made is not None
        made.opens_at, made.closes_at = OPENS - timedelta(days=30), CLOSES - timedelta(days=30)
    other = rounds.make(slug="thang-muoi", bank=0)
    other.sit("A Thui", OPENS, 2, unit=earlier.units[world.SCHOOL])
    world.end()
    clock.set(DONE)
    path = frozen(organiser)
    assert "Số liệu đã thay đổi" not in text(HTMLParser(organiser.get(path).text).body)
    (body,) = bodies()
    assert earlier.campaign_id in body
