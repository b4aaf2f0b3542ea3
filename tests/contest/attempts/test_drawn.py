"""Which questions of a bank papers hold: what taking an import back has to keep."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from contest.attempts import drawing, papers, store
from contest.campaigns import service as campaigns
from contest.campaigns.states import RoundState
from contest.web.database import Database, reading, writing
from questions import service as questions
from tests.contest.rounds import world
from tests.contest.rounds.world import CLOSES, OPENS


@pytest.fixture(autouse=True)
def no_pools() -> None:
    papers.forget_pools()


def drawn(now: datetime, slug: str = "bank") -> tuple[set[int], set[int]]:
    """(what counts as drawn, all revisions) of a bank."""
    with reading() as db:
        every = {item.revision for item in questions.pool(db, slug)}
        return drawing.drawn(db, slug, every, now), every


def test_before_the_opening_nothing_is_drawn(database: Database) -> None:
    world.make(bank=6)
    found, every = drawn(OPENS - drawing.SOON - timedelta(milliseconds=1))
    assert (found, len(every)) == (set(), 6)


def test_a_round_that_opens_in_a_moment_is_as_good_as_open(database: Database) -> None:
    """Whoever asks may wait for a lock until it is open, and somebody has drawn by then."""
    world.make(bank=6)
    for now in (OPENS - drawing.SOON, OPENS - timedelta(milliseconds=1)):
        found, every = drawn(now)
        assert found == every


def test_while_a_round_is_open_everything_may_be(database: Database) -> None:
    world.make(bank=6)
    for now in (OPENS, CLOSES - timedelta(seconds=1)):
        found, every = drawn(now)
        assert found == every


def test_after_the_close_what_papers_hold_is_drawn(database: Database) -> None:
    contest = world.make(bank=12)
    contest.sit("Y Bích", OPENS, right=1)
    contest.sit("A Thui", OPENS, right=1)
    with reading() as db:
        rows = store.papers(db, [contest.round_id])
        held = {one.revision for paper in rows for one in papers.from_json(paper)}
    with writing() as db:
        campaigns.set_state(db, contest.round_id, RoundState.READY, RoundState.CLOSED)
    found, every = drawn(CLOSES + timedelta(hours=1))
    assert found == held and held < every


def test_a_bank_that_no_contest_uses(database: Database) -> None:
    world.make(bank=3)
    world.fill_bank(4, "khac")
    assert drawn(OPENS, "khac")[0] == set()


def test_a_draft_has_handed_out_nothing(database: Database) -> None:
    world.make(bank=3, state=RoundState.DRAFT)
    assert drawn(OPENS + timedelta(minutes=1))[0] == set()
