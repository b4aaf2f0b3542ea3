"""What has to be done to data that come back from a backup, before anybody may see them.

A copy is older than what it replaces: people who were forgotten since are in it again. Each deed is called
with the restored database, which is not in its place yet, and with the database that it replaces, if there
is one to read. A deed that raises :class:`CannotStart` keeps the old data where they are.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

#: (the restored database, the one that stood in its place or None).
Deed: TypeAlias = Callable[[Path, Path | None], None]

#: In this order. A feature's deed is named here by whoever writes it.
DEEDS: tuple[Deed, ...] = ()


def run(restored: Path, old: Path | None) -> None:
    """Do all of them."""
    for deed in DEEDS:
        deed(restored, old)
