"""From an address to its code: what `hoithi where /standings/3` prints."""

from __future__ import annotations

import inspect
import json
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from fastapi.routing import RouteContext, iter_route_contexts
from starlette.routing import BaseRoute, Match

from contest import resources
from contest.settings import Settings

ROOT = resources.PACKAGE.parent


@dataclass(frozen=True)
class Place:
    """Where one route's parts lie; None for a part it does not have."""

    name: str
    methods: str
    path: str
    folder: str
    function: str
    template: str | None
    page: str | None
    test: str | None


def places(routes: Iterable[BaseRoute], asked: str) -> list[Place]:
    """The routes that answer an address or carry a name."""
    # A router that was included keeps its routes to itself; FastAPI's own walk looks inside.
    known = [route for route in iter_route_contexts(list(routes)) if route.endpoint and route.name]
    found = [route for route in known if route.name == asked or _answers(route, asked)]
    return [_place(route) for route in found]


def _answers(route: RouteContext, address: str) -> bool:
    if not address.startswith("/"):
        return False
    path = address.split("?", 1)[0].split("#", 1)[0]
    scope = {"type": "http", "path": path, "method": "GET", "root_path": "", "headers": []}
    return route.path == path or route.matches(scope)[0] is not Match.NONE


def _place(route: RouteContext) -> Place:
    endpoint: Any = inspect.unwrap(route.endpoint or _place)
    if not inspect.isfunction(endpoint) and not inspect.isclass(endpoint):
        endpoint = type(endpoint)  # an ASGI object: its class is what a person looks for
    file = Path(inspect.getsourcefile(endpoint) or "?")
    line = inspect.getsourcelines(endpoint)[1]
    feature, _, action = (route.name or "").rpartition(".")
    pages = sorted((ROOT / "contest" / feature).glob("*pages.py"))
    return Place(
        name=route.name or "",
        methods=", ".join(sorted((route.methods or set()) - {"HEAD"})),
        path=route.path or "",
        folder=_short(file.parent),
        function=f"{_short(file)}:{line}",
        template=_existing(ROOT / "templates" / feature, f"{action}.html", f"_{action}.html"),
        page=next(filter(None, (_line_of(file, f"class {page_class(action)}") for file in pages)), None),
        test=_existing(ROOT / "tests" / "contest" / feature, f"test_{action}.py"),
    )


def page_class(action: str) -> str:
    """`hand_in` → `HandInPage`."""
    return "".join(word.capitalize() for word in action.split("_")) + "Page"


def _short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else str(path)


def _existing(folder: Path, *names: str) -> str | None:
    return next((_short(folder / name) for name in names if (folder / name).is_file()), None)


def _line_of(file: Path, start: str) -> str | None:
    lines = file.read_text("utf-8").splitlines() if file.is_file() else []
    for number, line in enumerate(lines, 1):
        if line.startswith(start):
            return f"{_short(file)}:{number}"
    return None


def where(asked: str, *, as_json: bool = False) -> int:
    """Print where the code of an address (`/standings/3`) or a route's name lies."""
    from contest.app import create_app  # a whole application, only for this command

    nowhere = Settings(data=Path(), database_url="", secret=b"")  # routes need neither data nor key
    found = places(create_app(nowhere).routes, asked)
    if as_json:
        print(json.dumps([asdict(place) for place in found], ensure_ascii=False))
    elif not found:
        print(f"Không có trang nào ở {asked}.", file=sys.stderr)
    else:
        print("\n\n".join(_told(place) for place in found))
    return 0 if found else 1


def _told(place: Place) -> str:
    parts = {
        "thư mục": place.folder,
        "hàm": place.function,
        "mẫu trang": place.template,
        "lớp trang": place.page,
        "bài kiểm tra": place.test,
    }
    rows = [f"  {name:<13}{value}" for name, value in parts.items() if value]
    return "\n".join([f"{place.name}: {place.methods} {place.path}", *rows])
