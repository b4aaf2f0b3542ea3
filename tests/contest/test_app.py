"""The whole application: its start and end, its home, its refusal to start with an undeclared route."""

from __future__ import annotations

import threading
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from contest import app as application
from contest import clock as wall
from contest import connections, demo, entropy, recorder, settings
from contest.accounts import passwords
from contest.accounts import service as staff
from contest.accounts.states import Role
from contest.attempts import service as attempts
from contest.attempts.rules import Op, Verdict
from contest.attempts.saving import SaveRequest, save_batch
from contest.audit.service import SERVER
from contest.office import service as office
from contest.office.rules import Identity
from contest.rounds.service import SETTLE
from contest.settings import Settings
from contest.standings import hub
from contest.web import policy
from contest.web.database import REVISION, Database, reading, to_ms, writing
from tests.conftest import Clock
from tests.contest.rounds import world
from tests.contest.selects import selects
from tests.parsed import HTMLParser, attr, text


@pytest.fixture(autouse=True)
def installed(
    sqlite_database: Database, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An empty installation; hashes are cheap here."""
    monkeypatch.setattr(passwords, "_scheme", passwords._scheme.using(memory_cost=8, rounds=1))
    monkeypatch.setattr(settings, "_current", Settings(tmp_path, "", bytes(32)))


def server() -> TestClient:
    return TestClient(application.create_app(settings.current()), follow_redirects=False)


def threads() -> set[str]:
    return {thread.name for thread in threading.enumerate()} & {"recorder", "jobs", "copier"}


def test_a_fresh_installation_leads_to_its_setup() -> None:
    answer = server().get("/")
    assert (answer.status_code, answer.headers["location"]) == (303, "/accounts/setup")


def test_home_shows_the_contests_that_are_on(tmp_path: Path, clock: Clock) -> None:
    made = demo.ensure(tmp_path, clock.now)
    page = HTMLParser(server().get("/").text)
    links = {node.attributes.get("href") for node in page.css("main a")}
    assert {f"/campaigns/{made.contest}", f"/campaigns/{made.predicted}"} <= links
    clock.move(days=400)
    assert server().get("/").status_code == 200


def test_home_says_who_holds_the_contests(clock: Clock) -> None:
    with writing() as db:
        staff.create_staff(db, SERVER, "nhung", "Hồ Thị Nhung", Role.ADMIN, "-", clock.now)
    browser = server()
    assert HTMLParser(browser.get("/").text).css_first(".stage p") is None
    with writing() as db:
        office.save_identity(db, "x", Identity("BCH Đoàn xã Đăk Tô", version=1), clock.now)
    assert text(HTMLParser(browser.get("/").text).css_first(".stage p")) == "BCH Đoàn xã Đăk Tô"


def test_health_is_that_of_the_writer(monkeypatch: pytest.MonkeyPatch) -> None:
    with server() as running:
        answer = running.get("/healthz")
        assert (answer.status_code, answer.text) == (200, "ok")
    monkeypatch.setattr(recorder, "_current", None)
    down = TestClient(application.create_app(settings.current()), raise_server_exceptions=False)
    assert down.get("/healthz").status_code == 503


def test_ready_means_that_papers_can_be_sat(sqlite_database: Database) -> None:
    with server() as running:
        answer = running.get("/readyz")
        assert (answer.status_code, answer.text) == (200, "ok")
        writer = recorder.current()
        writer.queue_limit = 0
        assert (running.get("/readyz").status_code, running.get("/readyz").text) == (503, "queue")
        writer.queue_limit = recorder.QUEUE_LIMIT
        with writing() as db:
            db.connection().exec_driver_sql("UPDATE alembic_version SET version_num = 'x'")
        assert (running.get("/readyz").status_code, running.get("/readyz").text) == (503, "schema")
        with writing() as db:
            db.connection().exec_driver_sql("DROP TABLE alembic_version")
        assert (running.get("/readyz").status_code, running.get("/readyz").text) == (503, "database")
    answer = server().get("/readyz")
    assert (answer.status_code, answer.text) == (503, "writer")


def test_readiness_tells_of_a_clock_that_was_set(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with server() as running:
        assert running.get("/readyz").headers["x-clock-ahead"] == "0"
        monkeypatch.setattr(wall, "ahead", lambda: timedelta(seconds=-3600))
        assert running.get("/readyz").headers["x-clock-ahead"] == "-3600"


def test_readiness_costs_one_statement(sqlite_database: Database, entropy: object) -> None:
    with server() as running:
        running.get("/readyz")
        seen = selects(sqlite_database)
        assert running.get("/readyz").status_code == 200
        # The ticker looks beside it.
        assert [one for one in seen if "alembic" in one] == [str(REVISION)]


def test_what_runs_beside_requests_starts_and_ends() -> None:
    assert threads() == set()
    with server():
        assert threads() == {"recorder", "jobs", "copier"}
        assert recorder.current() and hub.current() is not None
    assert threads() == set() and hub.current() is None
    with pytest.raises(RuntimeError):
        recorder.current()


def test_a_restart_goes_on(tmp_path: Path, clock: Clock) -> None:
    made = demo.ensure(tmp_path, clock.now)
    for _ in range(2):
        with server() as running:
            page = HTMLParser(running.get(f"/campaigns/{made.contest}").text)
            assert "Chuyển đổi số" in text(page.css_first("h1"))
            assert attr(page, "html", "lang") == "vi"
            assert running.get("/healthz").status_code == 200


def test_the_recorder_knows_every_hot_path(sqlite_database: Database) -> None:
    assert set(application.make_recorder(sqlite_database).batches) == {"start", "save", "ask", "hand_in"}


def test_every_route_says_who_may_call_it() -> None:
    routes = list(application.routes_of(application.create_app(settings.current())))
    assert len(routes) > 30
    assert all(policy.declared(route) for route in routes)


def test_an_undeclared_route_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    def home() -> str:
        return "no policy"

    monkeypatch.setattr(application, "home", home)
    with pytest.raises(policy.Undeclared, match="home"):
        application.create_app(settings.current())


@pytest.mark.parametrize("path", ["/docs", "/redoc", "/openapi.json", "/nowhere", "/campaigns/none"])
def test_what_is_not_there_is_a_page(path: str) -> None:
    answer = server().get(path)
    assert answer.status_code == 404
    assert text(HTMLParser(answer.text).css_first("h1")) == "Không tìm thấy trang này"


def test_an_answer_that_waits_for_the_writer_is_not_overtaken_by_the_sweep(clock: Clock) -> None:
    """It came in the last moment of the grace; the tick after it must leave the attempt open."""
    contest = world.make()
    entry = contest.join("Nguyễn Thị Nhung").entry_id
    attempt = contest.start(entry, world.OPENS)
    last = world.OPENS + timedelta(seconds=600) + world.GRACE
    connections.record_expired(last + timedelta(seconds=1))
    with writing() as db:
        request = SaveRequest(attempt, (entry,), 1, to_ms(last), (Op(entropy.new_id(), 1, 1, "a"),))
        (outcome,) = save_batch(db, [request])
    assert outcome.verdict is Verdict.APPLIED
    connections.record_expired(last + SETTLE)
    with reading() as db:
        assert attempts.counts(db, contest.round_id, last).timed_out == 0
    connections.record_expired(last + SETTLE + timedelta(milliseconds=1))
    with reading() as db:
        assert attempts.counts(db, contest.round_id, last).timed_out == 1
