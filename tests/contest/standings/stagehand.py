"""A round with a board, and what staff and visitors see of it: for the tests of the big screen."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from contest.app import create_app
from contest.audit import service as audit
from contest.campaigns import service as campaigns
from contest.campaigns.service import RoundView
from contest.campaigns.states import RoundState
from contest.ruleset.rules import Ruleset
from contest.settings import Settings, use
from contest.standings import hall, present, service, staging
from contest.standings.hall_pages import Live
from contest.standings.pages import BoardPage
from contest.web.database import reading, writing
from tests.contest.standings import world
from tests.contest.standings.world import CLOSES, OPENS

ROOT = "http://10.0.0.2:8000"
NOW = OPENS + timedelta(minutes=30)
LATER = CLOSES + timedelta(minutes=5)
WHO = "staff00000001"


def prepare(folder: Path) -> None:
    """The application's addresses, and no memory of other tests."""
    create_app(use(Settings(folder, "", b"k" * 32)))
    present.forget_boards()
    hall.use_taking_part(None)


def filled(given: Ruleset | None = None, people: int = 6, **person: Any) -> str:
    """A round in which Người 5 leads and Người 0 is last."""
    round_id = world.make_round(given or world.rules())
    for number in range(people):
        put(round_id, f"Người {number}", number + 1, **person)
    return round_id


def put(round_id: str, name: str, right: int, **person: Any) -> str:
    (entry,) = world.enter(round_id, [name], **person)
    with writing() as db:
        rules = campaigns.view(db, round_id, NOW).rules
        service.place(db, rules, round_id, [world.result(entry, right)])
    return entry


def close(round_id: str) -> None:
    with writing() as db:
        campaigns.set_state(db, round_id, RoundState.READY, RoundState.CLOSING)
        campaigns.set_state(db, round_id, RoundState.CLOSING, RoundState.CLOSED)


def view(round_id: str, now: datetime = NOW) -> RoundView:
    with reading() as db:
        return campaigns.view(db, round_id, now)


def screen(round_id: str, now: datetime = NOW) -> Live:
    with reading() as db:
        return hall.live(db, round_id, now, ROOT)


def phone(round_id: str, now: datetime = NOW, *entries: str) -> BoardPage:
    present.forget_boards()
    with reading() as db:
        return present.board(db, round_id, entries, now)


def do(deed: Any, round_id: str, *words: Any, now: datetime = NOW, **more: Any) -> None:
    with writing() as db:
        deed(db, WHO, campaigns.view(db, round_id, now), *words, now, **more)


def names(live: Live | BoardPage) -> list[str]:
    return [row.name for row in (live.leaders if isinstance(live, Live) else live.rows)]


def freeze(round_id: str, now: datetime = NOW) -> None:
    do(staging.freeze, round_id, now=now, is_public=present.is_shown(view(round_id, now)))


def recorded() -> int:
    """How many rows the audit chain has."""
    with reading() as db:
        return audit.verify(db).rows
