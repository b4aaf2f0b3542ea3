"""A phone's HTTP/1.1: one kept connection, cookies, and nothing that the simulation does not need."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlsplit

PATIENCE = 20.0
LINE_LIMIT = 1 << 20


class Cut(Exception):
    """The connection was refused, broke, or gave no answer in time."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A response: ``headers`` in lower case, the last of a name counts."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode("utf-8", "replace")

    @property
    def closed(self) -> frozenset[str]:
        """The ops that came for questions which take no more answers."""
        try:
            told = json.loads(self.body)
        except ValueError:
            return frozenset()
        return frozenset(told.get("closed", ())) if isinstance(told, dict) else frozenset()

    @property
    def to(self) -> str:
        """Where a redirect leads."""
        return self.headers.get("location", "")

    @property
    def retry_after(self) -> float:
        """The seconds that a busy server asks for, else 0."""
        asked = self.headers.get("retry-after", "")
        return float(asked) if asked.isdigit() else 0.0


@dataclass(slots=True)
class Phone:
    """One device with its cookies. Its requests go one after another over one connection."""

    root: str
    cookies: dict[str, str] = field(default_factory=dict)
    _reader: asyncio.StreamReader | None = None
    _writer: asyncio.StreamWriter | None = None
    _one: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def get(self, path: str) -> Reply:
        """GET, without following redirects."""
        return await self._ask("GET", path, b"", "")

    async def post(self, path: str, body: bytes, kind: str) -> Reply:
        """POST with the headers that a browser adds for a page of the same site."""
        return await self._ask("POST", path, body, kind)

    async def shout(self, path: str, body: bytes, kind: str) -> None:
        """POST, and go into a dead zone before the answer comes: whether it arrived, nobody knows."""
        async with self._one:
            try:
                async with asyncio.timeout(PATIENCE):
                    await self._send("POST", path, body, kind)
            except (OSError, TimeoutError) as error:
                raise Cut(str(error)) from error
            finally:
                self.hang_up()

    async def _ask(self, method: str, path: str, body: bytes, kind: str) -> Reply:
        async with self._one:
            try:
                async with asyncio.timeout(PATIENCE):
                    await self._send(method, path, body, kind)
                    return await self._receive()
            except (OSError, EOFError, TimeoutError, ValueError) as error:
                self.hang_up()
                raise Cut(f"{method} {path}: {error or type(error).__name__}") from error
            except BaseException:
                self.hang_up()
                raise

    async def _send(self, method: str, path: str, body: bytes, kind: str) -> None:
        parts = urlsplit(self.root)
        if self._writer is None or self._reader is None or self._reader.at_eof():
            self.hang_up()
            port = parts.port or (443 if parts.scheme == "https" else 80)
            secure = True if parts.scheme == "https" else None
            opened = asyncio.open_connection(parts.hostname, port, ssl=secure, limit=LINE_LIMIT)
            self._reader, self._writer = await opened
        lines = [f"{method} {path} HTTP/1.1", f"Host: {parts.netloc}", "User-Agent: hoithi-simulate"]
        if self.cookies:
            lines.append("Cookie: " + "; ".join(f"{name}={value}" for name, value in self.cookies.items()))
        if method == "POST":
            lines += [f"Origin: {parts.scheme}://{parts.netloc}", f"Content-Type: {kind}"]
            lines.append(f"Content-Length: {len(body)}")
        self._writer.write("\r\n".join([*lines, "", ""]).encode() + body)
        await self._writer.drain()

    async def _receive(self) -> Reply:
        assert self._reader is not None
        head = (await self._reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        status = int(head[0].split(" ", 2)[1])
        headers: dict[str, str] = {}
        for line in filter(None, head[1:]):
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
            if name.lower() == "set-cookie":
                self._keep(value.strip())
        body = b""
        if headers.get("transfer-encoding") == "chunked":
            body = await self._chunks()
        elif status not in (204, 304):
            body = await self._reader.readexactly(int(headers.get("content-length", "0")))
        if headers.get("connection") == "close":
            self.hang_up()
        return Reply(status, headers, body)

    async def _chunks(self) -> bytes:
        assert self._reader is not None
        parts = []
        while size := int((await self._reader.readline()).split(b";")[0], 16):
            parts.append(await self._reader.readexactly(size))
            await self._reader.readline()
        await self._reader.readline()
        return b"".join(parts)

    def _keep(self, line: str) -> None:
        for name, morsel in SimpleCookie(line).items():
            if morsel["max-age"] == "0" or not morsel.value:
                self.cookies.pop(name, None)
            else:
                self.cookies[name] = morsel.coded_value

    def hang_up(self) -> None:
        """Leave the connection; the next request opens another."""
        if self._writer is not None:
            self._writer.close()
        self._reader = self._writer = None
