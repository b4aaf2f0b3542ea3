"""From an address to its code."""

from __future__ import annotations

import json
import sys
from types import ModuleType

import pytest
from fastapi import APIRouter, FastAPI
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from contest import whereabouts


def hand_in(attempt: str) -> PlainTextResponse:
    return PlainTextResponse(attempt)


def question(attempt: str, slot: int) -> PlainTextResponse:
    return PlainTextResponse(f"{attempt} {slot}")


def healthz() -> PlainTextResponse:
    return PlainTextResponse("ok")


@pytest.fixture
def app() -> FastAPI:
    """Three routes of two kinds, one of them behind a router with a prefix."""
    made = FastAPI()
    router = APIRouter(prefix="/attempts")
    router.add_api_route("/{attempt}/handing-in", hand_in, methods=["POST"], name="attempts.hand_in")
    router.add_api_route("/{attempt}/questions/{slot}", question, name="attempts.question")
    made.include_router(router)
    made.add_api_route("/healthz", healthz, name="healthz")
    return made


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("/attempts/k7q2/questions/3", ["attempts.question"]),
        ("/attempts/k7q2/questions/3?x=1#a", ["attempts.question"]),
        ("/attempts/{attempt}/handing-in", ["attempts.hand_in"]),
        ("attempts.question", ["attempts.question"]),
        ("/healthz", ["healthz"]),
        ("/nowhere", []),
        ("nowhere", []),
        ("", []),
    ],
)
def test_an_address_or_a_name_finds_its_routes(app: FastAPI, asked: str, names: list[str]) -> None:
    assert [place.name for place in whereabouts.places(app.routes, asked)] == names


def test_an_address_that_only_takes_posts_is_found_too(app: FastAPI) -> None:
    (place,) = whereabouts.places(app.routes, "/attempts/k7q2/handing-in")
    assert (place.name, place.methods) == ("attempts.hand_in", "POST")


def test_a_place_names_function_template_page_and_folder(app: FastAPI) -> None:
    (place,) = whereabouts.places(app.routes, "attempts.question")
    assert place.folder == "tests/contest"
    assert place.function.startswith("tests/contest/test_whereabouts.py:")
    assert place.template == "templates/attempts/question.html"
    assert place.page is not None and place.page.startswith("contest/attempts/pages.py:")


def test_the_line_is_that_of_the_function(app: FastAPI) -> None:
    (place,) = whereabouts.places(app.routes, "healthz")
    path, _, line = place.function.rpartition(":")
    text = (whereabouts.ROOT / path).read_text("utf-8").splitlines()
    assert text[int(line) - 1].startswith("def healthz")


class Stream:
    """An ASGI object, as the hot paths have."""

    async def __call__(self, scope: object, receive: object, send: object) -> None:
        raise AssertionError("nobody calls it here")


def test_an_asgi_object_is_found_by_its_class() -> None:
    (place,) = whereabouts.places([Route("/stream", Stream(), name="standings.stream")], "standings.stream")
    path, _, line = place.function.rpartition(":")
    text = (whereabouts.ROOT / path).read_text("utf-8").splitlines()
    assert text[int(line) - 1].startswith("class Stream")


@pytest.mark.parametrize(
    ("action", "name"), [("index", "IndexPage"), ("hand_in", "HandInPage"), ("board", "BoardPage")]
)
def test_the_page_class_follows_from_the_action(action: str, name: str) -> None:
    assert whereabouts.page_class(action) == name


@pytest.fixture
def ours(app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command asks this small application."""
    small = ModuleType("contest.app")
    vars(small)["create_app"] = lambda settings: app
    monkeypatch.setitem(sys.modules, "contest.app", small)


@pytest.mark.usefixtures("ours")
def test_the_command_prints_a_place(capsys: pytest.CaptureFixture[str]) -> None:
    assert whereabouts.where("/attempts/k7q2/questions/3") == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "attempts.question: GET /attempts/{attempt}/questions/{slot}"
    assert any(line.split() == ["mẫu", "trang", "templates/attempts/question.html"] for line in told)


@pytest.mark.usefixtures("ours")
def test_the_command_says_when_there_is_none(capsys: pytest.CaptureFixture[str]) -> None:
    assert whereabouts.where("/nowhere") == 1
    assert capsys.readouterr().err == "Không có trang nào ở /nowhere.\n"


@pytest.mark.usefixtures("ours")
def test_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert whereabouts.where("/nowhere", as_json=True) == 1
    assert json.loads(capsys.readouterr().out) == []
    assert whereabouts.where("healthz", as_json=True) == 0
    assert json.loads(capsys.readouterr().out)[0]["template"] is None
