"""The raw routes of the buttons against the framework's: whatever comes, both answer alike."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import pytest
from fastapi import FastAPI, Path
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from contest.attempts.forms import HandInForm
from contest.attempts.pressing import Pressed
from contest.errors import Busy
from contest.people import guards
from contest.people.guards import Entered, Entrant
from contest.web import admission, errors
from contest.web.forms import Posted, PostedForm, read
from contest.web.policy import Load, Who, declared, policy
from tests.contest.web.test_errors import stub_addresses

ID = "k7q2m94x0a1bc"
PLAIN = "application/x-www-form-urlencoded"


@policy(Who.ENTRANT, load=Load.SAVE)
async def deed(named: str, who: Entrant, posted: PostedForm) -> Response:
    """Tells what it was given."""
    form = read(HandInForm, posted)
    if form.ops == "busy":
        raise Busy()
    return JSONResponse([named, who.entries, who.device, form.lease, form.ops])


async def framed(
    named: Annotated[str, Path(pattern=r"^[0-9a-z]{13}$")], who: Entered, posted: Posted
) -> Response:
    """The same by the framework's own ways."""
    return await deed(named, who, posted)


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    app = FastAPI()
    errors.install(app)
    stub_addresses(app)
    app.router.routes.append(Route("/raw/{named}", Pressed(deed), methods=["POST"], name="raw"))
    app.add_api_route("/framed/{named}", framed, methods=["POST"], name="framed")
    with TestClient(app, follow_redirects=False) as browser:
        yield browser


COOKIES = st.sampled_from(["", "x", guards.issue((ID,), ID, b"k" * 32), "own", "two"])
BODIES = st.one_of(
    st.builds("lease={}&ops={}".format, st.integers(-1, 3), st.sampled_from(["", "%5B%5D", "busy", "%00"])),
    st.text("leas=ops&%1+", max_size=16),
)
KINDS = st.sampled_from([PLAIN, f"{PLAIN}; charset=UTF-8", "", "text/plain", "multipart/form-data"])
IDS = st.sampled_from([ID, ID.upper(), ID[:-1], f"{ID}0", "%20" * 13, f"{ID[:-1]}%0a"])


@given(named=IDS, cookie=COOKIES, kind=KINDS, body=BODIES)
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_both_answer_alike(client: TestClient, named: str, cookie: str, kind: str, body: str) -> None:
    own = {"own": guards.issue((ID,), ID), "two": guards.issue((ID, ID[::-1]), ID)}
    headers = {"cookie": f"hoithi_entry={own.get(cookie, cookie)}", "content-type": kind}
    told = []
    for way in ("raw", "framed"):
        answer = client.post(f"/{way}/{named}", content=body, headers=headers)
        told.append((answer.status_code, answer.text.replace(f"/{way}/", "/")))
    assert told[0][0] == told[1][0]
    if told[0][0] != 503:  # which gives the form back, and is told when at random
        assert told[0] == told[1]


def test_whoever_is_refused_gets_the_form_back(client: TestClient) -> None:
    headers = {"cookie": f"hoithi_entry={guards.issue((ID,), ID)}", "content-type": PLAIN}
    answer = client.post(f"/raw/{ID}", content="lease=1&ops=busy", headers=headers)
    assert answer.status_code == 503
    assert 'name="ops" value="busy"' in answer.text


def test_a_pressed_button_is_its_deed_to_whoever_looks() -> None:
    """Its policy, its guard, its code."""
    pressed = Route("/raw/{named}", Pressed(deed), methods=["POST"])
    assert declared(pressed) == declared(Route("/", deed))
    assert pressed.endpoint.guard is guards.entrant  # ty: ignore[missing-attribute]
    assert pressed.endpoint.__wrapped__ is deed  # ty: ignore[missing-attribute]


def test_the_body_is_kept_for_the_page_that_gives_it_back() -> None:
    kept = []

    async def look(named: str, who: Entrant, posted: PostedForm) -> Response:
        return Response(status_code=204)

    async def around(scope: dict, receive: object, send: object) -> None:
        await Pressed(look)(scope, receive, send)  # ty: ignore[invalid-argument-type]
        kept.append(scope[admission.BODY])

    app = FastAPI()
    app.router.routes.append(Route("/{named}", type("Around", (), {"__call__": staticmethod(around)})()))
    headers = {"cookie": f"hoithi_entry={guards.issue((ID,), ID)}", "content-type": PLAIN}
    assert TestClient(app).post(f"/{ID}", content="a=1", headers=headers).status_code == 204
    assert kept == [b"a=1"]
