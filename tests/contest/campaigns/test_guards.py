"""Who may do what in one contest: the part decides, and no part is a contest that is not there."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from contest.accounts import service as accounts
from contest.accounts.guards import COOKIE
from contest.accounts.states import ContestRole, Permission, Role
from contest.campaigns import guards
from contest.campaigns import service as campaigns
from contest.web import errors
from contest.web.database import Database, writing
from contest.web.pages import configure
from tests.conftest import Clock
from tests.contest.rounds import world

GUARDS = {
    Permission.SEE: guards.Sees,
    Permission.HELP: guards.Helps,
    Permission.WRITE: guards.Writes,
    Permission.APPROVE: guards.Approves,
    Permission.RUN: guards.Runs,
}
#: Written out by hand, so that a slip in the product's table is seen.
MAY = {
    ContestRole.OWNER: {"see", "help", "write", "approve", "run"},
    ContestRole.AUTHOR: {"see", "write"},
    ContestRole.APPROVER: {"see", "approve"},
    ContestRole.PROCTOR: {"see", "help"},
    ContestRole.VIEWER: {"see"},
}

Ask = Callable[..., dict[str, int]]


@pytest.fixture
def ask(sqlite_database: Database, clock: Clock) -> Ask:
    """The status of each guarded route for somebody with these parts."""
    app = FastAPI()
    errors.install(app)
    app.add_api_route("/accounts/login", lambda: "", name="accounts.login")
    for permission, guard in GUARDS.items():
        app.add_api_route(f"/{permission}/{{round}}", _endpoint(guard))
    configure(app)
    contest = world.make(bank=0)

    def asked(*parts: ContestRole, role: Role = Role.VIEWER, round_id: str = "") -> dict[str, int]:
        with writing() as db:
            member = accounts.create_staff(db, "test", "nhung", "Hồ Thị Nhung", role, "-", clock.now)
            campaign_id = campaigns.campaign_of(db, contest.round_id) or ""
            for part in parts:
                accounts.grant(db, "test", member.id, campaign_id, part, clock.now)
            token = accounts.open_session(db, member.id, clock.now)
        with TestClient(app, cookies={COOKIE: token}, follow_redirects=False) as browser:
            found = round_id or contest.round_id
            return {each.value: browser.get(f"/{each}/{found}").status_code for each in Permission}

    return asked


def _endpoint(guard: object) -> Callable[..., str]:
    def endpoint(member: guard) -> str:  # ty: ignore[invalid-type-form]
        return member.name

    endpoint.__annotations__["member"] = guard
    return endpoint


@pytest.mark.parametrize("part", ContestRole)
def test_a_part_allows_what_it_is_for(ask: Ask, part: ContestRole) -> None:
    found = ask(part)
    assert {word for word, status in found.items() if status == 200} == MAY[part]
    assert {status for status in found.values() if status != 200} <= {403}


def test_two_parts_add_up(ask: Ask) -> None:
    found = ask(ContestRole.AUTHOR, ContestRole.PROCTOR)
    assert {word for word, status in found.items() if status == 200} == {"see", "write", "help"}


@pytest.mark.parametrize("role", [Role.VIEWER, Role.ORGANISER])
def test_without_a_part_the_contest_is_not_there(ask: Ask, role: Role) -> None:
    assert set(ask(role=role).values()) == {404}


def test_an_administrator_may_everything(ask: Ask) -> None:
    assert set(ask(role=Role.ADMIN).values()) == {200}


@pytest.mark.parametrize("bad", ["0" * 13, "abc", "K7Q2M94X0A1BC"])
def test_no_such_round(ask: Ask, bad: str) -> None:
    assert set(ask(role=Role.ADMIN, round_id=bad).values()) == {404}


def test_a_part_given_twice_and_taken_twice_is_recorded_once(sqlite_database: Database, clock: Clock) -> None:
    contest = world.make(bank=0)
    with writing() as db:
        member = accounts.create_staff(db, "test", "nhung", "Hồ Thị Nhung", Role.VIEWER, "-", clock.now)
        campaign_id = campaigns.campaign_of(db, contest.round_id) or ""
    before = contest.audited()
    for deed in (accounts.grant, accounts.grant, accounts.revoke, accounts.revoke):
        with writing() as db:
            deed(db, "test", member.id, campaign_id, ContestRole.PROCTOR, clock.now)
    assert contest.audited() == before + 2
