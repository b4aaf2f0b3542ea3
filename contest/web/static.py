"""Static files as a few bundles: joined, hashed and compressed once, at start.

Small files are pleasant to read, few requests are pleasant to load. The name of a bundle carries
a hash of its content, so a phone keeps it for a year and never asks again.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial

import brotli
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from contest import resources
from contest.web.filters import svg_uri
from contest.web.policy import Load, Who, policy

SHARED_CSS = (
    "vendor/pico.min.css",
    *(f"css/{name}.css" for name in ("tokens", "base", "stage", "table", "field")),
)

# Patterns below `static/`, in order; one with a star may match nothing. Everything of ours in a
# script bundle shares one function scope: small files call one another, and no global is made.
BUNDLES: dict[str, tuple[str, ...]] = {
    "phone.css": (*SHARED_CSS, "css/phone*.css"),
    "phone.js": tuple(
        f"js/phone-{name}.js"
        for name in (
            "outbox",
            "send",
            "notice",
            "marks",
            "words",
            "figure",
            "pairs",
            "lines",
            "answer",
            "screen",
            "clock",
            "timer",
            "leave",
            "order",
            "large",
            "start",
        )
    ),
    "door.js": ("js/door*.js",),
    "proof.js": ("js/proof*.js",),
    "warm.js": ("js/warm*.js",),
    "entry.js": ("vendor/htmx.min.js", "js/entry*.js"),
    # The desk shows a question as phones do, with their own style.
    "desk.css": (
        *SHARED_CSS,
        "css/phone-answer.css",
        "css/phone-complaints.css",
        "css/phone-exam.css",
        "css/phone-pairs.css",
        "css/phone-picture.css",
        "css/desk*.css",
    ),
    "desk.js": ("vendor/htmx.min.js", "js/desk*.js"),
    "hall.css": (*SHARED_CSS, "css/hall*.css"),
    "hall.js": ("vendor/htmx.min.js", "vendor/hx-sse.min.js", "js/hall*.js"),
}
TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8"}
FOR_EVER = "public, max-age=31536000, immutable"


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    # A window of 128 kB, about a bundle: the usual one, of 4 MB, takes six of the server's for ever.
    "br": partial(brotli.compress, lgwin=17),
    "gzip": lambda body: gzip.compress(body, 9, mtime=0),
}


class Bodies(dict[str, bytes]):
    """A bundle by encoding, packed when first asked for: the best packing takes longer than the start."""

    def __missing__(self, encoding: str) -> bytes:
        packed = self[encoding] = PACKERS[encoding](self["identity"])
        return packed


@dataclass(frozen=True)
class Asset:
    """One bundle as it is served: its hashed name, its type, its bytes by encoding."""

    file: str
    kind: str
    digest: str
    bodies: Bodies


def _own(path: str, text: str) -> str:
    """Our own file without what only its readers need: comments that stand alone, indents."""
    if path.endswith(".css"):
        text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
        text = re.sub(r"url\(([\w-]+\.svg)\)", lambda found: _inline(found[1]), text)
    else:
        text = re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE)
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


def _inline(name: str) -> str:
    """A small picture goes into the style sheet: one request less."""
    return f'url("{svg_uri(resources.path("static", name).read_text(encoding="utf-8"))}")'


def source(name: str) -> str:
    """The whole text of a bundle. A file that is named but not there is an error at start."""
    root = resources.path("static")
    vendor: list[str] = []
    own: list[str] = []
    for pattern in BUNDLES[name]:
        found = sorted(root.glob(pattern)) if "*" in pattern else [root / pattern]
        for file in found:
            text = file.read_text(encoding="utf-8")
            if pattern.startswith("vendor/"):
                vendor.append(text)
            else:
                own.append(_own(file.name, text))
    if name.endswith(".js") and own:
        own = ["(()=>{", '"use strict";', *own, "})();"]
    return "\n".join([*vendor, *own]) + "\n"


@cache
def asset(name: str) -> Asset:
    """A bundle, built when first asked for (`routes` asks for all)."""
    body = source(name).encode()
    digest = hashlib.sha256(body).hexdigest()[:12]
    stem, _, kind = name.partition(".")
    return Asset(f"{stem}.{digest}.{kind}", TYPES[kind], digest, Bodies(identity=body))


def url(name: str) -> str:
    """The address of a bundle, for templates: `static("phone.css")`."""
    return f"/static/{asset(name).file}"


def encoding(accepted: str) -> str:
    """The best encoding the client takes; `;q=0` means it does not."""
    return next((known for known in ("br", "gzip") if takes(accepted, known)), "identity")


def takes(accepted: str, wanted: str) -> bool:
    """Does an Accept-Encoding offer this encoding?"""
    return any(
        part.split(";")[0].strip() == wanted and not _refused(part) for part in accepted.lower().split(",")
    )


def _refused(part: str) -> bool:
    return re.search(r";\s*q=0(\.0*)?\s*$", part) is not None


@policy(Who.ANYONE, load=Load.FREE)
async def serve(request: Request) -> Response:
    """A bundle by its hashed name; an old or unknown name is 404."""
    found = _by_file().get(request.path_params["file"])
    if found is None:
        return PlainTextResponse("Không có tệp này.", 404)
    chosen = encoding(request.headers.get("accept-encoding", ""))
    tag = f'"{found.digest}-{chosen}"'
    headers = {"Cache-Control": FOR_EVER, "ETag": tag, "Vary": "Accept-Encoding"}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    if chosen != "identity":
        headers["Content-Encoding"] = chosen
    return Response(found.bodies[chosen], media_type=found.kind, headers=headers)


@cache
def _by_file() -> dict[str, Asset]:
    return {built.file: built for built in map(asset, BUNDLES)}


def pack_all() -> None:
    """Pack every bundle now, in a thread beside the first requests."""
    for built in _by_file().values():
        for encoding in PACKERS:
            built.bodies[encoding]


def routes() -> list[BaseRoute]:
    """The route of all static files; builds every bundle, so that a missing file stops the start."""
    _by_file()
    return [Route("/static/{file}", serve, name="static", methods=["GET"])]
