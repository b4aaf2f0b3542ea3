"""Pages in parts that are packed once: gzip lets finished pieces follow one another in one stream."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from contest.web.pages import LEVEL

#: RFC 1952: deflate, no name, no time, any system. Then, behind the pieces, a last block with nothing in it.
_BEGIN = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
_END = b"\x03\x00"


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a page, and the same packed so that any other may follow or go before."""

    text: bytes
    packed: bytes


EMPTY = Part(b"", b"")


def part(text: str) -> Part:
    """Pack a piece: it looks back into no other, and ends at a whole byte."""
    if not text:
        return EMPTY
    body = text.encode()
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Part(body, packer.compress(body) + packer.flush(zlib.Z_FULL_FLUSH))


def text_of(parts: Sequence[Part]) -> bytes:
    """The page."""
    return b"".join([one.text for one in parts])


def gzip_of(parts: Sequence[Part]) -> bytes:
    """The page as gzip."""
    check = size = 0
    for one in parts:
        check = zlib.crc32(one.text, check)
        size += len(one.text)
    end = check.to_bytes(4, "little") + (size & 0xFFFFFFFF).to_bytes(4, "little")
    return b"".join([_BEGIN, *[one.packed for one in parts], _END, end])
