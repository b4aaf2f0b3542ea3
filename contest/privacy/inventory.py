"""Everything here that can hold something of a person: what, what for, how long, who sees it, who forgets it.

The one table of personal data: the desk's page, the retention, the papers and a test that walks all columns
read it. A column is either here or in ``columns.NOTHING``; a new one that is in neither fails the test. Pure.
"""

from __future__ import annotations

from contest.privacy.kinds import Item, Keep
from contest.privacy.of_participants import PARTICIPANTS
from contest.privacy.of_staff import FILES, STAFF

ITEMS = (*PARTICIPANTS, *STAFF, *FILES)


def kept(keep: Keep) -> tuple[Item, ...]:
    """What is kept so long."""
    return tuple(one for one in ITEMS if one.keep is keep)


def columns() -> frozenset[str]:
    """Every column that can hold something of a person."""
    return frozenset(where for one in (*PARTICIPANTS, *STAFF) for where in one.where)
