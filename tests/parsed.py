"""Pages as parsed HTML, for asserting on what a reader would find."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser as HTMLParser
from selectolax.lexbor import LexborNode as Node

from contest.web import pages
from tests.samples import SAMPLES


def tree(name: str) -> HTMLParser:
    """A sample, rendered and parsed."""
    return HTMLParser(pages.render(SAMPLES[name]))


def parse(page: pages.Page) -> HTMLParser:
    """A page, rendered and parsed."""
    return HTMLParser(pages.render(page))


def text(node: Node | HTMLParser | None) -> str:
    """What is to be read there, spaces made plain; the node has to be there."""
    assert node is not None
    found = node.text() if isinstance(node, Node) else node.body.text() if node.body else ""
    return " ".join(found.replace("\u00a0", " ").split())


def first(page: HTMLParser | Node, selector: str) -> Node:
    """The first match, which has to be there."""
    found = page.css_first(selector)
    assert found is not None, selector
    return found


def attr(page: HTMLParser | Node, selector: str, name: str) -> str:
    """An attribute of the first match; both have to be there, a bare attribute is ""."""
    attributes = first(page, selector).attributes
    assert name in attributes, (selector, name)
    return attributes[name] or ""
