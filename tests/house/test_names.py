"""From a page to its code in ten seconds: URL, route, function, template, page class and test agree."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from contest import whereabouts
from tests.house import tree
from tests.house.test_templates import TEMPLATES

#: Addresses that belong to no feature.
LOOSE = ("/t/", "/healthz", "/readyz", "/metrics", "/.well-known/", "/static", "/openapi", "/docs")
VERBS = {"get", "post", "api_route", "route", "websocket", "put", "patch", "delete"}


@cache
def declared() -> tuple[tuple[Path, ast.Call, str], ...]:
    """(router, decorator, function) of every route, read off the source."""
    found = []
    for path in tree.files("contest", ".py"):
        for node in ast.walk(tree.parsed(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                for call in node.decorator_list:
                    if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and is_route(call):
                        found.append((path, call, node.name))
    return tuple(found)


def is_route(call: ast.Call) -> bool:
    verb = isinstance(call.func, ast.Attribute) and call.func.attr in VERBS
    return verb and bool(call.args) and str(word(call.args[0])).startswith("/")


def word(node: ast.AST | None) -> object:
    return node.value if isinstance(node, ast.Constant) else None


def keyword(call: ast.Call, name: str) -> object:
    return next((word(each.value) for each in call.keywords if each.arg == name), None)


def verb(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


def pages() -> list[tuple[str, str]]:
    """(feature, action) of every full page of a feature."""
    found = (Path(name).with_suffix("").parts for name in TEMPLATES if not Path(name).name.startswith("_"))
    return [(words[0], words[1]) for words in found if len(words) == 2 and words[0] in tree.features()]


def test_only_get_and_post() -> None:
    """Plain forms know no other."""
    assert [
        tree.short(path) for path, call, _ in declared() if verb(call) in {"put", "patch", "delete"}
    ] == []


def test_routes_stand_in_routers() -> None:
    found = {tree.short(path) for path, _, _ in declared() if "router" not in path.stem}
    assert found <= {"contest/app.py"}


def test_a_named_route_has_its_functions_name() -> None:
    """Or one that begins with it: `enter_posted` beside `enter`, `open_round` where `open` is taken."""
    found = []
    for path, call, function in declared():
        name = keyword(call, "name")
        if isinstance(name, str) and "." in name:
            feature, action = name.split(".")
            if feature != path.parent.name or not f"{function}_".startswith(f"{action}_"):
                found.append(f"{tree.short(path)}: {function} is named {name}")
    assert found == []


def test_the_first_word_of_an_address_is_the_folder() -> None:
    found = []
    for path, call, _ in declared():
        address = str(word(call.args[0]))
        name = keyword(call, "name")
        if address == "/" or address.startswith(LOOSE) or not isinstance(name, str) or "." not in name:
            continue
        prefix = re.search(r"""prefix=["'](/\w+)["']""", path.read_text("utf-8"))
        first = (prefix[1] if prefix else address).split("/")[1]
        if first != path.parent.name:
            found.append(f"{tree.short(path)}: {address}")
    assert found == []


@pytest.mark.parametrize(("feature", "action"), pages())
def test_a_page_has_its_class(feature: str, action: str) -> None:
    wanted = f"class {whereabouts.page_class(action)}"
    files = [path for path in tree.files(f"contest/{feature}", ".py") if path.stem.endswith("pages")]
    assert any(wanted in path.read_text("utf-8") for path in files), f"{wanted} in contest/{feature}/pages.py"


@pytest.mark.parametrize(("feature", "action"), pages())
def test_a_page_has_its_tests(feature: str, action: str) -> None:
    assert (tree.ROOT / "tests" / "contest" / feature / f"test_{action}.py").is_file()


def test_every_template_lies_in_a_features_folder() -> None:
    known = {*tree.features(), "errors", "macros"}
    assert {Path(name).parts[0] for name in TEMPLATES if len(Path(name).parts) > 1} <= known
