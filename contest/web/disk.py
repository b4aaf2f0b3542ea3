"""What a disk says when it does not take a write: it is full, or it fails.

A full disk passes: room that was kept is given up, what failed may be tried again. After a write or a sync
that failed nobody knows what the disk holds: the process ends, and the next start looks at the file.
"""

from __future__ import annotations

import logging
import os

from sqlalchemy.exc import DBAPIError

from contest import storage

log = logging.getLogger("hoithi.disk")

FULL = 13  # SQLITE_FULL
IOERR = 10  # SQLITE_IOERR; finer codes have it in their lowest byte
#: SQLITE_IOERR_SHMSIZE. The index of the log holds nothing that it could lose: for it the disk was full.
SHM_FULL = IOERR | 19 << 8
#: Exit status "temporary failure": a supervisor starts the server again, which checks the file.
EX_TEMPFAIL = 75


def made_room(error: BaseException) -> bool:
    """Whether the disk was full and has room now. Ends the process when the disk failed."""
    code = _code(error)
    if code in (FULL, SHM_FULL):
        return storage.give_up()
    if code & 0xFF == IOERR:
        log.critical("the disk did not take a write; the server ends and must be started again: %s", error)
        os._exit(EX_TEMPFAIL)
    return False


def _code(error: BaseException) -> int:
    """SQLite's own number for an error of its, wrapped or not; 0 for others."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(cause, "sqlite_errorcode", 0)
    return code if isinstance(code, int) else 0
