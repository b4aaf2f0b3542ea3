"""What becomes of a list when its setting changes, when names are erased, and where there is none."""

from __future__ import annotations

import pytest

from contest.errors import Conflict, NotFound
from contest.planning import service as planning
from contest.planning.states import Group
from contest.rounds import keeping
from contest.ruleset.selection import Selection
from contest.selections import computing, service, store
from contest.web.database import Database, reading, writing
from tests.contest.planning import plans
from tests.contest.selections import world
from tests.contest.selections.world import BETWEEN


def test_another_setting_forgets_the_list(database: Database) -> None:
    final = world.make(1)
    entries = world.qualify(final, An=3, Bích=2)
    final.change(entries["An"], False)
    final.change(entries["Bích"], True)
    final.confirm()
    world.choose(final, Selection(round=1, places=2))
    assert final.state().frozen is None and sorted(final.chosen()) == ["An", "Bích"]


def test_publishing_a_list_or_not_leaves_it_as_it_is(database: Database) -> None:
    final = world.make(1)
    entries = world.qualify(final, An=3, Bích=2)
    final.change(entries["Bích"], True)
    final.confirm()
    plans.change(final.round_id, Group.SEASON, BETWEEN, listed="")
    view = final.view()
    assert view.selection is not None and not view.selection.public
    assert final.state().frozen is not None and sorted(final.chosen()) == ["An", "Bích"]


def test_a_confirmed_list_is_undone_before_others_are_selected(database: Database) -> None:
    final = world.make(2)
    entries = world.qualify(final, An=3, Bích=2, Cường=1)
    final.change(entries["An"], False)
    final.confirm()
    for changed in ({"places": "3"}, {"origin": ""}):
        with pytest.raises(Conflict) as refused:
            plans.change(final.round_id, Group.SEASON, BETWEEN, **changed)
        assert refused.value.message == planning.CONFIRMED
    final.undo()
    plans.change(final.round_id, Group.SEASON, BETWEEN, places="3")
    assert sorted(final.chosen()) == ["An", "Bích", "Cường"], "what was decided by the setting before is gone"


def test_reasons_go_with_the_names(database: Database) -> None:
    final = world.make(1)
    entries = world.qualify(final, An=3, Bích=2)
    final.change(entries["Bích"], True)
    with writing() as db:
        assert keeping._forget_texts(db, [final.round_id]) == 1
        assert keeping._forget_texts(db, [final.round_id]) == 0
    with reading() as db:
        assert [row.reason for row in store.changes(db, final.round_id)] == [keeping.ERASED_REASON]


def test_rounds_without_a_selection_have_no_list(database: Database) -> None:
    final = world.make()
    with reading() as db:
        with pytest.raises(NotFound):
            computing.state(db, final.weeks.view(0), BETWEEN)
        assert service.why_not(db, final.weeks.view(0), "0" * 13, BETWEEN) == ""
        assert [each.id for each in computing.targets(db, final.weeks.view(0), BETWEEN)] == [final.round_id]
        assert computing.targets(db, final.view(), BETWEEN) == ()


def test_a_round_that_selects_and_is_gone(database: Database) -> None:
    final = world.make()
    world.choose(final, Selection(round=9, places=2))
    with reading() as db, pytest.raises(NotFound) as missing:
        computing.state(db, final.view(), BETWEEN)
    assert missing.value.message == computing.NO_ORIGIN
