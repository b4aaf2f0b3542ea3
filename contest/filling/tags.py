"""The tags of a template one by one, in the order in which they stand, each judged where it stands.

docxtpl leaves out the paragraph around `{%p … %}`, the row around `{%tr … %}`, the cell around `{%tc … %}`.
What would tear Word's XML apart (a loop that begins in one row and ends in another) is refused here, with its
place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from jinja2 import Environment, TemplateSyntaxError, nodes
from lxml import etree

from contest.filling import judging, paragraphs
from contest.filling.judging import Scope, Wrong
from contest.filling.paragraphs import Paragraph

#: How many faults are told at once.
MOST_TOLD = 6
TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
HALF = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
_BLOCK = re.compile(r"\{%(?:(tr|tc|p|r)(?=\s))?\s*([a-z_]+)\b(.*?)%\}", re.DOTALL)
_APART = re.compile(r"\{[%{]-?\s+(tr|tc|p|r)\s")
_PRINTED = re.compile(r"\{\{(?:tr|tc|p|r)\s")
_ODD_SPACE = re.compile(r"\{%(tr|tc|p|r)[^\S ]")
_QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "\u00a0": " "})

UNFINISHED = "thẻ thiếu dấu mở hoặc dấu đóng. Thẻ phải nằm gọn trong một đoạn: {{ … }} hoặc {% … %}"
APART = "viết liền, ví dụ {%tr for … %}, không để khoảng trắng sau dấu %"
ODD_SPACE = "sau chữ tr, tc hoặc p phải là dấu cách thường: xóa khoảng trắng ấy rồi gõ lại"
NO_PREFIX = "chỉ viết {{ … }}, không có chữ tr, tc, p, r liền sau dấu mở"
ALONE = {
    "p": "đoạn có {%p … %} chỉ được chứa riêng thẻ ấy",
    "tr": "hàng có {%tr … %} chỉ được chứa riêng thẻ ấy: để nó ở một hàng, các trường ở hàng dưới",
    "tc": "ô có {%tc … %} chỉ được chứa riêng thẻ ấy",
}
NO_TABLE = "thẻ này phải nằm trong bảng"
SYNTAX = "thẻ viết sai. Ví dụ đúng: {{ ten_cuoc_thi }}, {%p for muc in noi_nhan %}, {% if so_danh_sach %}"
NEVER_CLOSED = "vòng lặp hoặc điều kiện này chưa đóng. Thêm thẻ {end} ở sau"
NEVER_OPENED = "thẻ đóng này không có thẻ mở tương ứng ở trước"
CROSSED = "thẻ này đóng chỗ mở ở {place}, mà hai thẻ phải cùng loại và cùng một nơi (cùng đoạn, bảng hoặc ô)"
HIDDEN = (
    "{area} có thẻ nằm ngoài chữ của đoạn văn (mô tả ảnh, trường Word, chữ đã xóa mà còn theo dõi). Bỏ thẻ ấy"
)


@dataclass
class Open:
    """A loop or a question that has begun. `home`: the element that its end must stand in, too."""

    word: str
    prefix: str
    home: etree._Element | None
    near: str
    scope: Scope
    depth: int


@dataclass
class Walk:
    """Through one part of the file."""

    env: Environment
    scope: Scope
    told: list[str] = field(default_factory=list)
    stack: list[Open] = field(default_factory=list)

    @property
    def here(self) -> Scope:
        """What is known at this place."""
        return self.stack[-1].scope if self.stack else self.scope

    @property
    def depth(self) -> int:
        """How many loops this place is in."""
        return self.stack[-1].depth if self.stack else 0

    def through(self, found: Iterable[Paragraph]) -> None:
        """All paragraphs of a part, whose loops end in it."""
        for one in found:
            for tag in TAG.findall(one.text):
                self._told(one, tag)
            if HALF.search(TAG.sub("", one.text)):
                self.told.append(f"{one.near}: {UNFINISHED}.")
        for each in self.stack:
            end = f"{{%{each.prefix} end{each.word} %}}"
            self.told.append(f"{each.near}: {NEVER_CLOSED.format(end=end)}.")

    def _told(self, one: Paragraph, tag: str) -> None:
        try:
            self._tag(one, tag)
        except Wrong as problem:
            self.told.append(f"{one.near}: {problem}.")
        except (TemplateSyntaxError, RecursionError):
            self.told.append(f"{one.near}: {SYNTAX}.")

    def _tag(self, one: Paragraph, tag: str) -> None:
        # A dash would let docxtpl join paragraphs, and a comment needs no place on paper.
        if tag.startswith(("{#", "{%-", "{{-")) or tag.endswith(("-%}", "-}}")):
            raise Wrong(judging.FORBIDDEN)
        if _APART.match(tag):
            raise Wrong(APART)
        if _ODD_SPACE.match(tag):
            raise Wrong(ODD_SPACE)
        tag = tag.translate(_QUOTES)
        if tag.startswith("{{"):
            if _PRINTED.match(tag):
                raise Wrong(NO_PREFIX)
            judging.whole(self.env.parse(tag), self.here)
            return
        found = _BLOCK.fullmatch(tag)
        if found is None:
            raise Wrong(SYNTAX)
        prefix, word, rest = found[1] or "", found[2], found[3]
        home = _home(one, prefix, tag)
        if word in ("for", "if"):
            self._begin(word, prefix, rest, home, one.near)
        elif word in ("elif", "else", "endif", "endfor"):
            self._go_on(word, prefix, rest, home)
        else:
            raise Wrong(judging.FORBIDDEN)

    def _begin(self, word: str, prefix: str, rest: str, home: etree._Element | None, near: str) -> None:
        # What is not understood is begun all the same: its end is not another fault.
        begun = Open(word, prefix, home, near, self.here, self.depth + (word == "for"))
        self.stack.append(begun)
        node = _alone(self.env, word, rest)
        if isinstance(node, nodes.For):
            begun.scope = judging.loop(node, begun.scope, begun.depth - 1)
        elif isinstance(node, nodes.If):
            judging.typed(node.test, begun.scope)

    def _go_on(self, word: str, prefix: str, rest: str, home: etree._Element | None) -> None:
        wanted = {"elif": ("if",), "endif": ("if",), "endfor": ("for",), "else": ("if", "for")}[word]
        if not self.stack or self.stack[-1].word not in wanted:
            raise Wrong(NEVER_OPENED)
        begun = self.stack[-1]
        if word == "elif":
            node = _alone(self.env, "if", rest)
            judging.typed(node.test if isinstance(node, nodes.If) else None, begun.scope)
        if word.startswith("end"):
            self.stack.pop()
        if (begun.prefix, begun.home) != (prefix, home):
            raise Wrong(CROSSED.format(place=begun.near))


def _alone(env: Environment, word: str, rest: str) -> nodes.Node:
    """The node that a tag by itself begins."""
    (node,) = env.parse(f"{{% {word} {rest} %}}{{% end{word} %}}").body
    return node


def _home(one: Paragraph, prefix: str, tag: str) -> etree._Element | None:
    """What a tag's end must stand in: the paragraph, or what holds the part that the tag stands for."""
    if not prefix:
        return one.element
    if prefix not in ALONE:
        raise Wrong(NO_PREFIX)
    part = {"p": one.element, "tr": one.row, "tc": one.cell}[prefix]
    if part is None:
        raise Wrong(NO_TABLE)
    if paragraphs.whole(part).translate(_QUOTES).strip() != tag.strip():
        raise Wrong(ALONE[prefix])
    return part.getparent()


def hidden(root: etree._Element, area: str) -> list[str]:
    """Tags in attributes and in what is no text, where nobody sees them."""
    for one in root.iter(etree.Element):
        words = [*one.attrib.values(), *([] if one.tag == paragraphs.T else [one.text or ""]), one.tail or ""]
        if any(HALF.search(str(word)) for word in words):
            return [f"{HIDDEN.format(area=area)}."]
    return []
