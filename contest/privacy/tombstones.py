"""Who was forgotten, kept beside the database as well: a copy of before, put back, forgets them again.

A line a person, ids and moments alone: whoever reads the file learns nobody's name.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from contest import settings
from contest.web.database import from_ms, to_ms

log = logging.getLogger("hoithi.privacy")

FILE = "forgotten.jsonl"


@dataclass(frozen=True, slots=True)
class Stone:
    """Somebody was forgotten."""

    person_id: str
    at: datetime
    keep_result: bool

    def line(self) -> str:
        """As it stands in the file."""
        told = {"person": self.person_id, "at": to_ms(self.at), "keep_result": self.keep_result}
        return json.dumps(told, separators=(",", ":")) + "\n"


def path() -> Path:
    """The file of this installation."""
    return settings.current().data / FILE


def read(file: Path) -> dict[str, Stone]:
    """Person → stone; the last line about somebody holds. A line that a power cut left half is passed by."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return {}
    found = (_stone(line) for line in lines)
    return {one.person_id: one for one in found if one is not None}


def _stone(line: str) -> Stone | None:
    try:
        told = json.loads(line)
        return Stone(str(told["person"]), from_ms(int(told["at"])), bool(told["keep_result"]))
    except (ValueError, KeyError, TypeError):
        return None


def add(file: Path, stones: Collection[Stone]) -> None:
    """Append what is not there yet, on the disk when this returns."""
    known = read(file)
    fresh = [one for one in stones if known.get(one.person_id) != one]
    if not fresh:
        return
    handle = os.open(file, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "rb+") as out:
        half = out.seek(0, os.SEEK_END) and (out.seek(-1, os.SEEK_END), out.read(1))[1] != b"\n"
        out.write(("\n" * bool(half) + "".join(one.line() for one in fresh)).encode())
        out.flush()
        os.fsync(out.fileno())


def keep(stones: Sequence[Stone]) -> None:
    """After a commit. What can't be written now is told, and written when it is looked at the next time."""
    try:
        add(path(), stones)
    except OSError as error:
        log.warning("the list of who was forgotten could not be written: %s", error.strerror)
