"""The table of routes in docs/architecture.md names every route, and only routes, each at its address."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from contest.app import create_app, routes_of
from contest.settings import Settings
from tests.house import tree

ROW = re.compile(r"^\| (`[^|]+`) \| ([^|]+) \|", re.MULTILINE)
VERBS = {"GET", "POST"}


@cache
def table() -> tuple[tuple[tuple[str, ...], str], ...]:
    """(names, what is told of their address) of each row; `.freeze` means the feature of the name before."""
    text = (tree.ROOT / "docs" / "architecture.md").read_text("utf-8").partition("## Addresses")[2]
    rows = []
    for cell, told in ROW.findall(text.partition("\n## ")[0]):
        names: list[str] = []
        for name in re.findall(r"`([\w.]+)`", cell):
            names.append(names[-1].partition(".")[0] + name if name.startswith(".") else name)
        rows.append((tuple(names), told))
    return tuple(rows)


@cache
def routes() -> dict[str, tuple[set[str], set[str]]]:
    """Name → its methods and addresses, as the application has them; `x_posted` is the other half of `x`."""
    found: dict[str, tuple[set[str], set[str]]] = {}
    for route in routes_of(create_app(Settings(Path("nowhere"), "", b"k" * 32))):
        name = str(getattr(route, "name", "")).removesuffix("_posted")
        methods, paths = found.setdefault(name, (set(), set()))
        methods |= set(getattr(route, "methods", None) or ()) & VERBS
        paths.add(str(getattr(route, "path", "")))
    del found["static"]
    return found


def test_every_route_is_in_the_table_once_and_nothing_else_is() -> None:
    named = [name for names, _ in table() for name in names]
    assert sorted(named) == sorted(routes())


def test_a_routes_row_tells_its_methods_and_its_address() -> None:
    wrong = []
    for names, told in table():
        addresses = [word.partition("?")[0] for word in re.findall(r"`(/[^`]*)`", told)]
        known = {path for name in names for path in routes()[name][1]}
        if len(names) == 1:
            methods, paths = routes()[names[0]]
            said = told.partition("`")[0]
            if {verb for verb in VERBS if verb in said} != methods or addresses[0] not in paths:
                wrong.append(f"{names[0]}: {sorted(methods)} {sorted(paths)}")
        elif addresses[0] not in known:
            wrong.append(f"{', '.join(names)}: {addresses[0]}")
    assert wrong == []


def test_the_features_of_the_map_are_those_of_the_tree() -> None:
    """The line of layers names every folder of contest/ that holds code."""
    text = (tree.ROOT / "docs" / "architecture.md").read_text("utf-8")
    layers = text.partition("Upper may import lower:")[2].partition("\nA feature calls")[0]
    named = set(re.findall(r"[a-z]+", layers))
    folders = {path.name for path in (tree.ROOT / "contest").iterdir() if (path / "__init__.py").is_file()}
    assert folders <= named, sorted(folders - named)
