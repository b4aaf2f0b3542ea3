"""A process that reads what strangers sent gives up, before it sees a byte, whatever reading does not need.

Limits of the system hold whatever the process does; a hook of Python's own refuses files, sockets and
programs where the system has nothing to offer (Windows, a container that forbids namespaces).
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import sys
from pathlib import Path

from contest.jobs import landlock

#: A process that starts, unfolds a picture of 20 million points and reads 10 MB of XML needs two thirds.
MOST_MEMORY = 768 * 1024 * 1024
#: Seconds of the processor.
MOST_SECONDS = 10
MOST_FILES = 64
#: Bytes: what it complains of.
MOST_WRITTEN = 65_536

_NEW_USER, _NEW_NET = 0x10000000, 0x40000000
_DIE_WITH_PARENT, _NO_NEW_RIGHTS = 1, 38
_KILL = 9
#: What Python tells of before it happens, and reading has no use for: the beginnings of its audit events.
_REFUSED = (
    *("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.system", "os.kill"),
    *("os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod"),
    *("os.chown", "os.putenv", "shutil.", "tempfile.", "pty.", "ftplib.", "smtplib.", "urllib.", "http."),
    *("os.utime", "os.setxattr", "os.removexattr", "os.chflags", "os.startfile", "_winapi."),
    *("winreg.", "webbrowser.", "ctypes."),
)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class Refused(PermissionError):
    """Something that a process which reads files must not do."""


def confine(memory: int = MOST_MEMORY, seconds: int = MOST_SECONDS) -> None:
    """From now on: so much memory (bytes) and processor, no network, no writing, no other program.

    There is no way back. What the machine can't do is left out; see decision 0038 for what holds where.
    """
    if sys.platform == "linux":
        _leave_network()
        with contextlib.suppress(OSError, AttributeError):
            landlock.leave(_needed())
    if sys.platform != "win32":
        _limit(memory, seconds)
    sys.addaudithook(_refuse)


def end_with_parent() -> None:
    """Where the system can (Linux): this process is killed when the thread that began it ends."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None, use_errno=True).prctl(_DIE_WITH_PARENT, _KILL, 0, 0, 0)


def _leave_network() -> None:
    """An empty network of its own, no new rights, and an end when its parent ends."""
    end_with_parent()
    with contextlib.suppress(OSError, AttributeError):
        system = ctypes.CDLL(None, use_errno=True)
        system.prctl(_NO_NEW_RIGHTS, 1, 0, 0, 0)
        # Who is root may have a network without a user; everybody else needs one of their own first.
        if system.unshare(_NEW_NET):
            system.unshare(_NEW_USER | _NEW_NET)


def _needed() -> list[Path]:
    """What a Python goes on reading while it runs: its code and ours, and the system's libraries."""
    home = Path(__file__).resolve().parents[2]
    ours = [home / name for name in ("contest", "questions")]
    code = {Path(place).resolve() for place in (*filter(None, sys.path), sys.prefix, sys.base_prefix)}
    if not home.is_relative_to(Path(sys.prefix).resolve()):
        # A folder with the source, not an installed package: the data may lie in it.
        code.discard(home)
    system = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/share/zoneinfo", "/etc/ld.so.cache")
    return [*ours, *sorted(code), *map(Path, system)]


def _limit(memory: int, seconds: int) -> None:
    import resource

    limits = (
        (resource.RLIMIT_AS, memory, memory),
        # At the first a signal tells why, at the second it is over.
        (resource.RLIMIT_CPU, seconds, seconds + 1),
        (resource.RLIMIT_FSIZE, MOST_WRITTEN, MOST_WRITTEN),
        (resource.RLIMIT_CORE, 0, 0),
        (resource.RLIMIT_NOFILE, MOST_FILES, MOST_FILES),
    )
    for kind, soft, hard in limits:
        # A stricter limit of the machine stays; macOS has no limit of memory.
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(kind, (soft, hard))


def _refuse(event: str, words: tuple[object, ...]) -> None:
    if event.startswith(_REFUSED) or (event == "open" and _writes(*words)):
        raise Refused(f"{event} is not for a process that reads files")


def _writes(path: object, mode: object = None, flags: object = 0, *more: object) -> bool:
    del path, more
    by_mode = isinstance(mode, str) and any(sign in mode for sign in "wax+")
    return by_mode or (isinstance(flags, int) and bool(flags & _WRITING))
