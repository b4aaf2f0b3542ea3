"""The classes of the real application's routes, and that each is in fact asked for a place."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import QueuePool

from contest import app as application
from contest import settings
from contest.settings import Settings
from contest.web import admission, policy, strain
from contest.web.admission import BUDGETS, PLACES, Admission
from contest.web.database import Database
from contest.web.policy import Load

#: (method, route) → its class: those whose mistake would cost somebody.
CLASSES = {
    ("POST", "attempts.ops"): Load.SAVE,
    ("POST", "attempts.answer"): Load.SAVE,
    ("POST", "attempts.part"): Load.SAVE,
    ("POST", "attempts.hand_in"): Load.SAVE,
    ("POST", "attempts.start"): Load.START,
    ("GET", "attempts.line"): Load.START,
    ("GET", "attempts.question"): Load.PAPER,
    ("GET", "attempts.picture"): Load.PAPER,
    ("GET", "attempts.review"): Load.PAPER,
    ("POST", "campaigns.enter"): Load.LOGIN,
    ("POST", "campaigns.comeback"): Load.LOGIN,
    ("POST", "campaigns.invited"): Load.LOGIN,
    ("POST", "campaigns.pupil"): Load.LOGIN,
    ("POST", "accounts.login"): Load.PASSWORD,
    ("GET", "campaigns.landing"): Load.READ,
    ("GET", "attempts.left"): Load.READ,
    ("GET", "standings.board"): Load.FREE,
    ("GET", "standings.hall"): Load.BOARD,
    ("GET", "standings.places"): Load.BOARD,
    ("GET", "standings.units"): Load.BOARD,
    ("GET", "rounds.index"): Load.DESK,
    ("GET", "rounds.export"): Load.EXPORT,
    ("GET", "byhand.papers"): Load.EXPORT,
    ("POST", "units.upload"): Load.UPLOAD,
    ("GET", "commendations.verify_picture"): Load.ASIDE,
    ("GET", "commendations.picture"): Load.EXPORT,
    ("POST", "privacy.copy"): Load.ASIDE,
    ("POST", "office.violations"): Load.ASIDE,
    ("GET", "standings.stream"): Load.FREE,
    ("GET", "healthz"): Load.FREE,
    ("GET", "static"): Load.FREE,
}


@pytest.fixture
def client(sqlite_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    """The whole application."""
    monkeypatch.setattr(settings, "_current", Settings(tmp_path, "", bytes(32)))
    return TestClient(application.create_app(settings.current()), follow_redirects=False)


def routes(client: TestClient) -> list:
    return list(application.routes_of(client.app))  # ty: ignore[invalid-argument-type]


def test_the_classes_that_matter(client: TestClient) -> None:
    found = {
        (method, route.name): admission.load_of(route, application.UPLOADS)
        for route in routes(client)
        for method in route.methods
    }
    assert {key: found[key] for key in CLASSES} == CLASSES
    assert None not in found.values()


def test_no_crowd_takes_a_place_of_the_desk(client: TestClient) -> None:
    """A public picture, a browser's report: however many ask, staff get their files."""
    desks = {Load.EXPORT, Load.UPLOAD, Load.DESK}
    public = {
        route.name
        for route in routes(client)
        if (rule := policy.declared(route)) and rule.who not in policy.AT_THE_DESK
        if admission.load_of(route, application.UPLOADS) in desks
    }
    assert public == set()


def test_every_route_asks_for_its_place(client: TestClient) -> None:
    """All but the raw routes of saves, boards that are bytes already, and what costs nothing."""
    free = {route.name for route in routes(client) if not isinstance(route.handle, admission.Guarded)}
    raw = {"attempts.ops", "attempts.hand_in", "standings.board", "standings.stream"}
    # Files that take minutes on a slow phone: two pieces at once are unpacked, whoever waits for them.
    streamed = {"results.publication_file", "results.publication_archive"}
    assert free == raw | {"static", "healthz", "readyz"} | streamed
    for route in routes(client):
        if isinstance(route.handle, admission.Guarded):
            assert route.handle.load is admission.load_of(route, application.UPLOADS)


def test_when_all_give_way_saves_and_health_do_not(client: TestClient) -> None:
    app = client.app
    app.state.admission = Admission(strain=lambda load: 1.0, always=0)  # ty: ignore[missing-attribute]
    for address in ("/", "/accounts/login", "/standings/abc", "/rounds", "/attempts/new/0000000000000"):
        answer = client.get(address)
        assert (answer.status_code, int(answer.headers["retry-after"]) > 0) == (503, True)
    assert client.post("/accounts/login", data={"login": "a", "password": "b"}).status_code == 503
    # Nobody's cookie: they got as far as the question who asks.
    assert client.post("/attempts/0000000000000/ops", content=b"{}").status_code == 401
    assert client.post("/attempts/0000000000000/handing-in", data={}).status_code == 401
    assert client.get("/readyz").text == "writer"


@pytest.mark.parametrize(("late", "status"), [(1.49, 401), (1.5, 503)])
def test_saves_are_refused_last_of_all(client: TestClient, late: float, status: int) -> None:
    """At 0.43 s nobody starts any more; saves are taken until a phone would give up waiting."""
    client.app.state.lateness.seconds = late  # ty: ignore[missing-attribute]
    answer = client.post("/attempts/0000000000000/ops", content=b"{}")
    assert answer.status_code == status
    assert ("retry-after" in answer.headers) == (status == 503)
    assert strain.LIMIT * BUDGETS[Load.START].gives_way < strain.HOPELESS


def test_a_phone_that_asks_for_the_time_hears_when_to_ask_again(client: TestClient) -> None:
    client.app.state.admission = Admission(strain=lambda load: 1.0, always=0)  # ty: ignore[missing-attribute]
    answer = client.get("/attempts/0000000000000/left")
    assert answer.status_code == 503 and int(answer.headers["retry-after"]) > 0


def test_the_pool_has_a_connection_for_every_place(sqlite_database: Database) -> None:
    """One for each place, and some for saves, the hall and jobs; never more than these."""
    for engine in (sqlite_database.reader, sqlite_database.writer):
        assert isinstance(engine.pool, QueuePool)
        most = engine.pool.size() + engine.pool._max_overflow
        assert PLACES + 8 <= most <= 40


def test_an_undeclared_class_stops_the_start(client: TestClient) -> None:
    app = client.app

    async def sends() -> None: ...

    app.add_api_route("/sends", policy.policy(policy.Who.ANYONE)(sends), methods=["POST"])  # ty: ignore[missing-attribute]
    with pytest.raises(policy.Undeclared, match="sends is of no class"):
        admission.prove(routes(client), application.UPLOADS)
