"""The server's keys: one file of 32 bytes a key, the newest first, that only its owner reads.

The newest signs and makes; the older ones only let what was made before a rotation still open: codes on
slips, codes of classes, second factors (docs/decisions/0042).
"""

from __future__ import annotations

import hmac
import logging
import os
import secrets
import stat
from pathlib import Path

from contest import durable
from contest.errors import CannotStart

NAME = "server.key"
KEY_BYTES = 32
#: A code is looked up under each of them; whoever rotates more often lets the oldest go.
MOST_KEYS = 8
BROKEN = "Tệp khóa {path} bị hỏng. Khôi phục từ bản sao lưu."
WAS_OPEN = (
    "Tệp khóa %s có quyền %o nên người khác trên máy này đọc được. Đã sửa thành 600. "
    "Nếu ngờ có người đã chép: hoithi key rotate."
)
STILL_OPEN = "Tệp khóa %s có quyền %o nên người khác trên máy này đọc được, và máy chủ không sửa được quyền."

log = logging.getLogger("hoithi.key")


def is_whole(size: int) -> bool:
    """Whether a key file may have so many bytes."""
    return size > 0 and size % KEY_BYTES == 0 and size // KEY_BYTES <= MOST_KEYS


def split(content: bytes) -> tuple[bytes, ...]:
    """The keys in a file's content."""
    return tuple(content[at : at + KEY_BYTES] for at in range(0, len(content), KEY_BYTES))


def mark(key: bytes) -> str:
    """What names a key without telling it: rows say with it under which key they were made."""
    return hmac.digest(key, b"mark of this key", "sha256").hex()[:12]


def keys_in(data: Path) -> tuple[bytes, ...]:
    """The keys in a data folder; the first is made when there is none. A short or emptied file is refused."""
    path = data / NAME
    if not path.exists():
        durable.place(path, secrets.token_bytes(KEY_BYTES))
    content = path.read_bytes()
    if not is_whole(len(content)):
        raise CannotStart(BROKEN.format(path=path))
    _close(path)
    return split(content)


def _close(path: Path) -> None:
    """A key that others on the machine can read is theirs too: shut it, and say so."""
    mode = stat.S_IMODE(path.stat().st_mode)
    if os.name == "nt" or not mode & 0o077:
        return
    try:
        path.chmod(0o600)
    except OSError:
        log.warning(STILL_OPEN, path, mode)
    else:
        log.warning(WAS_OPEN, path, mode)


def rotate(data: Path, *, keep: bool = True) -> tuple[bytes, ...]:
    """Put a new key before those that are there, or in their place; a cut of power leaves the old file."""
    older = keys_in(data) if keep else ()
    keys = (secrets.token_bytes(KEY_BYTES), *older)[:MOST_KEYS]
    half = data / f"{NAME}.part"
    half.unlink(missing_ok=True)
    durable.write(half, b"".join(keys))
    half.replace(data / NAME)
    durable.sync_folder(data)
    return keys
