"""Two pairs of eyes: what somebody wrote is read and approved by somebody else."""

from __future__ import annotations

from questions import packs
from questions.authoring.views import Revision


class Own(Exception):
    """They wrote it themselves, and are not alone."""


def hands(seen: Revision) -> frozenset[str]:
    """Whose words stand there: of the revision, and of its newest key.

    What came with a pack is nobody's here, until somebody corrects its key.
    """
    if packs.approving(seen.approver):
        return frozenset({seen.key_author} if seen.key_version > 1 else ())
    return frozenset({seen.author, seen.key_author} - {""})
