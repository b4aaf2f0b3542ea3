"""QTI 2.1 packages: a zip file whose `imsmanifest.xml` lists the items, each an XML file of one question."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import unquote

from questions.formats import images, noting, qti_items, zips
from questions.formats.drafts import Draft
from questions.formats.judging import judge
from questions.formats.model import Problem, Report, Severity, failure
from questions.formats.xml_tree import BadXml, Node, parse

#: A file an item, and some beside them.
MOST_PARTS = 12_000
#: Bytes of all of them; their trees in memory are several times as large.
MOST_UNPACKED = 60_000_000
MANIFEST = "imsmanifest.xml"
_ITEM = "imsqti_item"

_ENDINGS = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp")

NO_ITEMS = "Gói QTI này không có câu hỏi nào. Hãy xuất lại gói dạng QTI 2.1."
_OLD = "Gói này theo chuẩn QTI 1.2, máy chỉ đọc QTI 2.1. Hãy xuất lại dạng QTI 2.1."
_NEW = "Gói này theo chuẩn QTI 3, máy chỉ đọc QTI 2.1. Hãy xuất lại dạng QTI 2.1."
_MISSING = "Gói thiếu tệp của câu “{}” nên câu này được bỏ qua."
_BAD_ITEM = "Câu ở tệp “{}” trong gói không đọc được: {}"


@dataclass
class _Item:
    """A file of the package, with what the manifest says of it."""

    name: str
    tags: list[str] = field(default_factory=list)


def holds(names: frozenset[str]) -> bool:
    """Whether a zip file with these parts is a package, as far as names tell."""
    return _manifest(names) is not None


def _manifest(names: frozenset[str]) -> str | None:
    """The manifest; whole folders are zipped, too."""
    found = [name for name in names if posixpath.basename(name) == MANIFEST]
    return min(found, key=lambda name: (name.count("/"), name), default=None)


def parse_package(data: bytes, on: date | None = None) -> Report:
    """The questions of a package that is a zip file; BadArchive if it can't be opened."""
    found = zips.parts(data, lambda name: name.lower().endswith(".xml"), MOST_PARTS, MOST_UNPACKED)
    manifest = _manifest(frozenset(found))
    try:
        top = parse(found[manifest]) if manifest else Node("")
    except BadXml as fault:
        return failure(str(fault))
    items = _items(top, posixpath.dirname(manifest or ""))
    drafts, problems = _drafts(items, found, _pictures(zips.names(data)))
    if not drafts:
        old = any(b"questestinterop" in part[:2000] for part in found.values())
        new = any(b"qti-assessment-item" in part[:2000] for part in found.values())
        return failure(_OLD if old else _NEW if new else NO_ITEMS)
    pictures = images.taken(drafts, lambda names: _files(data, names))
    return replace(judge(drafts, problems, on), pictures=pictures)


def _pictures(names: Iterable[str]) -> tuple[str, ...]:
    """The parts of a package that may be pictures."""
    return tuple(name for name in sorted(names) if name.lower().endswith(_ENDINGS))[: images.MOST_PICTURES]


def _files(data: bytes, names: frozenset[str]) -> dict[str, bytes]:
    try:
        return zips.parts(data, names.__contains__, MOST_PARTS, MOST_UNPACKED)
    except zips.BadArchive:
        return {}


def parse_item(top: Node, on: date | None = None) -> Report:
    """The question of a single item that came without its package."""
    found = qti_items.draft(top, top.line)
    return judge([found] if found else [], on=on)


def _items(top: Node, folder: str) -> list[_Item]:
    found = []
    for resource in top.walk():
        if resource.tag == "resource" and resource.attributes.get("type", "").startswith(_ITEM):
            href = unquote(resource.attributes.get("href", ""))
            # Only the name of a part is made of it, so a path out of the package finds nothing.
            name = posixpath.normpath(posixpath.join(folder, href))
            keywords = [node.text.strip() for node in resource.walk() if node.tag == "keyword"]
            found.append(_Item(name, keywords))
    return found


def _drafts(
    items: Sequence[_Item], parts: dict[str, bytes], pictures: Sequence[str]
) -> tuple[list[Draft], list[Problem]]:
    drafts: list[Draft] = []
    problems: list[Problem] = []
    for number, item in enumerate(items, start=1):
        shown = item.name[-60:]
        if item.name not in parts:
            problems.append(Problem(number, Severity.WARNING, _MISSING.format(shown)))
            continue
        try:
            here = posixpath.dirname(item.name)
            beside = {posixpath.relpath(name, here or "."): name for name in pictures}
            found = qti_items.draft(parse(parts[item.name]), number, beside)
        except BadXml as fault:
            problems.append(Problem(number, Severity.WARNING, _BAD_ITEM.format(shown, fault)))
            continue
        if found is not None:
            noting.read_tags(found, item.tags)
            drafts.append(found)
    return drafts, problems
