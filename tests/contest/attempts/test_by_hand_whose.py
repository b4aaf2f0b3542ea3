"""Papers keep the rules of whose a round is: another audience's people and those not selected get none."""

from __future__ import annotations

import pytest

from contest.attempts import by_hand
from contest.campaigns import editing
from contest.errors import Conflict
from contest.people import audiences
from contest.web.database import Database, writing
from tests.contest import groups
from tests.contest.attempts.by_hand_world import enter, one_for, print_for
from tests.contest.groups import PUPILS, SERVANTS
from tests.contest.rounds import world
from tests.contest.rounds.world import World
from tests.contest.selections import world as selecting
from tests.contest.selections.world import FINAL

PAPERS = world.rules(by_hand=True)


@pytest.mark.usefixtures("fresh")
def test_a_paper_of_another_audience_is_not_printed(database: Database) -> None:
    made = groups.make(PAPERS, PAPERS)
    pupil, nobody = made.join("Y Thu", PUPILS, 2013), made.join("A Thui", None)
    assert print_for(made.b, pupil, nobody).refused == dict.fromkeys((pupil, nobody), by_hand.OF_OTHERS)
    assert one_for(made.a, pupil)


@pytest.mark.usefixtures("fresh")
def test_who_was_moved_meanwhile_is_not_typed_in(database: Database) -> None:
    made = groups.make(PAPERS, PAPERS)
    pupil = made.join("Y Thu", PUPILS, 2013)
    sheet = one_for(made.a, pupil)
    with writing() as db:
        audiences.move(db, pupil, SERVANTS.id)
    with pytest.raises(Conflict) as refused:
        enter(made.a, sheet)
    assert refused.value.message == by_hand.IS_OUT


@pytest.mark.usefixtures("fresh")
def test_only_who_was_selected_gets_a_paper(database: Database) -> None:
    made = selecting.make(1)
    entries = selecting.qualify(made, An=3, Bích=2)
    with writing() as db:
        editing.set_rules(db, [made.round_id], PAPERS, FINAL)
    made.confirm()
    printed = print_for(World(made.round_id), entries["An"], entries["Bích"], now=FINAL)
    assert len(printed.made) == 1
    assert printed.refused == {entries["Bích"]: by_hand.NOT_SELECTED}
