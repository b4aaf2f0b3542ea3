"""Class codes in a contest with audiences: the rules of the pupils' own rounds hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from contest.accounts import service as accounts
from contest.accounts.states import Role
from contest.audit.service import SERVER
from contest.campaigns import classmates
from contest.roster import pupils
from contest.web.database import Database
from tests.conftest import Clock
from tests.contest import groups
from tests.contest.groups import PUPILS, audience_of
from tests.contest.roster import desk
from tests.contest.roster.classroom import ROWS, Classroom
from tests.contest.roster.desk import Roster
from tests.contest.rounds import world
from tests.contest.rounds.world import OPENS
from tests.contest.units.desk import commune
from tests.parsed import HTMLParser, text

URL = f"/campaigns/{groups.SLUG}/entries/pupil"
EARLIER = OPENS - timedelta(hours=1)
YES = {"consent_join": "1", "guardian_name": "A Bố", "guardian_join": "1"}


@pytest.fixture(autouse=True)
def with_classes(sqlite_database: Database, clock: Clock) -> Iterator[None]:
    """Class codes are answered for, during the hours of the rounds."""
    commune()
    clock.set(OPENS)
    classmates.use_classes(pupils.CLASSES)
    yield
    classmates.use_classes(None)


def room(*, a: int | None = None, b: int | None = None) -> Classroom:
    """A class that the list puts into Bảng A; the least ages of the rounds of both. B began earlier."""
    made = groups.make(world.rules(youngest=a), world.rules(youngest=b), opens_b=EARLIER)
    with world.writing() as db:
        staff = accounts.create_staff(db, SERVER, "nhung", "Lê Nhung", Role.ADMIN, "-", OPENS)
    found = Classroom(Roster(made.a.round_id, staff.id), *(replace(row, audience="A") for row in ROWS))
    found.open(now=OPENS)
    return found


def come(phone: TestClient, found: Classroom, name: str, **told: str) -> dict[str, str]:
    """Somebody of the class tries to enter; the messages, field by field."""
    data = {"code": found.code(), "member": found.id(name)} | YES | told
    answer = phone.post(URL, data=data)
    assert answer.status_code in (303, 422), answer.text
    errors = HTMLParser(answer.text).css(".banner.is-wrong a[href^='#']") if answer.status_code == 422 else []
    return {(node.attributes["href"] or "")[1:]: text(node) for node in errors}


def entry(found: Classroom, name: str) -> str | None:
    return desk.members(found.roster.round_id)[name].entry_id


def test_the_least_age_of_another_audience_keeps_nobody_out(phone_: TestClient) -> None:
    for_adults = room(b=18)
    assert come(phone_, for_adults, "A Biên", proof="2012") == {}
    assert audience_of(entry(for_adults, "A Biên") or "") == PUPILS.id


def test_the_least_age_of_their_own_audience_does(phone_: TestClient) -> None:
    strict = room(a=15)
    assert set(come(phone_, strict, "A Phương", proof="7", birth_year="2012")) == {"birth_year"}
    assert entry(strict, "A Phương") is None


def test_a_year_that_is_told_must_fit_the_audience_of_the_list(phone_: TestClient) -> None:
    found = room()
    assert set(come(phone_, found, "A Phương", proof="7", birth_year="1990")) == {"birth_year"}
    assert entry(found, "A Phương") is None
    assert come(phone_, found, "A Phương", proof="7", birth_year="2012") == {}
    assert audience_of(entry(found, "A Phương") or "") == PUPILS.id
