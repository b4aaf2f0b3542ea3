"""What an import and its rows are, as they are stored."""

from __future__ import annotations

from enum import StrEnum


class ImportState(StrEnum):
    """A draft holds nothing in the bank; an undone one holds nothing any more."""

    DRAFT = "draft"
    CONFIRMED = "confirmed"
    UNDONE = "undone"


class ReadingState(StrEnum):
    """Where the reading of a file stands."""

    WAITING = "waiting"  # another file is read before it
    READING = "reading"
    DONE = "done"
    FAILED = "failed"


class RowState(StrEnum):
    """What becomes of a row at the next confirming."""

    WRONG = "wrong"  # an error stands in the way
    LOOK = "look"  # can be saved, somebody should look
    READY = "ready"
    TWIN = "twin"  # the same question is in the bank, or is another row
    DROPPED = "dropped"  # somebody does not want it
    SAVED = "saved"


#: What confirming saves.
SAVEABLE = (RowState.READY, RowState.LOOK)
