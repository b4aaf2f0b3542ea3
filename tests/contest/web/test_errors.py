"""Errors as their readers meet them: a page or a fragment, in Vietnamese, without a trace of the inside."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from contest.errors import (
    Busy,
    Conflict,
    Forbidden,
    Gone,
    Invalid,
    NotFound,
    Unauthenticated,
    UserError,
)
from contest.web import admission, errors, pages, safety
from contest.web.forms import Posted
from contest.web.policy import Load, Who, policy
from tests.parsed import attr, text

HX = {"hx-request": "true"}


class LoginFirst(Unauthenticated):
    login_at = "/accounts/login"


RAISED: dict[str, Exception] = {
    "user": UserError("Chưa chọn tệp."),
    "not-found": NotFound(),
    "forbidden": Forbidden(),
    "conflict": Conflict("Vòng thi vừa đóng."),
    "gone": Gone("Đã hết giờ làm bài."),
    "invalid": Invalid(fields={"a": "b"}),
    "busy": Busy(retry_after=7),
    "unauthenticated": Unauthenticated(),
    "login": LoginFirst(),
    "locked": OperationalError("SELECT secret_column", {}, Exception("database is locked")),
    "pool": PoolTimeout("QueuePool limit of size 8"),
    "fault": ZeroDivisionError("secret_column"),
}
STATUS = {
    "user": 400,
    "not-found": 404,
    "forbidden": 403,
    "conflict": 409,
    "gone": 410,
    "invalid": 422,
    "busy": 503,
    "unauthenticated": 401,
    "locked": 503,
    "pool": 503,
    "fault": 500,
}


def stub_addresses(app: FastAPI) -> None:
    """Error pages lead home."""
    app.add_api_route("/", lambda: "home", name="home")
    pages.configure(app)


def application() -> FastAPI:
    app = FastAPI()
    errors.install(app)
    stub_addresses(app)

    @app.api_route("/raise/{name}", methods=["GET", "POST"])
    def fail(name: str) -> None:
        raise RAISED[name]

    @app.get("/number/{number}")
    def number(number: int) -> int:
        return number

    @app.post("/form")
    def form(posted: Posted) -> str:
        return "ok"

    for path, load in (("/shed", Load.LOGIN), ("/shed-password", Load.PASSWORD)):
        app.add_api_route(path, policy(Who.ANYONE, load=load)(lambda: None), methods=["POST"])
    app.state.admission = admission.Admission(strain=lambda load: 1.0, always=0)
    admission.install(app.router.routes[-2:])
    app.add_middleware(safety.Safety)
    return app


@pytest.fixture
def client() -> Iterator[TestClient]:
    with TestClient(application(), raise_server_exceptions=False, follow_redirects=False) as browser:
        yield browser


@pytest.mark.parametrize(("name", "status"), STATUS.items())
def test_a_page_for_a_browser(client: TestClient, name: str, status: int) -> None:
    answer = client.get(f"/raise/{name}")
    page = LexborHTMLParser(answer.text)
    assert answer.status_code == status
    assert text(page.css_first("h1")) == errors.TITLES[status]
    assert page.css_first("html") and page.css_first("main a[href='/']")


@pytest.mark.parametrize(("name", "status"), STATUS.items())
def test_a_fragment_for_htmx(client: TestClient, name: str, status: int) -> None:
    answer = client.get(f"/raise/{name}", headers=HX)
    page = LexborHTMLParser(answer.text)
    assert answer.status_code == status
    assert "<html" not in answer.text and len(page.css("#message")) == 1
    assert text(page.css_first("#message"))


@pytest.mark.parametrize("name", [name for name, raised in RAISED.items() if isinstance(raised, UserError)])
def test_our_errors_are_told_in_their_own_words(client: TestClient, name: str) -> None:
    raised = RAISED[name]
    assert isinstance(raised, UserError)
    assert raised.message in text(LexborHTMLParser(client.post(f"/raise/{name}").text))


@pytest.mark.parametrize("headers", [{}, HX])
@pytest.mark.parametrize("name", ["fault", "locked", "pool"])
def test_nothing_of_the_inside_is_shown(client: TestClient, name: str, headers: dict[str, str]) -> None:
    answer = client.get(f"/raise/{name}", headers=headers)
    for word in ("secret_column", "Traceback", "ZeroDivision", ".py", "sqlalche", "QueuePool", "locked"):
        assert word not in answer.text.replace(f"/raise/{name}", "")  # its own address may be told


@pytest.mark.parametrize(("name", "seconds"), [("busy", 7), ("locked", 2), ("pool", 2)])
def test_a_busy_server_says_when_to_come_back(client: TestClient, name: str, seconds: int) -> None:
    """Not all in the same second: each hears another time, none a sooner one than is asked for."""
    told = {int(client.get(f"/raise/{name}").headers["retry-after"]) for _ in range(60)}
    assert min(told) >= seconds and max(told) <= 3 * seconds
    assert len(told) > 2


def test_a_busy_page_comes_back_by_itself_without_script(client: TestClient) -> None:
    answer = client.get("/raise/busy?x=1")
    page = LexborHTMLParser(answer.text)
    assert answer.headers["refresh"] == answer.headers["retry-after"]
    assert attr(page, "main a", "href") == "/raise/busy?x=1"
    assert f"sau {answer.headers['refresh']} giây" in text(page.css_first("main"))
    assert not page.css("form")


def test_a_busy_server_gives_a_form_back_as_it_was_sent(client: TestClient) -> None:
    sent = {"name": "Nguyễn Thị Hạnh <b>", "unit": "", "n": "1+1=2"}
    answer = client.post("/shed", data=sent)
    page = LexborHTMLParser(answer.text)
    assert answer.status_code == 503 and "refresh" not in answer.headers
    assert (attr(page, "form", "method"), attr(page, "form", "action")) == ("post", "/shed")
    assert attr(page, "form", "data-again") == answer.headers["retry-after"]
    fields = {one.attributes["name"]: one.attributes["value"] or "" for one in page.css("form input")}
    assert fields == sent


@pytest.mark.parametrize(
    ("path", "body", "kind"),
    [
        ("/shed-password", b"password=con+meo", "application/x-www-form-urlencoded"),
        ("/shed", b"name=a&password=con+meo", "application/x-www-form-urlencoded"),
        ("/shed", b"--x\r\n", "multipart/form-data; boundary=x"),
        ("/shed", b"\xff\xfe=1", "application/x-www-form-urlencoded"),
    ],
    ids=["password", "deed-with-password", "file", "not-utf-8"],
)
def test_what_is_not_kept_is_not_offered(client: TestClient, path: str, body: bytes, kind: str) -> None:
    """Passwords and files: the browser's own way back has them."""
    answer = client.post(path, content=body, headers={"content-type": kind})
    page = LexborHTMLParser(answer.text)
    assert answer.status_code == 503
    assert not page.css("form") and "quay lại" in text(page.css_first("main"))
    assert "con" not in text(page.css_first("main")).split()


def test_a_button_alone_can_be_pressed_again(client: TestClient) -> None:
    page = LexborHTMLParser(client.post("/shed").text)
    assert attr(page, "form", "action") == "/shed" and not page.css("form input")


def test_htmx_gets_one_line_and_no_page_that_leaves(client: TestClient) -> None:
    answer = client.get("/raise/busy", headers=HX)
    assert "refresh" not in answer.headers and int(answer.headers["retry-after"]) >= 7


def test_who_must_log_in_is_led_there(client: TestClient) -> None:
    answer = client.get("/raise/login")
    assert (answer.status_code, answer.headers["location"]) == (303, "/accounts/login")


def test_a_form_is_not_thrown_away_by_a_redirect(client: TestClient) -> None:
    assert client.post("/raise/login").status_code == 401
    assert client.get("/raise/login", headers=HX).status_code == 401


@pytest.mark.parametrize("headers", [{}, HX])
@pytest.mark.parametrize(
    ("method", "path", "status", "words"),
    [
        ("GET", "/nowhere", 404, "Không tìm thấy trang này"),
        ("POST", "/nowhere", 404, "Không tìm thấy trang này"),
        ("GET", "/number/abc", 404, "Không tìm thấy trang này"),
        ("POST", "/number/1", 405, "không dùng theo cách đó"),
        ("DELETE", "/form", 405, "không dùng theo cách đó"),
    ],
)
def test_a_wrong_address(
    client: TestClient, headers: dict[str, str], method: str, path: str, status: int, words: str
) -> None:
    answer = client.request(method, path, headers=headers)
    assert answer.status_code == status
    assert words in text(LexborHTMLParser(answer.text))
    assert ("<html" in answer.text) == (not headers)


def test_a_wrong_method_says_which_are_right(client: TestClient) -> None:
    assert client.get("/form").headers["allow"] == "POST"


def test_a_body_cut_by_the_limit_is_too_large(client: TestClient) -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(200):
            yield b"x" * 1024

    answer = client.post(
        "/form", content=endless(), headers={"content-type": "application/x-www-form-urlencoded"}
    )
    assert answer.status_code == 413 and "quá lớn" in answer.text


@pytest.mark.parametrize("path", ["/raise/fault", "/raise/user", "/nowhere", "/form"])
def test_errors_carry_the_headers_of_every_page(client: TestClient, path: str) -> None:
    answer = client.get(path)
    for name, value in safety.HEADERS:
        assert answer.headers.get_list(name.decode()) == [value.decode()]
    assert answer.headers["cache-control"] == "no-store"


def test_every_status_of_ours_has_a_title() -> None:
    assert {raised.status for raised in RAISED.values() if isinstance(raised, UserError)} <= set(
        errors.TITLES
    )
    assert set(errors.OTHERS) <= set(errors.TITLES)


def test_an_error_is_its_message() -> None:
    assert str(Conflict("Vòng thi vừa đóng.")) == "Vòng thi vừa đóng."
