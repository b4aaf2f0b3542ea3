"""What a phone does with a challenge, in Python; and a server where the work is switched on and small."""

from __future__ import annotations

import base64
import json
from datetime import datetime
from typing import Any

import altcha

from contest.campaigns import proofs
from contest.errors import Invalid
from contest.office import service as office
from contest.office.rules import Proofs
from contest.web.database import reading, writing
from tests.parsed import HTMLParser, attr

#: The work of a test: a try of one round, the right one among the first four.
SMALL = {"COST": 1, "FEWEST": 0, "MOST": 3}


def switch(now: datetime, *, on: bool = True) -> None:
    """Staff switch it on or off."""
    with reading() as db:
        version = office.current(db).proofs.version
    with writing() as db:
        office.save_proofs(db, "staff00000001", Proofs(on, version), now)


def solved(challenge: str) -> str:
    """What a phone sends for a challenge."""
    posed = altcha.Challenge.from_dict(json.loads(challenge))
    found = altcha.solve_challenge(posed)
    assert found is not None
    return altcha.Payload(posed, found).to_base64()


def changed(proof: str, *path: str, to: object) -> str:
    """A proof with one of its values forged."""
    whole: dict[str, Any] = json.loads(base64.b64decode(proof))
    inner = whole
    for name in path[:-1]:
        inner = inner[name]
    inner[path[-1]] = to
    return base64.b64encode(json.dumps(whole).encode()).decode()


def challenge_of(page: str) -> str:
    """The challenge on a form."""
    return attr(HTMLParser(page), "form[data-challenge]", "data-challenge")


def expected(proof: str, now: datetime, campaign: str) -> str:
    """The message that a proof gets, "" when it counts."""
    try:
        proofs.checked(campaign, proof, now)
    except Invalid as wrong:
        return wrong.fields[proofs.FIELD]
    return ""
