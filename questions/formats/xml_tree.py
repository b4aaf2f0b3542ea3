"""XML from strangers as a plain tree: no document type, no entities of its own, nothing fetched.

Elements lose their namespaces: formats differ in them from version to version, never in names.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from xml.parsers import expat

MOST_NODES = 600_000
MOST_DEPTH = 200

_BROKEN = "Tệp XML bị hỏng ở dòng {}, hãy xuất lại rồi tải lên."
_DOCTYPE = "Tệp XML có khai báo DOCTYPE. Vì an toàn, máy không đọc tệp như vậy; hãy xuất lại tệp."
_LARGE = "Tệp XML có quá nhiều phần tử, hãy chia thành nhiều tệp."


class BadXml(ValueError):
    """The file can't be read safely; the text says why."""


@dataclass(slots=True)
class Node:
    """An element: what it holds is text and other elements, in their order."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    line: int = 0
    inside: list[Node | str] = field(default_factory=list)

    def all(self, tag: str) -> list[Node]:
        """The elements of this name right inside."""
        return [one for one in self.inside if isinstance(one, Node) and one.tag == tag]

    def first(self, *path: str) -> Node | None:
        """The first element on a way of names, if there is one."""
        here: Node | None = self
        for tag in path:
            here = next(iter(here.all(tag)), None) if here else None
        return here

    def walk(self) -> Iterator[Node]:
        """This element and all within it, as they stand in the file."""
        waiting: list[Node] = [self]
        while waiting:
            here = waiting.pop()
            yield here
            waiting.extend(one for one in reversed(here.inside) if isinstance(one, Node))

    @property
    def text(self) -> str:
        """All text within, as it is."""
        return "".join(one if isinstance(one, str) else one.text for one in self.inside)

    def words(self, *path: str) -> str:
        """The text of the first element on a way of names without the space around it, "" without one."""
        found = self.first(*path)
        return found.text.strip() if found else ""


def markup(inside: list[Node | str]) -> str:
    """What an element holds, as HTML."""
    return "".join(escape(one) if isinstance(one, str) else _element(one) for one in inside)


def _element(node: Node) -> str:
    given = "".join(f' {name}="{escape(value)}"' for name, value in node.attributes.items())
    return f"<{node.tag}{given}>{markup(node.inside)}</{node.tag}>"


class _Builder:
    def __init__(self, parser: expat.XMLParserType) -> None:
        self.top = Node("")
        self._open = [self.top]
        self._count = 0
        self._parser = parser
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._doctype

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > MOST_NODES or len(self._open) > MOST_DEPTH:
            raise BadXml(_LARGE)
        plain = {_local(key): value for key, value in attributes.items()}
        node = Node(_local(name), plain, self._parser.CurrentLineNumber)
        self._open[-1].inside.append(node)
        self._open.append(node)

    def _end(self, name: str) -> None:
        del name
        self._open.pop()

    def _text(self, text: str) -> None:
        self._open[-1].inside.append(text)

    def _doctype(self, *told: object) -> None:
        del told
        raise BadXml(_DOCTYPE)


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def parse(data: bytes) -> Node:
    """The outermost element of a file."""
    parser = expat.ParserCreate(namespace_separator=" ")
    builder = _Builder(parser)
    try:
        parser.Parse(data, True)
    except expat.ExpatError as fault:
        raise BadXml(_BROKEN.format(fault.lineno)) from fault
    except (ValueError, LookupError) as fault:
        # A name of an encoding that nobody knows is a LookupError.
        raise fault if isinstance(fault, BadXml) else BadXml(_BROKEN.format(1)) from fault
    return builder.top.inside[0] if isinstance(builder.top.inside[0], Node) else builder.top
