"""Showing pages: typed contexts in, HTML out.

A page is a frozen dataclass that names its template; its fields are the template's only
variables, and an undefined name is an error. Links are made from route names by `path_for`,
so a moved address moves everywhere.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from functools import cache, lru_cache
from hashlib import blake2s
from typing import Any, ClassVar, Protocol

from fastapi.routing import iter_route_contexts
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.convertors import Convertor
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, NoMatchFound

from contest import resources
from contest.web import static, troubles
from contest.web.filters import FILTERS


class Page(Protocol):
    """A frozen dataclass with the name of its template."""

    __dataclass_fields__: ClassVar[dict[str, Any]]
    template: ClassVar[str]


class Addresses(Protocol):
    """What has routes with names: the application, or a router."""

    @property
    def routes(self) -> list[BaseRoute]: ...

    def __hash__(self) -> int: ...


@dataclass(frozen=True)
class Brand:
    """Whose installation this is: the name in the bar on top, and the address of its logo or ""."""

    name: str = "Hội thi"
    logo: str = ""


_addresses: Addresses | None = None
_brand: Callable[[], Brand] = Brand


def configure(app: Addresses, brand: Callable[[], Brand] = Brand) -> None:
    """Take the addresses of `path_for` from this application, and what `brand()` says from this function.

    Every page calls ``brand``, error pages too: it must be quick, and must not fail.
    """
    global _addresses, _brand
    _addresses, _brand = app, brand


@dataclass(frozen=True, slots=True)
class _Address:
    """One route: the ids in its address, the address with gaps for them, what writes each."""

    ids: frozenset[str]
    gaps: str
    written: Mapping[str, Convertor[Any]]


@lru_cache(maxsize=1)
def _named(addresses: Addresses) -> dict[str, list[_Address]]:
    """The addresses of each name. Starlette asks every route in turn instead, each refusal an exception: that
    was half of what a page with fifty links cost."""
    named: dict[str, list[_Address]] = {}
    for route in iter_route_contexts(addresses.routes):
        if route.name is not None and route.path_format is not None:
            written = route.param_convertors
            named.setdefault(route.name, []).append(_Address(frozenset(written), route.path_format, written))
    return named


def path_for(name: str, **ids: str | int) -> str:
    """The address of a route by its name, relative to the host: `path_for("attempts.review", attempt=…)`."""
    if _addresses is None:
        raise RuntimeError("contest.web.pages.configure(app) was not called")
    for one in _named(_addresses).get(name, ()):
        if one.ids == ids.keys():  # two routes of one name differ in their ids
            return one.gaps.format_map({key: one.written[key].to_string(value) for key, value in ids.items()})
    raise NoMatchFound(name, ids)


def path_if(name: str, **ids: str | int) -> str:
    """The address of a page that another feature may bring; "" while there is none of the name."""
    try:
        return path_for(name, **ids)
    except NoMatchFound:
        return ""


def brand() -> Brand:
    """The name and the logo for the bar on top, in every template."""
    return _brand()


@cache
def environment() -> Environment:
    """The one Jinja environment; made on first use."""
    made = Environment(
        loader=FileSystemLoader(resources.path("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters.update(FILTERS)
    shared: dict[str, Any] = {
        "path_for": path_for,
        "path_if": path_if,
        "brand": brand,
        "static": static.url,
        "troubles": troubles.now,
    }
    made.globals.update(shared)
    return made


def context(page: Page) -> dict[str, Any]:
    """The template's variables: the fields of the page, nothing else."""
    return {field.name: getattr(page, field.name) for field in fields(page)}


def render(page: Page) -> str:
    """The page as text; needs no request, so streams use it too."""
    return environment().get_template(page.template).render(context(page))


#: Bytes from which a page is sent compressed; below it the line wins little.
LARGE = 8_000
#: Two thirds smaller already; a higher level costs the processor more than it saves the line.
LEVEL = 4
ENCODED = "Accept-Encoding"


def show(
    request: Request,
    page: Page,
    *,
    status: int = 200,
    headers: dict[str, str] | None = None,
) -> HTMLResponse:
    """The page as a response. Caches keep nothing unless `headers` says so: pages hold names and answers.

    A large page is sent compressed. It must not show what its address or a form brought beside a code or
    a password: the length of such an answer would tell them. The pages that show one are small.
    """
    told = {"Cache-Control": "no-store"} | (headers or {})
    body = render(page).encode()
    if len(body) >= LARGE:
        told["Vary"] = ", ".join(filter(None, (told.get("Vary"), ENCODED)))
        if static.takes(request.headers.get("accept-encoding", ""), "gzip"):
            told["Content-Encoding"] = "gzip"
            body = gzip.compress(body, LEVEL, mtime=0)
    return HTMLResponse(body, status, told)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as bytes that may be sent often; its tag tells it from any other. ``packed``: b"" when small."""

    body: bytes
    packed: bytes
    tag: str


def sheet(page: Page) -> Sheet:
    """The page made once."""
    body = render(page).encode()
    packed = gzip.compress(body, LEVEL, mtime=0) if len(body) >= LARGE else b""
    return Sheet(body, packed, f'"{blake2s(body, digest_size=8).hexdigest()}"')


def send(request: Request, made: Sheet, headers: Mapping[str, str]) -> Response:
    """Such a page, or 304 to a browser that has these very bytes."""
    told = {**headers, "ETag": made.tag, "Vary": ", ".join(filter(None, (headers.get("Vary"), ENCODED)))}
    if made.tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=told)
    if made.packed and static.takes(request.headers.get("accept-encoding", ""), "gzip"):
        return HTMLResponse(made.packed, headers=told | {"Content-Encoding": "gzip"})
    return HTMLResponse(made.body, headers=told)


@dataclass(frozen=True)
class ErrorPage:
    """`errors/page.html`: a whole page that says what happened and where to go."""

    template: ClassVar[str] = "errors/page.html"
    title: str
    message: str
    link: str = "/"
    link_text: str = "Về trang đầu"


@dataclass(frozen=True)
class BusyPage:
    """`errors/busy.html`: nothing was done; comes back by itself, or offers the form as it was sent."""

    template: ClassVar[str] = "errors/busy.html"
    title: str
    message: str
    seconds: int
    address: str
    is_form: bool = False
    fields: tuple[tuple[str, str], ...] | None = None
    home: str = "/"


@dataclass(frozen=True)
class MessageFragment:
    """`errors/_message.html`: the same as a fragment, for htmx."""

    template: ClassVar[str] = "errors/_message.html"
    message: str
