"""``python -m bench.crowd starting|handing COUNT DATA``: people before one deed that each does once.

Everything goes through the app's own services, many people in a transaction. Beside the database lies
`shots.jsonl`, a request a line (see `shots.py`).
"""

from __future__ import annotations

import json
import random
import sys
from datetime import datetime
from pathlib import Path

from sqlmodel import Session

from bench import world
from bench.shots import Shot, write
from contest import clock, settings
from contest.attempts import hot
from contest.attempts.rules import Op
from contest.attempts.saving import SaveRequest, save_batch
from contest.attempts.starting import StartRequest, start_batch
from contest.people import guards
from contest.ruleset.rules import BlueprintLine, Ruleset
from contest.ruleset.states import BoardShown, ScoreShown, Visibility
from contest.serving import prepare
from contest.web.database import to_ms, writing

BANK_SIZE = 500
AT_ONCE = 250
SEED = 20261127
#: What is graded at once and moves on a board that everybody sees.
LIVE = Visibility(score=ScoreShown.AT_ONCE, board=BoardShown.LIVE)


def make(kind: str, count: int, data: Path) -> None:
    """Fill the folder: people who have entered and not begun, or who have answered everything."""
    database = prepare(settings.load(data, f"sqlite:///{data / 'hoithi.sqlite3'}"))
    now, chance = clock.now(), random.Random(SEED)
    lines = (BlueprintLine(count=world.SLOTS),)
    rules = Ruleset(blueprint=lines, seconds=4 * 3600, visibility=LIVE)
    with writing() as db:
        round_id = world.contest(db, rules, BANK_SIZE, now)
    shots: list[Shot] = []
    for first in range(0, count, AT_ONCE):
        with writing() as db:
            who = world.enter(db, round_id, range(first, min(count, first + AT_ONCE)), now)
            shots += starts(round_id, who) if kind == "starting" else hand_ins(db, round_id, who, chance, now)
    write(data, shots)
    database.close()


def starts(round_id: str, who: list[tuple[str, str]]) -> list[Shot]:
    """Each presses the button once, which gives a paper's first question."""
    path = f"/attempts/new/{round_id}"
    return [
        Shot("POST", path, guards.issue((entry,), device), "", 303, "/questions/1\r\n")
        for entry, device in who
    ]


def hand_ins(
    db: Session, round_id: str, who: list[tuple[str, str]], chance: random.Random, now: datetime
) -> list[Shot]:
    """They start and answer all questions; each then hands in, with nothing left in the outbox."""
    at = to_ms(now)
    begun = start_batch(db, [StartRequest(round_id, (entry,), device, at) for entry, device in who])
    attempts = [one.attempt_id for one in begun]
    papers = hot.papers_of(db, attempts)
    saves = [
        SaveRequest(attempt, (entry,), 1, at, answers(papers[attempt], chance))
        for attempt, (entry, _) in zip(attempts, who, strict=True)
    ]
    save_batch(db, saves)
    return [
        Shot(
            "POST",
            f"/attempts/{attempt}/handing-in",
            guards.issue((entry,), device),
            "lease=1&ops=%5B%5D",
            303,
            "/receipt\r\n",
        )
        for attempt, (entry, device) in zip(attempts, who, strict=True)
    ]


def answers(paper: str, chance: random.Random) -> tuple[Op, ...]:
    """A tap a question, on any of its options."""
    slots = enumerate(json.loads(paper), 1)
    return tuple(Op(f"o{slot:02}", slot, slot, chance.choice(options)) for slot, (_, options) in slots)


if __name__ == "__main__":
    make(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
