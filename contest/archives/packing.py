"""The file of an archive: a zip that ends in the digest of all its bytes before; a table is a member.

Members are lines of JSON in one form, in the order of their keys; nothing in the file tells when it was
packed but the manifest. What the manifest says of each member, and the digest at the end, find every
changed byte.
"""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import IO, Any

from contest.archives.shapes import canonical

FORMAT = "hoithi-archive/1"
SIGNED = b"hoithi-archive/1\n"
MANIFEST = "manifest.json"
#: The comment of the zip: these words, then 64 hex digits, the last bytes of the file.
COMMENT = b"hoithi-archive/1 sha256="
DIGITS = 64
LEVEL = 6
BLOCK = 1 << 20
#: What a zip says of when it was made: always the same.
NO_DAY = (1980, 1, 1, 0, 0, 0)

Sign = Callable[[str], tuple[str, str]]


@dataclass(frozen=True)
class Packed:
    """What is in a member."""

    rows: int
    size: int
    sha256: str

    def plain(self) -> dict[str, Any]:
        """As the manifest says it."""
        return {"rows": self.rows, "bytes": self.size, "sha256": self.sha256}


def write(
    out: IO[bytes], members: Iterable[tuple[str, Iterator[bytes]]], head: Mapping[str, Any], sign: Sign
) -> dict[str, Packed]:
    """Write a whole archive into a new file. ``head``: what the manifest says beside its members."""
    made: dict[str, Packed] = {}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, allowZip64=True, compresslevel=LEVEL) as file:
        for name, lines in members:
            made[name] = _member(file, name, lines)
        content = {**head, "format": FORMAT, "parts": {name: one.plain() for name, one in made.items()}}
        _member(file, MANIFEST, iter([canonical(_sealed(content, sign)) + b"\n"]))
        file.comment = COMMENT + b"0" * DIGITS
    _end(out)
    return made


def _member(file: zipfile.ZipFile, name: str, lines: Iterator[bytes]) -> Packed:
    info = zipfile.ZipInfo(name, NO_DAY)
    info.compress_type, info.external_attr, info.create_system = zipfile.ZIP_DEFLATED, 0o600 << 16, 3
    info._compresslevel = LEVEL  # ty: ignore[missing-attribute]
    seen, rows, size = hashlib.sha256(), 0, 0
    with file.open(info, "w", force_zip64=True) as member:
        for line in lines:
            member.write(line)
            seen.update(line)
            rows, size = rows + 1, size + len(line)
    return Packed(rows, size, seen.hexdigest())


def _sealed(content: dict[str, Any], sign: Sign) -> dict[str, Any]:
    sha256 = hashlib.sha256(canonical(content)).hexdigest()
    signature, public_key = sign(sha256)
    return {"content": content, "sha256": sha256, "signature": signature, "public_key": public_key}


def _end(out: IO[bytes]) -> None:
    """Put the digest of everything before it into the last bytes."""
    end = out.seek(-DIGITS, os.SEEK_END)
    digest = digest_before(out, end)
    out.seek(end)
    out.write(digest.encode())
    out.flush()
    os.fsync(out.fileno())


def digest_before(file: IO[bytes], end: int) -> str:
    """SHA-256 of the first ``end`` bytes, hex."""
    seen = hashlib.sha256()
    file.seek(0)
    while end > 0 and (block := file.read(min(BLOCK, end))):
        seen.update(block)
        end -= len(block)
    return seen.hexdigest()


def member_of(table: str) -> str:
    """The name of a table's member."""
    return f"{table}.jsonl"


STAFF = member_of("staff")
