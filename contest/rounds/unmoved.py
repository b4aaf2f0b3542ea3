"""Whether a closed round's result is still the one that somebody looked at.

The board's version moves with more than the result: a name, a screen, a publication. It is cheap to ask, so
it is asked first; where it moved, what the result is made of is compared.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import sha256

from sqlmodel import Session

from contest.attempts import archived
from contest.campaigns.service import RoundView
from contest.people import same
from contest.people import service as people
from contest.standings import whole
from contest.standings.whole import Line


def stamp(db: Session, view: RoundView, board: Iterable[Line] | None = None) -> str:
    """Another text once anything changed that a result is made of, keys of questions left out. ``board``: its
    lines, where they were read before."""
    merged = sorted(same.in_campaign(db, view.campaign_id).items())
    told = [
        view.rules_sha256,
        str(view.prediction_truth),
        whole.digest(whole.lines(db, view.id) if board is None else board),
        archived.states_digest(db, view.id),
        json.dumps([sorted(people.barred_in(db, view.campaign_id)), merged]),
    ]
    return sha256("\n".join(told).encode()).hexdigest()
