"""The layer before everything: who may speak to the server, how much, and what every answer carries."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest
from fastapi import FastAPI, Request
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from contest.web import errors, safety, static
from tests.contest.web.test_errors import stub_addresses

HOST = "thi.dakto.example"


def application(public: str = "") -> FastAPI:
    app = FastAPI()
    errors.install(app)
    app.router.routes.extend(static.routes())
    stub_addresses(app)

    @app.get("/fault")
    def fault() -> None:
        raise ZeroDivisionError

    @app.post("/small")
    @app.post("/small/upload")
    async def small(request: Request) -> int:
        return len(await request.body())

    app.add_middleware(safety.Safety, hosts=(HOST,), uploads=("/upload",), public=public)
    return app


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with TestClient(application(), raise_server_exceptions=False) as browser:
        yield browser


# --- hosts --------------------------------------------------------------------------------------

KNOWN = [
    HOST,
    HOST.upper(),
    f"{HOST}:8000",
    "localhost",
    "localhost:80",
    socket.gethostname(),
    "127.0.0.1",
    "192.168.1.20:8000",
    "10.0.0.1",
    "[::1]",
    "[::1]:8000",
    "[fe80::1ff:fe23:4567:890a]",
]
STRANGE = [
    "",
    " ",
    "evil.example",
    f"{HOST}.evil.example",
    f"x{HOST}",
    "127.0.0.1.evil.example",
    "127.0.0.1@evil.example",
    "evil.example@127.0.0.1",
    "localhost/x",
    "localhost:port",
    "localhost:8000:8000",
    "[::1",
    "::1]",
    "[::1]x",
    "[evil]",
    "999.1.1.1",
    "1.2.3",
    "local host",
    "localhost,evil.example",
    "thi.dakto.example\x00",
]


@pytest.mark.parametrize("host", KNOWN)
def test_a_known_host_is_let_in(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("host", STRANGE)
def test_a_strange_host_is_kept_out(client: TestClient, host: str) -> None:
    answer = client.get("/", headers={"host": host})
    assert (answer.status_code, answer.text) == (400, safety.UNKNOWN_HOST)


@given(st.text(max_size=40))
def test_no_host_breaks_the_layer(host: str) -> None:
    assert isinstance(safety.is_known(safety.host_name(host), frozenset({"localhost"})), bool)


@pytest.mark.parametrize("host", ["localhost:65536", "localhost:99999", "[::1]:70000", "1.2.3.4:٦٥"])
def test_a_port_that_can_not_be_is_no_host(host: str) -> None:
    assert safety.host_name(host) == ""


def test_the_last_port_is_one() -> None:
    assert safety.host_name("localhost:65535") == "localhost"


# --- requests from other pages ------------------------------------------------------------------

OWN, OTHER = "http://testserver", "http://evil.example"
#: (Sec-Fetch-Site, Origin, Cookie) → let in.
MATRIX = [
    *((site, OWN, cookie, True) for site in ("same-origin", "none") for cookie in (0, 1)),
    *((site, None, cookie, True) for site in ("same-origin", "none") for cookie in (0, 1)),
    *((site, OWN, cookie, False) for site in ("cross-site", "same-site", "", "junk") for cookie in (0, 1)),
    *((None, OWN, cookie, True) for cookie in (0, 1)),
    *(
        (None, origin, cookie, False)
        for origin in (OTHER, "null", "", "junk", "http://testserver.evil.example", "http://testserver:81",
                       "http://[", "http://x@testserver", "testserver")
        for cookie in (0, 1)
    ),
    (None, None, 0, True),
    (None, None, 1, False),
]  # fmt: skip


@pytest.mark.parametrize(("site", "origin", "cookie", "is_let_in"), MATRIX)
def test_who_may_change_something(
    client: TestClient, site: str | None, origin: str | None, cookie: int, is_let_in: bool
) -> None:
    given_headers = {"sec-fetch-site": site, "origin": origin, "cookie": "hoithi_entry=x" if cookie else None}
    headers = {name: value for name, value in given_headers.items() if value is not None}
    answer = client.post("/small", headers=headers)
    assert answer.status_code == (200 if is_let_in else 403)
    assert is_let_in or answer.text == safety.FOREIGN
    # Reading is free: a link from another site must open.
    assert client.get("/", headers=headers).status_code == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "BREW"])
def test_every_method_that_may_change_something_is_asked(client: TestClient, method: str) -> None:
    assert client.request(method, "/small", headers={"origin": OTHER}).status_code == 403


# --- size ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "limit"), [("/small", safety.SMALL_BODY_LIMIT), ("/small/upload", safety.BODY_LIMIT)]
)
def test_a_body_up_to_the_limit(client: TestClient, path: str, limit: int) -> None:
    assert client.post(path, content=b"x" * limit).json() == limit
    answer = client.post(path, content=b"x" * (limit + 1))
    assert (answer.status_code, answer.text) == (413, safety.TOO_LARGE)


@pytest.mark.parametrize(("extra", "status"), [(0, 200), (1, 413)])
def test_a_chunked_body_is_counted(client: TestClient, extra: int, status: int) -> None:
    def chunks() -> Iterator[bytes]:
        for _ in range(safety.SMALL_BODY_LIMIT // 1024):
            yield b"x" * 1024
        if extra:
            yield b"x"

    answer = client.post("/small", content=chunks())
    assert "content-length" not in answer.request.headers and answer.status_code == status


@pytest.mark.parametrize("length", ["", "-1", "1.5", "abc", "0x10", "1 2", "+5", "9" * 5000])
def test_a_length_that_is_none(client: TestClient, length: str) -> None:
    answer = client.post("/small", headers={"content-length": length})
    assert (answer.status_code, answer.text) == (400, safety.NO_LENGTH)


# --- headers ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("GET", "/", {}, 200),
        ("GET", static.url("phone.css"), {}, 200),
        ("GET", "/static/none.css", {}, 404),
        ("GET", "/nowhere", {}, 404),
        ("DELETE", "/small", {}, 405),
        ("GET", "/fault", {}, 500),
        ("GET", "/", {"host": "evil.example"}, 400),
        ("POST", "/small", {"origin": OTHER}, 403),
        ("POST", "/small", {"content-length": "99999999"}, 413),
    ],
)
def test_every_answer_has_every_header_once(
    client: TestClient, method: str, path: str, headers: dict[str, str], status: int
) -> None:
    answer = client.request(method, path, headers=headers)
    assert answer.status_code == status
    for name, value in safety.HEADERS:
        assert answer.headers.get_list(name.decode()) == [value.decode()]


ANSWERS = ["/", "/static/none.css", "/nowhere", "/fault"]


@pytest.mark.parametrize("path", ANSWERS)
@pytest.mark.parametrize(
    ("public", "scheme", "told"),
    [
        (f"https://{HOST}", "https", ["max-age=31536000"]),
        (f"https://{HOST}", "http", []),
        (f"http://{HOST}", "https", []),
        ("", "https", []),
        ("", "http", []),
    ],
)
def test_https_is_kept_to_by_who_came_by_it_alone(
    public: str, scheme: str, told: list[str], path: str
) -> None:
    """A LAN without HTTPS must never hear it; nor may plain HTTP carry it (RFC 6797, 7.2)."""
    app = application(public)
    with TestClient(app, base_url=f"{scheme}://{HOST}", raise_server_exceptions=False) as browser:
        answer = browser.get(path)
        refused = browser.get("/", headers={"host": "evil.example"})
    assert refused.status_code == 400
    assert answer.headers.get_list("strict-transport-security") == told
    assert refused.headers.get_list("strict-transport-security") == told


def test_the_content_security_policy_word_by_word() -> None:
    rules = {
        name: value for name, _, value in (part.strip().partition(" ") for part in safety.CSP.split(";"))
    }
    assert rules.pop("img-src") == "'self' data:"
    assert rules.pop("report-uri") == safety.REPORTS
    for closed in ("default-src", "base-uri", "frame-ancestors"):
        assert rules.pop(closed) == "'none'"
    assert set(rules.values()) == {"'self'"}
    assert set(rules) == {"script-src", "style-src", "connect-src", "font-src", "form-action"}
    assert "unsafe" not in safety.CSP and "*" not in safety.CSP


def test_what_is_not_http_passes() -> None:
    """The life of the application is told through the same door: TestClient starts and stops it."""
    with TestClient(application()) as browser:
        assert browser.get("/").status_code == 200
