"""One person who entered twice, in a contest with audiences; on both databases."""

from __future__ import annotations

from dataclasses import replace

import pytest

from contest.campaigns.audience_rules import Audience
from contest.errors import Conflict
from contest.people import same
from contest.rounds import moving
from contest.web.database import Database, reading, writing
from tests.contest import groups
from tests.contest.groups import PUPILS, SERVANTS, Groups
from tests.contest.rounds.test_judging import order
from tests.contest.rounds.test_twice_deeds import LATER, NAME, counts, merge, unmerge
from tests.contest.rounds.world import OPENS


def pupils() -> tuple[Groups, str, str]:
    """Two registrations in Bảng A, of a contest whose audiences take everybody."""
    free = (replace(PUPILS, youngest=None, oldest=None), replace(SERVANTS, youngest=None))
    made = groups.make(audiences=free)
    return made, made.join(NAME, PUPILS), made.join(NAME, PUPILS)


def move(made: Groups, entry: str, to: Audience) -> None:
    with writing() as db:
        moving.move(db, order(), made.a.round_id, entry, to.id, LATER)


def test_what_was_sat_in_an_audience_left_meanwhile_does_not_count_again(database: Database) -> None:
    """Else the registration stood on two boards."""
    made, keep, other = pupils()
    made.a.hand_in(other, made.a.start(other, OPENS), OPENS, 3)
    merge(made.a, keep, [other], LATER)
    move(made, other, SERVANTS)
    with pytest.raises(Conflict, match="đã chuyển sang bảng khác"):
        unmerge(made.a, other, LATER)
    assert counts(made.a, LATER)[0] == 0
    move(made, other, PUPILS)
    unmerge(made.a, other, LATER)
    assert counts(made.a, LATER)[0] == 1


def test_whoever_sat_nothing_there_is_taken_apart_wherever_they_belong(database: Database) -> None:
    made, keep, other = pupils()
    merge(made.a, keep, [other], LATER)
    move(made, other, SERVANTS)
    unmerge(made.a, other, LATER)
    with reading() as db:
        assert not same.of(db, [other])
