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
_places: WeakKeyDictionary[asyncio.AbstractEventLoop, anyio.CapacityLimiter] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Archive:
    """A file to send: of which version, its name, the numbers of its pieces of evidence."""

    version: Version
    name: str
    pieces: tuple[int, ...]

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """The whole file. No session and no place is held while a slow phone takes a piece."""
        yield await run_sync(self.head, limiter=_limiter())
        for number in self.pieces:
            yield await run_sync(self.piece, number, limiter=_limiter())
        yield self.end

    @property
    def end(self) -> bytes:
        """What stands behind the evidence; without any, in its place."""
        return b"}\n" if self.pieces else b"{}}\n"

    def head(self) -> bytes:
        """What stands before the evidence: all that was signed, and the seal."""
        one = self.version
        seal = f'"sha256":"{one.sha256}","signature":"{one.signature}","public_key":"{one.public_key}"'
        with reading() as db:
            content = store.content(db, one.id)
        return f'{{"format":"{FORMAT}","content":{content},{seal},"evidence":'.encode()

    def piece(self, number: int) -> bytes:
        """One piece of the evidence."""
        with reading() as db:
            return evidence.piece(db, self.version.id, number, list(self.pieces))

    def whole(self) -> bytes:
        """All of it at once, for whoever has it in a file anyway."""
        return b"".join([self.head(), *map(self.piece, self.pieces), self.end])


def _limiter() -> anyio.CapacityLimiter:
    return _places.setdefault(asyncio.get_running_loop(), anyio.CapacityLimiter(AT_ONCE))


def archive(db: Session, slug: str, version: Version, *, with_papers: bool) -> Archive:
    """A version's file; without papers it says only what was signed."""
    pieces = tuple(store.parts(db, version.id)) if with_papers else ()
    return Archive(version, f"ket-qua-{slug}-ban-{version.version}.json", pieces)


def checker() -> bytes:
    """The program that checks such files, to download."""
    return Path(verify.__file__).read_bytes()
