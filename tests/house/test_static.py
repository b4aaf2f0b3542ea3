"""Static files: each is in a bundle, small, quiet, and talks to no other host."""

from __future__ import annotations

import re

import pytest

from contest.web import static
from tests.house import tree

CSS = [tree.short(path) for path in tree.files("static", ".css")]
JS = [tree.short(path) for path in tree.files("static", ".js")]


def bundled() -> set[str]:
    root = tree.ROOT / "static"
    patterns = {pattern for parts in static.BUNDLES.values() for pattern in parts}
    return {tree.short(path) for pattern in patterns for path in root.glob(pattern)}


def bare(name: str) -> str:
    """A file without its block comments."""
    return re.sub(r"/\*.*?\*/", "", (tree.ROOT / name).read_text("utf-8"), flags=re.DOTALL)


@pytest.mark.parametrize("name", [*CSS, *JS])
def test_every_file_is_in_a_bundle(name: str) -> None:
    assert name in bundled(), f"{name} is loaded by no page"


@pytest.mark.parametrize("name", JS)
def test_scripts_build_no_code_and_no_markup(name: str) -> None:
    """What a person typed must never become markup; text goes in by textContent."""
    text = (tree.ROOT / name).read_text("utf-8")
    for word in ("eval(", "new Function", ".innerHTML", "outerHTML", "document.write", "insertAdjacentHTML"):
        assert word not in text, f"{name}: {word}"


@pytest.mark.parametrize("name", JS)
def test_scripts_say_nothing_and_take_no_shortcuts(name: str) -> None:
    text = (tree.ROOT / name).read_text("utf-8")
    for word in ("console.log", "debugger", "alert(", "confirm(", "var "):
        assert not re.search(rf"(?<![\w.]){re.escape(word)}", text), f"{name}: {word}"


@pytest.mark.parametrize("name", [*CSS, *JS])
def test_nothing_comes_from_another_host(name: str) -> None:
    text = bare(name).replace("http://www.w3.org/", "")
    assert not re.search(r"https?://|@import|url\(\s*[\"']?//", text), name


def test_every_token_used_is_declared() -> None:
    text = "\n".join((tree.ROOT / name).read_text("utf-8") for name in CSS)
    declared = set(re.findall(r"(--[\w-]+)\s*:", text))
    used = {name for name in re.findall(r"var\((--[\w-]+)\s*[,)]", text) if not name.startswith("--pico-")}
    assert used - declared == set()


def test_a_phone_loads_little_before_it_can_answer() -> None:
    """Two files on a slow line: what a person on 3G waits for."""
    sizes = {name: len(static.asset(name).bodies["br"]) for name in ("phone.css", "phone.js")}
    assert sum(sizes.values()) <= 30_000, sizes
