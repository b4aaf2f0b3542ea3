"""Papers for people without a phone, without pages: printing and typing in, for tests on both databases."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlmodel import Session

from contest import entropy
from contest.attempts import by_hand, by_hand_looking, starting
from contest.attempts.adjusting import Deed
from contest.attempts.by_hand_rules import Stated
from contest.attempts.starting import StartRequest
from contest.campaigns import service as campaigns
from contest.web.database import to_ms, writing
from questions import service as questions
from tests.contest.rounds.world import OPENS, World

MINUTE = timedelta(minutes=1)
LATER = OPENS + 30 * MINUTE
BY = "staff00000001"


def deed(now: Any = LATER) -> Deed:
    return Deed(entropy.new_id(), BY, now, "Không có điện thoại")


def print_for(contest: World, *entries: str, now: Any = OPENS) -> by_hand.Printed:
    with writing() as db:
        view = campaigns.view(db, contest.round_id, now, held=True)
        return by_hand.print_for(db, view, entries, BY, now)


def one_for(contest: World, entry: str, now: Any = OPENS) -> str:
    (sheet,) = print_for(contest, entry, now=now).made
    return sheet


def right_answers(db: Session, contest: World, sheet: str, right: int) -> dict[int, str]:
    asked = by_hand_looking.asked(db, contest.round_id, [sheet])[sheet]
    keys = questions.keys(db, {one.drawn.revision for one in asked})
    return {slot: keys[one.drawn.revision][1].right[0] for slot, one in enumerate(asked[:right], 1)}


def enter(contest: World, sheet: str, right: int = 3, minutes: int = 7, **more: Any) -> str:
    now = more.pop("now", LATER)
    began = more.pop("began", OPENS + 5 * MINUTE)
    stated = Stated(began, began + minutes * MINUTE, more.pop("stood", 0))
    with writing() as db:
        view = campaigns.view(db, contest.round_id, now, held=True)
        return by_hand.enter(db, view, sheet, stated, right_answers(db, contest, sheet, right), deed(now))


def start(contest: World, entry: str, now: Any = OPENS) -> starting.StartOutcome:
    request = StartRequest(contest.round_id, (entry,), entropy.new_id(), to_ms(now))
    with writing() as db:
        return starting.start_batch(db, [request])[0]
