"""Archives that somebody made by hand: sound zips, digests and signatures around rows of their choice."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from contest.archives import packing
from contest.archives.shapes import canonical, parsed

Rows = list[dict[str, Any]]
Change = Callable[[dict[str, Rows]], object]


def signed(sha256: str) -> tuple[str, str]:
    """Anybody's signature."""
    key = Ed25519PrivateKey.from_private_bytes(b"k" * 32)
    signature = key.sign(packing.SIGNED + bytes.fromhex(sha256))
    return signature.hex(), key.public_key().public_bytes_raw().hex()


def read(file: Path) -> tuple[dict[str, Any], dict[str, Rows]]:
    """The manifest's content and all rows."""
    with ZipFile(file) as opened:
        members = {name: opened.read(name) for name in opened.namelist()}
    head = parsed(members.pop(packing.MANIFEST)[:-1])["content"]
    return head, {
        name.removesuffix(".jsonl"): [parsed(line) for line in text.splitlines()]
        for name, text in members.items()
    }


def rewritten(file: Path, out: Path, change: Change, **head: Any) -> Path:
    """The archive with other rows."""
    told, rows = read(file)
    change(rows)

    def lines(table: str) -> Iterator[bytes]:
        for row in rows[table]:
            yield row if isinstance(row, bytes) else canonical(row) + b"\n"

    with out.open("w+b") as made:
        members = [(packing.member_of(table), lines(table)) for table in rows]
        packing.write(made, members, {**told, **head}, signed)
    return out


def ended(raw: bytes) -> bytes:
    """These bytes with the digest at the end that they ought to have."""
    return raw[: -packing.DIGITS] + hashlib.sha256(raw[: -packing.DIGITS]).hexdigest().encode()
