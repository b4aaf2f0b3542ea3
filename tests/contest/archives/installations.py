"""A contest that is over on one server, and servers to bring it to."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from contest.accounts import service as accounts
from contest.accounts.states import Role
from contest.archives.shapes import parsed
from contest.audit.service import SERVER
from contest.web.database import writing
from tests.contest.commanded import Installation, installed
from tests.whole.world import AT, Moment

NOW = AT[Moment.ISSUED]


def old(file: Path, folder: Path) -> Installation:
    """The server on which two contests came to their end."""
    data = folder / "data"
    data.mkdir(parents=True)
    shutil.copyfile(file, data / "hoithi.sqlite3")
    return Installation(data, "")


def fresh(kind: str, folder: Path, template: Path, value: Callable[[str], Any]) -> Installation:
    """Another server, with an administrator."""
    folder.mkdir(parents=True, exist_ok=True)
    made = installed(kind, folder, template, value)
    with made.open(), writing() as db:
        accounts.create_staff(db, SERVER, "quantri", "Quản Trị", Role.ADMIN, "-", NOW)
    return made


def packed(server: Installation, slug: str, out: Path) -> Path:
    """`hoithi archive`."""
    done = server.run("archive", slug, "--out", str(out))
    assert done.exit_code == 0, (done.output, done.exception)
    return out


def brought(server: Installation, file: Path, *words: str) -> dict[str, Any]:
    """`hoithi archive-import`."""
    return server.told("archive-import", str(file), *words)


def member(file: Path, table: str) -> list[dict[str, Any]]:
    """The rows of a table in an archive."""
    with ZipFile(file) as opened:
        return [parsed(line) for line in opened.read(f"{table}.jsonl").splitlines()]


def tables(file: Path) -> list[str]:
    """The tables of an archive."""
    with ZipFile(file) as opened:
        return [name.removesuffix(".jsonl") for name in opened.namelist() if name.endswith(".jsonl")]
