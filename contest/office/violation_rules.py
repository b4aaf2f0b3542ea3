"""What a browser tells of something that the content policy kept out of a page, as counts keep it. Pure.

Of a report only three words are kept: which directive, the kind of thing that was kept out, and on which of
our routes. No address, no text, nothing of whoever looked at the page.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

#: A browser's report has a few hundred bytes, several of them a few thousand.
LONGEST = 16 * 1024
#: So many of one body are counted.
MOST_AT_ONCE = 20
DIRECTIVES = (
    "script-src",
    "style-src",
    "img-src",
    "connect-src",
    "font-src",
    "form-action",
    "base-uri",
    "frame-ancestors",
    "default-src",
)
OTHER = "other"
EXTENSIONS = ("chrome-extension", "moz-extension", "safari-extension", "safari-web-extension")


@dataclass(frozen=True, slots=True)
class Told:
    """One report: the path of our page, the directive, and what kind of thing was kept out."""

    path: str
    directive: str
    kind: str


def read(body: bytes) -> tuple[Told, ...]:
    """The reports of a body, in either of the two shapes that browsers send; what is none is left out."""
    try:
        given = json.loads(body)
    except (ValueError, RecursionError):
        return ()
    return tuple(_told(one) for one in _reports(given))


def _reports(given: Any) -> Iterator[dict[str, Any]]:
    for one in (given if isinstance(given, list) else [given])[:MOST_AT_ONCE]:
        if isinstance(one, dict):
            inner = one.get("csp-report") or one.get("body")
            if isinstance(inner, dict):
                yield inner


def _told(report: dict[str, Any]) -> Told:
    page = _text(report, "document-uri", "documentURL")
    directive = _text(report, "effective-directive", "effectiveDirective", "violated-directive").split(" ")[0]
    # `script-src-elem` and `script-src-attr` are of `script-src`.
    found = next((one for one in DIRECTIVES if directive == one or directive.startswith(f"{one}-")), OTHER)
    return Told(_path(page), found, _kind(_text(report, "blocked-uri", "blockedURL"), page))


def _text(report: dict[str, Any], *names: str) -> str:
    return next((value for name in names if isinstance(value := report.get(name), str)), "")[:2_000]


def _path(address: str) -> str:
    try:
        return urlsplit(address).path
    except ValueError:
        return ""


def _kind(blocked: str, page: str) -> str:
    """inline, eval, data, extension, own, other."""
    if blocked in ("inline", "eval"):
        return blocked
    scheme, _, rest = blocked.partition(":")
    if scheme in ("data", "blob") or blocked in ("data", "blob"):
        return "data"
    if scheme in EXTENSIONS:
        return "extension"
    host = page.partition("://")[2].partition("/")[0]
    return "own" if host and rest.removeprefix("//").partition("/")[0] == host else OTHER
