"""A power cut, played from the record of what a server did to its files (`shim.c`).

What was synced before the cut is there. Of the rest each write is there, absent, or torn: some of its sectors
of 512 bytes are there. Cutting to a length, making, renaming and removing a file happened or did not; of a
folder's names only its own sync makes sure. So the disk may reorder whatever no sync stands between.
"""

from __future__ import annotations

import random
import shutil
import struct
import subprocess
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pysqlite3.dbapi2 as sqlite

SHIM = Path(__file__).with_name("shim.c")
SECTOR = 512
HEAD = struct.Struct("<cIIQ")


def built_shim(folder: Path) -> Path:
    """The library that writes down what a process does."""
    made = folder / "shim.so"
    words = [
        "gcc",
        "-O2",
        "-Wall",
        "-Wextra",
        "-Werror",
        "-shared",
        "-fPIC",
        str(SHIM),
        "-o",
        str(made),
        "-ldl",
    ]
    subprocess.run(words, check=True)
    return made


def recording(shim: Path, folder: Path, record: Path, slow_ms: int = 0) -> list[str]:
    """The words before a command that is to be written down; a slow disk takes so long for each sync."""
    return [
        "env",
        f"LD_PRELOAD={shim}",
        f"FAULTS_FOLDER={folder}",
        f"FAULTS_RECORD={record}",
        f"FAULTS_SLOW_SYNC={slow_ms}",
    ]


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that was done: where it ends in the record; what; to which file."""

    end: int
    kind: str
    path: str
    offset: int
    data: bytes


def entries(record: Path) -> Iterator[Entry]:
    """Everything, in order; a record that the end of its process cut off is none."""
    content = record.read_bytes()
    at = 0
    while at + HEAD.size <= len(content):
        kind, path_length, data_length, offset = HEAD.unpack_from(content, at)
        start = at + HEAD.size + path_length
        at = start + data_length
        if at > len(content):
            return
        path = content[start - path_length : start].decode()
        yield Entry(at, kind.decode(), path, offset, content[start:at])


@dataclass(slots=True, eq=False)
class File:
    """What is surely on the disk, and what is on its way there."""

    sure: bytearray = field(default_factory=bytearray)
    waiting: list[Entry] = field(default_factory=list)
    settled: int = 0  # how many have become sure

    def settle(self, until: int) -> None:
        """A sync came back that covers the first so many of all."""
        for one in self.waiting[: max(0, until - self.settled)]:
            apply(self.sure, one)
        del self.waiting[: max(0, until - self.settled)]
        self.settled = max(self.settled, until)

    def cut(self, chance: random.Random, luck: float) -> bytearray:
        """What is left of it; with ``luck`` a write that no sync covers is whole."""
        left = bytearray(self.sure)
        for one in self.waiting:
            fate = chance.random()
            if fate < luck:
                apply(left, one)
            elif one.kind == "W" and fate < (1 + luck) / 2:
                tear(left, one, chance)
        return left


def apply(content: bytearray, one: Entry) -> None:
    """Write, or cut to a length."""
    if one.kind == "T":
        del content[one.offset :]
        content.extend(bytes(one.offset - len(content)))
        return
    content.extend(bytes(max(0, one.offset - len(content))))
    content[one.offset : one.offset + len(one.data)] = one.data


def tear(content: bytearray, one: Entry, chance: random.Random) -> None:
    """Some sectors of a write."""
    at, end = one.offset, one.offset + len(one.data)
    while at < end:
        stop = min(end, (at // SECTOR + 1) * SECTOR)
        if chance.random() < 0.5:
            part = one.data[at - one.offset : stop - one.offset]
            apply(content, Entry(0, "W", one.path, at, part))
        at = stop


@dataclass(slots=True)
class Disk:
    """A folder's files as a disk has them while a record goes by."""

    folder: Path
    live: dict[str, File] = field(default_factory=dict)
    sure: dict[str, File] = field(default_factory=dict)
    renamings: list[tuple[Entry, File]] = field(default_factory=list)
    syncs: dict[int, tuple[File | None, int]] = field(default_factory=dict)
    renamed: int = 0

    def load(self, before: Path) -> None:
        """What lay there before the record begins."""
        for path in before.iterdir():
            name = str(self.folder / path.name)
            self.live[name] = self.sure[name] = File(bytearray(path.read_bytes()))

    def do(self, one: Entry) -> None:
        """One entry of the record."""
        match one.kind:
            case "W" | "T" if one.path in self.live:
                self.live[one.path].waiting.append(one)
            case "C":
                self.live[one.path] = File()
                self.renamings.append((one, self.live[one.path]))
            case "R" if one.path in self.live:
                moved = self.live[one.data.decode()] = self.live.pop(one.path)
                self.renamings.append((one, moved))
            case "L" if one.path in self.live:
                named = self.live[one.data.decode()] = self.live[one.path]
                self.renamings.append((one, named))
            case "U" if one.path in self.live:
                self.renamings.append((one, self.live.pop(one.path)))
            case "B":
                file = self.live.get(one.path)
                count = file.settled + len(file.waiting) if file else self.renamed + len(self.renamings)
                self.syncs[one.offset] = (file, count)
            case "S" if one.offset in self.syncs:
                self._settle(*self.syncs.pop(one.offset))

    def _settle(self, file: File | None, until: int) -> None:
        if file is not None:
            file.settle(until)
            return
        count = max(0, until - self.renamed)
        for one, renamed in self.renamings[:count]:
            rename(self.sure, one, renamed)
        del self.renamings[:count]
        self.renamed += count

    def cut(self, chance: random.Random) -> dict[str, bytearray]:
        """The files after a power cut now. Some disks lose nearly all that waits, others nearly nothing."""
        luck = chance.choice((0.0, 0.1, 0.5, 0.9, 1.0))
        names = dict(self.sure)
        for one, file in self.renamings:
            if chance.random() < max(luck, 0.5):
                rename(names, one, file)
        return {path: file.cut(chance, luck) for path, file in names.items()}


def rename(names: dict[str, File], one: Entry, file: File) -> None:
    """Make, move or remove a name."""
    if one.kind in "RU":
        names.pop(one.path, None)
    if one.kind != "U":
        names[one.data.decode() if one.kind in "RL" else one.path] = file


def lay(files: dict[str, bytearray], folder: Path, chance: random.Random) -> None:
    """An image in a folder of its own. The log's index is what a disk happens to hold of it: SQLite has to
    take none of it as true."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for path, content in files.items():
        (folder / Path(path).name).write_bytes(content)
    index = chance.choice((None, b"", bytes(32768), chance.randbytes(32768)))
    if index is not None:
        (folder / "hoithi.sqlite3-shm").write_bytes(index)


def integrity(file: Path) -> str:
    """What SQLite finds once it has read the log into the file: "ok"."""
    try:
        with closing(sqlite.connect(str(file), isolation_level=None)) as db:
            db.execute("PRAGMA foreign_keys=ON")
            found = [row[0] for row in db.execute("PRAGMA integrity_check")]
            loose = db.execute("PRAGMA foreign_key_check").fetchall()
    except sqlite.DatabaseError as error:
        return str(error)
    return "; ".join(found) + (f"; {loose}" if loose else "")
