"""Templates: typed contexts, no script or style inside, links from route names, nothing marked safe."""

from __future__ import annotations

import dataclasses
import importlib
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jinja2 import meta, nodes

from contest.web import pages
from tests.house import tree

HANDLER = re.compile(r"""\son[a-z]+\s*=\s*["']""", re.IGNORECASE)
LITERAL = re.compile(r"""(?:hx-(?:get|post)|action|href|src)\s*=\s*["']/(?!/)""")
INLINE_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)", re.IGNORECASE)
INLINE_STYLE = re.compile(r"<style|\sstyle\s*=", re.IGNORECASE)
ATTRIBUTES_THAT_EVALUATE = re.compile(r"""hx-on|["']js:|javascript:|hx-vars""", re.IGNORECASE)

TEMPLATES = {path.relative_to(tree.ROOT / "templates").as_posix(): path for path in tree.templates()}


def text(name: str) -> str:
    """A template without its comments."""
    return re.sub(r"\{#.*?#\}", "", TEMPLATES[name].read_text("utf-8"), flags=re.DOTALL)


@cache
def tree_of(name: str) -> nodes.Template:
    return pages.environment().parse(TEMPLATES[name].read_text("utf-8"))


@cache
def page_classes() -> dict[str, Any]:
    """Template → the dataclass that names it, over every module of pages."""
    found: dict[str, Any] = {}
    for path in tree.files("contest", ".py"):
        if path.stem != "pages" and not path.stem.endswith("_pages"):
            continue
        module = importlib.import_module(".".join(path.relative_to(tree.ROOT).with_suffix("").parts))
        for value in vars(module).values():
            if dataclasses.is_dataclass(value) and isinstance(value, type) and hasattr(value, "template"):
                found[value.template] = value
    return found


def assigned(name: str) -> set[str]:
    """Every name that a template binds itself: loops, `set`, imports, macros' arguments."""
    bound = {node.name for node in tree_of(name).find_all(nodes.Name) if node.ctx in {"store", "param"}}
    for node in tree_of(name).find_all((nodes.FromImport, nodes.Import, nodes.Macro)):
        if isinstance(node, nodes.FromImport):
            bound |= {each if isinstance(each, str) else each[1] for each in node.names}
        elif isinstance(node, nodes.Import):
            bound.add(node.target)
        elif isinstance(node, nodes.Macro):
            bound.add(node.name)
    return bound


def wanted(name: str, given: frozenset[str] = frozenset()) -> dict[str, str]:
    """Variable → template, for everything that a template and those it draws in expect from outside."""
    known = given | assigned(name)
    missing = {each: name for each in meta.find_undeclared_variables(tree_of(name)) if each not in known}
    for other in meta.find_referenced_templates(tree_of(name)):
        if other:
            missing |= {each: at for each, at in wanted(other, frozenset(known)).items() if each not in known}
    return {each: at for each, at in missing.items() if each not in pages.environment().globals}


@pytest.mark.parametrize("name", sorted(TEMPLATES))
def test_it_parses_and_names_templates_that_exist(name: str) -> None:
    for other in meta.find_referenced_templates(tree_of(name)):
        assert other is None or other in TEMPLATES, f"{name} draws in {other}"


@pytest.mark.parametrize("name", sorted(TEMPLATES))
def test_it_holds_no_script_no_style_no_handler(name: str) -> None:
    for pattern in (HANDLER, INLINE_SCRIPT, INLINE_STYLE, ATTRIBUTES_THAT_EVALUATE):
        found = pattern.search(text(name))
        assert found is None, f"{name}: {found and found.group()!r} (the page's policy refuses it)"


@pytest.mark.parametrize("name", sorted(TEMPLATES))
def test_addresses_come_from_route_names(name: str) -> None:
    found = LITERAL.search(text(name))
    assert found is None, f"{name}: {found and found.group()!r}, say path_for(…)"


@pytest.mark.parametrize("name", sorted(TEMPLATES))
def test_nothing_is_marked_safe(name: str) -> None:
    filters = {node.name for node in tree_of(name).find_all(nodes.Filter)}
    assert "safe" not in filters
    assert not list(tree_of(name).find_all(nodes.MarkSafe))
    assert "autoescape" not in re.findall(r"\{%-?\s*(\w+)", text(name))


def test_no_code_marks_text_as_markup() -> None:
    """`Markup(` is `|safe` by another name; only a filter that escapes its input may say it."""
    calls = [(path, call) for path in tree.files("contest", ".py") for call in tree.calls(tree.parsed(path))]
    found = {tree.short(path) for path, call in calls if tree.dotted(call.func).endswith("Markup")}
    assert found <= {"contest/web/filters.py"}


@pytest.mark.parametrize("name", sorted(page_classes()))
def test_the_page_class_declares_every_variable(name: str) -> None:
    kind = page_classes()[name]
    assert name in TEMPLATES, f"{kind.__name__} names {name}, which is not there"
    fields = frozenset(field.name for field in dataclasses.fields(kind))
    assert wanted(name, fields) == {}


@pytest.mark.parametrize("name", sorted(page_classes()))
def test_the_page_class_is_frozen(name: str) -> None:
    kind = page_classes()[name]
    assert kind.__dataclass_params__.frozen
    assert kind.__doc__


def full_pages() -> list[str]:
    loose = {"base.html", "desk.html", "hall.html"}
    return [name for name in sorted(TEMPLATES) if not Path(name).name.startswith("_") and name not in loose]


@pytest.mark.parametrize("name", [name for name in full_pages() if not name.startswith("macros/")])
def test_every_page_has_a_class_and_extends_a_base(name: str) -> None:
    assert name in page_classes(), f"no page class names {name}"
    assert list(tree_of(name).find_all(nodes.Extends)), f"{name} extends nothing"


@pytest.mark.parametrize("name", sorted(name for name in TEMPLATES if Path(name).name.startswith("_")))
def test_every_fragment_is_drawn_in_or_shown(name: str) -> None:
    drawn = {other for each in TEMPLATES for other in meta.find_referenced_templates(tree_of(each))}
    assert name in drawn or name in page_classes()


def test_images_have_a_text_and_fields_a_label() -> None:
    for name in TEMPLATES:
        for tag in re.findall(r"<img\b[^>]*>", text(name)):
            assert "alt=" in tag, f"{name}: {tag}"


def test_every_page_of_a_round_marks_its_place_in_the_navigation() -> None:
    marked = '{% block here %} aria-current="page"{% endblock %}'
    of_rounds = [name for name in page_classes() if "round_head(" in text(name)]
    assert len(of_rounds) > 20
    assert [name for name in of_rounds if marked not in text(name)] == []
