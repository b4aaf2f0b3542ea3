"""The process that packs one contest for the desk: `python -m contest.archive_child`.

It only reads the database, is told nothing of the server's key (what is to be signed it sends there), and
writes into the one empty file that it is given. It ends when the server does.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import IO

from sqlalchemy.exc import OperationalError

from contest import tables
from contest.archives import making
from contest.backups import why
from contest.errors import UserError
from contest.jobs import child, confining
from contest.jobs.child import Said
from contest.web import database
from contest.web.database import from_ms

#: Seconds after each slice, so that pages go first.
PAUSE = 0.01
#: Characters of what a driver says that are passed on.
SAID = 200

assert tables.METADATA  # every table is known from here on


def packed(asked: Said, hears: IO[bytes], says: IO[bytes]) -> tuple[Said, bytes]:
    """Make the archive; what to say at the end of it."""

    def tell(done: int, total: int) -> None:
        child.send(says, {"kind": "progress", "done": done, "total": total})
        time.sleep(PAUSE)

    def sign(sha256: str) -> tuple[str, str]:
        child.send(says, {"kind": "sign", "sha256": sha256})
        told, _ = child.receive(hears, 0)
        return told["signature"], told["key"]

    source = making.Source(asked["product"], asked["schema"], sign)
    database.configure(asked["url"])
    try:
        with Path(asked["to"]).open("r+b") as file, database.reading() as db:
            making.make(db, asked["contest"], file, source, from_ms(asked["now"]), tell)
    except UserError as error:
        return {"kind": "refused"}, error.message.encode()
    except OSError as error:
        return {"kind": "broken"}, why(error).encode()
    except OperationalError as error:
        # No room for sorting, a lost server: in the driver's words, which name no row.
        return {"kind": "broken"}, str(error.orig)[:SAID].encode()
    return {"kind": "made"}, b""


def main() -> None:
    """The process itself."""
    child.lower_priority()
    confining.end_with_parent()
    says = os.fdopen(os.dup(1), "wb")
    # Whatever else prints must not get between two messages.
    os.dup2(2, 1)
    asked, _ = child.receive(sys.stdin.buffer, 0)
    child.send(says, *packed(asked, sys.stdin.buffer, says))


if __name__ == "__main__":
    main()
