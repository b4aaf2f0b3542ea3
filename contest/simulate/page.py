"""Pages as a phone sees them: a small tree of elements, and the few things a person looks for in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"meta", "link", "input", "br", "img", "hr", "path", "circle", "rect", "use", "wbr"})


@dataclass(slots=True)
class Element:
    """One element; text stands among its children as plain strings."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    def __iter__(self) -> Iterator[Element]:
        """All elements below, in the order of the page."""
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """The elements below of this tag that carry these attributes; ``data_slot`` is ``data-slot``."""
        wanted = {name.replace("_", "-"): value for name, value in attributes.items()}
        return [
            one
            for one in self
            if one.tag == tag and all(one.attributes.get(name) == value for name, value in wanted.items())
        ]

    def first(self, tag: str, **attributes: str) -> Element | None:
        """The first of them, or None."""
        return next(iter(self.all(tag, **attributes)), None)

    def text(self, *, without: frozenset[str] = frozenset()) -> str:
        """The text with single spaces; elements of these tags or classes are left out."""
        return " ".join("".join(self._texts(without)).split())

    def _texts(self, without: frozenset[str]) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif not without & {child.tag, *child.attributes.get("class", "").split()}:
                yield from child._texts(without)

    def links(self) -> list[str]:
        """Where the links below lead."""
        return [one.attributes["href"] for one in self.all("a") if "href" in one.attributes]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].children.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        # A tag that is never closed (li, p) ends with the element around it.
        for place in range(len(self.open) - 1, 0, -1):
            if self.open[place].tag == tag:
                del self.open[place:]
                return

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def parse(html: str) -> Element:
    """A page, or a fragment, as a tree."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.root
