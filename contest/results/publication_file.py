"""The file that anybody can check: what was signed, its signature, and the evidence last, piece by piece."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from weakref import WeakKeyDictionary

import anyio
from anyio.to_thread import run_sync
from sqlmodel import Session

from contest import verify
from contest.results import evidence
from contest.results import publication_store as store
from contest.results.publication_rules import FORMAT
from contest.results.publication_store import Version
from contest.web.database import reading

#: So many pieces are unpacked at once in a server, however many people download: saves keep the processor.
AT_ONCE = 2
END = b"}\n"
_places: WeakKeyDictionary[asyncio.AbstractEventLoop, anyio.CapacityLimiter] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Archive:
    """A file to send: its name, what stands before the evidence, the numbers of its pieces."""

    id: str
    name: str
    head: bytes
    pieces: tuple[int, ...]

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """The whole file. No session is held while a slow phone takes a piece."""
        yield self.head
        for number in self.pieces:
            yield await run_sync(self._piece, number, limiter=_limiter())
        yield END if self.pieces else b"{}" + END

    def _piece(self, number: int) -> bytes:
        with reading() as db:
            return evidence.piece(db, self.id, number, list(self.pieces))

    def whole(self) -> bytes:
        """All of it at once, for whoever has it in a file anyway."""
        parts = [self._piece(number) for number in self.pieces]
        return self.head + b"".join(parts) + (END if self.pieces else b"{}" + END)


def _limiter() -> anyio.CapacityLimiter:
    return _places.setdefault(asyncio.get_running_loop(), anyio.CapacityLimiter(AT_ONCE))


def archive(db: Session, slug: str, version: Version, *, with_papers: bool) -> Archive:
    """A version's file; without papers it says only what was signed."""
    seal = (
        f'"sha256":"{version.sha256}","signature":"{version.signature}","public_key":"{version.public_key}"'
    )
    content = store.content(db, version.id)
    head = f'{{"format":"{FORMAT}","content":{content},{seal},"evidence":'
    pieces = tuple(store.parts(db, version.id)) if with_papers else ()
    name = f"ket-qua-{slug}-ban-{version.version}.json"
    return Archive(version.id, name, head.encode(), pieces)


def checker() -> bytes:
    """The program that checks such files, to download."""
    return Path(verify.__file__).read_bytes()
