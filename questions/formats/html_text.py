"""HTML of other programs as the plain text a person would read; what can't come along is told."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Container
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from urllib.parse import unquote

from questions.folding import tidy

_BLOCKS = {
    *("p", "div", "br", "li", "ul", "ol", "tr", "table", "blockquote", "pre", "hr", "dd", "dt"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "prompt"),
}
_UNSEEN = {"script", "style", "head", "title", "template", "noscript"}
_SOUNDS = {"audio", "video", "object", "iframe", "embed"}
_RAISED = str.maketrans("0123456789+-n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ")
_LOWERED = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")
_LOOKS_LIKE_HTML = re.compile(
    r"</?(?:p|br|b|i|u|em|strong|span|div|img|[uo]l|li|su[bp]|table|t[rdh]|a|font|h[1-6]|pre|code)\b[^<>]*>"
    r"|&(?:nbsp|lt|gt|amp|quot|[a-z]{2,8}|#\d{2,6}|#x[0-9a-f]{2,6});",
    re.IGNORECASE,
)
_DECLARED = re.compile(r"<[!?][^<>]*>")
_LONE = re.compile(r"<(?![a-zA-Z/][^<>]*>)")

PICTURE = "Trong câu có hình, hình chưa vào được cùng tệp. Xem lại xem thiếu hình có hiểu được câu không."
SOUND = "Trong câu có âm thanh, phim hoặc khung nhúng, chưa vào được cùng tệp."


@dataclass(frozen=True, slots=True)
class Plain:
    """The text, and what was in it besides text, "" for nothing."""

    text: str
    lost: str = ""
    images: tuple[tuple[str, str], ...] = ()  # the names of those that came along, and what is said of them


@dataclass
class _State:
    parts: list[str] = field(default_factory=list)
    unseen: int = 0
    shift: str = ""
    lost: dict[str, None] = field(default_factory=dict)
    images: list[tuple[str, str]] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self, files: Container[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.state = _State()
        self.files = files

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        state = self.state
        if tag in _UNSEEN:
            state.unseen += 1
        elif tag in _BLOCKS:
            state.parts.append("\n- " if tag == "li" else "\n")
        elif tag in ("td", "th"):
            state.parts.append(" ")
        elif tag in ("sup", "sub"):
            state.shift = tag
        elif tag in ("img", "object") and (name := _file(attrs)) in self.files:
            state.images.append((name, dict(attrs).get("alt") or ""))
        elif tag == "img":
            state.lost[PICTURE] = None
            state.parts.append(_named(dict(attrs).get("alt") or ""))
        elif tag in _SOUNDS:
            state.lost[SOUND] = None

    def handle_endtag(self, tag: str) -> None:
        state = self.state
        if tag in _UNSEEN:
            state.unseen = max(0, state.unseen - 1)
        elif tag in _BLOCKS:
            state.parts.append("\n")
        elif tag in ("sup", "sub"):
            state.shift = ""

    def handle_data(self, data: str) -> None:
        state = self.state
        if state.unseen:
            return
        words = " ".join(re.split(r"[ \t\r\n\f]+", data))
        state.parts.append(_shifted(words, state.shift))


def _file(attrs: list[tuple[str, str | None]]) -> str:
    """The name of the file that an element shows, as packages and Moodle name those that come along."""
    given = dict(attrs)
    name = unquote(given.get("src") or given.get("data") or "").removeprefix("@@PLUGINFILE@@/")
    return posixpath.normpath(name) if name else ""


def _named(alternative: str) -> str:
    return f" [hình: {alternative}] " if alternative.strip() else " "


def _shifted(words: str, shift: str) -> str:
    if shift == "sup" and re.fullmatch(r"[0-9+\-n]{1,6}", words):
        return words.translate(_RAISED)
    if shift == "sub" and re.fullmatch(r"[0-9+\-]{1,6}", words):
        return words.translate(_LOWERED)
    return words


def _whole(html: str) -> str:
    """HTML in which every tag is closed before the next one begins, without comments and declarations.

    The parser looks for the end of whatever is not closed through the whole text, for each anew.
    """
    kept, place = [], 0
    while (start := html.find("<!--", place)) >= 0 and (end := html.find("-->", start + 4)) >= 0:
        kept.append(html[place:start])
        place = end + 3
    return _LONE.sub("&lt;", _DECLARED.sub("", "".join((*kept, html[place:]))))


def plain(html: str, files: Container[str] = ()) -> Plain:
    """The text of HTML; `files` are the pictures that came along with it, by their names."""
    reader = _Reader(files)
    try:
        reader.feed(_whole(html))
        reader.close()
    except (AssertionError, ValueError):
        # Declarations like <![x make the reader give up.
        return Plain(tidy(unescape(re.sub(r"<[^<>]*>", " ", html))))
    state = reader.state
    return Plain(tidy("".join(state.parts)), " ".join(state.lost), tuple(state.images))


def loose(text: str) -> Plain:
    """Text in which there may be HTML: lines stay lines, and a lone < is none."""
    if not _LOOKS_LIKE_HTML.search(text):
        return Plain(tidy(text))
    return plain(text.replace("\r\n", "\n").replace("\n", "<br>"))
