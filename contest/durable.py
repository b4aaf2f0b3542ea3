"""Writing files that survive a power cut, and knowing them again."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path


def digest(path: Path) -> str:
    """SHA-256 of a file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write(path: Path, content: bytes) -> None:
    """A new file that only its owner reads, on the disk when this returns."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def place(path: Path, content: bytes) -> None:
    """The same, there whole or not at all, whenever the power goes; where there is one it stays."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    fresh = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        _name(fresh, path)
    finally:
        fresh.unlink(missing_ok=True)
    sync_folder(path.parent)


def _name(fresh: Path, path: Path) -> None:
    try:
        os.link(fresh, path)
    except FileExistsError:
        pass
    except OSError:  # a file system without a second name for a file
        if not path.exists():
            fresh.replace(path)


def copy(source: Path, target: Path) -> None:
    """The same with the content of another file."""
    write(target, b"")
    with source.open("rb") as given, target.open("r+b") as file:
        shutil.copyfileobj(given, file, 1 << 20)
        file.flush()
        os.fsync(file.fileno())


def sync(path: Path) -> None:
    """What was written to a file by others is on the disk when this returns."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def sync_folder(path: Path) -> None:
    """A rename is safe only when its folder is; Windows has no such call and needs none."""
    if os.name != "nt":
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def removed_on_failure(folder: Path) -> Generator[None]:
    """Whatever ends the block early, an interrupt too, takes the folder away."""
    try:
        yield
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def remove(folder: Path) -> None:
    """A folder of ours is not needed any more; what can't be removed stays for the next time."""
    shutil.rmtree(folder, ignore_errors=True)
