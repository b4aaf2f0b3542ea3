"""CSV cells that a spreadsheet would take for formulas get an apostrophe in front, and lose it when read."""

from __future__ import annotations

import re

#: In this order they are tried; a file in which several would do has the header in the first.
SEPARATORS = (";", ",", "\t", "|")
#: What Excel writes, and takes, to say which separator a file has.
HINT = re.compile(r"sep=(.)\s*", re.IGNORECASE)

_RISKY = re.compile(r"'*[=+\-@]")
_GUARDED = re.compile(r"'+[=+\-@]")
_NUMBER = re.compile(r"-\d+(?:[.,]\d+)?")


def guard(cell: str) -> str:
    """The cell as it may be opened by a spreadsheet: what looks like a formula stays text."""
    return f"'{cell}" if _RISKY.match(cell) and not _NUMBER.fullmatch(cell) else cell


def bare(cell: str) -> str:
    """The cell as it was before."""
    return cell[1:] if _GUARDED.match(cell) else cell
