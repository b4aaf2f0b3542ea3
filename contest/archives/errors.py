"""What can be wrong with the file of an archive; the text says what, and what to do."""

from __future__ import annotations

from dataclasses import dataclass, field

from contest.errors import UserError


@dataclass
class BadArchive(UserError):
    """The file is not taken: cut off, changed, of another kind, or it says something that can't be."""

    status: int = field(default=422, init=False)
