"""One thin ASGI layer before everything: host, origin, size, headers. Pure ASGI, since saves pass it too."""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: Where browsers tell what the policy kept out of a page. `report-to` works over HTTPS alone, and a browser
#: that knows it no longer looks at `report-uri`: so the older word, which all of them still know.
REPORTS = "/office/violations"
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    f"report-uri {REPORTS}"
)
HEADERS = [
    (b"content-security-policy", CSP.encode()),
    (b"x-content-type-options", b"nosniff"),
    # Personal links must not travel to other sites.
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=(), browsing-topics=()"),
]
#: What may stand within other sites' pages: it has no form, and shows everybody the same.
FRAMED = re.compile(r"/standings/[0-9a-z]{13}/embed")
FRAMED_CSP = CSP.replace("frame-ancestors 'none'", "frame-ancestors *")
FRAMED_HEADERS = [(b"content-security-policy", FRAMED_CSP.encode()), *HEADERS[1:]]
#: Where this installation is an address of https://, browsers that came by it ask for nothing else for a
#: year. Names below ours are not ours to speak for: no `includeSubDomains`.
STRICT = (b"strict-transport-security", b"max-age=31536000")
#: In a request's scope: it came by HTTPS to an installation that is one of HTTPS.
IS_STRICT = "hoithi.strict"
#: An IPv6 address in brackets or a name, and perhaps a port.
HOST = re.compile(r"(?:\[(?P<inner>[0-9A-Fa-f:.]+)\]|(?P<name>[A-Za-z0-9._-]+))(?::(?P<port>[0-9]{1,5}))?")
LAST_PORT = 65_535
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
SAME_SITE = frozenset({b"same-origin", b"none"})
#: Longer numbers would be refused by `int` itself, with an error.
LENGTH = re.compile(rb"\d{1,18}")
BODY_LIMIT = 12 * 1024 * 1024
#: Room for the form of a question with every field full, those of kinds that were not chosen too.
SMALL_BODY_LIMIT = 96 * 1024

FOREIGN = "Yêu cầu này đến từ trang khác nên không được nhận. Mở lại trang cuộc thi rồi làm lại."
UNKNOWN_HOST = "Máy chủ không nhận tên miền này. Người quản trị thêm tên miền vào HOITHI_HOSTS."
NO_LENGTH = "Yêu cầu không ghi đúng độ dài nội dung."
TOO_LARGE = "Nội dung gửi lên quá lớn."


def host_name(host: str) -> str:
    """The name in a Host header, without port, lower case; "" when it is none."""
    found = HOST.fullmatch(host)
    # A port that can't be would be an error wherever an address is made of this header.
    if found is None or int(found["port"] or 0) > LAST_PORT:
        return ""
    return (found["inner"] or found["name"]).lower()


def own_names(hosts: Iterable[str]) -> frozenset[str]:
    """The names that a server answers to: this machine's, and those that the installation lists."""
    return frozenset({"localhost", "testserver", socket.gethostname().lower(), *hosts})


def is_known(name: str, names: frozenset[str]) -> bool:
    """IP addresses can't be rebound by DNS, so they always pass; names only when listed."""
    if name in names:
        return True
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def is_secure(request: Request) -> bool:
    """Whether the browser came over HTTPS. A proxy in front of us tells it by X-Forwarded-Proto, which the
    server believes from this machine (or from where FORWARDED_ALLOW_IPS says), and from nobody else."""
    return request.url.scheme == "https"


def is_own_origin(headers: dict[bytes, bytes]) -> bool:
    """Whether an unsafe request comes from our own pages.

    Browsers on plain HTTP with a LAN address send no Sec-Fetch-Site but do send Origin, so both are
    read. A request with neither is no browser's: it passes only when it carries no cookie.
    """
    site = headers.get(b"sec-fetch-site")
    if site is not None:
        return site in SAME_SITE
    origin = headers.get(b"origin")
    if origin is not None:
        # Cut, not parsed: `null` and junk keep no host that could be equal.
        return origin.partition(b"://")[2] == headers.get(b"host", b"")
    return b"cookie" not in headers


def headers_of(scope: Scope) -> list[tuple[bytes, bytes]]:
    """What every response to this request carries."""
    headers = FRAMED_HEADERS if FRAMED.fullmatch(scope["path"]) else HEADERS
    return [*headers, STRICT] if scope.get(IS_STRICT) else headers


class Safety:
    """Refuses foreign hosts and origins and oversized bodies; adds the headers of every response.

    ``public``: the installation's own address. Plain HTTP may be all that a LAN has, so only an address of
    https:// makes it strict, and only towards whoever came by HTTPS.
    """

    def __init__(
        self, app: ASGIApp, hosts: Iterable[str] = (), uploads: tuple[str, ...] = (), public: str = ""
    ) -> None:
        self.app = app
        names = own_names(hosts)
        # Nearly all requests name the same few hosts.
        self.knows = lru_cache(maxsize=64)(lambda host: is_known(host_name(host.decode("latin-1")), names))
        self.uploads = uploads
        self.has_https = urlsplit(public).scheme == "https"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        headers = dict(scope["headers"])
        scope[IS_STRICT] = self.has_https and scope["scheme"] == "https"
        sending = with_headers(send, headers_of(scope))
        refusal = self.refusal(scope, headers)
        if refusal is not None:
            return await refusal(scope, receive, sending)
        limit = BODY_LIMIT if scope["path"].endswith(self.uploads) else SMALL_BODY_LIMIT
        if int(headers.get(b"content-length", b"0") or 0) > limit:
            return await refuse(413, TOO_LARGE)(scope, receive, sending)
        if "\0" in scope["path"]:
            # PostgreSQL can't even be asked for such a name; so written, the page is simply not there.
            scope = {**scope, "path": scope["path"].replace("\0", "\ufffd")}
        await self.app(scope, limited(receive, limit), sending)

    def refusal(self, scope: Scope, headers: dict[bytes, bytes]) -> PlainTextResponse | None:
        """The answer to a request that must not come in, or None."""
        if not self.knows(headers.get(b"host", b"")):
            return refuse(400, UNKNOWN_HOST)
        if not LENGTH.fullmatch(headers.get(b"content-length", b"0")):
            return refuse(400, NO_LENGTH)
        if scope["method"] not in SAFE_METHODS and not is_own_origin(headers):
            return refuse(403, FOREIGN)
        return None


def refuse(status: int, message: str) -> PlainTextResponse:
    """A short refusal; not a page, since whoever gets it did not come from one."""
    return PlainTextResponse(message, status, {"Cache-Control": "no-store"})


def with_headers(send: Send, headers: list[tuple[bytes, bytes]]) -> Send:
    """``send`` that adds these headers to the response."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message.get("headers", ()), *headers]
        await send(message)

    return sending


def limited(receive: Receive, limit: int) -> Receive:
    """``receive`` that ends a chunked body beyond ``limit`` as a disconnect would."""
    seen = 0

    async def receiving() -> Message:
        nonlocal seen
        message = await receive()
        if message["type"] == "http.request":
            seen += len(message.get("body", b""))
            if seen > limit:
                return {"type": "http.disconnect"}
        return message

    return receiving
