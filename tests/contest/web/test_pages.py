"""Pages: typed contexts, strict templates, addresses from route names."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import FrozenInstanceError, dataclass
from pathlib import Path
from typing import Any, ClassVar

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateNotFound, UndefinedError
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from starlette.applications import Starlette
from starlette.datastructures import URLPath
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import NoMatchFound, Route

from contest.web import pages
from tests.addresses import ADDRESSES, stand_in
from tests.parsed import attr, first

REQUEST = Request({"type": "http", "method": "GET", "path": "/", "headers": []})


@dataclass(frozen=True)
class Greeting:
    """A page of this test."""

    template: ClassVar[str] = "greeting.html"
    name: str
    count: int = 0


@pytest.fixture
def templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The real environment over a folder of its own."""
    real = pages.environment()
    made = Environment(
        loader=FileSystemLoader(tmp_path), autoescape=real.autoescape, undefined=real.undefined
    )
    made.filters.update(real.filters)
    made.globals.update(real.globals)
    monkeypatch.setattr(pages, "environment", lambda: made)
    pages.configure(stand_in())
    yield tmp_path


def write(folder: Path, text: str) -> None:
    (folder / "greeting.html").write_text(text, encoding="utf-8")


def test_the_fields_are_the_only_variables(templates: Path) -> None:
    write(templates, "{{ name }} {{ count }}")
    assert pages.render(Greeting("Nhung", 3)) == "Nhung 3"
    assert pages.context(Greeting("Nhung")) == {"name": "Nhung", "count": 0}


@pytest.mark.parametrize("word", ["request", "nme", "name.first", "template"])
def test_an_unknown_name_is_an_error(templates: Path, word: str) -> None:
    write(templates, "{{ " + word + " }}")
    with pytest.raises(UndefinedError):
        pages.render(Greeting("Nhung"))


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", '"><img src=x onerror=1>', "a & b", "'"])
def test_values_are_escaped_everywhere(templates: Path, name: str) -> None:
    write(templates, '<p title="{{ name }}">{{ name }}</p>')
    tree = HTMLParser(pages.render(Greeting(name)))
    paragraph = tree.css_first("p")
    assert paragraph is not None
    assert paragraph.text() == name
    assert paragraph.attributes["title"] == name
    assert tree.css_first("script, img") is None


def test_a_page_cannot_be_changed_after_it_was_made() -> None:
    page: Any = Greeting("Nhung")
    with pytest.raises(FrozenInstanceError):
        page.name = "Mai"


def test_show_forbids_keeping(templates: Path) -> None:
    write(templates, "Chào {{ name }}")
    reply = pages.show(REQUEST, Greeting("Nhung"))
    assert reply.status_code == 200
    assert reply.headers["cache-control"] == "no-store"
    assert reply.headers["content-type"] == "text/html; charset=utf-8"
    assert bytes(reply.body).decode() == "Chào Nhung"


def test_show_takes_a_status_and_headers(templates: Path) -> None:
    write(templates, "")
    headers = {"Retry-After": "2", "Cache-Control": "public, max-age=2"}
    reply = pages.show(REQUEST, Greeting(""), status=503, headers=headers)
    assert reply.status_code == 503
    assert reply.headers["retry-after"] == "2"
    assert reply.headers.getlist("cache-control") == ["public, max-age=2"]


@pytest.mark.parametrize(
    ("accepted", "compressed"),
    [
        ("gzip, deflate, br", True),
        ("br;q=1, GZIP;q=0.5", True),
        ("br", False),
        ("", False),
        ("gzip;q=0", False),
    ],
)
def test_a_large_page_is_compressed_for_who_can_read_it(
    templates: Path, accepted: str, compressed: bool
) -> None:
    write(templates, "A{{ name }}" * (pages.LARGE // 4))
    scope = {
        "type": "http",
        "method": "GET",
        "path": "/",
        "headers": [(b"accept-encoding", accepted.encode())],
    }
    reply = pages.show(Request(scope), Greeting("xyz"))
    assert reply.headers["vary"] == "Accept-Encoding"
    assert reply.headers.get("content-encoding") == ("gzip" if compressed else None)
    body = bytes(reply.body)
    assert int(reply.headers["content-length"]) == len(body)
    assert (gzip.decompress(body) if compressed else body) == b"Axyz" * (pages.LARGE // 4)


def test_a_page_one_byte_smaller_goes_as_it_is(templates: Path) -> None:
    scope = {"type": "http", "method": "GET", "path": "/", "headers": [(b"accept-encoding", b"gzip")]}
    write(templates, "a" * (pages.LARGE - 1))
    reply = pages.show(Request(scope), Greeting(""))
    assert "content-encoding" not in reply.headers and "vary" not in reply.headers


def test_headers_of_one_answer_do_not_reach_the_next(templates: Path) -> None:
    write(templates, "")
    pages.show(REQUEST, Greeting(""), headers={"X-One": "1"})
    assert "x-one" not in pages.show(REQUEST, Greeting("")).headers


@pytest.mark.parametrize(
    ("name", "ids", "path"),
    [
        ("home", {}, "/"),
        ("campaigns.landing", {"slug": "chuyen-doi-so"}, "/campaigns/chuyen-doi-so"),
        ("attempts.question", {"attempt": "abc", "slot": 7}, "/attempts/abc/questions/7"),
    ],
)
def test_path_for(name: str, ids: dict[str, str | int], path: str) -> None:
    pages.configure(stand_in())
    assert pages.path_for(name, **ids) == path


@pytest.mark.parametrize(
    ("name", "ids"), [("campaigns.landing", {}), ("no.such", {}), ("home", {"slug": "x"})]
)
def test_a_wrong_name_or_id_is_an_error(name: str, ids: dict[str, str]) -> None:
    pages.configure(stand_in())
    with pytest.raises(NoMatchFound, match="No route exists"):
        pages.path_for(name, **ids)


def test_of_two_routes_with_one_name_the_ids_tell_which() -> None:
    both = [Route("/a", nothing, name="a"), Route("/a/{of}", nothing, name="a")]
    pages.configure(Starlette(routes=both))
    assert (pages.path_for("a"), pages.path_for("a", of="x")) == ("/a", "/a/x")


def test_another_application_brings_its_own_addresses() -> None:
    pages.configure(Starlette(routes=[Route("/old", nothing, name="a")]))
    assert pages.path_for("a") == "/old"
    pages.configure(Starlette(routes=[Route("/new", nothing, name="a")]))
    assert pages.path_for("a") == "/new"


def test_an_address_asks_no_route() -> None:
    """Asking all of some three hundred in turn was half of what the server did under load."""
    asked: list[str] = []

    class Asked(Route):
        def url_path_for(self, name: str, /, **path_params: Any) -> URLPath:
            asked.append(self.name)
            return super().url_path_for(name, **path_params)

    pages.configure(Starlette(routes=[Asked(f"/{name}", nothing, name=name) for name in "abc"]))
    assert pages.path_for("c") == "/c"
    assert pages.path_if("d") == ""
    assert asked == []


def nothing(request: Request) -> PlainTextResponse:
    """An end that is never asked."""
    return PlainTextResponse("")


def test_without_an_application_there_are_no_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "_addresses", None)
    with pytest.raises(RuntimeError, match="configure"):
        pages.path_for("home")


def test_templates_have_addresses_bundles_and_filters(templates: Path) -> None:
    write(
        templates,
        "{{ path_for('campaigns.rules', slug=name) }} {{ static('phone.css') }} {{ count | number }}",
    )
    address, bundle, count = pages.render(Greeting("thi", 1234)).split()
    assert address == "/campaigns/thi/rules"
    assert bundle.startswith("/static/phone.") and bundle.endswith(".css")
    assert count == "1.234"


def test_the_environment_is_strict() -> None:
    made = pages.environment()
    assert made.undefined is StrictUndefined
    assert made.autoescape is True


def test_a_missing_template_is_named() -> None:
    @dataclass(frozen=True)
    class Nowhere:
        template: ClassVar[str] = "nowhere.html"

    with pytest.raises(TemplateNotFound, match="nowhere"):
        pages.render(Nowhere())


def test_error_page_and_fragment_say_the_same() -> None:
    words = "Không tìm thấy trang này. Về trang cuộc thi."
    page = HTMLParser(pages.render(pages.ErrorPage("Không tìm thấy", words)))
    fragment = HTMLParser(pages.render(pages.MessageFragment(words)))
    assert words in first(page, "main").text()
    assert first(fragment, "#message").text() == words
    assert fragment.css_first("[role=alert]") is not None
    assert attr(page, "a[role=button]", "href") == "/"


def test_the_table_of_addresses_has_no_twice_told_id() -> None:
    for path in ADDRESSES.values():
        names = [part for part in path.split("/") if part.startswith("{")]
        assert len(names) == len(set(names))
