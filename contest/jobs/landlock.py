"""Linux's Landlock: a process gives up all files but those that it names, for ever and without being root.

The numbers are those of the kernel's `landlock.h`; the three calls have the same ones on every processor.
"""

from __future__ import annotations

import ctypes
import os
import struct
from collections.abc import Iterable
from pathlib import Path

_CREATE, _ADD, _RESTRICT = 444, 445, 446
_ASK_VERSION, _BENEATH = 1, 1
_READ_FILE, _READ_FOLDER = 1 << 2, 1 << 3
#: Since version: how many kinds of access to files it knows.
_KNOWN = ((5, 16), (3, 15), (2, 14), (1, 13))
#: To bind and to connect a TCP socket, since version 4.
_NETWORK = 0b11
#: To reach processes outside by an abstract socket or a signal, since version 6.
_OUTSIDE = 0b11


def leave(readable: Iterable[Path]) -> bool:
    """Only these folders and files can be read from now on, nothing written, run or reached by TCP.

    False where the kernel has no Landlock. The process must have given up new rights before
    (`PR_SET_NO_NEW_PRIVS`).
    """
    system = ctypes.CDLL(None, use_errno=True)
    version = system.syscall(_CREATE, None, ctypes.c_size_t(0), _ASK_VERSION)
    if version < 1:
        return False
    files = next((1 << count) - 1 for since, count in _KNOWN if version >= since)
    rules = struct.pack("=Q", files)
    rules += struct.pack("=Q", _NETWORK) if version >= 4 else b""
    rules += struct.pack("=Q", _OUTSIDE) if version >= 6 else b""
    wall = system.syscall(_CREATE, rules, ctypes.c_size_t(len(rules)), 0)
    if wall < 0:
        return False
    try:
        for path in readable:
            _allow(system, wall, path)
        return system.syscall(_RESTRICT, wall, 0) == 0
    finally:
        os.close(wall)


def _allow(system: ctypes.CDLL, wall: int, path: Path) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return  # What is not there need not be read.
    try:
        access = _READ_FILE | (_READ_FOLDER if path.is_dir() else 0)
        system.syscall(_ADD, wall, _BENEATH, struct.pack("=Qi", access, place), 0)
    finally:
        os.close(place)
