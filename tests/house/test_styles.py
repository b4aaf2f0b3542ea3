"""Each class has one place in the desk's styles: all of its sheets are loaded on every page."""

from __future__ import annotations

import re
from collections import defaultdict

from tests.house.tree import ROOT

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_ARGUMENTS = re.compile(r"\([^()]*\)")
_RULE = re.compile(r"([^{}]+)\{[^{}]*\}")
_BARE = re.compile(r"\.[\w-]+")


def bare_classes(css: str) -> set[str]:
    """The classes that have a rule of their own, whatever element and place they stand in."""
    rules = _RULE.findall(_ARGUMENTS.sub("", _COMMENT.sub("", css)))
    return {one for rule in rules for name in rule.split(",") if _BARE.fullmatch(one := name.strip())}


def test_a_bare_class_is_styled_in_one_sheet_of_the_desk() -> None:
    sheets = defaultdict(set)
    # In media the sheets that print or fold up speak for the whole desk.
    for path in sorted((ROOT / "static/css").glob("desk-*.css")):
        without_media = re.sub(r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", path.read_text())
        for name in bare_classes(without_media):
            sheets[name].add(path.name)
    assert {name: found for name, found in sheets.items() if len(found) > 1} == {}


def test_a_bare_class_is_found() -> None:
    assert bare_classes(".a, .b > li { x: y } /* .c { } */ p.d { x: y }\n.e { }") == {".a", ".e"}
