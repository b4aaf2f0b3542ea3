"""The process that makes one copy for the server: it only reads the database, and phones go first."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from contest import backups, copying
from contest.errors import CannotStart
from contest.jobs import child
from contest.sealing import Lock
from contest.server_key import keys_in
from contest.settings import Settings


def copied(asked: dict[str, Any]) -> dict[str, Any]:
    """Make the copy, then remove those that are not kept."""
    data = Path(asked["data"])
    newest, *older = keys_in(data)
    settings = Settings(data, asked["url"], newest, older=tuple(older))
    to = Path(asked["to"])
    try:
        now = datetime.fromisoformat(asked["now"])
        made = backups.back_up(settings, to, now, Lock(recipient=asked["recipient"]))
        copying.prune(to)
        size = sum(path.stat().st_size for path in made.folder.iterdir())
    except CannotStart as error:
        return {"why": str(error)}
    except OSError as error:
        return {"why": backups.why(error)}
    return {"folder": str(made.folder), "size": size}


def main() -> None:
    """One question, one answer."""
    child.lower_priority()
    asked, _ = child.receive(sys.stdin.buffer, copying.MOST_SAID)
    child.send(sys.stdout.buffer, copied(asked))


if __name__ == "__main__":
    main()
