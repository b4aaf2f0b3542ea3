"""``python -m bench.growing start|save|hand-in DATA ROUND SECONDS``: one deed again and again, by new people.

Each turn so many people come who take part together, in one transaction as the writer has it; only the deed
itself is timed, commit included. Prints one line of JSON: milliseconds a person in each turn, and how many
did not get what they asked for.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from sqlmodel import Session

from bench import world
from bench.crowd import answers
from contest import clock, settings
from contest.attempts import hot
from contest.attempts.finishing import HandInRequest, hand_in_batch
from contest.attempts.rules import Verdict
from contest.attempts.saving import SaveRequest, save_batch
from contest.attempts.starting import StartRequest, start_batch
from contest.serving import prepare
from contest.web.database import to_ms, writing

TOGETHER = 32
SEED = 20261127
#: People of earlier runs have lower numbers.
FIRST = 10_000_000

Deed = Callable[[Session, Sequence[Any]], Sequence[Any]]
Wanted = tuple[Deed, list[Any], Callable[[Any], bool]]


def wanted(db: Session, kind: str, round_id: str, first: int, chance: random.Random) -> Wanted:
    """What is to be timed, with all that comes before it done."""
    now = clock.now()
    at = to_ms(now)
    who = world.enter(db, round_id, range(first, first + TOGETHER), now)
    starts = [StartRequest(round_id, (entry,), device, at) for entry, device in who]
    if kind == "start":
        return start_batch, starts, lambda came: bool(came.attempt_id)
    attempts = [came.attempt_id for came in start_batch(db, starts)]
    papers = hot.papers_of(db, attempts)
    asked = [(attempt, (entry,)) for attempt, (entry, _) in zip(attempts, who, strict=True)]
    ops = [answers(papers[attempt], chance) for attempt in attempts]
    if kind == "save":
        saves = [SaveRequest(*one, 1, at, each[:1]) for one, each in zip(asked, ops, strict=True)]
        return save_batch, saves, lambda came: came.verdict is Verdict.APPLIED
    save_batch(db, [SaveRequest(*one, 1, at, each) for one, each in zip(asked, ops, strict=True)])
    ends = [HandInRequest(*one, 1, at, ()) for one in asked]
    return hand_in_batch, ends, lambda came: came is Verdict.APPLIED


def run(kind: str, data: Path, round_id: str, seconds: float) -> dict[str, object]:
    """For so many seconds, what was made ready included."""
    database = prepare(settings.load(data, f"sqlite:///{data / 'hoithi.sqlite3'}"))
    chance, times, bad = random.Random(SEED), [], 0
    first = FIRST + int(time.time() * 100) * TOGETHER
    end = time.perf_counter() + seconds
    while not times or time.perf_counter() < end:
        with writing() as db:
            deed, asked, is_right = wanted(db, kind, round_id, first, chance)
        first += TOGETHER
        began = time.perf_counter()
        with writing() as db:
            came = deed(db, asked)
        times.append(1000 * (time.perf_counter() - began) / TOGETHER)
        bad += sum(not is_right(one) for one in came)
    database.close()
    return {"ms": times, "bad": bad}


if __name__ == "__main__":
    kind, data, round_id, seconds = sys.argv[1:]
    print(json.dumps(run(kind, Path(data), round_id, float(seconds))))
