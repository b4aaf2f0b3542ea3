"""`/metrics` and the layer that counts: for whoever has the token, of nobody, with few labels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import pytest
from starlette.testclient import TestClient

from contest import app as application
from contest import measured, measures, recorder, settings
from contest.accounts import guards
from contest.accounts import service as staff
from contest.accounts.states import Role
from contest.audit.service import SERVER
from contest.errors import UserError
from contest.web import database, traffic
from contest.web.database import Database
from contest.web.traffic import BORDERS, Histogram, Request
from tests.conftest import Clock
from tests.contest.test_app import installed, server

__all__ = ["installed"]  # a fixture; pytest finds it by its name here

LINE = re.compile(r'hoithi_[a-z_]+(\{[a-z]+="[^"]*"(,[a-z]+="[^"]*")*\})? [0-9.e+-]+')


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(traffic, "counted", traffic.Counted())
    monkeypatch.setattr(measures, "counted", traffic.counted)


@pytest.fixture
def running(sqlite_database: Database, clock: Clock) -> Iterator[TestClient]:
    with server() as client:
        yield client


def token() -> dict[str, str]:
    data = settings.current().data
    measures.ensure_token(data)
    return {"Authorization": f"Bearer {(data / measures.TOKEN).read_text()}"}


def figures(client: TestClient) -> dict[str, str]:
    answer = client.get("/metrics", headers=token())
    assert answer.status_code == 200 and answer.headers["content-type"] == measures.MEDIA_TYPE
    lines = [line for line in answer.text.splitlines() if not line.startswith("# ")]
    assert [line for line in lines if not LINE.fullmatch(line)] == []
    return dict(line.rsplit(" ", 1) for line in lines)


def test_without_a_token_there_is_nothing(running: TestClient) -> None:
    assert running.get("/metrics").status_code == 404


@pytest.mark.parametrize("given", [None, "", "Bearer ", "Bearer x", "Basic x", "Bearer \xe9"])
def test_whoever_has_another_token_sees_no_figure(running: TestClient, given: str | None) -> None:
    token()
    headers = [] if given is None else [(b"Authorization", given.encode("latin-1"))]
    answer = running.get("/metrics", headers=headers)
    assert answer.status_code == 401 and answer.headers["www-authenticate"] == "Bearer"
    assert "hoithi_" not in answer.text


def test_an_emptied_token_opens_nothing(running: TestClient) -> None:
    token()
    (settings.current().data / measures.TOKEN).write_text("")
    assert running.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 401


def test_the_token_is_private_and_stays(running: TestClient) -> None:
    first = token()
    path = settings.current().data / measures.TOKEN
    assert path.stat().st_mode & 0o777 == 0o600 and len(path.read_text()) > 40 and token() == first


def test_requests_are_counted_by_feature_and_status(running: TestClient) -> None:
    running.get("/healthz")
    running.get("/healthz")
    found = figures(running)
    assert found['hoithi_requests_total{feature="healthz",status="200"}'] == "2"
    assert found['hoithi_request_seconds_count{feature="healthz"}'] == "2"
    assert found["hoithi_writer_up"] == "1" and found["hoithi_writer_queue"] == "0"
    assert int(float(found["hoithi_disk_free_bytes"])) > 0


def test_a_thousand_addresses_are_one_label(running: TestClient) -> None:
    running.get("/healthz")
    before = len(figures(running))
    for number in range(50):
        running.get(f"/nowhere/{number}?code=ABCD{number:04}")
        running.get(f"/standings/{number:013}")
    found = figures(running)
    assert found['hoithi_requests_total{feature="unknown",status="404"}'] == "50"
    assert len(found) < before + 60 and not [line for line in found if "ABCD" in line]


def test_wrong_passwords_are_counted(running: TestClient) -> None:
    for _ in range(3):
        running.post("/accounts/login", data={"login": "x", "password": "y"})
    assert figures(running)["hoithi_login_failures_total"] == "3"


def test_a_request_is_told_by_its_routes_name(running: TestClient) -> None:
    heard: list[Request] = []
    traffic.use(heard.append)
    running.get("/healthz?code=ABCD1234")
    running.post("/nowhere/ABCD1234")
    traffic.use(None)
    assert [(one.method, one.route, one.status) for one in heard] == [
        ("GET", "healthz", 200),
        ("POST", "unknown", heard[1].status),
    ]
    assert "ABCD1234" not in repr(heard)


def test_no_listener_no_work(running: TestClient) -> None:
    traffic.use(None)
    assert running.get("/healthz").status_code == 200


# --- figures ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("seconds", "place"), [(0, 0), (0.005, 0), (0.0051, 1), (10, 10), (10.1, 11)])
def test_a_border_belongs_to_what_is_below_it(seconds: float, place: int) -> None:
    found = Histogram()
    found.add(seconds)
    assert found.counts.index(1) == place


def test_buckets_add_up() -> None:
    found = Histogram()
    for seconds in (0.001, 0.02, 99):
        found.add(seconds)
    lines = [*measures._histogram("h", found, feature="x")]
    assert lines[0] == 'h_bucket{feature="x",le="0.005"} 1'
    assert lines[len(BORDERS)] == 'h_bucket{feature="x",le="+Inf"} 3'
    assert lines[-1] == 'h_count{feature="x"} 3'


@pytest.mark.parametrize(
    ("route", "kind"),
    [("attempts.ops", "attempts.ops"), ("rounds.show", "rounds"), ("home", "home"), ("unknown", "unknown")],
)
def test_classes_are_features_and_a_few_more(route: str, kind: str) -> None:
    assert traffic.kind(route) == kind


def test_the_writers_batches_are_counted(sqlite_database: Database) -> None:
    writer = measured.Recorder(database.current())

    def batch(db: object, ops: Sequence[str]) -> Sequence[str]:
        if "bad" in ops:
            raise UserError("no")
        return ops

    writer.register("save", batch)
    assert writer.run("save", "a") == "a"
    with pytest.raises(UserError):
        writer.run("save", "bad")
    assert (writer.ops, writer.failed, sum(writer.times.counts), writer.waiting) == ({"save": 1}, 1, 1, 0)
    assert isinstance(application.make_recorder(database.current()), recorder.Recorder)


def test_whose_request_of_staff_it_was_is_told_by_the_id(running: TestClient, clock: Clock) -> None:
    with database.writing() as db:
        made = staff.create_staff(db, SERVER, "nhung", "Hồ Thị Nhung", Role.ADMIN, "-", clock.moment)
        token = staff.open_session(db, made.id, clock.moment)
    heard: list[Request] = []
    traffic.use(heard.append)
    running.get("/rounds")
    running.get("/rounds", headers={"Cookie": f"{guards.COOKIE}={token}"})
    traffic.use(None)
    assert [(one.route, one.staff) for one in heard] == [("rounds.index", ""), ("rounds.index", made.id)]
